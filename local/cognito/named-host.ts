import { listAt } from "../../common/json";
import type { Answer } from "./answer";
import { redirect } from "./answer";
import type { Call } from "./call";

/**
 * Sends a browser that came to the number of this machine to its name, where the pool has passkeys: a browser knows none
 * of a number (WebAuthn, section 5.1.2, "effective domain"). All of a sign-in has to be there, since each of the two has
 * cookies of its own. Programs stay where they are.
 *
 * @returns undefined when the browser may stay
 */
export async function toNamedHost({ managedLogin, poolId, request, service }: Call): Promise<Answer | undefined> {
  const { host = "", "sec-fetch-mode": mode } = request.headers;
  const [, port] = /^127\.0\.0\.1:(\d+)$/.exec(host) ?? [];
  if (!managedLogin || request.method !== "GET" || mode !== "navigate" || port === undefined) {
    return undefined;
  }
  const policy = (await service.pools.pool(poolId))?.Policies?.SignInPolicy;
  return listAt(policy, "AllowedFirstAuthFactors").includes("WEB_AUTHN")
    ? redirect(`http://localhost:${port}${request.path}${request.query === "" ? "" : `?${request.query}`}`)
    : undefined;
}
