import { POOL, updated } from "../planned";
import type { Case } from "../rule-plans";

const SES = [{ email_sending_account: "DEVELOPER", source_arn: "arn:aws:ses:us-east-1:123456789012:identity/e.org" }];
const BY_COGNITO = [{ email_sending_account: "COGNITO_DEFAULT" }];
const EMAIL_FACTOR = [{ message: "To sign in: {####}", subject: "Your code" }];

export const SECOND_FACTOR_CASES: readonly Case[] = [
  [
    "email-factor-too-early",
    "block",
    () =>
      updated(POOL, (it, was) => {
        was.email_configuration = BY_COGNITO;
        it.email_configuration = SES;
        it.email_mfa_configuration = EMAIL_FACTOR;
      }),
    /does not have the sender at Amazon SES/,
    () =>
      updated(POOL, (it, was) => {
        was.email_configuration = SES;
        it.email_configuration = SES;
        it.email_mfa_configuration = EMAIL_FACTOR;
      }),
  ],
  [
    "email-factor-too-early",
    "block",
    () =>
      updated(POOL, (it, was) => {
        was.user_pool_tier = "LITE";
        was.email_configuration = SES;
        it.email_configuration = SES;
        it.user_pool_tier = "ESSENTIALS";
        it.email_mfa_configuration = EMAIL_FACTOR;
      }),
    /a plan other than LITE/,
    () =>
      updated(POOL, (it, was) => {
        was.user_pool_tier = "LITE";
        was.email_configuration = BY_COGNITO;
        it.user_pool_tier = "ESSENTIALS";
        it.email_configuration = SES;
      }),
  ],
];
