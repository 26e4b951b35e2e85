import { once } from "node:events";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/**
 * Where Terraform keeps a state over HTTP, with its lock: https://developer.hashicorp.com/terraform/language/backend/http
 */
export class StateServer {
  /** What was written last. */
  state: string | undefined;
  /** What Terraform says of who holds the lock, as JSON. */
  lock: string | undefined;
  /** The method of requests that get no answer. */
  silentTo: string | undefined;
  /** The methods that were asked, oldest first. */
  readonly asked: string[] = [];

  private constructor(private readonly server: Server) {}

  static async start(): Promise<StateServer> {
    const server = createServer((request, response) => void states.answer(request, response));
    const states = new StateServer(server);
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    return states;
  }

  /** The backend's block. */
  get backend(): object {
    const address = `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/`;
    return { http: { address, lock_address: address, unlock_address: address, retry_max: 0 } };
  }

  stop(): void {
    this.server.closeAllConnections();
    this.server.close();
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = "" } = request;
    const chunks: Uint8Array[] = [];
    for await (const chunk of request) {
      chunks.push(chunk);
    }
    this.asked.push(method);
    if (method !== this.silentTo) {
      const [status, text = ""] = this.statusOf(method, Buffer.concat(chunks).toString("utf8"));
      response.writeHead(status).end(text);
    }
  }

  private statusOf(method: string, body: string): readonly [number, string?] {
    switch (method) {
      case "GET":
        return this.state === undefined ? [404] : [200, this.state];
      case "POST":
        this.state = body;
        return [200];
      case "LOCK":
        if (this.lock !== undefined) {
          return [423, this.lock];
        }
        this.lock = body;
        return [200];
      case "UNLOCK":
        this.lock = undefined;
        return [200];
      default:
        return [405];
    }
  }
}
