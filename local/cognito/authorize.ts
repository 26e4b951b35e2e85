import { TriggerFailed } from "../aws/pool-triggers";
import type { Answer } from "./answer";
import { redirect } from "./answer";
import type { AuthorizationRequest } from "./authorization-request";
import { backToClient, checkAuthorizationRequest, refusedToClient } from "./authorization-request";
import type { Call } from "./call";
import { chosenProvider, toProvider } from "./federation";
import { ADD_PASSKEY_COOKIE, readCookie, cookie as setCookie, signedInUser } from "./session";
import type { User } from "./user-pools";

/**
 * `GET /oauth2/authorize`: sends a browser in which somebody is signed in back with a code, any other to the identity
 * provider that is asked for, or to the sign-in page with the same parameters.
 *
 * https://docs.aws.amazon.com/cognito/latest/developerguide/authorization-endpoint.html
 */
export async function authorize(call: Call): Promise<Answer> {
  const request = await checkAuthorizationRequest(call);
  const found = await signedInUser(call);
  if (found !== undefined) {
    return grantCode(call, request, found.user, found.session.authTime);
  }
  const provider = await chosenProvider(call, request);
  return provider === undefined ? redirect(`/login?${call.request.query}`) : toProvider(call, provider);
}

/**
 * Sends the browser back to the client with a new code, and the client's state as it was; or with the reason, when the
 * trigger fails that says what the tokens hold.
 */
export async function grantCode(
  call: Call,
  request: AuthorizationRequest,
  user: User,
  authTime: number,
  cookies?: readonly string[],
): Promise<Answer> {
  const { poolId, service } = call;
  const { client, clientId, redirectUri, scopes, state, nonce, codeChallenge } = request;
  const { username, sub } = user;
  return orRefused(call, request, async () => {
    const asked = { user, scopes, source: "TokenGeneration_HostedAuth" } as const;
    const changes = await service.pools.signInTriggers.beforeTokens(client, asked);
    const grant = { poolId, clientId, redirectUri, username, sub, scopes, authTime, nonce, codeChallenge, changes };
    const parameters = [
      ["code", service.codes.issue(grant)],
      ["state", state],
    ] as const;
    return backToClient(service, redirectUri, parameters, cookies);
  });
}

/** Signs a user in who has just proved who they are: a session for the browser, a code for the client. */
export async function signIn(call: Call, request: AuthorizationRequest, user: User): Promise<Answer> {
  return orRefused(call, request, async () => {
    await call.service.pools.signInTriggers.afterSignIn(request.client, user);
    return beginSession(call, request, user);
  });
}

/** The same for a user whom an identity provider vouches for. */
export async function beginSession(call: Call, request: AuthorizationRequest, user: User): Promise<Answer> {
  const { poolId, service } = call;
  const authTime = service.clock.now();
  const { username, sub } = user;
  const cookie = service.sessions.begin(call, { poolId, username, sub, authTime });
  if (readCookie(call, ADD_PASSKEY_COOKIE) !== undefined) {
    return redirect(`/passkeys/add?${call.request.query}`, [cookie, setCookie(call, ADD_PASSKEY_COOKIE, "", 0)]);
  }
  return grantCode(call, request, user, authTime, [cookie]);
}

/** Where a trigger fails, the client learns it. */
async function orRefused(call: Call, request: AuthorizationRequest, answer: () => Promise<Answer>): Promise<Answer> {
  try {
    return await answer();
  } catch (error) {
    if (error instanceof TriggerFailed) {
      return refusedToClient(call.service, request, error.message);
    }
    throw error;
  }
}
