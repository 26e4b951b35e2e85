import type {
  DeployedAccountLinking,
  LinkEvidence,
  LinkFailure,
  TokenAnswer,
  TokenFailure,
} from "../../../alexa/diagnosis/link-evidence";
import { ALEXA_REGIONS, redirectUriOf } from "../../../contract/alexa-redirect-uri";

export const VENDOR = "M1EXAMPLE0DEV";
export const SKILL = "amzn1.ask.skill.1a2b3c4d-5e6f-4a1b-8c2d-3e4f5a6b7c8d";
export const DOMAIN = "https://example.auth.us-east-1.amazoncognito.com";
export const ISSUER = "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_example";
export const [NA, EU, FE] = ALEXA_REGIONS.map((region) => redirectUriOf(region, VENDOR)) as [string, string, string];

export const settings: LinkEvidence["settings"] = {
  authorizationUri: `${DOMAIN}/oauth2/authorize`,
  accessTokenUri: `${DOMAIN}/oauth2/token`,
  clientId: "client",
  scopes: ["openid", "profile"],
  accessTokenScheme: "HTTP_BASIC",
  pkce: false,
};

export const deployed: DeployedAccountLinking = {
  authorization_uri: settings.authorizationUri,
  access_token_uri: settings.accessTokenUri,
  issuer: ISSUER,
  client_id: "client",
  scopes: ["openid", "profile"],
  redirect_uris: [NA, EU, FE],
  skill_ids: [SKILL],
};

export function evidence(failure: LinkFailure, change: Partial<LinkEvidence> = {}): LinkEvidence {
  return { settings, region: "NA", vendorId: VENDOR, redirectUri: NA, deployed, failure, ...change };
}

export const page = (query: string): LinkFailure => ({ at: "sign-in page", url: `${DOMAIN}/error?${query}` });
export const back = (change: object = {}): LinkFailure => ({
  at: "redirect",
  url: NA,
  stateUnchanged: true,
  hasCode: true,
  ...change,
});
export const code = (answer: TokenAnswer, change: Partial<TokenFailure> = {}): LinkFailure => ({
  at: "access token URI",
  grant: "authorization_code",
  answer,
  ...change,
});
export const refresh = (answer: TokenAnswer, change: Partial<TokenFailure> = {}): LinkFailure =>
  code(answer, { grant: "refresh_token", ...change });
export const error = (name: string): TokenAnswer => ({ kind: "error", status: 400, error: name });
export const skill = (claims: object = {}): LinkFailure => ({
  at: "skill",
  claims: { iss: ISSUER, client_id: "client", scope: "openid profile", iat: 1000, exp: 4600, ...claims },
  receivedAt: 1001,
  sentAt: 1100,
});
export const registeredUris = (...redirect_uris: string[]) => ({ deployed: { ...deployed, redirect_uris } });
export const form = (change: Partial<LinkEvidence["settings"]>) => ({ settings: { ...settings, ...change } });
