import { ADVISED_REFRESH_TOKEN_DAYS } from "../../contract/alexa-limits";

/** The list may be null, in which nothing is. */
const beginsWith = (factor: string): string => `try(contains(var.user_pool.first_factors, "${factor}"), false)`;

/** Each of `environmentWarningRules`: what has to hold for there to be no warning. */
export const warningConditions: Readonly<Record<string, string>> = {
  "tokens.refreshTokenDays": `var.tokens.refresh_token_days >= ${ADVISED_REFRESH_TOKEN_DAYS}`,
  "userPool.mfa":
    'var.user_pool.mfa == null || var.user_pool.mfa == "off" || !contains(var.user_pool.sign_in, "phone")',
  "userPool.firstFactors": `(!${beginsWith("EMAIL_OTP")} || length(setintersection(var.user_pool.sign_in, ["email", "username"])) > 0) && (!${beginsWith("SMS_OTP")} || contains(var.user_pool.sign_in, "phone"))`,
  "userPool.passkeys": `!${beginsWith("WEB_AUTHN")} || !(contains(var.user_pool.sign_in, "phone") || ${beginsWith("SMS_OTP")}) || coalesce(var.user_pool.mfa, contains(var.user_pool.sign_in, "phone") ? "off" : "optional") != "off"`,
  "userPool.passkeys.relyingPartyId":
    "var.user_pool.passkeys.relying_party_id == null || var.user_pool.passkeys.relying_party_id == local.domain_host",
  "userPool.email.sesIdentityArn": `var.user_pool.email.ses_identity_arn != null || !${beginsWith("EMAIL_OTP")}`,
  "domain.managedLoginBrandingId":
    'var.domain.managed_login_branding_id != null || try(length(setsubtract(var.user_pool.first_factors, ["PASSWORD"])) == 0, true)',
  "userPool.triggers":
    'alltrue([for name, trigger in var.user_pool.triggers : name != "preTokenGeneration" || trigger.zip == null || trigger.timeout_seconds <= 3])',
  "protection.webAclArn": "var.protection.web_acl_arn == null",
  "protection.riskRules":
    'length(setintersection(["BLOCK", "MFA_REQUIRED"], [for risk in ["low", "medium", "high"] : try(var.protection.risk_rules.account_takeover[risk], "NO_ACTION")])) == 0',
  "function.vpc": "var.function.vpc == null",
  "function.reservedConcurrency": "coalesce(var.function.reserved_concurrency, 1) > 0",
  // Who may invoke an existing function is its owner's matter.
  "alexa.skillIds": "length(var.alexa.skill_ids) > 0 || length(var.function.existing) == 3",
};

/** A rule about the module's own variables. */
export interface OwnRule {
  readonly path: string;
  readonly condition: string;
  readonly allowed: string;
  readonly fix: string;
}

export const ownRules: readonly OwnRule[] = [
  {
    path: "domain.certificateArn",
    condition: "var.domain.name == null || var.domain.hosted_zone_id == null || var.domain.certificate_arn != null",
    allowed: "a certificate that is issued, beside name",
    fix: "make one in us-east-1 with modules/certificate, to which you pass a provider of that region, and write its output arn",
  },
  {
    path: "userPool.triggers.{name}.zip",
    condition: "alltrue([for trigger in var.user_pool.triggers : try(fileexists(trigger.zip), trigger.zip == null)])",
    allowed: "a zip that exists on the machine that runs Terraform",
    fix: "build it before the plan, and write its path from where Terraform runs; path.root is the folder of your root module",
  },
  {
    path: "code",
    condition: "(var.code.s3_bucket == null) == (var.code.s3_key == null)",
    allowed: "s3Bucket and s3Key together",
    fix: "write both, or neither",
  },
  {
    path: "code",
    condition: "var.code.s3_bucket == null || var.code.zip == null",
    allowed: "either a zip or an object in S3",
    fix: "remove one of them",
  },
  {
    path: "code",
    condition:
      "var.code.s3_bucket != null || (var.code.s3_object_version == null && var.code.source_code_hash == null)",
    allowed: "s3ObjectVersion and sourceCodeHash for an object in S3; the hash of a zip is taken from the zip",
    fix: "remove them, or name the object",
  },
  {
    path: "code",
    condition: "try(fileexists(var.code.zip), var.code.zip == null)",
    allowed: "a zip that exists on the machine that runs Terraform",
    fix: "build it before the plan, and write its path from where Terraform runs; path.root is the folder of your root module",
  },
];

/** What `cdktf synth` checks and a module cannot. */
export interface Unchecked {
  /** The paths of rules about several environments, of warnings; or kinds of fields. */
  readonly rules: readonly string[];
  readonly what: string;
  readonly reason: string;
}

export const unchecked: readonly Unchecked[] = [
  {
    rules: ["group"],
    what: "A misspelt property of an object is ignored, where it has a default. It shows in that the plan does not change.",
    reason:
      "Terraform [drops what an object type does not name](https://developer.hashicorp.com/terraform/language/expressions/type-constraints#conversion-of-complex-types) before `terraform validate` or a condition could see it. A misspelt variable, and a misspelt property that has no default, it refuses.",
  },
  {
    rules: ["flag"],
    what: '`"true"` and `"false"` in quotes are taken for true and false.',
    reason: "Terraform converts them before a condition sees them.",
  },
  {
    rules: ["adopt"],
    what: "Two uses of the module that import the same pool or client are not noticed, and undo what the other does.",
    reason: "A module does not know of its other uses.",
  },
  {
    rules: ["name", "project"],
    what: "Two uses of the module with one name are not noticed before AWS refuses the second.",
    reason: "A module does not know of its other uses.",
  },
  {
    rules: ["domain.prefix"],
    what: "Two uses of the module with one domain prefix are not noticed before AWS refuses the second.",
    reason: "A module does not know of its other uses.",
  },
  {
    rules: ["domain.name"],
    what: "Two uses of the module with one custom domain are not noticed before AWS refuses the second.",
    reason: "A module does not know of its other uses.",
  },
  {
    rules: ["state"],
    what: "State in a local file, which holds the client secret in clear text, gives no warning; nor do two stacks with one state.",
    reason: "The backend is the caller's.",
  },
];
