import type { ServerResponse } from "node:http";
import type { ProviderFaults } from "../cognito/faults";
import { html } from "../cognito/html";
import type { IdentityProvider } from "../cognito/identity-provider";
import type { GuardedRequest } from "../guard/guarded-server";
import { GuardedServer } from "../guard/guarded-server";
import type { LocalHosts } from "../local-hosts";
import type { ShownExchange } from "../shown-exchange";
import { shownExchange } from "../shown-exchange";
import { OidcStandIn } from "./oidc-stand-in";
import { choicePage, providerPage, sendPage } from "./page";
import type { Person } from "./people";
import { PEOPLE } from "./people";
import { oidcPlacesOf, samlPlacesOf } from "./places";
import type { PoolAtProvider, ProviderStandIn } from "./provider-stand-in";
import { SignInOver } from "./provider-stand-in";
import { SamlStandIn } from "./saml-stand-in";

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
  /** By issuer, or entity id. */
  private readonly standIns = new Map<string, ProviderStandIn>();
  private readonly servers = new Map<string, Promise<GuardedServer>>();
  private readonly paths = new Map<string, Map<string, ProviderStandIn>>();
  private exchanges = 0;

  constructor(private readonly options: StandInsOptions) {}

  /** Lets a stand-in answer where the provider would, which knows the user pool as its owner makes it known there. */
  async serve(provider: IdentityProvider, pool: PoolAtProvider): Promise<void> {
    await (provider.type === "SAML" ? this.saml(provider, pool) : this.openId(provider, pool));
  }

  /** What a SAML provider publishes: its addresses, and the certificate of what it signs. */
  async samlMetadata(provider: IdentityProvider, pool: PoolAtProvider): Promise<string> {
    return (await this.saml(provider, pool)).metadata();
  }

  private async openId(provider: IdentityProvider, pool: PoolAtProvider): Promise<void> {
    const { issuer, hosts: names, paths, discovery } = oidcPlacesOf(provider);
    const { faults, hosts } = this.options;
    const known = this.standIns.get(issuer);
    const { type, name } = provider;
    const common = { issuer, type, name, paths, discovery, host: names[0] ?? "", hosts, faults };
    const standIn = known ?? new OidcStandIn({ ...common, choicePath: this.nextChoicePath() });
    await this.add(issuer, names, standIn, provider, pool);
  }

  private async saml(provider: IdentityProvider, pool: PoolAtProvider): Promise<SamlStandIn> {
    const { entityId, singleSignOnUrl } = await samlPlacesOf(provider);
    const { faults, hosts } = this.options;
    const known = this.standIns.get(entityId);
    const { host } = new URL(singleSignOnUrl);
    const toLocal = (url: string): string => hosts.toLocal(url);
    const common = { name: provider.name, entityId, host, singleSignOnUrl, toLocal, faults };
    const standIn =
      known instanceof SamlStandIn ? known : new SamlStandIn({ ...common, choicePath: this.nextChoicePath() });
    await this.add(entityId, [host], standIn, provider, pool);
    return standIn;
  }

  private async add(
    id: string,
    names: readonly string[],
    standIn: ProviderStandIn,
    provider: IdentityProvider,
    pool: PoolAtProvider,
  ): Promise<void> {
    this.standIns.set(id, standIn);
    standIn.register(provider, pool);
    for (const host of names) {
      const known = this.paths.get(host) ?? new Map<string, ProviderStandIn>();
      this.paths.set(host, known);
      for (const path of standIn.served) {
        known.set(path, standIn);
      }
      const server = this.servers.get(host) ?? this.start(host);
      this.servers.set(host, server);
      this.options.hosts.add(host, (await server).url);
    }
  }

  private nextChoicePath(): string {
    return `/stand-in/${this.standIns.size + 1}/`;
  }

  async stop(): Promise<void> {
    await Promise.all([...this.servers.values()].map(async (server) => (await server).stop()));
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
      sendPage(outgoing, providerPage({ host, title: "Error 503", status: 503, errors, body: html`` }));
    } else if (request.path.startsWith(standIn.choicePath)) {
      await choose(host, standIn, request, outgoing, faults);
    } else if (standIn.isBeginning(request.path) && faults.refusesEmbedded) {
      const title = "Error 403: disallowed_useragent";
      const errors = ["disallowed_useragent: this page may not be shown inside of another app."];
      sendPage(outgoing, providerPage({ host, title, status: 403, errors, body: html`` }));
    } else {
      await standIn.answer(host, request, outgoing, faults);
    }
  }

  private standInAt(host: string, path: string): ProviderStandIn | undefined {
    const known = this.paths.get(host) ?? new Map<string, ProviderStandIn>();
    return known.get(path) ?? [...known.values()].find((it) => it.isPage(path));
  }

  private report(
    host: string,
    request: GuardedRequest,
    outgoing: ServerResponse,
    standIn: ProviderStandIn | undefined,
  ): void {
    const { onExchange } = this.options;
    const began = Date.now();
    const { method, path, query } = request;
    if (onExchange === undefined || standIn === undefined) {
      return;
    }
    const label = standIn.isPage(path) ? PROVIDER_PAGE : "user pool → identity provider";
    const url = `https://${host}${path}${query === "" ? "" : `?${query}`}`;
    const page = titleOf(outgoing);
    outgoing.once("finish", () => {
      this.exchanges += 1;
      const headers = Object.fromEntries(
        Object.entries(outgoing.getHeaders()).map(([name, value]) => [name, String(value)]),
      );
      const response = { status: outgoing.statusCode, headers, body: standIn.isPage(path) ? page() : "" };
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

async function choose(
  host: string,
  standIn: ProviderStandIn,
  request: GuardedRequest,
  outgoing: ServerResponse,
  { refusedConsent }: ProviderFaults,
): Promise<void> {
  try {
    if (request.method !== "POST") {
      await (refusedConsent
        ? standIn.finish(undefined, request, outgoing)
        : Promise.resolve(sendPage(outgoing, choicePage(host, standIn.name))));
      return;
    }
    const form = new URLSearchParams((await request.body()).toString("utf8"));
    await standIn.finish(refusedConsent ? undefined : chosen(form), request, outgoing);
  } catch (error) {
    if (outgoing.headersSent || !(error instanceof SignInOver)) {
      throw error;
    }
    const errors = ["The time is over. Start again in the Alexa app."];
    sendPage(outgoing, providerPage({ host, title: "Sign in", status: 400, errors, body: html`` }));
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
