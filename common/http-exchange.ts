import type { IncomingHttpHeaders, RequestOptions } from "node:http";
import { request as httpRequest } from "node:http";
import { request as httpsRequest } from "node:https";
import { connectionError } from "./connection-error";
import { ProxyFailure, proxyFor } from "./http-proxy";
import { Problem } from "./problem";
import { BodyTooLarge, readBody } from "./read-body";

export interface HttpRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  /** For the whole exchange. */
  readonly timeoutMs: number;
  /** A response's body may not be larger. */
  readonly maxBytes: number;
  readonly signal?: AbortSignal;
  /** Certificate authorities in PEM form. @default those that Node trusts */
  readonly ca?: string;
  /** The URL of a proxy. @default that of `HTTPS_PROXY`, unless `NO_PROXY` names the host */
  readonly proxy?: string;
}

export interface HttpResponse {
  readonly status: number;
  /** By name in lower case; of one that came more than once, all values with commas between. */
  readonly headers: Readonly<Record<string, string>>;
  /** The values of `Set-Cookie`, each with its attributes. */
  readonly cookies: readonly string[];
  readonly body: Buffer;
  /** From the request to the response's last byte. */
  readonly durationMs: number;
}

/** No response came, or only a part of one. */
export class NoResponse extends Problem {
  constructor(
    /** `failed`: Node's error is the cause. */
    readonly why: "failed" | "too slow" | "too large" | "aborted",
    /** Whether there was a connection, so that the other side may have received the request. */
    readonly connected: boolean,
    cause?: unknown,
  ) {
    super(`no response: ${why}`, { cause });
  }
}

/**
 * One request and its response, whatever its status. A redirect is a response: nothing is followed, so that a token goes
 * to nobody but the host it is for. Each exchange has a connection of its own, because one that is used again may have
 * been closed meanwhile, and then nobody knows whether a write was received.
 *
 * @throws NoResponse; for what the proxy on the way did not do, with a {@link ProxyFailure} as its cause
 * @throws WrongUse when a variable names a proxy that is none
 * @throws Node's error when the request cannot be written at all, as for a header with a line break
 */
export function exchange({
  method,
  url,
  headers,
  body,
  timeoutMs,
  maxBytes,
  signal,
  ca,
  proxy: proxyUrl,
}: HttpRequest): Promise<HttpResponse> {
  const isSecure = url.protocol === "https:";
  const proxy = proxyFor(url, proxyUrl);
  const length = body === undefined ? {} : { "content-length": String(Buffer.byteLength(body)) };
  const options: RequestOptions = { method, agent: proxy?.agent ?? false, headers: { ...headers, ...length } };
  return new Promise((resolve, reject) => {
    if (signal?.aborted) {
      reject(new NoResponse("aborted", false, signal.reason));
      return;
    }
    const began = performance.now();
    let connected = false;
    const request = (isSecure ? httpsRequest : httpRequest)(
      url,
      ca === undefined ? options : ({ ...options, ca } as RequestOptions),
    );
    const end = (why: NoResponse["why"], cause?: unknown): void => {
      reject(new NoResponse(why, connected, cause));
      request.destroy();
    };
    let isThrough = proxy === undefined;
    const failAtProxy = (error: unknown, lasting: boolean): void =>
      end("failed", new ProxyFailure(`the proxy ${proxy?.host}: ${connectionError(error)}`, lasting));
    const fail = (error: unknown): void => {
      if (error instanceof BodyTooLarge) {
        end("too large", error);
      } else if (isThrough) {
        end("failed", error);
      } else {
        failAtProxy(error, false);
      }
    };
    request.on("proxyConnect", ({ statusCode, statusText }: ConnectResponse) => {
      isThrough = statusCode === 200;
      if (!isThrough) {
        // What the proxy answers is no answer of the other side's.
        const answer = `it answered ${[statusCode, statusText].join(" ").trim()}${PROXY_FIX[statusCode] ?? ""}`;
        failAtProxy(new Error(answer), statusCode < 500);
      }
    });
    const abort = (): void => end("aborted", signal?.reason);
    const timer = setTimeout(() => end("too slow"), timeoutMs);
    signal?.addEventListener("abort", abort, { once: true });
    request.on("close", () => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", abort);
    });
    request.on("socket", (socket) => {
      socket.once(isSecure ? "secureConnect" : "connect", () => {
        connected = true;
      });
    });
    request.on("error", fail);
    request.on("response", (response) => {
      readBody(response, maxBytes).then(
        (content) =>
          resolve({
            status: response.statusCode ?? 0,
            headers: flatHeaders(response.headers),
            cookies: response.headers["set-cookie"] ?? [],
            body: content,
            durationMs: Math.round(performance.now() - began),
          }),
        fail,
      );
    });
    request.end(body);
  });
}

/** What https-proxy-agent passes on of a proxy's answer to CONNECT. */
interface ConnectResponse {
  readonly statusCode: number;
  readonly statusText: string;
}

const PROXY_FIX: Readonly<Record<number, string>> = {
  403: ". It does not let this host through: ask whoever runs it, or name the host in NO_PROXY",
  407: ". Put the user name and the password into the proxy's URL: http://user:password@host:port",
};

/** Node's headers with one text a name. */
export function flatHeaders(
  headers: IncomingHttpHeaders | NodeJS.Dict<string | readonly string[]>,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])),
  );
}
