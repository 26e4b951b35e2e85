import { SimpleJwksCache } from "aws-jwt-verify/jwk";
import { JwtVerifier } from "aws-jwt-verify/jwt-verifier";
import { httpOutcome } from "../../common/http-outcome";
import type { JsonObject } from "../../common/json";
import { parseJsonObject, textAt } from "../../common/json";
import { Problem } from "../../common/problem";
import { sameText } from "../secret-text";
import type { Call, Service } from "./call";
import type { FederatedSignIn } from "./federated-sign-in";
import type { IdentityProvider, ProviderEndpoints } from "./identity-provider";
import { clientSecretOf, endpointsOf, mappedAttributes, redirectUriOf } from "./identity-provider";

/** A provider does not vouch for anybody, or not as it should; the message is what Cognito tells the client. */
export class ProviderRefused extends Problem {}

/** What a provider says of somebody. */
export type ProviderProfile = Pick<FederatedSignIn, "attributes" | "claims" | "idToken" | "subject">;

/** For how long a provider is waited for. Cognito's own time is not documented. */
const TIMEOUT_MS = 5000;

/** Where a provider is asked, with what it publishes of itself where the user pool does not say. */
export async function providerEndpoints(
  service: Pick<Service, "toLocal">,
  provider: IdentityProvider,
): Promise<ProviderEndpoints> {
  const { type, details } = provider;
  const written = endpointsOf(provider);
  const isWhole = written.authorizeUrl !== "" && written.tokenUrl !== "" && written.openId?.jwksUri !== "";
  if (type !== "OIDC" || isWhole) {
    return written;
  }
  const { body } = await ask(service, provider, "GET", `${details.oidc_issuer}/.well-known/openid-configuration`);
  return endpointsOf(provider, parseJsonObject(body));
}

/**
 * What the provider says of whoever it sent back: the code becomes tokens, the ID token is verified, and the profile
 * is read where there is an endpoint for it.
 *
 * @throws ProviderRefused
 */
export async function readProfile(
  call: Call,
  provider: IdentityProvider,
  sent: URLSearchParams,
  nonce: string,
): Promise<ProviderProfile> {
  const { service, host } = call;
  if (sent.has("error") || !sent.has("code")) {
    const description = sent.get("error_description") ?? sent.get("error") ?? "no code";
    throw new ProviderRefused(`${provider.name} Error - ${sent.get("error") ?? "invalid_request"} ${description}`);
  }
  const endpoints = await service.endpoints(provider);
  const tokens = await redeem(service, provider, endpoints, redirectUriOf(host), sent.get("code") ?? "");
  const idToken = endpoints.openId === undefined ? undefined : textAt(tokens, "id_token");
  const claims = endpoints.openId === undefined ? {} : await verified(service, provider, endpoints, idToken, nonce);
  const more = await profileOf(service, provider, endpoints, textAt(tokens, "access_token") ?? "");
  const { subject, attributes } = mappedAttributes(provider, { ...claims, ...more });
  if (subject === undefined || subject === "") {
    throw new ProviderRefused("username attribute mapping required");
  }
  return { subject, attributes, ...(idToken === undefined ? {} : { idToken }) };
}

async function redeem(
  service: Service,
  provider: IdentityProvider,
  { tokenUrl }: ProviderEndpoints,
  redirectUri: string,
  code: string,
): Promise<JsonObject> {
  const form = new URLSearchParams({
    grant_type: "authorization_code",
    code,
    redirect_uri: redirectUri,
    client_id: provider.details.client_id ?? "",
    client_secret: clientSecretOf(provider),
  });
  const { status, body } = await ask(service, provider, "POST", tokenUrl, { body: form.toString() });
  const tokens = parseJsonObject(body);
  if (status !== 200 || tokens === undefined) {
    const words = [textAt(tokens, "error"), textAt(tokens, "error_description")].filter(Boolean).join(" ");
    throw new ProviderRefused(`${provider.name} Error - ${status} ${words}`.trim());
  }
  return tokens;
}

/** The claims of an ID token, once signature, issuer, audience, expiry and nonce are found right. */
async function verified(
  service: Service,
  provider: IdentityProvider,
  { openId }: ProviderEndpoints,
  idToken: string | undefined,
  nonce: string,
): Promise<JsonObject> {
  const fetcher = {
    fetch: async (uri: string): Promise<ArrayBuffer> => {
      const { body } = await ask(service, provider, "GET", uri);
      return new TextEncoder().encode(body).buffer as ArrayBuffer;
    },
  };
  const verifier = JwtVerifier.create(
    {
      issuer: openId?.issuer ?? "",
      audience: provider.details.client_id ?? "",
      jwksUri: openId?.jwksUri ?? "",
      customJwtCheck: ({ payload }) => {
        if (!sameText(textAt(payload, "nonce") ?? "", nonce)) {
          throw new Problem("nonce does not match");
        }
      },
    },
    { jwksCache: new SimpleJwksCache({ fetcher }) },
  );
  try {
    return { ...(await verifier.verify(idToken ?? "")) };
  } catch (error) {
    throw new ProviderRefused(`${provider.name} Error - bad id_token: ${(error as Error).message}`);
  }
}

async function profileOf(
  service: Service,
  provider: IdentityProvider,
  { attributesUrl }: ProviderEndpoints,
  accessToken: string,
): Promise<JsonObject> {
  if (attributesUrl === undefined) {
    return {};
  }
  const method = provider.details.attributes_request_method ?? "GET";
  const headers = { authorization: `Bearer ${accessToken}` };
  const { status, body } = await ask(service, provider, method, attributesUrl, { headers });
  const profile = parseJsonObject(body);
  if (status !== 200 || profile === undefined) {
    throw new ProviderRefused(`${provider.name} Error - ${status} the profile cannot be read`);
  }
  return profile;
}

/** Asks what stands for a provider on this machine. */
async function ask(
  { toLocal }: Pick<Service, "toLocal">,
  { name }: IdentityProvider,
  method: string,
  url: string,
  { headers = {}, body }: { readonly headers?: Readonly<Record<string, string>>; readonly body?: string } = {},
) {
  const local = toLocal(url);
  if (local === url) {
    throw new ProviderRefused(`${name} Error - nothing on this machine stands for ${url}`);
  }
  const outcome = await httpOutcome({
    method,
    url: new URL(local),
    headers: {
      accept: "application/json",
      ...(body === undefined ? {} : { "content-type": "application/x-www-form-urlencoded" }),
      ...headers,
    },
    body,
    timeoutMs: TIMEOUT_MS,
  });
  if (outcome.kind !== "answer") {
    const why = outcome.kind === "too slow" ? `no answer within ${outcome.waitedMs / 1000} s` : outcome.reason;
    throw new ProviderRefused(`${name} Error - cannot be reached: ${why}`);
  }
  return outcome;
}
