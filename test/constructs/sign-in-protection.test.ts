// biome-ignore-all lint/suspicious/noTemplateCurlyInString: an expression of Terraform's
import type { ProtectionProps } from "../../constructs";
import { minimalEnvironment, withValue } from "./example-environment";
import { addressesOf, resourceAt, synthesize } from "./synthesize";

const WEB_ACL = "aws_wafv2_web_acl_association.protection_web_acl";
const RISK = "aws_cognito_risk_configuration.protection_risk";
const webAclArn = "arn:aws:wafv2:us-east-1:123456789012:regional/webacl/guard/11111111-1111-4111-8111-111111111111";

const stackWith = (protection: ProtectionProps) =>
  synthesize({
    ...withValue("userPool", { plan: "PLUS", threatProtection: "enforced" }, minimalEnvironment()),
    protection,
  });

test("nothing stands before a pool unless somebody says so", () => {
  expect(addressesOf(stackWith({})).filter((address) => [WEB_ACL, RISK].includes(address))).toEqual([]);
});

test("a web ACL is put before the pool, and an existing pool", () => {
  expect(resourceAt(stackWith({ webAclArn }), WEB_ACL)).toMatchObject({
    resource_arn: "${aws_cognito_user_pool.user_pool.arn}",
    web_acl_arn: webAclArn,
  });
  const existing = withValue("userPool", { existing: { id: "us-east-1_Abc123xyz" } }, minimalEnvironment());
  expect(resourceAt(synthesize({ ...existing, protection: { webAclArn } }), WEB_ACL).resource_arn).toBe(
    "${data.aws_cognito_user_pool.user_pool_existing.arn}",
  );
});

test("threat protection is on the pool, and the rules are beside it", () => {
  const json = stackWith({
    riskRules: {
      compromisedCredentials: "BLOCK",
      accountTakeover: {
        high: "MFA_REQUIRED",
        notify: true,
        sesIdentityArn: "arn:aws:ses:us-east-1:123456789012:identity/example.com",
      },
      skippedIpRanges: ["192.0.2.0/24"],
    },
  });

  expect(resourceAt(json, "aws_cognito_user_pool.user_pool").user_pool_add_ons).toEqual({
    advanced_security_mode: "ENFORCED",
  });
  expect(resourceAt(json, RISK)).toMatchObject({
    user_pool_id: "${aws_cognito_user_pool.user_pool.id}",
    compromised_credentials_risk_configuration: { actions: { event_action: "BLOCK" } },
    account_takeover_risk_configuration: {
      actions: {
        low_action: { event_action: "NO_ACTION", notify: true },
        medium_action: { event_action: "NO_ACTION", notify: true },
        high_action: { event_action: "MFA_REQUIRED", notify: true },
      },
      notify_configuration: { source_arn: "arn:aws:ses:us-east-1:123456789012:identity/example.com" },
    },
    risk_exception_configuration: { skipped_ip_range_list: ["192.0.2.0/24"] },
  });
});

test("rules that are left out make no block", () => {
  const risk = resourceAt(stackWith({ riskRules: { blockedIpRanges: ["192.0.2.0/24"] } }), RISK);

  // The provider refuses an empty list of the others.
  expect(risk.risk_exception_configuration).toEqual({ blocked_ip_range_list: ["192.0.2.0/24"] });
  expect(risk).not.toHaveProperty("compromised_credentials_risk_configuration");
  expect(risk).not.toHaveProperty("account_takeover_risk_configuration");
});
