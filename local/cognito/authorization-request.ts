import type { UserPoolClientType } from "@aws-sdk/client-cognito-identity-provider";
import type { Answer } from "./answer";
import { redirect } from "./answer";
import type { Call, Service } from "./call";
import { hasRepeated, queryOf } from "./http-request";
import { CognitoRefusal } from "./refusal";

/** An authorization request that the client may make. */
export interface AuthorizationRequest {
  readonly client: UserPoolClientType;
  readonly clientId: string;
  readonly redirectUri: string;
  readonly scopes: readonly string[];
  readonly state?: string;
  readonly nonce?: string;
  readonly codeChallenge?: string;
}

/**
 * Checks the parameters of `/oauth2/authorize` and of the pages behind it.
 *
 * A client or a redirect URI that does not check out is reported to the user on Cognito's own error page; nobody is ever
 * sent to a URI that is not registered, letter by letter. Everything else is reported to the client at its redirect URI.
 *
 * https://docs.aws.amazon.com/cognito/latest/developerguide/authorization-endpoint.html
 *
 * @throws CognitoRefusal with one or the other
 */
export async function checkAuthorizationRequest(call: Call): Promise<AuthorizationRequest> {
  const parameters = queryOf(call.request);
  const { client, clientId, redirectUri } = await checkClient(call, parameters);
  const state = parameters.get("state") ?? undefined;
  const check = (holds: boolean, error: string): void => {
    if (!holds) {
      throw new CognitoRefusal(backToClient(call.service, redirectUri, errorOf(error, state)));
    }
  };

  const responseType = parameters.get("response_type") ?? "";
  check(!hasRepeated(parameters) && ["code", "token"].includes(responseType), "invalid_request");
  check(allowsFlow(client, responseType === "code" ? "code" : "implicit"), "unauthorized_client");
  // The implicit grant has no refresh token, so no account can be linked by it; it is left out here.
  check(responseType === "code", "unsupported_response_type");
  check(isPkce(parameters), "invalid_request");
  const scopes = requestedScopes(parameters, client);
  check(areAllowed(scopes, client), "invalid_scope");
  return {
    client,
    clientId,
    redirectUri,
    scopes,
    state,
    nonce: parameters.get("nonce") ?? undefined,
    codeChallenge: parameters.get("code_challenge") ?? undefined,
  };
}

/** Whether a client may use a grant. */
export const allowsFlow = (client: UserPoolClientType, flow: "code" | "implicit" | "client_credentials"): boolean =>
  client.AllowedOAuthFlowsUserPoolClient === true && (client.AllowedOAuthFlows ?? []).includes(flow);

/** Sends the browser to the client's redirect URI, or to what stands for it on this machine. */
export function backToClient(
  { toLocal }: Pick<Service, "toLocal">,
  redirectUri: string,
  parameters: readonly (readonly [string, string | undefined])[],
  cookies?: readonly string[],
): Answer {
  // Put together by hand, because a URL object would also rewrite what the redirect URI itself holds.
  const query = parameters
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}=${encodeURIComponent(value ?? "")}`)
    .join("&");
  return redirect(`${toLocal(`${redirectUri}${redirectUri.includes("?") ? "&" : "?"}${query}`)}`, cookies);
}

/** Cognito adds to the redirect what went wrong, in words that are no fixed texts. */
export function refusedToClient(
  service: Pick<Service, "toLocal">,
  { redirectUri, state }: AuthorizationRequest,
  description: string,
  error: "invalid_request" | "server_error" = "invalid_request",
): Answer {
  return backToClient(service, redirectUri, [
    ["error_description", description],
    ["state", state],
    ["error", error],
  ]);
}

/** Cognito's own error page, the only place for errors that must not reach a client. */
export const toErrorPage = (error: string, clientId?: string): Answer =>
  redirect(`/error?${new URLSearchParams({ error, ...(clientId === undefined ? {} : { client_id: clientId }) })}`);

async function checkClient({ service, poolId }: Call, parameters: URLSearchParams) {
  const [clientId, redirectUri] = [parameters.get("client_id"), parameters.get("redirect_uri")];
  if (!clientId || !redirectUri) {
    throw new CognitoRefusal(toErrorPage("Required parameters missing"));
  }
  const client = await service.pools.client(poolId, clientId);
  if (client === undefined) {
    throw new CognitoRefusal(toErrorPage("invalid_client", clientId));
  }
  // A repeated redirect URI could be read as either of two, so it matches none.
  if (parameters.getAll("redirect_uri").length > 1 || !(client.CallbackURLs ?? []).includes(redirectUri)) {
    throw new CognitoRefusal(toErrorPage("redirect_mismatch", clientId));
  }
  return { client, clientId, redirectUri };
}

/**
 * AWS documents `error=invalid_scope`; servers have been seen to say `error=invalid_request` with the description
 * `invalid_scope`. The description stands here too, so that a client finds what it looks for either way.
 */
function errorOf(error: string, state: string | undefined): [string, string | undefined][] {
  return [
    ["error_description", error === "invalid_scope" ? error : undefined],
    ["state", state],
    ["error", error],
  ];
}

/** Either no PKCE, or a whole one by S256, the only method that Cognito knows (RFC 7636, section 4.2). */
function isPkce(parameters: URLSearchParams): boolean {
  const [challenge, method] = [parameters.get("code_challenge"), parameters.get("code_challenge_method")];
  return challenge === null ? method === null : method === "S256" && /^[\w-]{43}$/.test(challenge);
}

/** Without any in the request, all that the client allows. */
function requestedScopes(parameters: URLSearchParams, client: UserPoolClientType): readonly string[] {
  const requested = (parameters.get("scope") ?? "").split(" ").filter((scope) => scope !== "");
  return requested.length > 0 ? [...new Set(requested)] : (client.AllowedOAuthScopes ?? []);
}

/** The scopes that open attributes come only together with `openid`. */
function areAllowed(scopes: readonly string[], { AllowedOAuthScopes = [] }: UserPoolClientType): boolean {
  const needsOpenid = scopes.some((scope) => ["profile", "email", "phone"].includes(scope));
  return (
    scopes.length > 0 &&
    scopes.every((scope) => AllowedOAuthScopes.includes(scope)) &&
    (!needsOpenid || scopes.includes("openid"))
  );
}
