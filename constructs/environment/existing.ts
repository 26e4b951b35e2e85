import type { GroupField } from "./field";

/** A user pool that somebody else made: nothing of it is created, changed or destroyed. */
export interface ExistingUserPoolProps {
  /** The pool's id, in the environment's region: `us-east-1_Abc123xyz`. */
  readonly id: string;
}

/** A sign-in domain that the pool has already, a prefix domain or a custom one. */
export interface ExistingDomainProps {
  /** The host of the sign-in page, as in `login.example.com` or `my-prefix.auth.us-east-1.amazoncognito.com`. */
  readonly host: string;
}

/** An app client of the existing pool that is made for Alexa elsewhere. Its secret is read from the pool. */
export interface ExistingClientProps {
  /** The app client's id. */
  readonly id: string;
}

/**
 * What may stand in `userPool.existing`.
 * @internal
 */
export const existingUserPoolSchema: GroupField<ExistingUserPoolProps> = {
  kind: "group",
  derived: "a new pool",
  fields: {
    id: {
      kind: "text",
      // Amazon Cognito API, UserPoolIdType
      pattern: /^[A-Za-z0-9-]{2,50}_[0-9a-zA-Z]{1,54}$/,
      maxLength: 55,
      allowed: "the id of a user pool: its region, an underscore, letters and digits",
      fix: "copy the user pool id from its page in the console, as us-east-1_Abc123xyz",
    },
  },
};

/**
 * A host name in lower case. Source: RFC 1123, section 2.1.
 * @internal
 */
export const HOST_NAME =
  /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*\.[a-z]([a-z0-9-]{0,61}[a-z0-9])$/;

/**
 * What may stand in `domain.existing`.
 * @internal
 */
export const existingDomainSchema: GroupField<ExistingDomainProps> = {
  kind: "group",
  derived: "a domain is made",
  fields: {
    host: {
      kind: "text",
      pattern: HOST_NAME,
      maxLength: 253,
      allowed: "a host name in lower case, without https:// and without a path",
      fix: "copy the domain from the pool's page, as login.example.com",
    },
  },
};

/**
 * What may stand in `client.existing`.
 * @internal
 */
export const existingClientSchema: GroupField<ExistingClientProps> = {
  kind: "group",
  derived: "a client is made",
  fields: {
    id: {
      kind: "text",
      // Amazon Cognito API, ClientIdType
      pattern: /^[A-Za-z0-9_+]{1,128}$/,
      allowed: "the id of an app client: 1 to 128 letters, digits, underscores and plus signs",
      fix: "copy the client id from the app client's page in the console",
    },
  },
};
