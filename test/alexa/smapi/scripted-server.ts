import type { IncomingMessage, ServerResponse } from "node:http";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

export interface Received {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage["headers"];
  readonly body: string;
}

export type Step = (request: Received, response: ServerResponse) => void;

/** Answers each request with the next step of a script; Login with Amazon's with a token, unless a step is for it. */
export class ScriptedServer {
  readonly received: Received[] = [];
  /** For the API, one after the other; the last one stays. */
  script: Step[] = [];
  /** For `/auth/o2/token`, likewise. */
  tokenScript: Step[] = [];
  private tokens = 0;

  private constructor(
    private readonly server: ReturnType<typeof createServer>,
    readonly url: string,
  ) {}

  static async start(): Promise<ScriptedServer> {
    const server = createServer((incoming, response) => {
      const chunks: Uint8Array[] = [];
      incoming.on("data", (chunk: Uint8Array) => chunks.push(chunk));
      incoming.on("error", () => {});
      incoming.on("end", () => {
        const { method = "", url: path = "", headers } = incoming;
        scripted.step({ method, path, headers, body: Buffer.concat(chunks).toString("latin1") }, response);
      });
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const scripted = new ScriptedServer(server, `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    return scripted;
  }

  /** The requests to the API: those for tokens left out. */
  get calls(): readonly Received[] {
    return this.received.filter(({ path }) => path !== TOKEN_PATH);
  }

  get tokenRequests(): readonly Received[] {
    return this.received.filter(({ path }) => path === TOKEN_PATH);
  }

  stop(): Promise<void> {
    this.server.closeAllConnections();
    return new Promise((resolve) => this.server.close(() => resolve()));
  }

  private step(request: Received, response: ServerResponse): void {
    this.received.push(request);
    const script = request.path === TOKEN_PATH ? this.tokenScript : this.script;
    const next = script.length > 1 ? script.shift() : script[0];
    (next ?? this.usual(request.path))(request, response);
  }

  private usual(path: string): Step {
    return path === TOKEN_PATH
      ? answer(200, { access_token: `Atza|token-${++this.tokens}`, expires_in: 3600, token_type: "bearer" })
      : answer(500, { message: "the script has no step" });
  }
}

const TOKEN_PATH = "/auth/o2/token";

export const answer =
  (status: number, body?: unknown, headers: Record<string, string> = {}): Step =>
  (_, response) => {
    response.writeHead(status, { "content-type": "application/json", ...headers });
    response.end(body === undefined ? undefined : typeof body === "string" ? body : JSON.stringify(body));
  };

/** The connection ends without an answer. */
export const hangUp: Step = (_, response) => {
  response.socket?.destroy();
};

/** The connection ends in the middle of the answer. */
export const hangUpInTheMiddle: Step = (_, response) => {
  response.writeHead(200, { "content-type": "application/json", "content-length": 100 });
  response.write('{"type":', () => response.socket?.destroy());
};

export const neverAnswer: Step = () => {};
