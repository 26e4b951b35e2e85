import { readAttributes, SESSION_MINUTES, writeAttributes } from "./app-clients";
import type { ExistingClientProps } from "./existing";
import { existingClientSchema } from "./existing";
import type { GroupField } from "./field";
import { appUri } from "./uri";

/** Alexa's app client. */
export interface ClientProps {
  /**
   * An app client of the existing pool, for Alexa alone. Nothing of it is created or changed; a plan fails where it
   * lacks what the link needs: a secret, the authorization-code grant, the scopes, the redirect URIs.
   * @default - a client is made
   */
  readonly existing?: ExistingClientProps;
  /**
   * The user attributes that the skill may read. It greets by `given_name`, `name` or `nickname`.
   * @default - Cognito's: every standard attribute
   */
  readonly readAttributes?: readonly string[];
  /**
   * The user attributes that a token of Alexa's may write, with the scope `aws.cognito.signin.user.admin`. The sign-up page
   * writes what the pool requires in any case.
   * @default - Cognito's: every standard attribute
   */
  readonly writeAttributes?: readonly string[];
  /**
   * Minutes for which a user has time between the steps of a sign-in, 3 to 15.
   * @default - Cognito's: 3
   */
  readonly sessionMinutes?: number;
  /**
   * Where a sign-in without `redirect_uri` ends, one of the redirect URIs. Alexa always sends one.
   * @default - none
   */
  readonly defaultRedirectUri?: string;
}

/**
 * What may stand in `client`.
 * @internal
 */
export const clientSchema: GroupField<ClientProps> = {
  kind: "group",
  default: {},
  fields: {
    existing: existingClientSchema,
    readAttributes,
    writeAttributes,
    sessionMinutes: {
      kind: "number",
      unit: "minutes",
      ...SESSION_MINUTES,
      fix: "choose a time that Cognito takes",
      derived: "Cognito's: 3",
    },
    defaultRedirectUri: { ...appUri, derived: "none" },
  },
};
