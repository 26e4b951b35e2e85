import type { ServerResponse } from "node:http";
import { GuardedServer } from "../guard/guarded-server";
import type { Visitors } from "../guard/visitors";
import type { Answer } from "./answer";
import { jsonError } from "./answer";
import type { HttpRequest } from "./http-request";
import { MAX_BODY_BYTES, MAX_SAML_BODY_BYTES, receive } from "./http-request";
import { SAML_RESPONSE_PATH } from "./identity-provider";

export interface ListenerOptions {
  readonly visitors: Visitors;
  /** The production host that a request with this Host header is for, or undefined when none may be asked so. */
  readonly hostOf: (header: string, isOwn: boolean) => string | undefined;
  readonly answer: (host: string, request: HttpRequest) => Promise<Answer>;
}

/** A server on a free port of 127.0.0.1. */
export interface Listener {
  /** `http://127.0.0.1:{port}` */
  readonly origin: string;
  close(): Promise<void>;
}

export async function listen({ visitors, hostOf, answer }: ListenerOptions): Promise<Listener> {
  const server = await GuardedServer.start({
    name: "the sign-in server",
    visitors,
    hostOf,
    maxBodyBytes: (path) => (path === SAML_RESPONSE_PATH ? MAX_SAML_BODY_BYTES : MAX_BODY_BYTES),
    // Its sender is always another page: a SAML provider's.
    takesFormsOfOthers: (path) => path === SAML_RESPONSE_PATH,
    answer: async (request, outgoing) => {
      const received = await receive(request);
      send(outgoing, await answer(request.host, received).catch(() => jsonError(500, "server_error")));
    },
    refuse: ({ status }, outgoing) => send(outgoing, jsonError(status, "invalid_request")),
  });
  return { origin: server.url, close: () => server.stop() };
}

function send(outgoing: ServerResponse, { status, headers, body }: Answer): void {
  const values = Object.entries(headers).map(([name, value]) => [name, typeof value === "string" ? value : [...value]]);
  outgoing.writeHead(status, { ...Object.fromEntries(values), "content-length": Buffer.byteLength(body) });
  outgoing.end(body);
}
