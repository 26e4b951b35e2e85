import { parseJsonObject, textAt } from "../../common/json";
import { Problem } from "../../common/problem";
import type { AwsAccess } from "../aws/aws-access";
import { askEmulator } from "../aws/aws-access";

/** Somebody whom an identity provider vouches for. */
export interface FederatedSignIn {
  readonly poolId: string;
  /** By which client of the pool they sign in. */
  readonly clientId: string;
  /** The provider's name in the pool, and its type. */
  readonly provider: { readonly name: string; readonly type: string };
  /** What the provider calls the person. */
  readonly subject: string;
  /** By the pool's names, what its mapping takes over of the profile. */
  readonly attributes: Readonly<Record<string, string>>;
  /** The provider's ID token, where it gives one. */
  readonly idToken?: string;
}

/** Cognito's name of the user, or why there is none, in Cognito's words. */
export type FederatedUser = { readonly username: string } | { readonly error: string };

/**
 * Finds or makes the user of the pool that a person at an identity provider is: the one that the identity was linked to,
 * or `{provider}_{subject}`, with the attributes as the provider has them now.
 *
 * https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-identity-federation.html
 */
export async function federatedSignIn(access: AwsAccess, signIn: FederatedSignIn): Promise<FederatedUser> {
  const { status, body } = await askEmulator(access, "emulator", {
    method: "POST",
    path: "/emulator/federated-sign-in",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(signIn),
  });
  const answer = parseJsonObject(body);
  const [username, error] = [textAt(answer, "username"), textAt(answer, "error")];
  if (status !== 200 || (username === undefined && error === undefined)) {
    throw new Problem(`The emulator did not sign a federated user in: status ${status}.`);
  }
  return username === undefined ? { error: error ?? "" } : { username };
}
