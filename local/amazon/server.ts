import type { IncomingMessage, Server, ServerResponse } from "node:http";
import { createServer, STATUS_CODES } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import { listenOnLoopback } from "../loopback-port";
import type { Answer } from "./answer";
import { SmapiRefusal, smapiError } from "./answer";
import type { SmapiFault, SmapiFaults } from "./faults";
import { DECIDING } from "./faults";
import type { HttpRequest } from "./http-request";
import { bodyOf, pathOf, queryOf } from "./http-request";

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
  private readonly server: Server;
  private readonly stopping = new AbortController();
  private hosts: readonly string[] = [];

  private constructor(private readonly props: SmapiServerProps) {
    const requestTimeout = props.requestTimeout ?? 5000;
    const connectionsCheckingInterval = Math.min(requestTimeout, 1000);
    const limits = { requestTimeout, headersTimeout: requestTimeout, connectionsCheckingInterval };
    this.server = createServer(limits, (incoming, outgoing) => {
      this.respond(incoming, outgoing).catch(() => outgoing.destroy());
    });
    // Whoever does not read an answer does not keep the connection.
    this.server.setTimeout(60_000);
    this.server.maxConnections = 200;
  }

  /** @throws Problem when the port is taken */
  static async start(props: SmapiServerProps): Promise<SmapiServer> {
    const server = new SmapiServer(props);
    const port = await listenOnLoopback(server.server, props.port);
    server.hosts = [`127.0.0.1:${port}`, `localhost:${port}`];
    return server;
  }

  /** `http://127.0.0.1:{port}` */
  get url(): string {
    return `http://${this.hosts[0]}`;
  }

  /** Ends every connection at once. */
  async stop(): Promise<void> {
    this.stopping.abort();
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async respond(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const { faults, onRequest } = this.props;
    const method = incoming.method ?? "";
    const path = pathOf(incoming);
    // Before the host is known to be right, no fault is used up.
    const isAddressed = this.hosts.includes(incoming.headers.host ?? "");
    const fault = isAddressed ? faults.take(DECIDING, method, path) : undefined;
    const delay = isAddressed ? faults.take(["delay"], method, path) : undefined;
    if (fault?.kind === "lost before reading") {
      onRequest(method, path, 0);
      incoming.socket.destroy();
      return;
    }
    const answer = isAddressed ? await this.answer(incoming, fault) : this.wrongHost();
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

  private async answer(incoming: IncomingMessage, fault: SmapiFault | undefined): Promise<Answer> {
    const method = incoming.method ?? "";
    const path = pathOf(incoming);
    try {
      const body = await bodyOf(incoming, this.props.maxBytes(path));
      const request = { method, path, query: queryOf(incoming), headers: incoming.headers, body };
      return insteadOfWork(fault) ?? this.props.answer(request);
    } catch (error) {
      return error instanceof SmapiRefusal ? error.answer : smapiError(500);
    }
  }

  // A name that a page elsewhere makes point to 127.0.0.1 (DNS rebinding) must not let it in.
  private wrongHost(): Answer {
    return smapiError(421, `This server is ${this.hosts.join(" or ")} and answers to no other Host header.`);
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
