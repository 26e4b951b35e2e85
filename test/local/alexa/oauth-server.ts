import type { ChildProcess } from "node:child_process";
import { fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import type { DeployedAccountLinking } from "../../../alexa/diagnosis/link-evidence";
import { ALEXA_REGIONS, redirectUriOf } from "../../../contract/alexa-redirect-uri";
import type { AccountLinkingSettings } from "../../../local/alexa/account-linking-settings";

export const VENDOR_ID = "M1EXAMPLE0DEV";
export const SKILL_ID = "amzn1.ask.skill.1a2b3c4d-5e6f-4a1b-8c2d-3e4f5a6b7c8d";
export const HOST = "sign-in.example.com";
export const ALL_REDIRECT_URIS = ALEXA_REGIONS.map((region) => redirectUriOf(region, VENDOR_ID));

/** How a server differs from one that is right in everything. */
export interface OAuthServerSettings {
  readonly redirectUris?: readonly string[];
  readonly scopes?: readonly string[];
  readonly authMethod?: "client_secret_basic" | "client_secret_post";
  readonly pkceRequired?: boolean;
  /** Whether each refresh makes a new refresh token. */
  readonly rotate?: boolean;
  readonly refreshTokens?: boolean;
  readonly grants?: readonly string[];
  /** Lifetimes in seconds, by oidc-provider's names. */
  readonly ttl?: Readonly<Record<string, number>>;
}

/** What stands in the console's form when everything is right. */
export const RIGHT_FORM: AccountLinkingSettings = {
  authorizationUri: `https://${HOST}/auth`,
  accessTokenUri: `https://${HOST}/token`,
  clientId: "alexa-client",
  clientSecret: "0123456789abcdefghijklmnopqrstuvwxyz",
  scopes: ["openid", "profile"],
  accessTokenScheme: "HTTP_BASIC",
  pkce: false,
};

/** What is deployed when everything is right. */
export const DEPLOYED: DeployedAccountLinking = {
  authorization_uri: RIGHT_FORM.authorizationUri,
  access_token_uri: RIGHT_FORM.accessTokenUri,
  issuer: `https://${HOST}`,
  client_id: RIGHT_FORM.clientId,
  scopes: RIGHT_FORM.scopes,
  redirect_uris: ALL_REDIRECT_URIS,
  skill_ids: [SKILL_ID],
};

/** Authorization servers of oidc-provider, in one process. */
export class OAuthServers {
  private readonly child: ChildProcess;
  private count = 0;

  constructor() {
    this.child = fork(join(__dirname, "oidc-provider-process.mjs"), [], {
      execArgv: [],
      stdio: ["ignore", "ignore", "inherit", "ipc"],
    });
  }

  /** @returns the origin on this machine */
  async start(settings: OAuthServerSettings = {}): Promise<string> {
    const id = ++this.count;
    const { clientId, clientSecret, scopes } = RIGHT_FORM;
    const right = { issuer: `https://${HOST}`, clientId, clientSecret, scopes, redirectUris: ALL_REDIRECT_URIS };
    this.child.send({ id, settings: { ...right, authMethod: "client_secret_basic", ...settings } });
    for (;;) {
      const [message] = (await once(this.child, "message")) as [{ readonly id: number; readonly port: number }];
      if (message.id === id) {
        return `http://127.0.0.1:${message.port}`;
      }
    }
  }

  async stop(): Promise<void> {
    const ended = once(this.child, "exit");
    this.child.disconnect();
    await ended;
  }
}
