import { arnPattern } from "../../contract/aws-regions";
import type { GroupField, MapField } from "./field";
import { TEMPLATE, UnicodePattern } from "./field";

/** A group of users: it stands in their tokens, in `cognito:groups`. Limits: Amazon Cognito API, CreateGroup. */
export interface GroupProps {
  /**
   * What the group is for, in at most 2048 characters.
   * @default - none
   */
  readonly description?: string;
  /**
   * Which of a user's groups gives the role: the one with the lowest number, 0 or more.
   * @default - none: after those that have one
   */
  readonly precedence?: number;
  /**
   * The ARN of the IAM role that an identity pool may give the group's users. Whoever applies needs `iam:PassRole` for it.
   * @default - none
   */
  readonly roleArn?: string;
}

const group: GroupField<GroupProps> = {
  kind: "group",
  fields: {
    description: {
      kind: "text",
      pattern: /^/,
      except: TEMPLATE,
      maxLength: 2048, // Amazon Cognito API, DescriptionType
      allowed: "at most 2048 characters",
      fix: "shorten it",
      derived: "none",
    },
    precedence: {
      kind: "number",
      unit: "places",
      min: 0, // Amazon Cognito API, PrecedenceType
      max: 2 ** 31 - 1,
      fix: "number the groups from 0; the lowest counts first",
      derived: "none: after those that have one",
    },
    roleArn: {
      kind: "text",
      pattern: new RegExp(`^${arnPattern("iam")}:[0-9]{12}:role/([A-Za-z0-9_+=,.@-]+/)*[A-Za-z0-9_+=,.@-]{1,64}$`),
      allowed: "the ARN of an IAM role",
      fix: "copy it from the role's page, as arn:aws:iam::123456789012:role/editors",
      derived: "none",
    },
  },
};

/**
 * What may stand in `groups`.
 * @internal
 */
export const groupsSchema: MapField = {
  kind: "map",
  known: true,
  max: 300, // what a person lists; Amazon Cognito, "Quotas", allows 10,000
  default: {},
  key: {
    kind: "text",
    // Amazon Cognito API, GroupNameType
    pattern: new UnicodePattern(String.raw`^[\p{L}\p{M}\p{S}\p{N}\p{P}]{1,128}$`),
    except: TEMPLATE,
    allowed: "a name of 1 to 128 letters, digits, punctuation and symbols, without spaces",
    fix: "rename the group, as editors",
  },
  value: group,
};
