import { request as httpRequest } from "node:http";
import { request as httpsRequest } from "node:https";
import { SmapiError } from "./smapi";

export interface HttpRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  /** For the whole exchange. */
  readonly timeoutMs: number;
  /** An answer may not be larger. */
  readonly mostBytes: number;
  readonly signal?: AbortSignal;
}

export interface HttpAnswer {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** No answer came, or only a part of one. */
export class ConnectionFailure extends Error {
  constructor(
    /** For people: "no answer within 15 s", "the connection was refused (ECONNREFUSED)". */
    readonly reason: string,
    /** Whether the other side may have received the request. */
    readonly maybeReceived: boolean,
    /** The same will happen at the next attempt: a certificate that is not trusted. */
    readonly lasting = false,
  ) {
    super(reason);
  }
}

/**
 * One request and its answer, whatever its status. A redirect is an answer: nothing is followed, so that a token goes
 * to nobody but the host it is for. Each exchange has a connection of its own, because one that is used again may have
 * been closed meanwhile, and then nobody knows whether a write was received.
 *
 * @throws ConnectionFailure
 * @throws SmapiError of the kind `interrupted`, or `server failed` when the answer is too large
 */
export function exchange(sent: HttpRequest): Promise<HttpAnswer> {
  const { method, url, headers, body, timeoutMs, mostBytes, signal } = sent;
  const secure = url.protocol === "https:";
  return new Promise((resolve, reject) => {
    if (signal?.aborted) {
      reject(new SmapiError("interrupted", "Interrupted."));
      return;
    }
    let connected = false;
    const request = (secure ? httpsRequest : httpRequest)(url, {
      method,
      agent: false,
      headers: { ...headers, ...(body === undefined ? {} : { "content-length": Buffer.byteLength(body) }) },
    });
    const end = (error: Error): void => {
      reject(error);
      request.destroy();
    };
    const fail = (error: NodeJS.ErrnoException): void =>
      end(new ConnectionFailure(reasonOf(error), connected, isLasting(error)));
    const interrupt = (): void => end(new SmapiError("interrupted", "Interrupted."));
    const timer = setTimeout(
      () => end(new ConnectionFailure(`no answer within ${timeoutMs / 1000} s`, connected)),
      timeoutMs,
    );
    signal?.addEventListener("abort", interrupt, { once: true });
    request.on("close", () => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", interrupt);
    });
    request.on("socket", (socket) => {
      socket.once(secure ? "secureConnect" : "connect", () => {
        connected = true;
      });
    });
    request.on("error", fail);
    request.on("response", (response) => {
      const chunks: Uint8Array[] = [];
      let bytes = 0;
      response.on("error", fail);
      response.on("data", (chunk: Uint8Array) => {
        chunks.push(chunk);
        bytes += chunk.length;
        if (bytes > mostBytes) {
          end(tooLarge(url, mostBytes));
        }
      });
      response.on("end", () =>
        resolve({ status: response.statusCode ?? 0, headers: flat(response.headers), body: Buffer.concat(chunks) }),
      );
    });
    request.end(body);
  });
}

const tooLarge = (url: URL, mostBytes: number): SmapiError =>
  new SmapiError(
    "server failed",
    `${url.host} answered with more than ${mostBytes / 2 ** 20} MiB, which is the most that is read. Is this the right endpoint?`,
  );

function flat(headers: NodeJS.Dict<string | string[]>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])),
  );
}

/** https://nodejs.org/api/errors.html#common-system-errors */
const REASONS: Readonly<Record<string, string>> = {
  ECONNREFUSED: "the connection was refused",
  ECONNRESET: "the connection was lost",
  EPIPE: "the connection was lost",
  ENOTFOUND: "its name is not known to DNS",
  EAI_AGAIN: "DNS does not answer: is there a network?",
  ENETUNREACH: "there is no network to it",
  EHOSTUNREACH: "there is no way to it",
  ETIMEDOUT: "the connection could not be made in time",
};

/** Node's own message may quote what was sent, so it is not taken over. */
function reasonOf({ code = "no code" }: NodeJS.ErrnoException): string {
  if (isLasting({ code })) {
    return `its certificate is not trusted (${code}); behind a proxy that reads TLS, name that proxy's certificate in NODE_EXTRA_CA_CERTS`;
  }
  return `${REASONS[code] ?? "the connection failed"} (${code})`;
}

const isLasting = ({ code = "" }: { readonly code?: string }): boolean => /CERT|^ERR_TLS|^UNABLE_TO/.test(code);
