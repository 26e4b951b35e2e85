import type { Server as HttpServer, IncomingHttpHeaders, IncomingMessage, ServerResponse } from "node:http";
import { createServer } from "node:http";
import type { Server } from "node:net";
import { BodyTooLarge, readBody } from "../../common/read-body";
import { listenOnLoopback } from "../loopback-port";
import { SERVER_LIMITS } from "./limits";
import { RefusedRequest } from "./refused-request";
import type { Visitors } from "./visitors";
import { checkVisitor, isFormOfNeighbour } from "./visitors";

export interface GuardedServerProps {
  /** In words, for those whom it refuses: "the simulator". */
  readonly name: string;
  readonly visitors: Visitors;
  /**
   * For whom a request with this Host header is, or undefined when the server does not go by that name.
   *
   * @param isOwn whether it is the server's own address, by its number or as localhost
   * @default the server's own address
   */
  readonly hostOf?: (header: string, isOwn: boolean) => string | undefined;
  /** Whether the forms of other pages on this machine may be sent to a path. @default none */
  readonly takesFormsOfOthers?: (path: string) => boolean;
  /** How many bytes the body of a request to a path may have. */
  readonly maxBodyBytes: (path: string) => number;
  /** @default the general limit */
  readonly requestTimeoutMs?: number;
  /** Or a server that listens already, and whose socket is taken over. @default 0: a free one */
  readonly port?: number | Server;
  /** Answers a request that was let in. A RefusedRequest that it throws is answered by `refuse`. */
  readonly answer: (request: GuardedRequest, outgoing: ServerResponse) => Promise<void>;
  /** Tells in the server's own form why a request is refused. The connection ends with it. */
  readonly refuse: (refusal: RefusedRequest, outgoing: ServerResponse) => void;
}

/** A request that was let in. */
export interface GuardedRequest {
  readonly method: string;
  /** As sent, without the query. */
  readonly path: string;
  /** As sent, without the question mark. */
  readonly query: string;
  readonly headers: IncomingHttpHeaders;
  /** What `hostOf` answered. */
  readonly host: string;
  readonly incoming: IncomingMessage;
  /** @throws RefusedRequest when it is larger than allowed */
  body(): Promise<Buffer>;
}

/**
 * An HTTP server on 127.0.0.1 that knows who may ask it, by what name, and how much: every server of this project is one.
 *
 * A name that a page elsewhere makes point to 127.0.0.1 (DNS rebinding) does not let that page in, since the Host header
 * still has the name. What Node's parser finds ambiguous (two lengths, bad line ends) it refuses by itself.
 */
export class GuardedServer {
  private readonly server: HttpServer;
  private port = 0;

  private constructor(private readonly props: GuardedServerProps) {
    const requestTimeout = props.requestTimeoutMs ?? SERVER_LIMITS.requestTimeoutMs;
    this.server = createServer(
      {
        requestTimeout,
        headersTimeout: Math.min(requestTimeout, SERVER_LIMITS.headersTimeoutMs),
        connectionsCheckingInterval: Math.min(requestTimeout, 1000),
        keepAliveTimeout: SERVER_LIMITS.keepAliveTimeoutMs,
        maxHeaderSize: SERVER_LIMITS.maxHeaderBytes,
      },
      (incoming, outgoing) => void this.receive(incoming, outgoing),
    );
    // One more than allowed, because Node drops the others without a word, an Origin or a second Host among them.
    this.server.maxHeadersCount = SERVER_LIMITS.maxHeaders + 1;
    this.server.maxConnections = SERVER_LIMITS.maxConnections;
    this.server.setTimeout(SERVER_LIMITS.idleTimeoutMs);
    // Node would invite the body of whoever asks first, before anybody knows who that is.
    this.server.on("checkContinue", (incoming, outgoing) => void this.receive(incoming, outgoing));
  }

  /**
   * @throws Problem when the port is taken
   * @throws Unavailable when this user may not listen on it
   */
  static async start(props: GuardedServerProps): Promise<GuardedServer> {
    const server = new GuardedServer(props);
    server.port = await listenOnLoopback(server.server, props.port);
    return server;
  }

  /** `http://127.0.0.1:{port}` */
  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** What another process needs to take this server's port over without freeing it. */
  get listener(): Server {
    return this.server;
  }

  /** Ends every connection at once. */
  async stop(): Promise<void> {
    const closed = new Promise((resolve) => this.server.close(resolve));
    this.server.closeAllConnections();
    await closed;
  }

  private async receive(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    try {
      await this.props.answer(this.letIn(incoming, outgoing), outgoing);
    } catch (error) {
      if (error instanceof RefusedRequest && !outgoing.headersSent) {
        outgoing.setHeader("connection", "close");
        this.props.refuse(error, outgoing);
      } else {
        outgoing.destroy(); // the other side has gone, or nothing true can be said any more
      }
    }
  }

  private letIn(incoming: IncomingMessage, outgoing: ServerResponse): GuardedRequest {
    if (incoming.rawHeaders.length / 2 > SERVER_LIMITS.maxHeaders) {
      throw new RefusedRequest(431, `A request must not have more than ${SERVER_LIMITS.maxHeaders} headers.`);
    }
    const host = this.hostOf(incoming);
    const target = incoming.url ?? "";
    // An absolute target, or one that a reader may take for it, would name a host beside the one in the header.
    if (!target.startsWith("/") && !(target === "*" && incoming.method === "OPTIONS")) {
      throw new RefusedRequest(400, "The target of a request is a path.");
    }
    const mark = target.indexOf("?");
    const path = mark < 0 ? target : target.slice(0, mark);
    const { name, takesFormsOfOthers, visitors } = this.props;
    if (!(visitors === "browsers" && takesFormsOfOthers?.(path) && isFormOfNeighbour(incoming))) {
      checkVisitor(incoming, visitors, name);
    }
    return {
      method: incoming.method ?? "",
      path,
      query: mark < 0 ? "" : target.slice(mark + 1),
      headers: incoming.headers,
      host,
      incoming,
      body: () => bodyOf(incoming, outgoing, this.props.maxBodyBytes(path)),
    };
  }

  private hostOf({ headers, rawHeaders }: IncomingMessage): string {
    const names = [`127.0.0.1:${this.port}`, `localhost:${this.port}`];
    const { hostOf = (name: string, isOwn: boolean) => (isOwn ? name : undefined) } = this.props;
    const header = headers.host ?? "";
    const hosts = rawHeaders.filter((name, index) => index % 2 === 0 && name.toLowerCase() === "host");
    const known = hostOf(header, names.includes(header.toLowerCase()));
    if (known === undefined || hosts.length > 1) {
      const answersTo = this.props.hostOf === undefined ? names.join(" or ") : "another name";
      throw new RefusedRequest(421, `This server is ${answersTo} and answers to no other Host header.`);
    }
    return known;
  }
}

async function bodyOf(incoming: IncomingMessage, outgoing: ServerResponse, maxBytes: number): Promise<Buffer> {
  const { expect, "content-length": length = "0" } = incoming.headers;
  if (expect !== undefined && Number(length) <= maxBytes) {
    outgoing.writeContinue(); // RFC 9110, section 10.1.1
  }
  try {
    return await readBody(incoming, maxBytes);
  } catch (error) {
    throw error instanceof BodyTooLarge
      ? new RefusedRequest(413, `The body must not have more than ${maxBytes} bytes.`)
      : error;
  }
}
