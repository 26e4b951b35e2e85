import https from "node:https";
import type { Deadline } from "./deadline";

export interface HttpsResponse {
  readonly status: number;
  readonly body: Buffer;
}

export interface HttpsOptions {
  /** @default - none besides those of Node.js */
  readonly headers?: Readonly<Record<string, string>>;
  /** When to give up, all attempts counted. */
  readonly deadline: Deadline;
  /**
   * When an attempt ends, in milliseconds.
   * @default 1000
   */
  readonly attemptMs?: number;
}

interface HttpsPostOptions extends HttpsOptions {
  readonly body: string;
}

/** Why there is no usable response: no answer in time, no connection, a body beyond 64 KiB. */
export type HttpsFailureReason = "timeout" | "unreachable" | "too-large";

/** A request without a usable response. Says nothing of the request, which may carry a token. */
export class HttpsFailure extends Error {
  constructor(readonly reason: HttpsFailureReason) {
    super(`HTTPS request failed: ${reason}`);
    this.name = "HttpsFailure";
  }
}

/** A JWKS and a profile are below 4 KiB; nothing larger is worth the memory. */
const MAX_BODY_BYTES = 64 * 1024;

const ATTEMPTS = 2;

/** Short enough that a socket that died while Lambda was frozen leaves time for a fresh one. */
const ATTEMPT_MS = 1000;

const agent = /* @__PURE__ */ new https.Agent({ keepAlive: true });

/**
 * Gets a URL, and tries once more when the connection fails. A response counts as an answer whatever its status.
 *
 * Calls `https.request` by way of the module, at each request, so that a local emulator can stand in for the network.
 *
 * @throws HttpsFailure
 */
export const httpsGet = (url: string, options: HttpsOptions): Promise<HttpsResponse> => ask(url, "GET", options);

/**
 * Posts to a URL, and tries once more when the connection fails: the first attempt may have arrived.
 *
 * @throws HttpsFailure
 */
export const httpsPost = (url: string, options: HttpsPostOptions): Promise<HttpsResponse> => ask(url, "POST", options);

async function ask(
  url: string,
  method: string,
  options: Partial<HttpsPostOptions> & HttpsOptions,
): Promise<HttpsResponse> {
  for (let attempt = 1; ; attempt++) {
    if (options.deadline.remainingMs === 0) {
      throw new HttpsFailure("timeout");
    }
    try {
      return await askOnce(url, method, options);
    } catch (failure) {
      if (attempt === ATTEMPTS || tooLarge(failure)) {
        throw failure;
      }
    }
  }
}

function askOnce(
  url: string,
  method: string,
  { headers, body, deadline, attemptMs = ATTEMPT_MS }: Partial<HttpsPostOptions> & HttpsOptions,
): Promise<HttpsResponse> {
  return new Promise((resolve, reject) => {
    const fail = (reason: HttpsFailureReason): void => {
      clearTimeout(timer);
      request.destroy();
      reject(new HttpsFailure(reason));
    };
    const request = https.request(url, { method, agent, headers }, (response) => {
      const chunks: Buffer[] = [];
      let bytes = 0;
      response.on("data", (chunk: Buffer) => {
        bytes += chunk.length;
        chunks.push(chunk);
        if (bytes > MAX_BODY_BYTES) {
          fail("too-large");
        }
      });
      response.on("error", () => fail("unreachable"));
      response.on("end", () => {
        clearTimeout(timer);
        resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks) });
      });
    });
    const timer = setTimeout(fail, Math.min(attemptMs, deadline.remainingMs), "timeout");
    request.on("error", () => fail("unreachable"));
    request.end(body);
  });
}

function tooLarge(failure: unknown): boolean {
  return failure instanceof HttpsFailure && failure.reason === "too-large";
}
