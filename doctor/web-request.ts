import { connectionError } from "../common/connection-error";
import { exchange, NoResponse } from "../common/http-exchange";
import type { WebAnswer, WebRequest } from "./web";

/** No answer of a sign-in page or a token endpoint is nearly as large. */
const MAX_BYTES = 2 ** 20;

export interface WebRequestOptions {
  readonly headers?: Readonly<Record<string, string>>;
  /** Certificate authorities in PEM form. @default those that Node trusts */
  readonly ca?: string;
}

/**
 * One request and its answer. Whatever goes wrong is an answer, not an exception.
 *
 * @param target where the request goes, which may be another place than its URL says
 */
export async function sendWebRequest(
  target: URL,
  { method, body, headers, timeoutMs, signal }: WebRequest,
  options: WebRequestOptions = {},
): Promise<WebAnswer> {
  try {
    const response = await exchange({
      method,
      url: target,
      headers: { "user-agent": "alexa-link-doctor", ...options.headers, ...headers },
      body,
      timeoutMs,
      maxBytes: MAX_BYTES,
      signal,
      ca: options.ca,
    });
    const { status, durationMs } = response;
    return { kind: "answer", status, headers: response.headers, body: response.body.toString("utf8"), durationMs };
  } catch (error) {
    if (!(error instanceof NoResponse)) {
      return { kind: "no connection", reason: connectionError(error) };
    }
    return error.why === "too slow"
      ? { kind: "too slow", waitedMs: timeoutMs }
      : { kind: "no connection", reason: whyNot(error) };
  }
}

const whyNot = ({ why, cause }: NoResponse): string =>
  why === "too large" ? `the answer is larger than ${MAX_BYTES} bytes` : connectionError(cause);
