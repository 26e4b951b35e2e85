import type { IncomingMessage, RequestOptions } from "node:http";
import { request as httpRequest } from "node:http";
import { request as httpsRequest } from "node:https";
import { connectionError } from "./connection-error";
import type { WebAnswer, WebRequest } from "./web";

/** No answer of a sign-in page or a token endpoint is nearly as large. */
const MAX_BYTES = 2 ** 20;

/**
 * One request and its answer, each on a connection of its own.
 *
 * @param target where the request goes, which may be another place than its URL says
 */
export function httpExchange(target: URL, request: WebRequest, options: TransportOptions = {}): Promise<WebAnswer> {
  const { method, body, headers, timeoutMs, signal } = request;
  const began = performance.now();
  return new Promise((resolve) => {
    const fail = (error: unknown): void => resolve({ kind: "no connection", reason: connectionError(error) });
    try {
      const send = target.protocol === "https:" ? httpsRequest : httpRequest;
      const length = body === undefined ? {} : { "content-length": String(Buffer.byteLength(body)) };
      const outgoing = send(target, {
        method,
        agent: false,
        signal,
        ...(options.ca !== undefined && { ca: options.ca }),
        headers: { "user-agent": "alexa-link-doctor", ...options.headers, ...headers, ...length },
      } as RequestOptions);
      const timer = setTimeout(() => {
        resolve({ kind: "too slow", waitedMs: timeoutMs });
        outgoing.destroy();
      }, timeoutMs);
      outgoing.on("close", () => clearTimeout(timer));
      outgoing.on("error", fail);
      outgoing.on("response", (response) => {
        readBody(response).then((text) => {
          const durationMs = Math.round(performance.now() - began);
          const { statusCode: status = 0, headers } = response;
          resolve({ kind: "answer", status, headers: flat(headers), body: text, durationMs });
        }, fail);
      });
      outgoing.end(body);
    } catch (error) {
      fail(error);
    }
  });
}

export interface TransportOptions {
  readonly headers?: Readonly<Record<string, string>>;
  /** Certificate authorities in PEM form. @default those that Node trusts */
  readonly ca?: string;
}

async function readBody(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_BYTES) {
      response.destroy();
      throw new Error(`the answer is larger than ${MAX_BYTES} bytes`);
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function flat(headers: NodeJS.Dict<string | string[]>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])),
  );
}
