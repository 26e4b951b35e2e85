import { readSamlMetadata } from "../providers/saml-library";
import { randomText, sameText } from "../secret-text";
import type { Answer } from "./answer";
import { redirect } from "./answer";
import type { Call } from "./call";
import { errorPage } from "./error-page";
import { formOf, queryOf } from "./http-request";
import type { IdentityProvider } from "./identity-provider";
import { mappedAttributes, poolAtProvider } from "./identity-provider";
import type { ProviderProfile } from "./provider-exchange";
import { ProviderRefused } from "./provider-exchange";

/** What a SAML provider sent by a browser. */
export interface SamlResponse {
  /** In base64. */
  readonly response: string;
  readonly relayState: string;
}

/** Where a browser goes on that brought a provider's form: with its cookies, of whichever name of this machine they are. */
export const SAML_PROFILE_PATH = "/local/saml-response";

/**
 * The limit of Cognito's, in characters.
 *
 * https://docs.aws.amazon.com/cognito/latest/developerguide/saml2-idpresponse-endpoint.html
 */
const MAX_RESPONSE = 100_000;

/** For how long a form is kept, in seconds: until the browser has followed one redirect. */
const KEPT_SECONDS = 30;

/** How far a provider's clock may be from this one, in milliseconds; Cognito's is not documented. */
const CLOCK_SKEW_MS = 60_000;

/** Where the browser goes to be vouched for: a URL of the provider's, with the request in it. */
export async function samlRequestUrl(call: Call, provider: IdentityProvider, state: string, nonce: string) {
  const saml = await serviceProvider(call, provider, nonce);
  return saml.getAuthorizeUrlAsync(state, undefined, {});
}

/**
 * `POST /saml2/idpresponse`: a provider's form. It comes from another site, with which a browser sends no cookie; so the
 * browser has to come once more, by itself.
 */
export async function takeSamlForm(call: Call): Promise<Answer> {
  const form = formOf(call.request);
  const [response, relayState] = [form?.get("SAMLResponse") ?? "", form?.get("RelayState") ?? ""];
  if (response === "" || relayState === "" || response.length > MAX_RESPONSE) {
    return errorPage(call, "Invalid samlResponse or relayState from identity provider");
  }
  const id = randomText();
  call.service.samlResponses.set(id, { response, relayState }, KEPT_SECONDS);
  return redirect(`${SAML_PROFILE_PATH}?${new URLSearchParams({ id })}`);
}

/** What the browser brought; once. */
export function takeSamlResponse({ request, service }: Call): SamlResponse | undefined {
  const id = queryOf(request).get("id") ?? "";
  const sent = service.samlResponses.get(id);
  service.samlResponses.delete(id);
  return sent;
}

/**
 * What a provider says of whoever it sent back, once a library has found it right: signed with a key of the metadata, for
 * this pool and this address, in answer to this request, and of now.
 *
 * https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-saml-idp-things-to-know.html
 *
 * @throws ProviderRefused
 */
export async function readAssertion(
  call: Call,
  provider: IdentityProvider,
  response: string,
  nonce: string,
): Promise<ProviderProfile> {
  const saml = await serviceProvider(call, provider, nonce);
  const { profile } = await saml.validatePostResponseAsync({ SAMLResponse: response }).catch((error: unknown) => {
    throw new ProviderRefused(`Invalid SAML response received: ${(error as Error).message.replace(/\s+/g, " ")}`);
  });
  if (profile === null || !profile.nameID) {
    throw new ProviderRefused("Invalid SAML response received: NameID is missing");
  }
  const claims = (profile.attributes ?? {}) as Readonly<Record<string, unknown>>;
  const { attributes } = mappedAttributes(provider, claims);
  return { subject: profile.nameID, attributes, claims };
}

/** The user pool, as a library plays it. */
async function serviceProvider({ host, poolId, service }: Call, provider: IdentityProvider, nonce: string) {
  const { SAML, ValidateInResponseTo } = await import("@node-saml/node-saml");
  const pool = poolAtProvider(provider, host, poolId);
  const metadata = await readSamlMetadata(await service.standIns.samlMetadata(provider, pool));
  const requestId = `_${nonce}`;
  return new SAML({
    acceptedClockSkewMs: CLOCK_SKEW_MS,
    audience: pool.audience,
    callbackUrl: pool.redirectUri,
    disableRequestedAuthnContext: true,
    entryPoint: metadata.singleSignOnUrl,
    generateUniqueId: () => requestId,
    identifierFormat: "urn:oasis:names:tc:SAML:2.0:nameid-format:persistent",
    idpCert: [...metadata.certificates],
    idpIssuer: metadata.entityId,
    issuer: pool.audience,
    validateInResponseTo: ValidateInResponseTo.always,
    // What was asked is known by the state; that it is answered once, too.
    cacheProvider: {
      getAsync: async (id) => (sameText(id, requestId) ? new Date().toISOString() : null),
      saveAsync: async () => null,
      removeAsync: async () => null,
    },
    wantAssertionsSigned: true,
    wantAuthnResponseSigned: false,
  });
}
