import type { IncomingMessage } from "node:http";
import { SimulatorRefusal } from "./refusal";

/**
 * Lets only the simulator's own page in.
 *
 * Listening on 127.0.0.1 keeps other machines out, but not the other pages that a browser on this one has open: such
 * a page can send requests here, and by a name that it lets point to 127.0.0.1 (DNS rebinding) it could even read the
 * answers. So the Host header must name this server, and a request that changes something must come from its page.
 */
export class Gatekeeper {
  private readonly hosts: readonly string[];

  constructor(port: number) {
    this.hosts = [`127.0.0.1:${port}`, `localhost:${port}`];
  }

  /** @throws SimulatorRefusal for a request that did not come to this server by its own name */
  checkHost({ headers }: IncomingMessage): void {
    if (!this.hosts.includes(headers.host ?? "")) {
      throw new SimulatorRefusal(421, `This server is ${this.hosts.join(" or ")} and answers to no other Host header.`);
    }
  }

  /** @throws SimulatorRefusal for a request that another page may have sent */
  checkChange({ headers }: IncomingMessage): void {
    const host = headers.host ?? "";
    if (headers.origin !== `http://${host}`) {
      throw new SimulatorRefusal(
        403,
        `Only the simulator's page may do this: send the header "Origin: http://${host}".`,
      );
    }
    // A form of another page can send text/plain without asking first, but not this.
    if (!/^application\/json\s*(;|$)/i.test(headers["content-type"] ?? "")) {
      throw new SimulatorRefusal(415, 'Send JSON, with the header "Content-Type: application/json".');
    }
  }
}
