import { redirectUriOf } from "../../contract/alexa-redirect-uri";
import type { AccountLinkingSettings } from "../alexa/account-linking-settings";
import type { FailureRow, Setup } from "./failure-row";
import { withFaults } from "./failure-row";
import { PASSWORDLESS_FAILURES } from "./passwordless-failures";
import { PROVIDER_FAILURES } from "./provider-failures";

/** How it stands with the link, and what a linked user can ask for in the current locale, if anything. */
export interface Situation {
  readonly linked: boolean;
  readonly question?: string;
  /** Whether the skill answers directives. @default false */
  readonly hasDevices?: boolean;
  /** Whether users can sign in at an identity provider. @default false */
  readonly atProvider?: boolean;
}

/** What to do to meet a failure that is on, as it stands now. */
export function tryIt({ meet }: FailureRow, { hasDevices, linked, question }: Situation): string {
  if (meet === "refreshing") {
    return linked ? "Then refresh the token." : "Then link the account, and refresh the token.";
  }
  const link = linked ? "Then disable the skill, and link the account again" : "Then link the account";
  if (meet === "linking") {
    return `${link}.`;
  }
  const otherwise = hasDevices ? "discover the devices" : "ask the skill for something that needs the link";
  const ask = question === undefined ? otherwise : `say “${question}”`;
  return `${link}${linked ? ";" : ","} then ${ask}.`;
}

/** In the order in which the page shows them; the keys are names in the API. */
export const FAILURES = {
  "wrong-secret": {
    title: "Wrong secret",
    description: "The app client's secret was replaced; Alexa and Terraform know the old one.",
    meet: "linking",
    put: (setup) => withFaults(setup, { replaceSecrets: true }),
  },
  "missing-redirect-uri": {
    title: "Redirect URI of one region missing",
    description: "The redirect URI of the region that Settings shows is taken off the app client.",
    meet: "linking",
    put: (setup, { region, vendorId }) =>
      withCallbacks(setup, (uris) => uris.filter((uri) => uri !== redirectUriOf(region, vendorId))),
  },
  "skill-id-for-vendor-id": {
    title: "Skill id for vendor id",
    description: "The redirect URIs on the app client end with the skill's id.",
    meet: "linking",
    put: (setup, { accountLinking, vendorId }) =>
      withCallbacks(setup, (uris) => uris.map((uri) => uri.replace(vendorId, accountLinking.skill_ids[0] ?? vendorId))),
  },
  "trailing-slash": {
    title: "Trailing slash",
    description: "The redirect URIs on the app client have a slash at the end.",
    meet: "linking",
    put: (setup) => withCallbacks(setup, (uris) => uris.map((uri) => `${uri}/`)),
  },
  "issuer-for-domain": {
    title: "Issuer for domain",
    description: "The authorization URI in Alexa's form begins with the issuer instead of the domain.",
    meet: "linking",
    put: (setup, { accountLinking }) =>
      withForm(setup, { authorizationUri: `${accountLinking.issuer}/oauth2/authorize` }),
  },
  "scope-not-allowed": {
    title: "Scope missing on the client",
    description: "The app client no longer allows the last scope that Alexa asks for.",
    meet: "linking",
    put: (setup, { accountLinking }) => {
      const allowed = setup.client.AllowedOAuthScopes?.filter((scope) => scope !== accountLinking.scopes.at(-1));
      return { ...setup, client: { ...setup.client, AllowedOAuthScopes: allowed } };
    },
  },
  "scope-missing": {
    title: "Scope missing in Alexa's form",
    description: "Alexa does not ask for the last scope that the skill demands (alexa.requiredScopes).",
    meet: "asking",
    put: (setup, { accountLinking }) => {
      const demanded = (accountLinking.required_scopes ?? accountLinking.scopes).at(-1);
      return withForm(setup, { scopes: setup.form.scopes.filter((scope) => scope !== demanded) });
    },
  },
  "token-uri-slow": {
    title: "Token server slow",
    description: "The access token URI takes 5 seconds; Alexa waits 4.5.",
    meet: "linking",
    put: (setup) => withFaults(setup, { tokenDelayMs: 5000 }),
  },
  "access-token-short": {
    title: "Access token too short",
    description: "Access tokens live 5 minutes; Alexa wants 6 or more.",
    meet: "linking",
    put: (setup) => ({
      ...setup,
      client: {
        ...setup.client,
        AccessTokenValidity: 5,
        TokenValidityUnits: { ...setup.client.TokenValidityUnits, AccessToken: "minutes" },
      },
    }),
  },
  "refresh-token-expired": {
    title: "Refresh token expired",
    description: "Refresh tokens live an hour, which is over: the access token URI refuses every one.",
    meet: "refreshing",
    put: (setup) => {
      const units = { ...setup.client.TokenValidityUnits, RefreshToken: "minutes" as const };
      const client = { ...setup.client, RefreshTokenValidity: 60, TokenValidityUnits: units };
      return withFaults({ ...setup, client }, { expireRefreshTokens: true });
    },
  },
  "clock-skewed": {
    title: "Clock skewed",
    description: "The clock that stamps the tokens is two hours slow.",
    meet: "asking",
    put: (setup) => withFaults(setup, { clockSkewSeconds: -7200 }),
  },
  ...PASSWORDLESS_FAILURES,
  ...PROVIDER_FAILURES,
} as const satisfies Readonly<Record<string, FailureRow>>;

export type FailureName = keyof typeof FAILURES;

export const FAILURE_NAMES = Object.keys(FAILURES) as readonly FailureName[];

const withForm = (setup: Setup, change: Partial<AccountLinkingSettings>): Setup => ({
  ...setup,
  form: { ...setup.form, ...change },
});

const withCallbacks = (setup: Setup, change: (uris: readonly string[]) => string[]): Setup => ({
  ...setup,
  client: { ...setup.client, CallbackURLs: change(setup.client.CallbackURLs ?? []) },
});
