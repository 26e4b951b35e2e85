import { parseJsonObject } from "../../common/json";
import type { AccessTokenScheme, AccountLinking, AlexaRegion } from "../../contract/account-linking";

/** What stands in the Account Linking form of the developer console, without the secret: it proves nothing here. */
export interface SettingsWithoutSecret {
  /** "Your Web Authorization URI" */
  readonly authorizationUri: string;
  /** "Access Token URI" */
  readonly accessTokenUri: string;
  /** "Your Client ID" */
  readonly clientId: string;
  /** "Scope", in the form's order */
  readonly scopes: readonly string[];
  /** "Your Authentication Scheme" */
  readonly accessTokenScheme: AccessTokenScheme;
  /** "Enable PKCE": the form's switch, off by default there */
  readonly pkce: boolean;
}

/** What is deployed: Terraform's output, or as much of it as is known. */
export type DeployedAccountLinking = Partial<Omit<AccountLinking, "client_secret">>;

/** Everything known of one attempt that failed. It holds no secret, code or token. */
export interface LinkEvidence {
  readonly settings: SettingsWithoutSecret;
  /** Where the user's account lives. */
  readonly region: AlexaRegion;
  /** The developer account's own vendor id. */
  readonly vendorId: string;
  /** The redirect URI that Alexa sent. */
  readonly redirectUri: string;
  readonly failure: LinkFailure;
  /** What to compare with. Without it, the diagnosis rests on the failure alone. */
  readonly deployed?: DeployedAccountLinking;
}

/** Where the link ended. */
export type LinkFailure = SignInFailure | RedirectFailure | TokenFailure | SkillFailure;

/** The browser never came back to Alexa. */
export interface SignInFailure {
  readonly at: "sign-in page";
  /** The page it ended on, in its production form; undefined when no server answered. */
  readonly url?: string;
  /** Text of that page, if anybody read it. */
  readonly text?: string;
}

/** The browser came back to Alexa with an error, or without what Alexa needs. */
export interface RedirectFailure {
  readonly at: "redirect";
  /** The production URL it came back to, without the code: only its place matters. */
  readonly url: string;
  readonly error?: string;
  readonly errorDescription?: string;
  /** Whether `state` came back unchanged. */
  readonly stateUnchanged: boolean;
  readonly hasCode: boolean;
}

/** The access token URI gave no tokens that Alexa accepts. */
export interface TokenFailure {
  readonly at: "access token URI";
  readonly grant: "authorization_code" | "refresh_token";
  readonly answer: TokenAnswer;
  /** Seconds between the redirect and the token request. */
  readonly codeAgeSeconds?: number;
  /** Whether the same code had been sent before. */
  readonly codeSentBefore?: boolean;
  /** Whether the authorization request had a code challenge and the token request a code verifier. */
  readonly pkce?: { readonly challengeSent: boolean; readonly verifierSent: boolean };
  /** Whether an earlier answer carried another refresh token than the one that was sent. */
  readonly rotatedBefore?: boolean;
}

export type TokenAnswer =
  /** No connection: the host is unknown, or nothing listens, or the connection broke. */
  | { readonly kind: "no connection"; readonly reason: string }
  /** Nothing complete within the time that Alexa waits. */
  | { readonly kind: "too slow"; readonly waitedMs: number }
  /** An OAuth error, or any status but 200. */
  | { readonly kind: "error"; readonly status: number; readonly error?: string; readonly errorDescription?: string }
  /** 200, but not what RFC 6749, section 5.1 asks for; `flaw` completes "the answer has …". */
  | { readonly kind: "unusable"; readonly flaw: string }
  /** 200 and complete; undefined when no refresh token was ever given. */
  | { readonly kind: "tokens"; readonly expiresInSeconds: number; readonly hasRefreshToken: boolean };

/** Alexa has a token, and the skill asks for the link all the same. */
export interface SkillFailure {
  readonly at: "skill";
  /** What the access token says, unverified; undefined when it is no JWT. */
  readonly claims?: TokenClaims;
  /** When Alexa got the token, in seconds since the epoch. */
  readonly receivedAt: number;
  /** When the skill got it, in seconds since the epoch. */
  readonly sentAt: number;
}

/** Claims of a Cognito access token. */
export interface TokenClaims {
  readonly iss?: string;
  readonly client_id?: string;
  readonly scope?: string;
  readonly token_use?: string;
  readonly iat?: number;
  readonly exp?: number;
}

/** The claims of a JWT, unverified, or undefined for anything else. */
export const unverifiedClaims = (token: string): TokenClaims | undefined =>
  parseJsonObject(Buffer.from(token.split(".")[1] ?? "", "base64url"));
