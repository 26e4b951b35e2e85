import type { CognitoIdentityProviderClient } from "@aws-sdk/client-cognito-identity-provider";
import { DescribeIdentityProviderCommand, ResourceNotFoundException } from "@aws-sdk/client-cognito-identity-provider";
import { textAt } from "../../common/json";
import { sha256 } from "../secret-text";

/** The path of a domain that takes what OAuth and OpenID providers send back. */
export const IDP_RESPONSE_PATH = "/oauth2/idpresponse";

/** The path of a domain that takes what SAML providers send. */
export const SAML_RESPONSE_PATH = "/saml2/idpresponse";

/** What a domain is to a provider: where the provider sends the browser back to. */
export const redirectUriOf = (host: string): string => `https://${host}${IDP_RESPONSE_PATH}`;

/**
 * What a pool and its domain are to a provider.
 *
 * https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-saml-idp-things-to-know.html
 */
export const poolAtProvider = ({ type }: Pick<IdentityProvider, "type">, host: string, poolId: string) => ({
  redirectUri: type === "SAML" ? `https://${host}${SAML_RESPONSE_PATH}` : redirectUriOf(host),
  audience: `urn:amazon:cognito:sp:${poolId}`,
});

/** An identity provider as a user pool has it. */
export interface IdentityProvider {
  readonly name: string;
  /** Google, LoginWithAmazon, Facebook, SignInWithApple, OIDC or SAML. */
  readonly type: string;
  readonly details: Readonly<Record<string, string>>;
  /** By the pool's attribute, what the provider calls it. */
  readonly mapping: Readonly<Record<string, string>>;
  readonly identifiers: readonly string[];
}

/** Where a provider is asked what. */
export interface ProviderEndpoints {
  readonly authorizeUrl: string;
  readonly tokenUrl: string;
  /** The profile; undefined where the ID token has all of it. */
  readonly attributesUrl?: string;
  /** Undefined for a provider that gives no ID token. */
  readonly openId?: { readonly issuer: string; readonly jwksUri: string };
}

/** @returns undefined when the pool has no such provider, as with one that is made elsewhere */
export async function readIdentityProvider(
  api: CognitoIdentityProviderClient,
  poolId: string,
  name: string,
): Promise<IdentityProvider | undefined> {
  try {
    const command = new DescribeIdentityProviderCommand({ UserPoolId: poolId, ProviderName: name });
    const { IdentityProvider: found } = await api.send(command);
    return {
      name,
      type: found?.ProviderType ?? "",
      details: found?.ProviderDetails ?? {},
      mapping: found?.AttributeMapping ?? {},
      identifiers: found?.IdpIdentifiers ?? [],
    };
  } catch (error) {
    if (error instanceof ResourceNotFoundException) {
      return undefined;
    }
    throw error;
  }
}

/** Whether there is a stand-in for a provider: for all whose details the pool has. */
export const isPlayed = ({ type }: Pick<IdentityProvider, "type">): boolean => type === "SAML" || type in SCOPES_TO_ADD;

/** What is asked for beside the provider's own scopes, since the stand-ins give a profile for no token without it. */
const SCOPES_TO_ADD: Readonly<Record<string, readonly string[]>> = {
  Facebook: ["openid"],
  Google: [],
  LoginWithAmazon: ["openid"],
  OIDC: [],
  SignInWithApple: ["openid"],
};

/** The scopes for which the user pool asks. Facebook's have commas between. */
export const scopesOf = ({ type, details }: IdentityProvider): readonly string[] => [
  ...new Set([...(details.authorize_scopes ?? "").split(/[\s,]+/), ...(SCOPES_TO_ADD[type] ?? [])].filter(Boolean)),
];

/** Where the social providers publish their keys; Cognito knows it by itself. */
const JWKS_URIS: Readonly<Record<string, string>> = {
  Google: "https://www.googleapis.com/oauth2/v3/certs",
  SignInWithApple: "https://appleid.apple.com/auth/keys",
};

/** An OpenID provider publishes what is not written down. Source: Amazon Cognito API, ProviderDetails of each type. */
export function endpointsOf(
  { type, details }: IdentityProvider,
  published: Readonly<Record<string, unknown>> = {},
): ProviderEndpoints {
  const { oidc_issuer: issuer, authorize_url = "", token_url = "", attributes_url, jwks_uri } = details;
  const of = (written: string | undefined, name: string): string => written || (textAt(published, name) ?? "");
  if (type !== "OIDC") {
    const jwksUri = JWKS_URIS[type];
    return {
      authorizeUrl: authorize_url,
      tokenUrl: token_url,
      ...(issuer !== undefined && jwksUri !== undefined
        ? { openId: { issuer, jwksUri } }
        : { attributesUrl: attributes_url }),
    };
  }
  return {
    authorizeUrl: of(authorize_url, "authorization_endpoint"),
    tokenUrl: of(token_url, "token_endpoint"),
    attributesUrl: of(attributes_url, "userinfo_endpoint") || undefined,
    openId: { issuer: issuer ?? "", jwksUri: of(jwks_uri, "jwks_uri") },
  };
}

/**
 * How the user pool proves to the provider who it is. For Apple, Cognito signs a token with the private key at each
 * sign-in; here something that only who has the key can tell stands for it.
 */
export const clientSecretOf = ({ details }: IdentityProvider): string =>
  details.client_secret ?? sha256([details.team_id, details.key_id, details.private_key].join(" ")).toString("hex");

/** What the pool takes over of a profile, by its own attributes; `username` apart, which says who it is. */
export function mappedAttributes(
  { mapping }: Pick<IdentityProvider, "mapping">,
  profile: Readonly<Record<string, unknown>>,
): { readonly subject?: string; readonly attributes: Readonly<Record<string, string>> } {
  const { username = "sub", ...others } = mapping;
  const entries = Object.entries(others).map(([name, claim]) => [name, textOf(profile[claim])] as const);
  return {
    subject: textOf(profile[username]),
    attributes: Object.fromEntries(
      entries.filter((entry): entry is [string, string] => entry[1] !== undefined && entry[1] !== ""),
    ),
  };
}

const textOf = (value: unknown): string | undefined =>
  value === undefined || value === null ? undefined : typeof value === "object" ? JSON.stringify(value) : String(value);
