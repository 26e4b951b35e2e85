import { connectionError } from "./connection-error";
import type { HttpRequest } from "./http-exchange";
import { exchange, NoResponse } from "./http-exchange";

/** What came of a request: whatever goes wrong is an outcome, not an exception. */
export type HttpOutcome =
  | HttpAnswer
  | { readonly kind: "no connection"; readonly reason: string }
  | { readonly kind: "too slow"; readonly waitedMs: number };

export interface HttpAnswer {
  readonly kind: "answer";
  readonly status: number;
  /** By name in lower case, without cookies. */
  readonly headers: Readonly<Record<string, string>>;
  /** The values of `Set-Cookie`, each with its attributes. */
  readonly cookies: readonly string[];
  readonly body: string;
  readonly durationMs: number;
}

/** No answer of a sign-in page or a token endpoint is nearly as large. */
const MAX_BYTES = 2 ** 20;

/** One request and what came of it. A redirect is an answer: nothing is followed. */
export async function httpOutcome(request: Omit<HttpRequest, "maxBytes">): Promise<HttpOutcome> {
  try {
    const { status, headers, cookies, body, durationMs } = await exchange({ ...request, maxBytes: MAX_BYTES });
    const { "set-cookie": _, ...others } = headers;
    return { kind: "answer", status, headers: others, cookies, body: body.toString("utf8"), durationMs };
  } catch (error) {
    if (!(error instanceof NoResponse)) {
      return { kind: "no connection", reason: connectionError(error) };
    }
    switch (error.why) {
      case "too slow":
        return { kind: "too slow", waitedMs: request.timeoutMs };
      case "too large":
        return { kind: "no connection", reason: `the answer is larger than ${MAX_BYTES} bytes` };
      default:
        return { kind: "no connection", reason: connectionError(error.cause) };
    }
  }
}
