import type { HttpOutcome } from "../common/http-outcome";
import type { ServerCertificate, Web, WebRequest } from "./web";
import { NotOnThisMachine } from "./web";
import { sendWebRequest } from "./web-request";

/**
 * The servers on this machine that stand for hosts of the Internet. Requests go there as if they went to the hosts,
 * with the production host's name in them, and what comes back is in its production form. Nothing leaves this machine.
 */
export class LocalWeb implements Web {
  private readonly origins: ReadonlyMap<string, string>;

  /** @param origins by production host name, the origin that stands for it: `http://127.0.0.1:{port}` */
  constructor(origins: Readonly<Record<string, string>>) {
    this.origins = new Map(Object.entries(origins).map(([host, origin]) => [host, new URL(origin).origin]));
  }

  async resolve(host: string): Promise<readonly string[]> {
    throw new NotOnThisMachine(`A server on this machine stands for ${host}: there is no name to resolve.`);
  }

  async certificate(host: string): Promise<ServerCertificate> {
    throw new NotOnThisMachine(`A server on this machine stands for ${host}: it has no certificate.`);
  }

  async send(request: WebRequest): Promise<HttpOutcome> {
    if (!URL.canParse(request.url)) {
      return { kind: "no connection", reason: "it is not a URL" };
    }
    const { hostname, host, pathname, search } = new URL(request.url);
    const origin = this.origins.get(hostname);
    if (origin === undefined) {
      return { kind: "no connection", reason: `no server on this machine stands for ${hostname}` };
    }
    const answer = await sendWebRequest(new URL(`${origin}${pathname}${search}`), request, { headers: { host } });
    return answer.kind === "answer" ? { ...answer, headers: this.inProduction(answer.headers) } : answer;
  }

  /** Local servers send browsers on to local servers. */
  private inProduction(headers: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
    const { location } = headers;
    if (location === undefined || !URL.canParse(location)) {
      return headers;
    }
    const { origin, pathname, search } = new URL(location);
    const host = [...this.origins].find(([, local]) => local === origin)?.[0];
    return host === undefined ? headers : { ...headers, location: `https://${host}${pathname}${search}` };
  }
}
