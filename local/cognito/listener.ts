import type { IncomingMessage, ServerResponse } from "node:http";
import { createServer } from "node:http";
import { listenOnLoopback } from "../loopback-port";
import type { Answer } from "./answer";
import { jsonError } from "./answer";
import type { HttpRequest } from "./http-request";
import { receive } from "./http-request";
import { CognitoRefusal } from "./refusal";

export interface ListenerOptions {
  /** The production host that a request with this Host header is for, or undefined when none may be asked so. */
  readonly hostOf: (header: string) => string | undefined;
  readonly answer: (host: string, request: HttpRequest) => Promise<Answer>;
}

/** A server on a free port of 127.0.0.1. */
export interface Listener {
  /** `http://127.0.0.1:{port}` */
  readonly origin: string;
  close(): Promise<void>;
}

/** A request that is not there as a whole after five seconds is answered 408. */
const LIMITS = {
  headersTimeout: 5000,
  requestTimeout: 5000,
  connectionsCheckingInterval: 1000,
  maxHeaderSize: 32 * 1024,
};

export async function listen(options: ListenerOptions): Promise<Listener> {
  const server = createServer(LIMITS, (incoming, outgoing) => {
    respond(incoming, options)
      .catch((error): Answer => (error instanceof CognitoRefusal ? error.answer : jsonError(500, "server_error")))
      .then((answer) => send(outgoing, answer))
      // The other side has gone while its request was read, or its answer written.
      .catch(() => outgoing.destroy());
  });
  const port = await listenOnLoopback(server);
  return {
    origin: `http://127.0.0.1:${port}`,
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

async function respond(incoming: IncomingMessage, { hostOf, answer }: ListenerOptions): Promise<Answer> {
  const host = hostOf(incoming.headers.host ?? "");
  return host === undefined
    ? { ...jsonError(421, "invalid_request"), close: true }
    : answer(host, await receive(incoming));
}

function send(outgoing: ServerResponse, { status, headers, body, close }: Answer): void {
  const values = Object.entries(headers).map(([name, value]) => [name, typeof value === "string" ? value : [...value]]);
  outgoing.writeHead(status, {
    ...Object.fromEntries(values),
    "content-length": Buffer.byteLength(body),
    ...(close ? { connection: "close" } : {}),
  });
  outgoing.end(body);
}
