import { sha256 } from "../secret-text";

/** Somebody with an account at an identity provider. */
export interface Person {
  readonly firstName: string;
  readonly lastName: string;
  /** Undefined for somebody who has none there. */
  readonly email?: string;
  /** Whether the provider says that it verified the address. */
  readonly verified: boolean;
}

/** Who can be chosen on a provider's page, beside somebody who is typed in. */
export const PEOPLE: readonly Person[] = [
  { firstName: "Ada", lastName: "Lovelace", email: "ada@example.com", verified: true },
  { firstName: "Grace", lastName: "Hopper", email: "grace@example.com", verified: false },
  { firstName: "Alan", lastName: "Turing", verified: false },
];

/** What a provider calls somebody: the same at every sign-in, another at every provider. */
export function subjectOf(issuer: string, { email, firstName }: Person): string {
  const number = BigInt(`0x${sha256(`${issuer} ${email?.toLowerCase() ?? firstName}`).toString("hex")}`);
  return `1${number.toString().slice(0, 20)}`;
}

/** The claims that each scope opens, by provider type: what each provider gives whom it is asked for. */
export const CLAIMS_OF_SCOPES: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  // https://developers.facebook.com/docs/graph-api/reference/user
  Facebook: { openid: ["sub"], public_profile: ["id", "name", "first_name", "last_name"], email: ["email"] },
  // https://developer.amazon.com/docs/login-with-amazon/customer-profile.html
  LoginWithAmazon: { openid: ["sub"], profile: ["user_id", "name", "email"] },
  // Apple sends the name beside the token, once; here it is in the token, always.
  SignInWithApple: { openid: ["sub"], email: ["email", "email_verified"], name: ["firstName", "lastName"] },
  // OpenID Connect Core 1.0, section 5.4.
  OIDC: {
    openid: ["sub"],
    email: ["email", "email_verified"],
    profile: ["name", "given_name", "family_name", "preferred_username", "locale"],
  },
};

/** Everything that any of the providers says of somebody, each under its own names. */
export function claimsOf(subject: string, { firstName, lastName, email, verified }: Person): Record<string, unknown> {
  const name = `${firstName} ${lastName}`.trim();
  return {
    sub: subject,
    id: subject,
    user_id: subject,
    name,
    given_name: firstName,
    first_name: firstName,
    firstName,
    ...(lastName === "" ? {} : { family_name: lastName, last_name: lastName, lastName }),
    preferred_username: firstName.toLowerCase(),
    locale: "en-US",
    ...(email === undefined ? {} : { email, email_verified: verified }),
  };
}
