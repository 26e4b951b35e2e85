import type { UserPoolClientType } from "@aws-sdk/client-cognito-identity-provider";
import type { User } from "./user-pools";

/** The attributes that each scope opens (OpenID Connect Core 1.0, section 5.4). */
const attributesOfScope: Readonly<Record<string, readonly string[]>> = {
  profile: [
    ...["name", "family_name", "given_name", "middle_name", "nickname", "preferred_username", "profile", "picture"],
    ...["website", "gender", "birthdate", "zoneinfo", "locale", "updated_at", "address"],
  ],
  email: ["email", "email_verified"],
  phone: ["phone_number", "phone_number_verified"],
};

/**
 * What the user-info endpoint answers about a user: always `sub` and `username`; of the attributes those that the
 * token's scopes open, or all with `openid` alone; never one that the client may not read. All values are strings,
 * `email_verified` too.
 *
 * https://docs.aws.amazon.com/cognito/latest/developerguide/userinfo-endpoint.html
 */
export function userInfo(user: User, client: UserPoolClientType, scopes: readonly string[]): Record<string, string> {
  const opened = scopes.flatMap((scope) => attributesOfScope[scope] ?? []);
  const readable = client.ReadAttributes ?? [];
  const shown = Object.entries(user.attributes).filter(
    ([name]) => (opened.length === 0 || opened.includes(name)) && (readable.length === 0 || readable.includes(name)),
  );
  return { ...Object.fromEntries(shown), sub: user.sub, username: user.username };
}
