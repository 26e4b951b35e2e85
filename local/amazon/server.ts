import type { ServerResponse } from "node:http";
import { STATUS_CODES } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import type { GuardedRequest } from "../guard/guarded-server";
import { GuardedServer } from "../guard/guarded-server";
import { RefusedRequest } from "../guard/refused-request";
import type { Answer } from "./answer";
import { SmapiRefusal, smapiError } from "./answer";
import type { SmapiFault, SmapiFaults } from "./faults";
import { DECIDING } from "./faults";
import type { HttpRequest } from "./http-request";

export interface SmapiServerProps {
  readonly faults: SmapiFaults;
  /** How many bytes a request may have. */
  readonly maxBytes: (path: string) => number;
  readonly answer: (request: HttpRequest) => Answer;
  /** @param status 0 when the connection ended instead */
  readonly onRequest: (method: string, path: string, status: number) => void;
  /** @default 0: a free one */
  readonly port?: number;
  /** Milliseconds until which a request must be there as a whole, or it is answered 408. @default 5000 */
  readonly requestTimeout?: number;
}

/** A server on 127.0.0.1, where faults happen. */
export class SmapiServer {
  private readonly stopping = new AbortController();

  private constructor(
    private readonly props: SmapiServerProps,
    private readonly server: GuardedServer,
  ) {}

  /** @throws Problem when the port is taken */
  static async start(props: SmapiServerProps): Promise<SmapiServer> {
    const guarded = await GuardedServer.start({
      name: "the stand-in for SMAPI",
      visitors: "programs",
      maxBodyBytes: props.maxBytes,
      requestTimeoutMs: props.requestTimeout,
      port: props.port,
      answer: (request, outgoing) => server.respond(request, outgoing),
      refuse: ({ status, message }, outgoing) => send(outgoing, smapiError(status, message)),
    });
    const server = new SmapiServer(props, guarded);
    return server;
  }

  /** `http://127.0.0.1:{port}` */
  get url(): string {
    return this.server.url;
  }

  /** Ends every connection at once. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.server.stop();
  }

  private async respond(request: GuardedRequest, outgoing: ServerResponse): Promise<void> {
    const { faults, onRequest } = this.props;
    const { method, path, incoming } = request;
    // Whoever the guard refuses uses no fault up.
    const fault = faults.take(DECIDING, method, path);
    const delay = faults.take(["delay"], method, path);
    if (fault?.kind === "lost before reading") {
      onRequest(method, path, 0);
      incoming.socket.destroy();
      return;
    }
    const answer = await this.answer(request, fault);
    if (delay !== undefined) {
      await wait(delay.milliseconds, undefined, { signal: this.stopping.signal });
    }
    const isLost = fault?.kind === "lost before the answer" || fault?.kind === "lost in the answer";
    onRequest(method, path, isLost || outgoing.destroyed ? 0 : answer.status);
    if (fault?.kind === "lost before the answer") {
      incoming.socket.destroy();
    } else if (fault?.kind === "lost in the answer") {
      sendHalf(outgoing, answer);
    } else {
      send(outgoing, fault?.kind === "bad JSON" ? spoiled(answer) : answer);
    }
  }

  private async answer(request: GuardedRequest, fault: SmapiFault | undefined): Promise<Answer> {
    const { method, path, query, headers } = request;
    try {
      const body = await request.body();
      return (
        insteadOfWork(fault) ?? this.props.answer({ method, path, query: new URLSearchParams(query), headers, body })
      );
    } catch (error) {
      if (error instanceof RefusedRequest) {
        throw error;
      }
      return error instanceof SmapiRefusal ? error.answer : smapiError(500);
    }
  }
}

/** The answer of a fault that lets nothing be done. */
function insteadOfWork(fault: SmapiFault | undefined): Answer | undefined {
  if (fault?.kind === "HTML page") {
    const { status = 503 } = fault;
    const title = `${status} ${STATUS_CODES[status] ?? ""}`.trim();
    const body = `<!DOCTYPE html>\n<html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>\n`;
    return { status, headers: { "content-type": "text/html" }, body };
  }
  if (fault?.kind === "answer") {
    const { status, retryAfter, body } = fault;
    const headers: Answer["headers"] = retryAfter === undefined ? {} : { "retry-after": retryAfter };
    const answer = smapiError(status, undefined, undefined, headers);
    return body === undefined ? answer : { ...answer, body: JSON.stringify(body) };
  }
  return undefined;
}

const spoiled = (answer: Answer): Answer => (answer.body.length === 0 ? answer : { ...answer, body: '{"message": ' });

function send(outgoing: ServerResponse, { status, headers, body }: Answer): void {
  // An answer 204 has no body, and none of its length (RFC 9110, section 8.6).
  const length = status === 204 ? {} : { "content-length": Buffer.byteLength(body) };
  outgoing.writeHead(status, { ...headers, ...length });
  outgoing.end(body);
}

/** Written past `outgoing`, which would not let half an answer go. */
function sendHalf({ socket }: ServerResponse, { status, headers, body }: Answer): void {
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    `content-length: ${Buffer.byteLength(body)}`,
  ].join("\r\n");
  const content = Buffer.concat([Buffer.from(`${head}\r\n\r\n`), Buffer.from(body)]);
  const half =
    body.length === 0 ? Math.floor(head.length / 2) : content.length - Math.ceil(Buffer.byteLength(body) / 2);
  socket?.end(content.subarray(0, half), () => socket.destroy());
}
