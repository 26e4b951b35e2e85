import { request as httpRequest } from "node:http";
import { messageOf } from "../../common/problem";
import type { HttpExchange } from "../http-exchange";
import { maskBody, maskHeaders, maskUrl } from "../http-exchange";
import type { LocalHosts } from "../local-hosts";

export interface LocalHttpProps {
  readonly hosts: LocalHosts;
  /** Called with each exchange, when it has ended. Secrets are masked. @default - nothing is called */
  readonly onExchange?: (exchange: HttpExchange) => void;
}

export interface HttpRequest {
  /** In words: "Alexa → access token URI". */
  readonly label: string;
  readonly method: "GET" | "POST";
  /** In its production form. */
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** For the whole exchange. */
  readonly timeoutMs: number;
}

export type HttpOutcome =
  | HttpAnswer
  | { readonly kind: "no connection"; readonly reason: string }
  | { readonly kind: "too slow"; readonly waitedMs: number };

export interface HttpAnswer {
  readonly kind: "answer";
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly cookies: readonly string[];
  readonly body: string;
}

/** Nothing that Alexa or a sign-in page sends is nearly as large. */
const MAX_BYTES = 2 ** 20;

/**
 * Sends requests to the servers on this machine that stand for hosts of the Internet, as if they went there: with the
 * production host's name in them. Redirects are answers; nothing is followed, and nothing leaves this machine.
 */
export class LocalHttp {
  private exchanges = 0;

  constructor(private readonly props: LocalHttpProps) {}

  /** Whatever goes wrong is an outcome, not an exception. */
  async send(request: HttpRequest): Promise<HttpOutcome> {
    const began = Date.now();
    const outcome = await this.exchange(request);
    this.report(request, outcome, began);
    return outcome;
  }

  private exchange({ method, url, headers, body, timeoutMs }: HttpRequest): Promise<HttpOutcome> {
    return new Promise((resolve) => {
      const fail = (error: unknown): void => resolve({ kind: "no connection", reason: messageOf(error) });
      try {
        const request = httpRequest(this.props.hosts.toLocal(url), {
          method,
          agent: false,
          headers: {
            host: new URL(url).host,
            ...headers,
            ...(body === undefined ? {} : { "content-length": String(Buffer.byteLength(body)) }),
          },
        });
        const timer = setTimeout(() => {
          resolve({ kind: "too slow", waitedMs: timeoutMs });
          request.destroy();
        }, timeoutMs);
        request.on("close", () => clearTimeout(timer));
        request.on("error", fail);
        request.on("response", (response) => {
          let text = "";
          response.setEncoding("utf8");
          response.on("error", fail);
          response.on("data", (chunk: string) => {
            text += chunk;
            if (text.length > MAX_BYTES) {
              fail(`the answer is larger than ${MAX_BYTES} bytes`);
              request.destroy();
            }
          });
          response.on("end", () => {
            const { "set-cookie": cookies = [], ...others } = response.headers;
            resolve({ kind: "answer", status: response.statusCode ?? 0, headers: flat(others), cookies, body: text });
          });
        });
        request.end(body);
      } catch (error) {
        fail(error);
      }
    });
  }

  private report(request: HttpRequest, outcome: HttpOutcome, began: number): void {
    const { label, method, url, headers = {}, body } = request;
    this.props.onExchange?.({
      id: ++this.exchanges,
      label,
      at: new Date(began).toISOString(),
      durationMs: Date.now() - began,
      request: { method, url: maskUrl(url), headers: maskHeaders(headers), ...(body && { body: maskBody(body) }) },
      ...(outcome.kind === "answer" && { response: shown(outcome) }),
    });
  }
}

function shown({ status, headers, body }: HttpAnswer): NonNullable<HttpExchange["response"]> {
  const { location } = headers;
  return {
    status,
    headers: maskHeaders({ ...headers, ...(location !== undefined && { location: maskUrl(location) }) }),
    // Pages are for browsers; what a person wants to see here is JSON.
    ...(headers["content-type"]?.includes("json") && { body: maskBody(body) }),
  };
}

function flat(headers: NodeJS.Dict<string | string[]>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])),
  );
}
