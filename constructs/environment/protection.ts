import { arnPattern } from "../../contract/aws-regions";
import type { GroupField, ListField } from "./field";
import { choice, flag } from "./field";

/** What stands before the sign-in page and the token endpoint. It decides about Alexa's refreshes, too. */
export interface ProtectionProps {
  /**
   * The ARN of a regional web ACL of AWS WAF. A rule that asks for a CAPTCHA, or blocks by rate, country or header, can
   * refuse Alexa's token requests, which come from Amazon's addresses, and end links one by one.
   * @default - none
   */
  readonly webAclArn?: string;
  /**
   * What threat protection does about a sign-in that looks wrong. Needs `userPool.threatProtection`.
   * @default - Cognito's own
   */
  readonly riskRules?: RiskRulesProps;
}

/** Source: Amazon Cognito API, SetRiskConfiguration. At least one of them is given. */
export interface RiskRulesProps {
  /**
   * What happens to a password that was seen in a leak.
   * @default - Cognito's own
   */
  readonly compromisedCredentials?: "NO_ACTION" | "BLOCK";
  /**
   * What happens to a sign-in that looks like somebody else's.
   * @default - Cognito's own
   */
  readonly accountTakeover?: AccountTakeoverProps;
  /**
   * Addresses from which every sign-in is refused, as CIDR ranges.
   * @default []
   */
  readonly blockedIpRanges?: readonly string[];
  /**
   * Addresses whose sign-ins are not judged, as CIDR ranges.
   * @default []
   */
  readonly skippedIpRanges?: readonly string[];
}

/** By the risk that Cognito sees, and who is told. Source: Amazon Cognito API, AccountTakeoverRiskConfigurationType. */
export interface AccountTakeoverProps {
  /**
   * At a low risk.
   * @default "NO_ACTION"
   */
  readonly low?: AccountTakeoverAction;
  /**
   * At a medium risk.
   * @default "NO_ACTION"
   */
  readonly medium?: AccountTakeoverAction;
  /**
   * At a high risk.
   * @default "NO_ACTION"
   */
  readonly high?: AccountTakeoverAction;
  /**
   * Whether the user gets an e-mail about it.
   * @default false
   */
  readonly notify?: boolean;
  /** The ARN of the identity in Amazon SES that sends it. The AWS provider 5.100 asks for it even where nobody is told. */
  readonly sesIdentityArn: string;
}

export type AccountTakeoverAction = "NO_ACTION" | "MFA_IF_CONFIGURED" | "MFA_REQUIRED" | "BLOCK";

const action = choice(["NO_ACTION", "MFA_IF_CONFIGURED", "MFA_REQUIRED", "BLOCK"], "use Cognito's names", "NO_ACTION");

const accountTakeover: GroupField<AccountTakeoverProps> = {
  kind: "group",
  derived: "Cognito's own",
  fields: {
    low: action,
    medium: action,
    high: action,
    notify: flag(false),
    sesIdentityArn: {
      kind: "text",
      pattern: new RegExp(`^${arnPattern("ses")}:[0-9]{12}:identity/[A-Za-z0-9_+=/,.@-]{1,320}$`),
      allowed: "the ARN of an identity of Amazon SES",
      fix: "copy it from the identity's page, as arn:aws:ses:us-east-1:123456789012:identity/example.com",
    },
  },
};

const BYTE = "(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])";

const ranges: ListField = {
  kind: "list",
  min: 0,
  max: 200, // Amazon Cognito API, BlockedIPRangeListType
  default: [],
  item: {
    kind: "text",
    // IPv4, and IPv6 as far as a pattern can tell
    pattern: new RegExp(
      `^(${BYTE}(\\.${BYTE}){3}/(3[0-2]|[12]?[0-9])|[0-9a-fA-F:]{2,39}/(12[0-8]|1[01][0-9]|[1-9]?[0-9]))$`,
    ),
    allowed: "a range of addresses in CIDR notation: 192.0.2.0/24",
    fix: "write the address, a slash and the number of bits",
  },
};

/**
 * What may stand in `protection`.
 * @internal
 */
export const protectionSchema: GroupField<ProtectionProps> = {
  kind: "group",
  default: {},
  fields: {
    webAclArn: {
      kind: "text",
      // AWS WAF API, AssociateWebACL: a regional web ACL
      pattern: new RegExp(`^${arnPattern("wafv2")}:[0-9]{12}:regional/webacl/[A-Za-z0-9_-]{1,128}/[0-9a-f-]{36}$`),
      allowed: "the ARN of a regional web ACL of AWS WAF",
      fix: "copy it from the web ACL's page; one for CloudFront (global/webacl) cannot stand before a user pool",
      derived: "none",
    },
    riskRules: {
      kind: "group",
      derived: "Cognito's own",
      fields: {
        compromisedCredentials: {
          ...choice(["NO_ACTION", "BLOCK"], "use Cognito's names"),
          derived: "Cognito's own",
        },
        accountTakeover,
        blockedIpRanges: ranges,
        skippedIpRanges: ranges,
      },
    } satisfies GroupField<RiskRulesProps>,
  },
};
