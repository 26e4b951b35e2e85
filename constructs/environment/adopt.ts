import { existingClientSchema, existingUserPoolSchema } from "./existing";
import type { Field, GroupField } from "./field";
import { choice } from "./field";

/**
 * What is at AWS already, made by hand or by something else, and becomes this environment's own: Terraform takes it into
 * the state by `import` blocks with the next apply. It stays here for good, since Terraform cannot read everything back.
 */
export interface AdoptProps {
  /**
   * The user pool's id: `us-east-1_Abc123xyz`. What no property of `userPool` says stays as it is at AWS.
   * @default - a new pool
   */
  readonly userPoolId?: string;
  /**
   * The id of the app client that is made for Alexa. It must have a secret, which a client can only be made with.
   * @default - a new client
   */
  readonly clientId?: string;
  /**
   * What exists under the very name that this environment gives it: `domain` as `domain.prefix` says, `customDomain` as
   * `domain.name` and `domain.certificateArn` say, whose DNS records stay as they are, `function` and `logGroup` as `function.name`, `role` as `function.roleName`, `logPolicy` for the role's inline policy
   * `write-logs`, `alias` for the function's alias `live`.
   * @default []
   */
  readonly named?: readonly AdoptedByName[];
  /**
   * The skills whose permission to invoke the alias `live` exists, under the statement id that is made of the skill id.
   * @default []
   */
  readonly permittedSkillIds?: readonly string[];
}

/** With every default filled in. */
export interface AdoptSettings extends AdoptProps {
  readonly named: readonly AdoptedByName[];
  readonly permittedSkillIds: readonly string[];
}

export type AdoptedByName = "domain" | "customDomain" | "function" | "logGroup" | "role" | "logPolicy" | "alias";

/** An id decides which blocks there are. */
const known = (field: Field, derived: string): Field => ({ ...field, known: true, derived });

/**
 * What may stand in `adopt`.
 * @internal
 */
export const adoptSchema = (skillIds: Field): GroupField<AdoptProps> => ({
  kind: "group",
  derived: "everything is made",
  fields: {
    userPoolId: known(existingUserPoolSchema.fields.id, "a new pool"),
    clientId: known(existingClientSchema.fields.id, "a new client"),
    named: {
      kind: "list",
      known: true,
      min: 0,
      max: 7,
      default: [],
      item: choice(
        ["domain", "customDomain", "function", "logGroup", "role", "logPolicy", "alias"],
        "name what exists under the name that the environment gives it",
      ),
    },
    permittedSkillIds: { ...skillIds, known: true, default: [] },
  },
});
