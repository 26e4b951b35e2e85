import type { IncomingMessage, Server, ServerResponse } from "node:http";
import { createServer } from "node:http";
import { messageOf, Problem } from "../../common/problem";
import type { Secrets } from "../../common/secrets";
import { listenOnLoopback } from "../loopback-port";
import { actionOf } from "./actions";
import { EventStream } from "./event-stream";
import { Gatekeeper } from "./gatekeeper";
import type { PageFile } from "./page-files";
import { SimulatorRefusal } from "./refusal";
import { RequestBody } from "./request-body";
import type { Session } from "./session";

/** What the server needs of a session. */
export type ServedSession = Pick<Session, Exclude<keyof Session, "finishLink" | "noteExchange">>;

export interface SimulatorServerProps {
  readonly session: ServedSession;
  readonly pageFiles: ReadonlyMap<string, PageFile>;
  /** Hidden in every error that is shown. */
  readonly secrets: Secrets;
  /** @default a free one is found */
  readonly port?: number;
}

/** Serves the page and its API on 127.0.0.1. */
export class SimulatorServer {
  private readonly events = new EventStream();
  private readonly server: Server;
  private port = 0;
  private gatekeeper = new Gatekeeper(0);

  private constructor(private readonly props: SimulatorServerProps) {
    this.server = createServer((request, response) => {
      this.answer(request, response).catch((error: unknown) => this.sendError(response, error));
    });
    // Nobody needs longer on one machine; a connection that is left half open must not stay.
    this.server.requestTimeout = 10_000;
    props.session.onChange((state) => this.events.send("state", state));
    props.session.onEvent((event) => this.events.send("event", event));
  }

  /** @throws Problem when the port is taken */
  static async start(props: SimulatorServerProps): Promise<SimulatorServer> {
    const server = new SimulatorServer(props);
    server.port = await listenOnLoopback(server.server, props.port);
    server.gatekeeper = new Gatekeeper(server.port);
    return server;
  }

  /** `http://127.0.0.1:{port}` */
  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  async stop(): Promise<void> {
    this.events.end();
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    this.gatekeeper.checkHost(request);
    const path = (request.url ?? "/").split("?")[0] ?? "/";
    const action = actionOf(path);
    if (action !== undefined) {
      allow(request, ["POST"]);
      this.gatekeeper.checkChange(request);
      const extra = await action(this.props.session, await RequestBody.of(request));
      sendJson(response, 200, { ...extra, state: this.props.session.state });
      return;
    }
    const file = this.props.pageFiles.get(path);
    if (file === undefined && path !== "/api/state" && path !== "/api/events") {
      throw new SimulatorRefusal(404, "There is nothing here.");
    }
    allow(request, ["GET", "HEAD"]);
    if (file !== undefined) {
      response.writeHead(200, { ...HEADERS, "content-type": file.type });
      response.end(file.content);
    } else if (path === "/api/state") {
      sendJson(response, 200, await this.props.session.snapshot());
    } else {
      this.events.add(response, HEADERS);
    }
  }

  private sendError(response: ServerResponse, error: unknown): void {
    if (response.headersSent) {
      response.destroy();
      return;
    }
    const { status, headers } = error instanceof SimulatorRefusal ? error : { status: statusOf(error), headers: {} };
    sendJson(response, status, { error: this.props.secrets.hide(messageOf(error)) }, headers);
  }
}

/** Something that cannot be done now is a conflict with the state; anything else is a fault of this server. */
const statusOf = (error: unknown): number => (error instanceof Problem ? 409 : 500);

const HEADERS: Readonly<Record<string, string>> = {
  "cache-control": "no-store",
  "content-security-policy": [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join("; "),
  "cross-origin-resource-policy": "same-origin",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
};

function allow({ method }: IncomingMessage, methods: readonly string[]): void {
  if (!methods.includes(method ?? "")) {
    throw new SimulatorRefusal(405, `Only ${methods.join(" and ")} may be used here.`, { allow: methods.join(", ") });
  }
}

function sendJson(
  response: ServerResponse,
  status: number,
  body: object,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(status, { ...HEADERS, ...headers, "content-type": "application/json;charset=utf-8" });
  response.end(JSON.stringify(body));
}
