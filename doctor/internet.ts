import { lookup } from "node:dns/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { connect } from "node:tls";
import type { HttpOutcome } from "../common/http-outcome";
import type { ServerCertificate, Web, WebRequest } from "./web";
import { sendWebRequest } from "./web-request";

export interface InternetOptions {
  /** Where `certificate` connects. @default 443 */
  readonly port?: number;
  /** Certificate authorities in PEM form. @default those that Node trusts */
  readonly ca?: string;
  /** Milliseconds for a name or a certificate. @default 5000 */
  readonly timeoutMs?: number;
}

/** The Internet: https only. */
export class Internet implements Web {
  constructor(private readonly options: InternetOptions = {}) {}

  /** As every program of this machine resolves names, so that hosts files and private name servers count. */
  async resolve(host: string): Promise<readonly string[]> {
    const end = new AbortController();
    try {
      const found = await Promise.race([
        lookup(host, { all: true }),
        // A lookup cannot be called off.
        sleep(this.timeoutMs, undefined, { signal: end.signal }).then(() => {
          throw Object.assign(new Error(`no name server answered within ${this.timeoutMs} ms`), { code: "ETIMEOUT" });
        }),
      ]);
      return found.map(({ address }) => address);
    } finally {
      end.abort();
    }
  }

  certificate(host: string): Promise<ServerCertificate> {
    const { port = 443, ca } = this.options;
    return new Promise((resolve, reject) => {
      // Whatever the certificate is, it is only looked at: nothing is sent over this connection.
      const socket = connect({ host, port, servername: host, ca, rejectUnauthorized: false });
      socket.setTimeout(this.timeoutMs, () =>
        socket.destroy(Object.assign(new Error(`no answer within ${this.timeoutMs} ms`), { code: "ETIMEDOUT" })),
      );
      socket.once("error", reject);
      socket.once("secureConnect", () => {
        const { subjectaltname = "", valid_to } = socket.getPeerCertificate();
        const names = subjectaltname.split(", ").flatMap((name) => /^DNS:(.+)$/.exec(name)?.[1] ?? []);
        const { authorized, authorizationError } = socket;
        const reason = authorized ? undefined : String(authorizationError);
        resolve({ names, validTo: Date.parse(valid_to), authorized, reason });
        socket.destroy();
      });
    });
  }

  async send(request: WebRequest): Promise<HttpOutcome> {
    const target = URL.canParse(request.url) ? new URL(request.url) : undefined;
    if (target?.protocol !== "https:") {
      return { kind: "no connection", reason: "only https is spoken here" };
    }
    return sendWebRequest(target, request, { ca: this.options.ca });
  }

  private get timeoutMs(): number {
    return this.options.timeoutMs ?? 5000;
  }
}
