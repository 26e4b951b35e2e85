import type { ServerResponse } from "node:http";
import { messageOf, Problem } from "../../common/problem";
import type { Secrets } from "../../common/secrets";
import type { GuardedRequest } from "../guard/guarded-server";
import { GuardedServer } from "../guard/guarded-server";
import { RefusedRequest } from "../guard/refused-request";
import { checkOwnScript } from "../guard/visitors";
import { actionOf } from "./actions";
import { EventStream } from "./event-stream";
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

/** The largest body that is read, in bytes; a request of Alexa has about 2,000. */
export const MAX_BODY_BYTES = 64 * 1024;

const NAME = "the simulator";

/** Serves the page and its API on 127.0.0.1. */
export class SimulatorServer {
  private readonly events = new EventStream();

  private constructor(
    private readonly props: SimulatorServerProps,
    private readonly server: GuardedServer,
  ) {
    props.session.onChange((state) => this.events.send("state", state));
    props.session.onEvent((event) => this.events.send("event", event));
  }

  /** @throws Problem when the port is taken */
  static async start(props: SimulatorServerProps): Promise<SimulatorServer> {
    const server = await GuardedServer.start({
      name: NAME,
      visitors: "browsers",
      maxBodyBytes: () => MAX_BODY_BYTES,
      port: props.port,
      answer: async (request, outgoing) => {
        await simulator.answer(request, outgoing).catch((error: unknown) => simulator.sendError(outgoing, error));
      },
      refuse: ({ status, message }, outgoing) => sendJson(outgoing, status, { error: message }),
    });
    const simulator = new SimulatorServer(props, server);
    return simulator;
  }

  /** `http://127.0.0.1:{port}` */
  get url(): string {
    return this.server.url;
  }

  async stop(): Promise<void> {
    this.events.end();
    await this.server.stop();
  }

  private async answer(request: GuardedRequest, response: ServerResponse): Promise<void> {
    const { path } = request;
    const action = actionOf(path);
    if (action !== undefined) {
      allow(request, ["POST"]);
      checkOwnScript(request.incoming, NAME);
      const extra = await action(this.props.session, await RequestBody.of(request));
      sendJson(response, 200, { ...extra, state: this.props.session.state });
      return;
    }
    const file = this.props.pageFiles.get(path);
    if (file === undefined && path !== "/api/state" && path !== "/api/events") {
      throw new SimulatorRefusal(404, "There is nothing here.");
    }
    // An answer without a body would be held for as long as one with events.
    allow(request, path === "/api/events" ? ["GET"] : ["GET", "HEAD"]);
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
    if (error instanceof RefusedRequest) {
      throw error;
    }
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

function allow({ method }: GuardedRequest, methods: readonly string[]): void {
  if (!methods.includes(method)) {
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
