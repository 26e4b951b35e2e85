import { randomBytes } from "node:crypto";
import type { UserPoolType } from "@aws-sdk/client-cognito-identity-provider";
import {
  AdminCreateUserCommand,
  AdminSetUserPasswordCommand,
  DescribeUserPoolCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import type { AwsAccess } from "../aws/aws-access";
import { cognitoClient } from "../aws/aws-access";
import { PEOPLE } from "../providers/people";

/** Somebody with an account in a user pool. */
export interface DemoUser {
  readonly email: string;
  readonly givenName: string;
  /** What the user types to sign in: an e-mail address, a phone number or a user name, as the pool wants it. */
  readonly username: string;
  /** Never print it. */
  readonly password: string;
}

/** Somebody who has no password in the user pool, and an account at an identity provider. */
export interface ProviderUser extends Pick<DemoUser, "givenName" | "username"> {
  /** The provider's name in the user pool. */
  readonly provider: string;
}

/** The first of the people whom a provider's stand-in offers. */
export function userAtProvider(provider: string): ProviderUser {
  const [{ firstName: givenName = "", email = "" } = {}] = PEOPLE;
  return { givenName, username: `${email} at ${provider}`, provider };
}

/** Makes a confirmed user, of the kind that the pool's own sign-up page would make, with a new random password. */
export async function createUser(
  access: AwsAccess,
  poolId: string,
  person: Pick<DemoUser, "email" | "givenName">,
): Promise<DemoUser> {
  const api = cognitoClient(access);
  try {
    const { UserPool = {} } = await api.send(new DescribeUserPoolCommand({ UserPoolId: poolId }));
    const { username, password, attributes } = accountFor(UserPool, person);
    const user = { UserPoolId: poolId, Username: username };
    const UserAttributes = Object.entries(attributes).map(([Name, Value]) => ({ Name, Value }));
    await api.send(new AdminCreateUserCommand({ ...user, MessageAction: "SUPPRESS", UserAttributes }));
    await api.send(new AdminSetUserPasswordCommand({ ...user, Password: password, Permanent: true }));
    return { ...person, username, password };
  } finally {
    api.destroy();
  }
}

export interface DemoAccount {
  readonly username: string;
  readonly password: string;
  /** By Cognito's name of the attribute. */
  readonly attributes: Readonly<Record<string, string>>;
}

/** An account that the pool takes: by what its users sign in, which attributes it requires, how long a password is. */
export function accountFor(
  { UsernameAttributes = [], AliasAttributes = [], SchemaAttributes = [], Policies }: UserPoolType,
  { email, givenName }: Pick<DemoUser, "email" | "givenName">,
): DemoAccount {
  const values: Readonly<Record<string, string>> = {
    email,
    // A number of the range that is kept for fiction.
    phone_number: "+12025550123",
    given_name: givenName,
    family_name: "Lovelace",
    name: `${givenName} Lovelace`,
    nickname: givenName,
    preferred_username: givenName.toLowerCase(),
  };
  const required = SchemaAttributes.flatMap(({ Name, Required }) => (Required && Name !== undefined ? [Name] : []));
  // Always with a first name, by which the skill calls its user.
  const names = [...new Set([...UsernameAttributes, ...AliasAttributes, ...required, "given_name"])];
  const attributes = names.flatMap((name): [string, string][] => {
    const value = values[name];
    return value === undefined ? [] : [[name, value], ...(isContact(name) ? verified(name) : [])];
  });
  // The order of the two means nothing, and the emulator answers them in any.
  const identifier = UsernameAttributes.find((name) => name === "email") ?? UsernameAttributes[0];
  return {
    username: (identifier && values[identifier]) ?? givenName.toLowerCase(),
    password: newPassword(Policies?.PasswordPolicy?.MinimumLength ?? 0),
    attributes: Object.fromEntries(attributes),
  };
}

const isContact = (name: string): boolean => name === "email" || name === "phone_number";
const verified = (name: string): [string, string][] => [[`${name}_verified`, "true"]];

/**
 * At least 128 random bits, with every kind of character that a password policy can ask for, and no longer than it has
 * to be: moto 5.2.1 takes fewer than 99 characters, whatever the pool asks for; Cognito takes 256.
 */
function newPassword(minimumLength: number): string {
  const length = Math.max(26, minimumLength);
  return `aA1!${randomBytes(length).toString("base64url")}`.slice(0, length);
}
