import { Problem } from "../common/problem";

/**
 * Which server on this machine stands for which host of the Internet: a browser, and Alexa's side, go to the one where
 * the settings say the other. Everything that is compared or shown stays in its production form.
 */
export class LocalHosts {
  private readonly origins = new Map<string, string>();

  /** @param origins by host name (`layla.amazon.com`), the origin that stands for it (`http://127.0.0.1:{port}`) */
  constructor(origins: Readonly<Record<string, string>> = {}) {
    for (const [host, origin] of Object.entries(origins)) {
      this.add(host, origin);
    }
  }

  /** Lets an origin of this machine stand for a host. Each host needs an origin of its own. */
  add(host: string, origin: string): void {
    this.origins.set(host, new URL(origin).origin);
  }

  /** By host name, the origin that stands for it. */
  get all(): Readonly<Record<string, string>> {
    return Object.fromEntries(this.origins);
  }

  /** Whether a server on this machine stands for the URL's host. */
  has(url: string): boolean {
    return this.origins.has(new URL(url).hostname);
  }

  /**
   * The same URL at the server that stands for its host.
   *
   * @throws Problem when none does: nothing here ever goes to the Internet
   */
  toLocal(url: string): string {
    const { hostname, pathname, search } = new URL(url);
    const origin = this.origins.get(hostname);
    if (origin === undefined) {
      const known = [...this.origins.keys()].join(", ") || "none";
      throw new Problem(`No server on this machine stands for ${hostname}. There are servers for: ${known}.`);
    }
    return `${origin}${pathname}${search}`;
  }

  /** The production form of a URL at a server of this machine; other URLs as they are. */
  toProduction(url: string): string {
    const { origin, pathname, search } = new URL(url);
    const host = [...this.origins].find(([, local]) => local === origin)?.[0];
    return host === undefined ? url : `https://${host}${pathname}${search}`;
  }
}
