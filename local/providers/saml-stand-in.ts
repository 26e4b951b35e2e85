import type { ServerResponse } from "node:http";
import { ExpiringMap } from "../cognito/expiring-map";
import type { ProviderFaults } from "../cognito/faults";
import { html } from "../cognito/html";
import type { IdentityProvider } from "../cognito/identity-provider";
import type { GuardedRequest } from "../guard/guarded-server";
import { randomText } from "../secret-text";
import type { SigningCertificate } from "./certificate";
import { selfSignedCertificate } from "./certificate";
import { providerPage, sendPage, sentFormPage } from "./page";
import type { Person } from "./people";
import { claimsOf, subjectOf } from "./people";
import type { PoolAtProvider, ProviderStandIn } from "./provider-stand-in";
import { SignInOver } from "./provider-stand-in";
import type { SamlAssertion } from "./saml-assertion";
import { assertionOf, refusalOf } from "./saml-assertion";
import { loadSamlify } from "./saml-library";

export interface SamlStandInOptions {
  readonly name: string;
  readonly entityId: string;
  readonly host: string;
  /** Where requests come in; the host is the provider's. */
  readonly singleSignOnUrl: string;
  readonly choicePath: string;
  /** Where a browser finds a URL of the Internet on this machine. */
  readonly toLocal: (url: string) => string;
  readonly faults: () => ProviderFaults;
}

/** A request that is waiting for somebody to say who they are. */
interface Asked {
  readonly requestId: string;
  readonly assertionUrl: string;
  readonly relayState: string;
  readonly pool: ServiceProvider;
}

/** A user pool in the provider's words. */
interface ServiceProvider {
  readonly audience: string;
  readonly assertionUrls: Set<string>;
  /** By the pool's attribute, what it expects the provider to call it. */
  readonly mapping: Readonly<Record<string, string>>;
}

const ASKED_SECONDS = 600;

/** A SAML 2.0 provider of the npm ecosystem that stands for a company's: the browser comes by a URL and is sent on by a form. */
export class SamlStandIn implements ProviderStandIn {
  private readonly pools = new Map<string, ServiceProvider>();
  private readonly asked = new ExpiringMap<Asked>(1000);
  private own?: Promise<SigningCertificate>;
  /** Not in the metadata. */
  private rotated?: Promise<SigningCertificate>;

  constructor(private readonly options: SamlStandInOptions) {}

  get name(): string {
    return this.options.name;
  }

  get choicePath(): string {
    return this.options.choicePath;
  }

  get served(): readonly string[] {
    return [this.path];
  }

  isPage(path: string): boolean {
    return path === this.path || path.startsWith(this.choicePath);
  }

  isBeginning(path: string): boolean {
    return path === this.path;
  }

  /** What the user pool reads of it: where it is asked, and the certificate of what it signs. */
  async metadata(): Promise<string> {
    const { IdentityProvider } = await loadSamlify();
    const { entityId, singleSignOnUrl } = this.options;
    const { certificate } = await this.key();
    const binding = "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect";
    return IdentityProvider({
      entityID: entityId,
      signingCert: certificate,
      singleSignOnService: [{ Binding: binding, Location: singleSignOnUrl }],
      singleLogoutService: [{ Binding: binding, Location: singleSignOnUrl }],
    }).getMetadata();
  }

  register({ mapping }: IdentityProvider, { audience, redirectUri }: PoolAtProvider): void {
    const assertionUrls = new Set([...(this.pools.get(audience)?.assertionUrls ?? []), redirectUri]);
    this.pools.set(audience, { audience, mapping, assertionUrls });
  }

  async answer(host: string, { query }: GuardedRequest, outgoing: ServerResponse, faults: ProviderFaults) {
    const parameters = new URLSearchParams(query);
    const request = await this.read(parameters);
    const pool = this.pools.get(request?.issuer ?? "");
    if (request === undefined || pool === undefined) {
      const errors = ["The request is none of an application that is known here."];
      return sendPage(outgoing, providerPage({ host, title: "Error 400", status: 400, errors, body: html`` }));
    }
    if (faults.unknownRedirectUri || !pool.assertionUrls.has(request.assertionUrl)) {
      const errors = [`The reply URL ${request.assertionUrl} is not among those of the application.`];
      const title = "Error 400: reply URL mismatch";
      return sendPage(outgoing, providerPage({ host, title, status: 400, errors, body: html`` }));
    }
    const id = randomText();
    const relayState = parameters.get("RelayState") ?? "";
    const { id: requestId, assertionUrl } = request;
    this.asked.set(id, { requestId, assertionUrl, relayState, pool }, ASKED_SECONDS);
    outgoing.writeHead(302, { location: `${this.choicePath}${id}` }).end();
  }

  async finish(person: Person | undefined, { path }: GuardedRequest, outgoing: ServerResponse): Promise<void> {
    const id = path.slice(this.choicePath.length);
    const asked = this.asked.get(id);
    this.asked.delete(id);
    if (asked === undefined) {
      throw new SignInOver();
    }
    const { entityId, host, toLocal } = this.options;
    const { unsignedAssertion, wrongAudience, wrongNonce, rotatedKey } = this.options.faults();
    const { assertionUrl, relayState, pool } = asked;
    const common = {
      entityId,
      assertionUrl,
      requestId: wrongNonce ? `_${randomText()}` : asked.requestId,
      audience: wrongAudience ? "urn:amazon:cognito:sp:another" : pool.audience,
    };
    const response =
      person === undefined
        ? refusalOf(common)
        : await assertionOf({
            ...common,
            ...(await this.key(rotatedKey)),
            ...this.profileOf(person, pool),
            signed: !unsignedAssertion,
          });
    const fields = { SAMLResponse: response, RelayState: relayState };
    sendPage(outgoing, sentFormPage(host, toLocal(assertionUrl), fields));
  }

  /** Each attribute goes by the name that the pool's mapping has for it: what the real provider calls it, nobody here knows. */
  private profileOf(person: Person, { mapping }: ServiceProvider): Pick<SamlAssertion, "attributes" | "nameId"> {
    const { noAddress } = this.options.faults();
    const { email: _, ...withoutAddress } = person;
    const nameId = subjectOf(this.options.entityId, person);
    const claims = claimsOf(nameId, noAddress ? withoutAddress : person);
    const attributes = Object.entries(mapping).flatMap(([attribute, name]): [string, string][] => {
      const value = claims[attribute];
      return value === undefined ? [] : [[name, String(value)]];
    });
    return { nameId, attributes: Object.fromEntries(attributes) };
  }

  private get path(): string {
    return new URL(this.options.singleSignOnUrl).pathname;
  }

  private async read(parameters: URLSearchParams) {
    const { IdentityProvider, ServiceProvider } = await loadSamlify();
    const metadata = await this.metadata();
    const known = ServiceProvider({ entityID: "", authnRequestsSigned: false });
    try {
      const query = Object.fromEntries(parameters);
      const { extract } = await IdentityProvider({ metadata }).parseLoginRequest(known, "redirect", { query });
      const { id, assertionConsumerServiceUrl } = extract.request ?? {};
      return { id: `${id}`, issuer: `${extract.issuer}`, assertionUrl: `${assertionConsumerServiceUrl}` };
    } catch {
      return undefined; // nothing that the library can read
    }
  }

  private key(another = false): Promise<SigningCertificate> {
    if (another) {
      this.rotated ??= selfSignedCertificate(this.options.host);
      return this.rotated;
    }
    this.own ??= selfSignedCertificate(this.options.host);
    return this.own;
  }
}
