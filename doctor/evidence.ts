import type { AccountLinkingRequest } from "../alexa/account-linking/request";
import type { Smapi } from "../alexa/smapi/smapi";
import type { HttpOutcome } from "../common/http-outcome";
import { PROXY_FAILED } from "../common/http-proxy";
import type { AccountLinking } from "../contract/account-linking";
import type { Attempt } from "./attempt";
import { attempt } from "./attempt";
import type { Aws } from "./aws";
import type { Landing } from "./landing";
import { readLanding } from "./landing";
import { once } from "./once";
import {
  authorizationRequest,
  jsonRequest,
  longState,
  pageRequest,
  tokenRequest,
  WRONG_REDIRECT_URI,
} from "./requests";
import type { Web, WebRequest } from "./web";

export interface EvidenceProps {
  readonly accountLinking: AccountLinking;
  /** What SMAPI should have. */
  readonly wanted: AccountLinkingRequest;
  readonly web: Web;
  /** @default - what needs it is skipped, for the reason in `skipped` */
  readonly aws?: Aws;
  /** @default - what needs it is skipped, for the reason in `skipped` */
  readonly smapi?: Pick<Smapi, "readAccountLinking">;
  /** Why `aws` or `smapi` is left out, in a sentence. */
  readonly skipped?: { readonly aws?: string; readonly smapi?: string };
  /** Milliseconds since the epoch. @default Date.now */
  readonly now?: () => number;
}

/** A redirect URI, and where it led. */
export interface SignInTry {
  readonly redirectUri: string;
  readonly landing: Landing;
}

/** Where a browser is sent by an identity provider's button, and what comes of it. */
export interface ProviderTry {
  readonly url: string;
  readonly answer: HttpOutcome;
}

/** Providers send a browser on to their own pages. */
const MAX_REDIRECTS = 5;

export interface TokenTry {
  readonly answer: HttpOutcome;
  /** When the answer had come, in milliseconds since the epoch. */
  readonly receivedAt: number;
}

/** Name errors that a machine without a network gives for every host. */
const OFFLINE = new Set(["ENOTFOUND", "EAI_AGAIN", "ETIMEOUT"]);

const isOfProxy = (it: Attempt<unknown>): it is Extract<Attempt<unknown>, { readonly kind: "failed" }> =>
  it.kind === "failed" && it.code === PROXY_FAILED;

/** What is seen from outside: each thing is asked for when a check first wants it, and once. */
export class Evidence {
  readonly accountLinking: AccountLinking;
  /** The host of the sign-in pages. */
  readonly domain: string;
  /** The host of the user pool's keys. */
  readonly issuerHost: string;

  readonly domainAddresses = once(() => attempt(() => this.props.web.resolve(this.domain)));
  readonly issuerAddresses = once(() => attempt(() => this.props.web.resolve(this.issuerHost)));
  readonly certificate = once(() => attempt(() => this.props.web.certificate(this.domain)));
  /** One for each redirect URI, in their order. */
  readonly signInTries = once(() => Promise.all(this.accountLinking.redirect_uris.map((uri) => this.trySignIn(uri))));
  readonly wrongRedirectTry = once(() => this.trySignIn(WRONG_REDIRECT_URI));
  readonly tokenTry = once(() => this.tryToken(tokenRequest(this.accountLinking)));
  readonly wrongSecretTry = once(() =>
    this.tryToken(tokenRequest(this.accountLinking, "not-the-secret-of-this-client")),
  );
  readonly userInfo = once(() => this.send(jsonRequest(this.accountLinking.user_info_uri)));
  readonly keys = once(() => this.send(jsonRequest(`${this.accountLinking.issuer}/.well-known/jwks.json`)));
  readonly discovery = once(() =>
    this.send(jsonRequest(`${this.accountLinking.issuer}/.well-known/openid-configuration`)),
  );
  readonly client = once(async () => this.props.aws?.userPoolClient());
  readonly userPool = once(async () => this.props.aws?.userPool());

  constructor(
    readonly props: EvidenceProps,
    private readonly signal: AbortSignal,
  ) {
    this.accountLinking = props.accountLinking;
    this.domain = hostOf(props.accountLinking.authorization_uri);
    this.issuerHost = hostOf(props.accountLinking.issuer);
  }

  now(): number {
    return (this.props.now ?? Date.now)();
  }

  /** Why this machine seems to reach nothing at all, in a sentence; undefined where it does. */
  readonly whyOffline = once(async () => {
    const names = await Promise.all([this.domainAddresses(), this.issuerAddresses()]);
    if (names.every((it) => it.kind === "failed" && OFFLINE.has(it.code ?? ""))) {
      return `There seems to be no network: neither ${this.domain} nor ${this.issuerHost} resolves.`;
    }
    if (!names.every((it) => it.kind === "not on this machine")) {
      return undefined;
    }
    // Behind a proxy, which resolves names, what shows is whether it lets anything through.
    const [first, second] = await Promise.all([
      this.certificate(),
      attempt(() => this.props.web.certificate(this.issuerHost)),
    ]);
    return isOfProxy(first) && isOfProxy(second)
      ? `There is no way to ${this.domain} and to ${this.issuerHost}: ${first.reason}.`
      : undefined;
  });

  readonly loginPage = (url: string): Promise<HttpOutcome> => this.send(pageRequest(url));

  /** Presses an identity provider's button on the sign-in page, and follows it to the provider's own. */
  async tryProvider(name: string): Promise<ProviderTry> {
    const [redirectUri = ""] = this.accountLinking.redirect_uris;
    const { url: first } = authorizationRequest(this.accountLinking, redirectUri, longState());
    let url = `${first}&identity_provider=${encodeURIComponent(name)}`;
    for (let redirects = 0; ; redirects++) {
      const answer = await this.send(pageRequest(url));
      const location = answer.kind === "answer" ? answer.headers.location : undefined;
      if (location === undefined || redirects === MAX_REDIRECTS || !URL.canParse(location, url)) {
        return { url, answer };
      }
      url = new URL(location, url).href;
    }
  }

  private async trySignIn(redirectUri: string): Promise<SignInTry> {
    const state = longState();
    const request = authorizationRequest(this.accountLinking, redirectUri, state);
    const answer = await this.send(request);
    const landing: Landing =
      answer.kind === "answer"
        ? readLanding(answer, { url: request.url, redirectUri, state })
        : { kind: "nowhere", reason: noAnswer(answer) };
    return { redirectUri, landing };
  }

  private async tryToken(request: WebRequest): Promise<TokenTry> {
    const answer = await this.send(request);
    return { answer, receivedAt: this.now() };
  }

  private send(request: WebRequest): Promise<HttpOutcome> {
    return this.props.web.send({ ...request, signal: this.signal });
  }
}

/** Why there is no answer; completes "no answer came: …". */
export const noAnswer = (answer: Exclude<HttpOutcome, { readonly kind: "answer" }>): string =>
  answer.kind === "too slow" ? `nothing within ${answer.waitedMs / 1000} s` : answer.reason;

const hostOf = (uri: string): string => (URL.canParse(uri) ? new URL(uri).hostname : uri);
