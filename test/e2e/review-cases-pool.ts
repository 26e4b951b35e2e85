import type { ReviewCase } from "./review-case";
import { all, casesOf, POOL, push, REMOVED, reference, reversed, set, tagged, within, without } from "./review-case";

const pool = casesOf(POOL);
const password = (values: object) => within("password_policy", values);
const administrators = (only: boolean) => set({ admin_create_user_config: { allow_admin_create_user_only: only } });
const recovery = (...mechanisms: readonly object[]) =>
  set({ account_recovery_setting: { recovery_mechanism: mechanisms } });
const threats = (advanced_security_mode: string) => set({ user_pool_add_ons: { advanced_security_mode } });
const factors = (...more: readonly string[]) =>
  set({ sign_in_policy: { allowed_first_auth_factors: ["PASSWORD", ...more] } });
const PASSKEYS = { relying_party_id: "login.example.net", user_verification: "required" };
const WITHOUT_ASKING = { ...PASSKEYS, user_verification: "preferred" };
const withPasskeys = all(factors("WEB_AUTHN"), set({ web_authn_configuration: PASSKEYS }));
const passkeysFor = (relying_party_id: string) => within("web_authn_configuration", { relying_party_id });
const verifies = (user_verification: string) => within("web_authn_configuration", { user_verification });
const trigger = (name: string) => set({ lambda_config: { [name]: reference("aws_lambda_function.skill.arn") } });

const limits = { max_length: "20", min_length: "1" };
const PLAN = { name: "plan", attribute_data_type: "String", mutable: true, string_attribute_constraints: limits };
const LEVEL = { ...PLAN, name: "level" };
const SES = {
  email_sending_account: "DEVELOPER",
  source_arn: "arn:aws:ses:us-east-1:123456789012:identity/a@b.example",
};
const INVITATION = { email_message: "{username} {####}", email_subject: "Hello", sms_message: "{username} {####}" };
const isProtected = { base: set({ deletion_protection: "ACTIVE" }) };

/** What the provider reads back has more members than what was written. */
const spelledOut = all((it) => {
  for (const item of it.schema) {
    item.developer_only_attribute = false;
  }
}, tagged);

export const POOL_CASES: readonly ReviewCase[] = [
  pool("pool-destroyed", "block", set({ name: "another" }), tagged),
  pool(
    "pool-destroyed",
    "block",
    set({ username_attributes: ["email", "phone_number"] }),
    password({ minimum_length: 20 }),
  ),
  pool("pool-destroyed", "block", REMOVED, tagged),
  pool(
    "schema-edit",
    "block",
    (it) => {
      it.schema[1].string_attribute_constraints = { ...limits, max_length: "30" };
    },
    all(reversed("schema"), tagged),
    { base: push("schema", PLAN) },
  ),
  pool("schema-edit", "block", (it) => it.schema.pop(), spelledOut, { base: push("schema", PLAN, LEVEL) }),
  pool("schema-edit", "block", push("schema", { ...PLAN, required: true }), spelledOut),
  pool("schema-edit", "block", push("schema", { ...PLAN, name: "nickname" }), spelledOut),
  pool("schema-added", "info", push("schema", PLAN), spelledOut),
  pool("deletion-protection-off", "block", set({ deletion_protection: "INACTIVE" }), tagged, isProtected),
  pool(
    "deletion-protection-off",
    "block",
    without("deletion_protection"),
    password({ minimum_length: 20 }),
    isProtected,
  ),
  pool(
    "setting-unreadable",
    "block",
    set({ deletion_protection: reference("terraform_data.later.output") }),
    all(set({ deletion_protection: reference('upper("active")') }), tagged),
    isProtected,
  ),
  pool("sign-up", "warn", administrators(true), set({ deletion_protection: "ACTIVE" })),
  pool("sign-up", "warn", administrators(false), set({ deletion_protection: "ACTIVE" }), {
    base: administrators(true),
  }),
  pool(
    "email-factor-too-early",
    "block",
    set({
      email_configuration: SES,
      email_mfa_configuration: { message: "To sign in: {####}", subject: "Your code" },
      mfa_configuration: "OPTIONAL",
    }),
    tagged,
  ),
  pool(
    "message-changed",
    "info",
    within("admin_create_user_config", { invite_message_template: INVITATION }),
    set({ deletion_protection: "ACTIVE" }),
    { base: administrators(true) },
  ),
  pool(
    "recovery-changed",
    "warn",
    recovery({ name: "admin_only", priority: 1 }),
    set({ deletion_protection: "ACTIVE" }),
  ),
  pool(
    "verification-lost",
    "warn",
    set({ auto_verified_attributes: ["phone_number"] }),
    all(reversed("auto_verified_attributes"), tagged),
    { base: push("auto_verified_attributes", "phone_number") },
  ),
  pool("verification-lost", "warn", without("auto_verified_attributes"), tagged),
  pool("verification-changed", "info", push("auto_verified_attributes", "phone_number"), tagged),
  pool(
    "email-sender",
    "warn",
    set({ email_configuration: SES }),
    all(set({ email_configuration: { email_sending_account: "COGNITO_DEFAULT" } }), tagged),
  ),
  pool(
    "message-changed",
    "info",
    within("verification_message_template", { email_subject: "Another" }),
    password({ temporary_password_validity_days: 14 }),
  ),
  pool("trigger-changed", "warn", trigger("pre_token_generation"), tagged),
  pool("trigger-changed", "warn", without("lambda_config"), tagged, { base: trigger("pre_token_generation") }),
  pool("trigger-changed", "info", trigger("pre_sign_up"), tagged),
  pool("password-weaker", "warn", password({ minimum_length: 8 }), password({ minimum_length: 14 })),
  pool("password-weaker", "warn", password({ require_numbers: false }), password({ require_symbols: true })),
  pool("password-weaker", "warn", password({ password_history_size: 3 }), password({ password_history_size: 7 }), {
    base: password({ password_history_size: 5 }),
  }),
  pool("mfa-required", "warn", set({ mfa_configuration: "ON" }), tagged),
  pool("mfa-weaker", "warn", set({ mfa_configuration: "OFF" }), tagged),
  pool("mfa-weaker", "warn", threats("OFF"), tagged, { base: threats("AUDIT") }),
  pool("mfa-weaker", "warn", set({ user_pool_tier: "LITE" }), set({ user_pool_tier: "PLUS" })),
  pool("first-factor-added", "warn", factors("EMAIL_OTP"), tagged),
  pool("first-factor-added", "info", factors("WEB_AUTHN"), tagged),
  pool("first-factor-removed", "warn", factors(), all(factors("EMAIL_OTP"), tagged), { base: factors("EMAIL_OTP") }),
  pool("passkeys-lost", "block", passkeysFor("example.net"), tagged, { base: withPasskeys }),
  pool("passkeys-lost", "warn", set({ web_authn_configuration: WITHOUT_ASKING }), tagged, {
    base: factors("WEB_AUTHN"),
  }),
  pool("passkey-verification", "warn", verifies("preferred"), tagged, { base: withPasskeys }),
  pool("removed-property-noop", "info", without("sign_in_policy"), tagged, { base: factors("EMAIL_OTP") }),
  pool("removed-property-noop", "info", without("username_configuration"), tagged),
  pool("removed-property-noop", "info", without("password_policy", "verification_message_template"), tagged),
];
