import type { ServerResponse } from "node:http";

/** How many bytes may wait for a page that does not read. */
const BACKLOG = 4 * 1024 * 1024;

/** At once. They stay for hours, and would otherwise take every connection that the server has. */
export const MAX_PAGES = 20;

/**
 * Server-sent events to every open page.
 *
 * https://html.spec.whatwg.org/multipage/server-sent-events.html
 */
export class EventStream {
  private readonly listeners = new Set<ServerResponse>();

  /**
   * Sends every event from now on to whoever waits for this response. One more than the server has room for ends the one
   * that has waited longest, whose browser comes back.
   */
  add(response: ServerResponse, headers: Readonly<Record<string, string>>): void {
    response.writeHead(200, { ...headers, "content-type": "text/event-stream", "cache-control": "no-store" });
    response.setTimeout(0); // nothing may happen for hours
    // The time after which the browser comes back when the connection breaks.
    response.write("retry: 1000\n\n");
    const [oldest] = this.listeners;
    if (this.listeners.size >= MAX_PAGES && oldest !== undefined) {
      this.listeners.delete(oldest);
      oldest.destroy();
    }
    this.listeners.add(response);
    response.once("close", () => this.listeners.delete(response));
  }

  get size(): number {
    return this.listeners.size;
  }

  send(event: string, data: unknown): void {
    const text = `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
    for (const listener of this.listeners) {
      if (listener.writableLength > BACKLOG) {
        listener.destroy(); // it does not read; its browser will come back for the present state
      } else {
        listener.write(text);
      }
    }
  }

  end(): void {
    for (const listener of this.listeners) {
      listener.end();
    }
  }
}
