import { cognitoName } from "./cognito-name";
import type { ExistingClientProps } from "./existing";
import { existingClientSchema } from "./existing";
import type { GroupField } from "./field";
import { flag } from "./field";

/** Alexa's app client. */
export interface ClientProps {
  /**
   * An app client of the existing pool, for Alexa alone. Nothing of it is created or changed; a plan fails where it
   * lacks what the link needs: a secret, the authorization-code grant, the scopes, the redirect URIs.
   * @default - a client is made
   */
  readonly existing?: ExistingClientProps;
  /**
   * The client's name, which nobody but operators sees.
   * @default - `{project}-{name}-alexa` of the environment
   */
  readonly name?: string;
  /**
   * Whether the client was made elsewhere and taken over by an import, which cannot read whether it has a secret. In a
   * stack, `adopt.clientId` says so already. It stays for good; changing it replaces the client and unlinks every user.
   * @default false
   */
  readonly imported?: boolean;
}

/**
 * What may stand in `client`.
 * @internal
 */
export const clientSchema: GroupField<ClientProps> = {
  kind: "group",
  default: {},
  fields: { existing: existingClientSchema, name: cognitoName("a client's name"), imported: flag(false) },
};
