import type { PlannedChange } from "../plan";
import type { ChangeRule } from "./rule";
import { blocksAt, isUpdate, textAt } from "./values";

/**
 * The AWS provider sets the second factors of a pool first (`SetUserPoolMfaConfig`), and all else in a later call
 * (`UpdateUserPool`). So what the e-mail with a code needs is not there yet where it comes in the same apply, and AWS refuses
 * it, each time anew. Seen with provider 5.100; reported as https://github.com/hashicorp/terraform-provider-aws/issues/41049.
 */
const emailFactorTooEarly: ChangeRule = {
  id: "email-factor-too-early",
  severity: "block",
  types: ["aws_cognito_user_pool"],
  examines: { aws_cognito_user_pool: ["email_configuration", "email_mfa_configuration", "user_pool_tier"] },
  find: (change) => {
    if (!isUpdate(change) || blocksAt(change.after, "email_mfa_configuration").length === 0) {
      return undefined;
    }
    const missing = [
      ...(sendsBySes(change.before) ? [] : ["the sender at Amazon SES (email_configuration)"]),
      ...(isLite(change.before) ? ["a plan other than LITE (user_pool_tier)"] : []),
    ];
    return missing.length === 0
      ? undefined
      : {
          what: "The apply will fail: e-mails with a code, as second factor, need what this plan brings only after them.",
          who: "nobody, as long as the apply fails; whatever else the plan holds may be left half done",
          effect: `The pool does not have ${missing.join(" and ")} yet. Terraform sets the second factors first, and AWS refuses this one.`,
          recover: `Apply in two steps: ${missing.join(" and ")} first, email_mfa_configuration with the next apply. A new pool gets all of it at once.`,
        };
  },
};

const sendsBySes = (side: PlannedChange["before"]): boolean =>
  textAt(side, "email_configuration", 0, "email_sending_account") === "DEVELOPER";

const isLite = (side: PlannedChange["before"]): boolean => textAt(side, "user_pool_tier") === "LITE";

export const secondFactorRules: readonly ChangeRule[] = [emailFactorTooEarly];
