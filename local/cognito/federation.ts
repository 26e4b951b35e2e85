import { ACCOUNTS_JOINED } from "../../contract/joined-accounts";
import { PASSWORD_FORM } from "../../contract/password-form";
import { randomText, sameText } from "../secret-text";
import type { Answer } from "./answer";
import { redirect } from "./answer";
import type { AuthorizationRequest } from "./authorization-request";
import { checkAuthorizationRequest, refusedToClient } from "./authorization-request";
import { beginSession } from "./authorize";
import type { Call } from "./call";
import { errorPage } from "./error-page";
import type { SignInFaults } from "./faults";
import { queryOf } from "./http-request";
import type { IdentityProvider } from "./identity-provider";
import { isPlayed, poolAtProvider, scopesOf } from "./identity-provider";
import type { ProviderProfile } from "./provider-exchange";
import { ProviderRefused, readProfile } from "./provider-exchange";
import { readAssertion, samlRequestUrl, takeSamlResponse } from "./saml";
import { cookie, readCookie } from "./session";

/** A sign-in at a provider that has not come back yet. */
export interface PendingSignIn {
  readonly poolId: string;
  /** The query of the authorization request. */
  readonly query: string;
  readonly provider: string;
  readonly nonce: string;
  /** What the browser has to show that began it. */
  readonly browser: string;
}

/**
 * For how long Cognito waits for somebody at a provider, in seconds.
 *
 * https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-oidc-flow.html
 */
export const FEDERATION_SECONDS = 300;

const COOKIE = "cognito-fl";

/** The names of the providers that a client offers, without the pool's own users. */
export const offeredProviders = ({ client }: Pick<AuthorizationRequest, "client">): readonly string[] =>
  (client.SupportedIdentityProviders ?? []).filter((name) => name !== PASSWORD_FORM);

/** Whether a client offers the form for a password. Without any provider named it offers nothing else. */
export const offersPassword = ({ client }: Pick<AuthorizationRequest, "client">): boolean =>
  offeredProviders({ client }).length === 0 || (client.SupportedIdentityProviders ?? []).includes(PASSWORD_FORM);

/**
 * The provider to which an authorization request goes at once: the one that it names, by `identity_provider` or by
 * `idp_identifier`, or the only one where the client offers nothing else.
 *
 * https://docs.aws.amazon.com/cognito/latest/developerguide/authorization-endpoint.html
 */
export async function chosenProvider(call: Call, request: AuthorizationRequest): Promise<IdentityProvider | undefined> {
  const parameters = queryOf(call.request);
  const offered = offeredProviders(request);
  const only = offered.length === 1 && !offersPassword(request) ? offered[0] : undefined;
  const name = parameters.get("identity_provider") ?? only;
  const identifier = parameters.get("idp_identifier");
  for (const each of offered) {
    const provider =
      each === name || identifier !== null ? await call.service.pools.provider(call.poolId, each) : undefined;
    if (provider !== undefined && (each === name || provider.identifiers.includes(identifier ?? ""))) {
      return isPlayed(provider) ? provider : undefined;
    }
  }
  return undefined;
}

/** Sends the browser to the provider. */
export async function toProvider(call: Call, provider: IdentityProvider): Promise<Answer> {
  const { service, poolId, host } = call;
  const pool = poolAtProvider(provider, host, poolId);
  const { redirectUri } = pool;
  await service.standIns.serve(provider, pool);
  const state = randomText();
  const pending = {
    poolId,
    query: call.request.query,
    provider: provider.name,
    nonce: randomText(),
    browser: randomText(),
  };
  service.federation.set(state, pending, FEDERATION_SECONDS);
  const cookies = [cookie(call, COOKIE, pending.browser, FEDERATION_SECONDS)];
  if (provider.type === "SAML") {
    return redirect(service.toLocal(await samlRequestUrl(call, provider, state, pending.nonce)), cookies);
  }
  const { authorizeUrl, openId } = await service.endpoints(provider);
  const parameters = new URLSearchParams({
    response_type: "code",
    client_id: provider.details.client_id ?? "",
    redirect_uri: redirectUri,
    scope: scopesOf(provider).join(" "),
    state,
    ...(openId === undefined ? {} : { nonce: pending.nonce }),
  });
  return redirect(service.toLocal(`${authorizeUrl}?${parameters}`), cookies);
}

/**
 * `GET /oauth2/idpresponse`: a provider has sent the browser back. The code becomes tokens, the profile a user of the
 * pool, and the browser goes on to the client with a code of the pool's own.
 *
 * https://docs.aws.amazon.com/cognito/latest/developerguide/federation-endpoints.html
 */
export async function answerIdpResponse(call: Call): Promise<Answer> {
  const parameters = queryOf(call.request);
  return comeBack(call, parameters.get("state") ?? "", (provider, nonce) =>
    readProfile(call, provider, parameters, nonce),
  );
}

/** `GET /local/saml-response`: the same with what a SAML provider sent. */
export async function answerSamlResponse(call: Call): Promise<Answer> {
  const sent = takeSamlResponse(call);
  return comeBack(call, sent?.relayState ?? "", (provider, nonce) =>
    readAssertion(call, provider, sent?.response ?? "", nonce),
  );
}

/** @param read what the provider says of the person; throws ProviderRefused */
async function comeBack(
  call: Call,
  state: string,
  read: (provider: IdentityProvider, nonce: string) => Promise<ProviderProfile>,
): Promise<Answer> {
  const { service, poolId } = call;
  const pending = service.federation.get(state);
  service.federation.delete(state);
  // A page elsewhere could otherwise sign a browser in as somebody of its choice.
  if (pending?.poolId !== poolId || !sameText(readCookie(call, COOKIE) ?? "", pending.browser)) {
    return errorPage(call, "Invalid state");
  }
  const original: Call = { ...call, request: { ...call.request, method: "GET", query: pending.query } };
  const request = await checkAuthorizationRequest(original);
  const provider = await service.pools.provider(poolId, pending.provider);
  if (provider === undefined || !offeredProviders(request).includes(provider.name)) {
    return refusedToClient(service, request, "Identity provider is not supported by the client");
  }
  try {
    const profile = await read(provider, pending.nonce);
    const { name, type } = provider;
    const { clientId } = request;
    const refusal = triggerRefusal(service.faults, `${name} ${profile.subject}`);
    if (refusal !== undefined) {
      return refusedToClient(service, request, `PreSignUp failed with error ${refusal}.`);
    }
    const found = await service.pools.federatedUser({ poolId, clientId, provider: { name, type }, ...profile });
    if ("error" in found) {
      return refusedToClient(service, request, found.error);
    }
    return beginSession(original, request, found.user);
  } catch (error) {
    if (error instanceof ProviderRefused) {
      return refusedToClient(service, request, error.message, provider.type === "SAML" ? "server_error" : undefined);
    }
    throw error;
  }
}

/** What the pool's trigger says, where one is made to refuse somebody who comes from a provider. */
function triggerRefusal({ joined, refuseFederatedSignUps }: SignInFaults, person: string): string | undefined {
  if (refuseFederatedSignUps) {
    return "Nobody is taken in at the moment";
  }
  if (joined === undefined || joined.has(person)) {
    return undefined;
  }
  joined.add(person);
  return ACCOUNTS_JOINED;
}
