import { lookup } from "node:dns/promises";
import type { RequestOptions } from "node:https";
import { request as httpsRequest } from "node:https";
import { setTimeout as sleep } from "node:timers/promises";
import type { TLSSocket } from "node:tls";
import { connect } from "node:tls";
import { connectionError } from "../common/connection-error";
import type { HttpOutcome } from "../common/http-outcome";
import type { HttpProxy } from "../common/http-proxy";
import { ProxyFailure, proxyFor } from "../common/http-proxy";
import type { ServerCertificate, Web, WebRequest } from "./web";
import { NotOnThisMachine } from "./web";
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
    const proxy = proxyFor(new URL(`https://${host}`));
    if (proxy !== undefined) {
      throw new NotOnThisMachine(`The proxy ${proxy.host} resolves names, not this machine.`);
    }
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
    const proxy = proxyFor(new URL(`https://${host}`));
    return new Promise((resolve, reject) => {
      // Whatever the certificate is, it is only looked at: nothing is sent over this connection.
      const options = { host, port, servername: host, ca, rejectUnauthorized: false };
      if (proxy !== undefined) {
        this.throughProxy(proxy, options).then(resolve, reject);
        return;
      }
      const socket = connect(options);
      socket.setTimeout(this.timeoutMs, () =>
        socket.destroy(Object.assign(new Error(`no answer within ${this.timeoutMs} ms`), { code: "ETIMEDOUT" })),
      );
      socket.once("error", reject);
      socket.once("secureConnect", () => {
        resolve(certificateOf(socket));
        socket.destroy();
      });
    });
  }

  /** A request that is never sent: its connection is all that is wanted. */
  private throughProxy(proxy: HttpProxy, options: RequestOptions): Promise<ServerCertificate> {
    const late = AbortSignal.timeout(this.timeoutMs);
    return new Promise<ServerCertificate>((resolve, reject) => {
      const request = httpsRequest({ ...options, agent: proxy.agent, signal: late });
      const fail = (why: string): void => {
        reject(new ProxyFailure(`the proxy ${proxy.host}: ${why}`, false));
        request.destroy();
      };
      request.on("proxyConnect", ({ statusCode }: { readonly statusCode: number }) => {
        if (statusCode !== 200) {
          fail(`it answered ${statusCode}`);
        }
      });
      // Node tells a request of its end only once the agent has a connection for it.
      late.addEventListener("abort", () => fail(`no answer within ${this.timeoutMs} ms`), { once: true });
      request.once("error", (error) => fail(connectionError(error)));
      request.once("socket", (socket) => {
        const secured = (): void => {
          resolve(certificateOf(socket as TLSSocket));
          request.destroy();
        };
        socket.once("secureConnect", secured);
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

function certificateOf(socket: TLSSocket): ServerCertificate {
  const { subjectaltname = "", valid_to } = socket.getPeerCertificate();
  const names = subjectaltname.split(", ").flatMap((name) => /^DNS:(.+)$/.exec(name)?.[1] ?? []);
  const { authorized, authorizationError } = socket;
  const reason = authorized ? undefined : String(authorizationError);
  return { names, validTo: Date.parse(valid_to), authorized, reason };
}
