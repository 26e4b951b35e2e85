import type { CustomAttributeProps } from "./custom-attributes";
import { customAttributesSchema } from "./custom-attributes";
import type { GroupField } from "./field";
import type { RequiredAttribute } from "./required-attributes";
import { requiredAttributesSchema } from "./required-attributes";
import type { WithDefaults } from "./with-defaults";

/**
 * The attributes that a deployed pool has, to be written down when it is first applied. Cognito changes and removes none of
 * them, so what stands here is held against what is wanted now. It makes nothing.
 */
export interface FormerSchemaProps {
  /**
   * `customAttributes`, as they were applied. One that is now another, or is gone, is refused.
   * @default {}
   */
  readonly customAttributes?: Readonly<Record<string, CustomAttributeProps>>;
  /**
   * `requiredAttributes`, as they were applied: they have to be the same for good.
   * @default - they are not compared
   */
  readonly requiredAttributes?: readonly RequiredAttribute[];
}

/** With every default filled in. */
export type FormerSchemaSettings = WithDefaults<FormerSchemaProps, "requiredAttributes">;

/**
 * What may stand in `userPool.formerSchema`.
 * @internal
 */
export const formerSchemaSchema: GroupField<FormerSchemaProps> = {
  kind: "group",
  default: {},
  fields: {
    customAttributes: customAttributesSchema,
    requiredAttributes: { ...requiredAttributesSchema, derived: "they are not compared" },
  },
};
