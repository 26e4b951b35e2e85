import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import type { ProviderFaults } from "../cognito/faults";
import { html } from "../cognito/html";
import type { IdentityProvider } from "../cognito/identity-provider";
import { endpointsOf } from "../cognito/identity-provider";
import type { GuardedRequest } from "../guard/guarded-server";
import { GuardedServer } from "../guard/guarded-server";
import type { LocalHosts } from "../local-hosts";
import { randomText } from "../secret-text";
import type { ShownExchange } from "../shown-exchange";
import { shownExchange } from "../shown-exchange";
import type { SentPage } from "./page";
import { choicePage, providerPage } from "./page";
import type { Person } from "./people";
import { PEOPLE } from "./people";
import type { StandInPaths } from "./stand-in";
import { StandIn } from "./stand-in";

/** Who asks whom, in words: a page of a provider's. */
export const PROVIDER_PAGE = "browser → identity provider";

export interface StandInsOptions {
  readonly hosts: LocalHosts;
  readonly faults: () => ProviderFaults;
  /** Called with each request that was answered, with secrets masked. @default - nothing is called */
  readonly onExchange?: (exchange: ShownExchange) => void;
}

/** A form of the choice is small. */
export const MAX_BODY_BYTES = 16 * 1024;

/** What stands on this machine for the identity providers of user pools: one server a host, begun when it is needed. */
export class StandIns {
  private readonly standIns = new Map<string, StandIn>();
  private readonly servers = new Map<string, Promise<GuardedServer>>();
  private readonly paths = new Map<string, Map<string, StandIn>>();
  private exchanges = 0;

  constructor(private readonly options: StandInsOptions) {}

  /**
   * Lets a stand-in answer where the provider would, which knows the user pool as a client.
   *
   * @param redirectUri where the pool's domain takes what the provider sends back
   */
  async serve(provider: IdentityProvider, redirectUri: string): Promise<void> {
    const { issuer, hosts, paths, discovery } = placesOf(provider);
    const standIn = this.standIns.get(issuer) ?? this.make(provider, issuer, hosts[0] ?? "", paths);
    this.standIns.set(issuer, standIn);
    standIn.register(provider, redirectUri);
    const served = discovery === undefined ? Object.values(paths) : [...Object.values(paths), discovery];
    for (const host of hosts) {
      const known = this.paths.get(host) ?? new Map<string, StandIn>();
      this.paths.set(host, known);
      for (const path of served) {
        known.set(path, standIn);
      }
      const server = this.servers.get(host) ?? this.start(host);
      this.servers.set(host, server);
      this.options.hosts.add(host, (await server).url);
    }
  }

  async stop(): Promise<void> {
    await Promise.all([...this.servers.values()].map(async (server) => (await server).stop()));
  }

  private make({ type, name }: IdentityProvider, issuer: string, host: string, paths: StandInPaths): StandIn {
    const choicePath = `/stand-in/${this.standIns.size + 1}/`;
    return new StandIn({ issuer, type, name, paths, choicePath, host, faults: this.options.faults });
  }

  private start(host: string): Promise<GuardedServer> {
    return GuardedServer.start({
      name: `the stand-in for ${host}`,
      visitors: "browsers",
      hostOf: (header, isOwn) => (isOwn || header.toLowerCase().replace(/:\d*$/, "") === host ? host : undefined),
      maxBodyBytes: () => MAX_BODY_BYTES,
      answer: (request, outgoing) => this.answer(host, request, outgoing),
      refuse: ({ status, message }, outgoing) =>
        outgoing.writeHead(status, { "content-type": "text/plain" }).end(message),
    });
  }

  private async answer(host: string, request: GuardedRequest, outgoing: ServerResponse): Promise<void> {
    const standIn = this.standInAt(host, request.path);
    this.report(host, request, outgoing, standIn);
    if (standIn === undefined) {
      outgoing.writeHead(404, { "content-type": "text/plain" }).end("not found");
      return;
    }
    const faults = this.options.faults();
    if (faults.down) {
      const errors = ["The service is not available."];
      send(outgoing, providerPage({ host, title: "Error 503", status: 503, errors, body: html`` }));
    } else if (request.path.startsWith(standIn.choicePath)) {
      await choose(host, standIn, request, outgoing, faults);
    } else {
      await this.protocol(host, standIn, request, outgoing, faults);
    }
  }

  private async protocol(
    host: string,
    standIn: StandIn,
    { path, query, incoming }: GuardedRequest,
    outgoing: ServerResponse,
    faults: ProviderFaults,
  ): Promise<void> {
    const { authorization, token } = standIn.paths;
    if (path === authorization && faults.refusesEmbedded) {
      const errors = ["disallowed_useragent: this page may not be shown inside of another app."];
      send(
        outgoing,
        providerPage({ host, title: "Error 403: disallowed_useragent", status: 403, errors, body: html`` }),
      );
      return;
    }
    if (path === token && faults.tokenDelayMs !== undefined) {
      await sleep(faults.tokenDelayMs, undefined, { ref: false });
      if (outgoing.destroyed) {
        return; // nobody waits any more
      }
    }
    if (path === authorization) {
      incoming.url = `${path}?${asked(query, faults)}`;
    } else if (path.endsWith(DISCOVERY)) {
      incoming.url = DISCOVERY;
    }
    present(incoming, isPage(standIn, path) ? undefined : host);
    sendBrowsersAround(outgoing, this.options.hosts);
    await standIn.answer(path, incoming, outgoing);
  }

  private standInAt(host: string, path: string): StandIn | undefined {
    const known = this.paths.get(host) ?? new Map<string, StandIn>();
    return known.get(path) ?? [...known.values()].find((it) => path.startsWith(it.choicePath) || isPage(it, path));
  }

  private report(host: string, request: GuardedRequest, outgoing: ServerResponse, standIn: StandIn | undefined): void {
    const { onExchange } = this.options;
    const began = Date.now();
    const { method, path, query } = request;
    if (onExchange === undefined || standIn === undefined) {
      return;
    }
    const label = isPage(standIn, path) ? PROVIDER_PAGE : "user pool → identity provider";
    const url = `https://${host}${path}${query === "" ? "" : `?${query}`}`;
    const page = titleOf(outgoing);
    outgoing.once("finish", () => {
      this.exchanges += 1;
      const headers = Object.fromEntries(
        Object.entries(outgoing.getHeaders()).map(([name, value]) => [name, String(value)]),
      );
      const response = { status: outgoing.statusCode, headers, body: isPage(standIn, path) ? page() : "" };
      onExchange(
        shownExchange({ id: this.exchanges, label, began, request: { method, url, headers: {}, body: "" }, response }),
      );
    });
  }
}

/** Of a page only the title, and what is wrong. */
function titleOf(outgoing: ServerResponse): () => string {
  const end = outgoing.end.bind(outgoing) as (...args: readonly unknown[]) => ServerResponse;
  let text = "";
  outgoing.end = (...args: readonly unknown[]) => {
    text = typeof args[0] === "string" ? args[0] : "";
    return end(...args);
  };
  return () =>
    [/<title>(.*?)<\/title>/, /class="message bad"><p>(.*?)<\/p>/].flatMap((it) => it.exec(text)?.[1] ?? []).join(": ");
}

const DISCOVERY = "/.well-known/openid-configuration";

/** Whether people see what is there, or are sent on from there. */
const isPage = ({ paths, choicePath }: StandIn, path: string): boolean =>
  path === paths.authorization || path.startsWith(`${paths.authorization}/`) || path.startsWith(choicePath);

/** Where a provider is on the Internet. */
function placesOf(provider: IdentityProvider) {
  const { authorizeUrl, tokenUrl, attributesUrl, openId } = endpointsOf(provider);
  const issuer = openId?.issuer ?? new URL(authorizeUrl).origin;
  const base = new URL(issuer).pathname.replace(/\/$/, "");
  const pathOf = (url: string | undefined, otherwise: string): string =>
    url ? new URL(url).pathname : `${base}${otherwise}`;
  const isOpen = provider.type === "OIDC";
  const urls = [authorizeUrl, tokenUrl, attributesUrl, openId?.jwksUri, isOpen ? issuer : undefined];
  return {
    issuer,
    hosts: [...new Set(urls.flatMap((url) => (url ? [new URL(url).host] : [])))],
    paths: {
      authorization: pathOf(authorizeUrl, "/auth"),
      token: pathOf(tokenUrl, "/token"),
      userinfo: pathOf(attributesUrl, "/me"),
      jwks: pathOf(openId?.jwksUri, "/jwks"),
    },
    discovery: isOpen ? `${base}${DISCOVERY}` : undefined,
  };
}

/** What is asked of the library: to ask who it is at each sign-in. */
function asked(query: string, { wrongNonce }: ProviderFaults): URLSearchParams {
  const parameters = new URLSearchParams(query);
  parameters.set("prompt", "login");
  if (wrongNonce && parameters.has("nonce")) {
    parameters.set("nonce", randomText());
  }
  return parameters;
}

/** A program finds the provider as it is on the Internet, a browser as it is on this machine. */
function present({ headers }: IncomingMessage, host: string | undefined): void {
  for (const name of Object.keys(headers).filter((it) => it.startsWith("x-forwarded-"))) {
    delete headers[name];
  }
  if (host !== undefined) {
    headers["x-forwarded-proto"] = "https";
    headers["x-forwarded-host"] = host;
  }
}

/** Whoever is sent to a host of the Internet goes to what stands for it. */
function sendBrowsersAround(outgoing: ServerResponse, hosts: LocalHosts): void {
  const set = outgoing.setHeader.bind(outgoing);
  outgoing.setHeader = (name, value) => {
    const isElsewhere = name.toLowerCase() === "location" && URL.canParse(String(value)) && hosts.has(String(value));
    return set(name, isElsewhere ? hosts.toLocal(String(value)) : value);
  };
}

async function choose(
  host: string,
  standIn: StandIn,
  request: GuardedRequest,
  outgoing: ServerResponse,
  { refusedConsent }: ProviderFaults,
): Promise<void> {
  present(request.incoming, undefined);
  try {
    if (request.method !== "POST") {
      await (refusedConsent
        ? standIn.finish(undefined, request.incoming, outgoing)
        : Promise.resolve(send(outgoing, choicePage(host, standIn.name))));
      return;
    }
    const form = new URLSearchParams((await request.body()).toString("utf8"));
    await standIn.finish(refusedConsent ? undefined : chosen(form), request.incoming, outgoing);
  } catch (error) {
    // The library's own: its cookie is gone, or the time is over.
    if (outgoing.headersSent || !(error instanceof Error && error.name === "SessionNotFound")) {
      throw error;
    }
    const errors = ["The time is over. Start again in the Alexa app."];
    send(outgoing, providerPage({ host, title: "Sign in", status: 400, errors, body: html`` }));
  }
}

/** Who was chosen; undefined for somebody who does not consent. */
function chosen(form: URLSearchParams): Person | undefined {
  const person = form.get("person") ?? "";
  if (person !== "other") {
    return PEOPLE[Number(person)];
  }
  const text = (name: string): string => (form.get(name) ?? "").trim().slice(0, 256);
  return { firstName: text("firstName"), lastName: "", email: text("email"), verified: form.get("verified") === "yes" };
}

function send(outgoing: ServerResponse, { status, headers, body }: SentPage): void {
  const values = Object.entries(headers).map(([name, value]) => [name, typeof value === "string" ? value : [...value]]);
  outgoing.writeHead(status, { ...Object.fromEntries(values), "content-length": Buffer.byteLength(body) });
  outgoing.end(body);
}
