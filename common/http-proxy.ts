import type { Agent } from "node:https";
import { HttpsProxyAgent } from "https-proxy-agent";
import { getProxyForUrl } from "proxy-from-env";
import { Problem, WrongUse } from "./problem";

/** A proxy through which a host is reached: it passes an encrypted connection on (RFC 9110, section 9.3.6, CONNECT). */
export interface HttpProxy {
  /** Host and port, without the credentials that its URL may hold. */
  readonly host: string;
  readonly agent: Agent;
}

/** The code of a {@link ProxyFailure}. */
export const PROXY_FAILED = "EPROXY";

/** The proxy did not let a request through; the message names the proxy, never its credentials. */
export class ProxyFailure extends Problem {
  readonly code = PROXY_FAILED;

  constructor(
    message: string,
    /** Whether the proxy said no, as it will the next time. */
    readonly lasting: boolean,
  ) {
    super(message);
  }
}

/**
 * The proxy for a URL, as `HTTPS_PROXY`, `ALL_PROXY` and `NO_PROXY` say, in capital or small letters. This machine is
 * never reached through one, nor is anything by plain http, which only this machine is asked by.
 *
 * @param instead another proxy, whatever those variables say, such as `ASK_CLI_PROXY`
 * @throws WrongUse when what names a proxy is no URL of one; its value, which may hold a password, is not shown
 */
export function proxyFor(url: URL, instead?: string, ca?: string): HttpProxy | undefined {
  const named = instead?.trim() || namedProxy(url);
  if (url.protocol !== "https:" || isThisMachine(url.hostname) || named === "") {
    return undefined;
  }
  const proxy = URL.canParse(named) ? new URL(named) : undefined;
  if (proxy === undefined || !/^https?:$/.test(proxy.protocol) || proxy.hostname === "") {
    const variable = instead?.trim() ? "ASK_CLI_PROXY" : "HTTPS_PROXY (or ALL_PROXY)";
    throw new WrongUse(
      `${variable} is not the URL of an HTTP proxy. Allowed is http://host:port or https://host:port.`,
    );
  }
  return { host: proxy.host, agent: new HttpsProxyAgent(proxy, ca === undefined ? {} : { ca }) };
}

/**
 * As Terraform, AWS's CLI and curl read the variables, where proxy-from-env reads them otherwise: a name in `NO_PROXY`
 * holds for what is below it, too, and a proxy without a scheme is spoken to by plain HTTP.
 *
 * https://pkg.go.dev/golang.org/x/net/http/httpproxy
 */
function namedProxy(url: URL): string {
  const exempt = (variable("no_proxy") ?? "").toLowerCase().split(/[\s,]+/);
  const port = url.port || "443";
  if (exempt.some((name) => /^[^.*]/.test(name) && url.hostname.endsWith(`.${name.replace(`:${port}`, "")}`))) {
    return "";
  }
  const found = getProxyForUrl(url.href);
  const isWritten = ["npm_config_https_proxy", "https_proxy", "npm_config_proxy", "all_proxy"].some(
    (name) => variable(name) === found,
  );
  return isWritten ? found : found.replace(/^https:/, "http:");
}

const variable = (name: string): string | undefined => process.env[name] || process.env[name.toUpperCase()];

/** For a client of AWS's SDK, which knows no proxies by itself: how it reaches the host of its service. */
export function throughProxy(url: string): { readonly requestHandler?: { readonly httpsAgent: Agent } } {
  const proxy = proxyFor(new URL(url));
  return proxy === undefined ? {} : { requestHandler: { httpsAgent: proxy.agent } };
}

const isThisMachine = (hostname: string): boolean =>
  hostname === "localhost" ||
  hostname.endsWith(".localhost") ||
  hostname === "[::1]" ||
  /^127(\.\d+){3}$/.test(hostname);
