import { parseJsonObject, textAt } from "../../common/json";
import { Problem } from "../../common/problem";
import type { AwsAccess } from "../aws/aws-access";
import { askEmulator } from "../aws/aws-access";
import type { PoolTriggers } from "../aws/pool-triggers";
import { TriggerFailed } from "../aws/pool-triggers";

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
  /** What else than an ID token says of the person, by the provider's names. @default - what the ID token says */
  readonly claims?: Readonly<Record<string, unknown>>;
}

/** Cognito's name of the user, or why there is none, in Cognito's words. */
export type FederatedUser = { readonly username: string; readonly isNew?: true } | { readonly error: string };

/**
 * Finds or makes the user of the pool that a person at an identity provider is: the one that the identity was linked to,
 * or `{provider}_{subject}`, with the attributes as the provider has them now. Before one is made, the pool's trigger
 * is asked, and told of it afterwards.
 *
 * https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-identity-federation.html
 */
export async function federatedSignIn(
  access: AwsAccess,
  signIn: FederatedSignIn,
  triggers?: Pick<PoolTriggers, "invoke">,
): Promise<FederatedUser> {
  const { attributes, clientId, idToken, poolId, provider, subject } = signIn;
  const person = { poolId, provider, subject, attributes, claims: signIn.claims ?? claimsOf(idToken) };
  const known = await askFor(access, { ...person, onlyKnown: true });
  if (known !== undefined || triggers === undefined) {
    return known ?? (await made(access, person));
  }
  const userName = `${provider.name}_${subject}`;
  const call = { poolId, clientId, userName };
  try {
    await triggers.invoke({
      ...call,
      trigger: "PreSignUp",
      source: "PreSignUp_ExternalProvider",
      request: {
        userAttributes: { ...attributes, "cognito:email_alias": "", "cognito:phone_number_alias": "" },
        validationData: {},
      },
      response: { autoConfirmUser: false, autoVerifyEmail: false, autoVerifyPhone: false },
    });
    const user = await made(access, person);
    if ("username" in user) {
      await triggers.invoke({
        ...call,
        trigger: "PostConfirmation",
        source: "PostConfirmation_ConfirmSignUp",
        request: { userAttributes: { ...attributes, "cognito:user_status": "EXTERNAL_PROVIDER" } },
        response: {},
      });
      return { ...user, isNew: true };
    }
    return user;
  } catch (error) {
    if (error instanceof TriggerFailed) {
      return { error: error.message };
    }
    throw error;
  }
}

const made = async (access: AwsAccess, person: object): Promise<FederatedUser> =>
  (await askFor(access, person)) ?? { error: "User does not exist." };

/** @returns undefined where there is no such user, and none was to be made */
async function askFor(access: AwsAccess, person: object): Promise<FederatedUser | undefined> {
  const { status, body } = await askEmulator(access, "emulator", {
    method: "POST",
    path: "/emulator/federated-sign-in",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(person),
  });
  const answer = parseJsonObject(body);
  const [username, error] = [textAt(answer, "username"), textAt(answer, "error")];
  if (status !== 200) {
    throw new Problem(`The emulator did not sign a federated user in: status ${status}.`);
  }
  if (username !== undefined) {
    return { username };
  }
  return error === undefined ? undefined : { error };
}

/** What an ID token says, which whoever calls this has verified. */
function claimsOf(idToken: string | undefined): unknown {
  const payload = idToken?.split(".")[1];
  return payload === undefined ? {} : JSON.parse(Buffer.from(payload, "base64url").toString("utf8"));
}
