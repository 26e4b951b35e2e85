import type { TextField } from "./field";

/** The scopes that every user pool has. Source: Amazon Cognito, "Scopes, M2M, and resource servers". */
export type StandardScope = "openid" | "profile" | "email" | "phone" | "aws.cognito.signin.user.admin";

/** A scope of a resource server, its identifier and the scope's name: `https://api.example.com/read`. */
export type CustomScope = `${string}/${string}`;

export type Scope = StandardScope | CustomScope;

export const STANDARD_SCOPES: readonly StandardScope[] = [
  "openid",
  "profile",
  "email",
  "phone",
  "aws.cognito.signin.user.admin",
];

/** Amazon Cognito API, ScopeType and ResourceServerScopeNameType. */
const CUSTOM = /[!#-[\]-~]+\/[!#-.0-[\]-~]+/.source;

/**
 * A scope that a client may ask for. Whether a resource server has it, rules.ts says.
 * @internal
 */
export const scope: TextField = {
  kind: "text",
  pattern: new RegExp(`^(${STANDARD_SCOPES.join("|").replaceAll(".", "\\.")}|${CUSTOM})$`),
  except: /[$%]\{/,
  maxLength: 256, // Amazon Cognito API, ScopeType
  allowed: `${STANDARD_SCOPES.join(", ")}, or a scope of a resource server: its identifier, a slash and the scope's name`,
  fix: "use the user pool's own scopes, or write the resource server in front: https://api.example.com/read",
};
