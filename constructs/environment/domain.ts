import type { ExistingDomainProps } from "./existing";
import { existingDomainSchema } from "./existing";
import type { GroupField } from "./field";

/** The host name of the hosted sign-in page: one that is made, or one that the pool has. */
export interface DomainProps {
  /**
   * The first label of `{prefix}.auth.{region}.amazoncognito.com`. Must be free in the whole region, across all AWS
   * accounts; whether it is shows only when Terraform applies.
   * @default - no prefix domain; then existing is given
   */
  readonly prefix?: string;
  /**
   * The domain that the existing pool has. Nothing of it is created or changed.
   * @default - a domain is made
   */
  readonly existing?: ExistingDomainProps;
}

/**
 * What may stand in `domain`.
 * @internal
 */
export const domainSchema: GroupField<DomainProps> = {
  kind: "group",
  fields: {
    prefix: {
      kind: "text",
      // Amazon Cognito API, CreateUserPoolDomain; the reserved words are in the developer guide, "Using the Amazon Cognito domain".
      pattern: /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/,
      except: /aws|amazon|cognito/,
      allowed:
        '1 to 63 lower-case letters, digits and hyphens, no hyphen at either end, without "aws", "amazon" or "cognito"',
      fix: "choose another prefix; it must be free in the whole region, so begin with your company's name",
      derived: "no prefix domain; then existing is given",
    },
    existing: existingDomainSchema,
  },
};
