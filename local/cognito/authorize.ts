import type { Answer } from "./answer";
import { redirect } from "./answer";
import type { AuthorizationRequest } from "./authorization-request";
import { backToClient, checkAuthorizationRequest } from "./authorization-request";
import type { Call } from "./call";
import { chosenProvider, toProvider } from "./federation";
import { signedInUser } from "./session";
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

/** Sends the browser back to the client with a new code, and the client's state as it was. */
export function grantCode(
  call: Call,
  { clientId, redirectUri, scopes, state, nonce, codeChallenge }: AuthorizationRequest,
  { username, sub }: User,
  authTime: number,
  cookies?: readonly string[],
): Answer {
  const { poolId, service } = call;
  const grant = { poolId, clientId, redirectUri, username, sub, scopes, authTime, nonce, codeChallenge };
  const parameters = [
    ["code", service.codes.issue(grant)],
    ["state", state],
  ] as const;
  return backToClient(service, redirectUri, parameters, cookies);
}

/** Signs a user in whose password was just verified: a session for the browser, a code for the client. */
export function signIn(call: Call, request: AuthorizationRequest, user: User): Answer {
  const { poolId, service } = call;
  const authTime = service.clock.now();
  const { username, sub } = user;
  const cookie = service.sessions.begin(call, { poolId, username, sub, authTime });
  return grantCode(call, request, user, authTime, [cookie]);
}
