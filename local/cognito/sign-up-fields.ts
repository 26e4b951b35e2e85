import type { UserPoolType } from "@aws-sdk/client-cognito-identity-provider";
import type { Field } from "./form";

/** A field of the sign-up page, and the attribute that goes with it. */
export interface SignUpField extends Field {
  /** What is wrong with a value that was typed, or undefined. */
  readonly problem: (value: string) => string | undefined;
}

/** The standard attributes that a person can type (OpenID Connect Core 1.0, section 5.1). */
const KNOWN: Readonly<Record<string, Pick<Field, "label" | "type" | "autocomplete">>> = {
  username: { label: "User name", autocomplete: "username" },
  email: { label: "Email address", type: "email", autocomplete: "email" },
  phone_number: { label: "Phone number", type: "tel", autocomplete: "tel" },
  preferred_username: { label: "Preferred user name", autocomplete: "nickname" },
  given_name: { label: "First name", autocomplete: "given-name" },
  family_name: { label: "Last name", autocomplete: "family-name" },
  middle_name: { label: "Middle name", autocomplete: "additional-name" },
  name: { label: "Name", autocomplete: "name" },
  nickname: { label: "Nickname", autocomplete: "nickname" },
  birthdate: { label: "Date of birth", type: "date", autocomplete: "bday" },
  address: { label: "Address", autocomplete: "street-address" },
  gender: { label: "Gender", autocomplete: "sex" },
};

const CONTACTS: readonly string[] = ["email", "phone_number"];

/** The label of the one field by which users of a pool sign in. */
export const signInLabel = (pool: UserPoolType): string => oneOf(signInNames(pool));

/** What the sign-up page asks for beside the password: what users sign in by, and the required attributes. */
export function signUpFields(pool: UserPoolType): readonly SignUpField[] {
  const required = (pool.SchemaAttributes ?? []).filter(({ Required, Name }) => Required && Name !== "sub");
  const names = required.map(({ Name = "" }) => Name);
  const identifiers = pool.UsernameAttributes ?? [];
  // With two of them and neither required, a user has one or the other.
  const identifier =
    identifiers.find((name) => names.includes(name)) ?? (identifiers.length === 1 ? identifiers[0] : undefined);
  const first = identifier === undefined ? usernameField(identifiers) : fieldOf(identifier);
  return [
    { ...first, name: "username", autocomplete: "username" },
    ...names.filter((name) => name !== identifier).map(fieldOf),
  ];
}

function signInNames({ UsernameAttributes = [], AliasAttributes = [] }: UserPoolType): readonly string[] {
  return UsernameAttributes.length > 0 ? UsernameAttributes : ["username", ...AliasAttributes];
}

function usernameField(identifiers: readonly string[]): SignUpField {
  const label = oneOf(identifiers.length > 0 ? identifiers : ["username"]);
  const isContact = (value: string) => CONTACTS.some((name) => formProblem(name, value) === undefined);
  return {
    ...fieldOf("username"),
    label,
    problem: (value) =>
      missing(label, value) ??
      (identifiers.length > 0 && !isContact(value)
        ? "Username should be either an email or a phone number."
        : undefined),
  };
}

function fieldOf(name: string): SignUpField {
  const known = KNOWN[name] ?? { label: name.replace(/^custom:/, "").replaceAll("_", " "), autocomplete: "off" };
  return { ...known, name, problem: (value) => missing(known.label, value) ?? formProblem(name, value) };
}

const missing = (label: string, value: string): string | undefined =>
  value === "" ? `${label} is missing.` : value.length > 2048 ? `${label} is too long.` : undefined;

function formProblem(name: string, value: string): string | undefined {
  if (name === "email") {
    return /^[^\s@]+@[^\s@]+\.[^\s@]{2,}$/.test(value) ? undefined : "Invalid email address format.";
  }
  if (name === "phone_number") {
    return /^\+[1-9]\d{6,14}$/.test(value) ? undefined : "Invalid phone number format. It looks like +14325551212.";
  }
  return undefined;
}

function oneOf(names: readonly string[]): string {
  const labels = names.map((name) => KNOWN[name]?.label ?? name);
  return labels.map((label, index) => (index === 0 ? label : label.toLowerCase())).join(" or ");
}
