import { attributeAdded } from "../link-plans";
import { POOL, updated } from "../planned";
import type { Case } from "../rule-plans";

export const USER_POOL_CASES: readonly Case[] = [
  [
    "schema-edit",
    "block",
    () =>
      updated(POOL, (it) => {
        it.schema[0].mutable = false;
      }),
    /given_name/,
    () => attributeAdded({}),
  ],
  [
    "schema-edit",
    "block",
    () => attributeAdded({ name: "family_name", required: true }),
    /chosen once[\s\S]*family_name/,
    () => attributeAdded({ name: "plan" }),
  ],
  [
    "schema-edit",
    "block",
    () => attributeAdded({ name: "nickname" }),
    /nickname/,
    () => attributeAdded({ name: "plan" }),
  ],
  [
    "schema-added",
    "info",
    () =>
      updated(POOL, (it) => {
        it.schema.push({ name: "plan", attribute_data_type: "String" });
      }),
    /never/,
    () =>
      updated(POOL, (it) => {
        it.schema[0].mutable = false;
      }),
  ],
  [
    "deletion-protection-off",
    "block",
    () =>
      updated(POOL, (_it, was) => {
        was.deletion_protection = "ACTIVE";
      }),
    /was ACTIVE, will be INACTIVE/,
    () =>
      updated(POOL, (it) => {
        it.deletion_protection = "ACTIVE";
      }),
  ],
  [
    "sign-up",
    "warn",
    () =>
      updated(POOL, (it) => {
        it.admin_create_user_config[0].allow_admin_create_user_only = true;
      }),
    /no sign-up/,
    () =>
      updated(POOL, (it) => {
        it.admin_create_user_config[0].invite_message_template = [{ email_subject: "Hello" }];
      }),
  ],
  [
    "recovery-changed",
    "warn",
    () =>
      updated(POOL, (it) => {
        it.account_recovery_setting[0].recovery_mechanism = [{ name: "admin_only", priority: 1 }];
      }),
    /administrator/,
    () =>
      updated(POOL, (it) => {
        it.account_recovery_setting[0].recovery_mechanism.push({ name: "verified_phone_number", priority: 2 });
      }),
  ],
  [
    "verification-lost",
    "warn",
    () =>
      updated(POOL, (it) => {
        it.auto_verified_attributes = [];
      }),
    /no code/,
    () =>
      updated(POOL, (it) => {
        it.auto_verified_attributes.push("phone_number");
      }),
  ],
  [
    "verification-changed",
    "info",
    () =>
      updated(POOL, (it) => {
        it.auto_verified_attributes.push("phone_number");
      }),
    /code/,
    () =>
      updated(POOL, (it) => {
        it.auto_verified_attributes = [];
      }),
  ],
  [
    "email-sender",
    "warn",
    () =>
      updated(POOL, (it) => {
        it.email_configuration = [{ email_sending_account: "DEVELOPER", source_arn: "arn:x" }];
      }),
    /DEVELOPER/,
    () =>
      updated(POOL, (it) => {
        it.sms_verification_message = "{####}";
      }),
  ],
  [
    "message-changed",
    "info",
    () =>
      updated(POOL, (it) => {
        it.verification_message_template[0].email_subject = "New";
      }),
    /new text/,
    () =>
      updated(POOL, (it) => {
        it.deletion_protection = "ACTIVE";
      }),
  ],
  [
    "trigger-changed",
    "warn",
    () =>
      updated(POOL, (it) => {
        it.lambda_config = [{ pre_token_generation: "arn:x" }];
      }),
    /4\.5 s/,
    () =>
      updated(POOL, (it) => {
        it.tags = { a: "b" };
      }),
  ],
  [
    "trigger-changed",
    "info",
    () =>
      updated(POOL, (it) => {
        it.lambda_config = [{ pre_sign_up: "arn:x" }];
      }),
    /pre_sign_up/,
    () =>
      updated(POOL, (it) => {
        it.lambda_config = [{ pre_token_generation: "arn:x" }];
      }),
  ],
];
