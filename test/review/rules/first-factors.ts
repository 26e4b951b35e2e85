import type { Values } from "../planned";
import { CLIENT, POOL, updated } from "../planned";
import type { Case } from "../rule-plans";

const HOST = "login.example.com";
const OWN = { relying_party_id: "example-alexa-skill-staging.auth.us-east-1.amazoncognito.com" };
const passkeys = (values: object = {}) => [{ relying_party_id: HOST, user_verification: "required", ...values }];

/** A pool whose first factors or passkeys change. */
const pool = (
  was: readonly string[],
  willBe: readonly string[],
  wasFor: readonly object[] = [],
  willBeFor: readonly object[] = wasFor,
): Values =>
  updated(POOL, (it, before) => {
    before.sign_in_policy = [{ allowed_first_auth_factors: was }];
    it.sign_in_policy = [{ allowed_first_auth_factors: willBe }];
    before.web_authn_configuration = wasFor;
    it.web_authn_configuration = willBeFor;
    it.tags = { a: "b" };
  });

const flows = (was: readonly string[], willBe: readonly string[]): Values =>
  updated(CLIENT, (it, before) => {
    before.explicit_auth_flows = was;
    it.explicit_auth_flows = willBe;
  });

const WITH_PASSKEYS = ["PASSWORD", "WEB_AUTHN"];
const SRP = ["ALLOW_REFRESH_TOKEN_AUTH", "ALLOW_USER_SRP_AUTH"];
const CHOICE = [...SRP, "ALLOW_USER_AUTH"];
const silent = () => pool(["PASSWORD", "EMAIL_OTP"], ["EMAIL_OTP", "PASSWORD"]);
const silentPasskeys = () => pool(WITH_PASSKEYS, WITH_PASSKEYS, passkeys());

export const FIRST_FACTOR_CASES: readonly Case[] = [
  [
    "first-factor-added",
    "warn",
    () => pool(["PASSWORD"], ["PASSWORD", "EMAIL_OTP"]),
    /mailbox.*No second factor/,
    silent,
  ],
  ["first-factor-added", "warn", () => pool([], ["PASSWORD", "SMS_OTP"]), /took the number over/, silent],
  ["first-factor-added", "info", () => pool(["PASSWORD"], WITH_PASSKEYS), /unlocks a device/, silent],
  ["first-factor-removed", "warn", () => pool(["PASSWORD", "EMAIL_OTP"], ["PASSWORD"]), /never had a password/, silent],
  ["first-factor-removed", "warn", () => pool(WITH_PASSKEYS, ["WEB_AUTHN"]), /does not let go of passwords/, silent],
  [
    "passkeys-lost",
    "block",
    () => pool(WITH_PASSKEYS, WITH_PASSKEYS, passkeys(), passkeys({ relying_party_id: "example.com" })),
    /Every passkey.*was "?login\.example\.com"?, will be "?example\.com/,
    silentPasskeys,
  ],
  ["passkeys-lost", "block", () => pool(WITH_PASSKEYS, WITH_PASSKEYS, passkeys(), []), /Every passkey/, silentPasskeys],
  ["passkeys-lost", "warn", () => pool(WITH_PASSKEYS, ["PASSWORD"], passkeys(), []), /Every passkey/, silentPasskeys],
  [
    "passkeys-lost",
    "warn",
    () => pool(WITH_PASSKEYS, WITH_PASSKEYS, [], passkeys()),
    /host that is now said/,
    silentPasskeys,
  ],
  ["passkeys-lost", "info", () => pool(["PASSWORD"], WITH_PASSKEYS, [], passkeys(OWN)), /for good/, silentPasskeys],
  [
    "passkeys-lost",
    "warn",
    () => pool(["PASSWORD"], WITH_PASSKEYS, [], passkeys()),
    /if it is that page's/,
    silentPasskeys,
  ],
  [
    "passkey-verification",
    "warn",
    () => pool(WITH_PASSKEYS, WITH_PASSKEYS, passkeys(), passkeys({ user_verification: "preferred" })),
    /without asking.*was required, will be preferred/,
    silentPasskeys,
  ],
  [
    "passkey-verification",
    "warn",
    () => pool(WITH_PASSKEYS, WITH_PASSKEYS, passkeys({ user_verification: "preferred" }), passkeys()),
    /has to ask/,
    () => pool(["PASSWORD"], WITH_PASSKEYS, [], passkeys()),
  ],
  ["sign-in-choice", "info", () => flows(SRP, CHOICE), /let users choose/, () => flows(CHOICE, [...CHOICE].reverse())],
  [
    "sign-in-choice",
    "warn",
    () => flows(CHOICE, SRP),
    /ask for a password again/,
    () => flows(SRP, [...SRP].reverse()),
  ],
  [
    "rotation-or-revocation",
    "warn",
    () => flows(SRP, [...CHOICE, "ALLOW_USER_PASSWORD_AUTH"]),
    /take the password itself/,
    () => flows(SRP, CHOICE),
  ],
  [
    "removed-property-noop",
    "info",
    () => pool(["PASSWORD", "EMAIL_OTP"], ["PASSWORD", "EMAIL_OTP"]),
    /sign_in_policy stays/,
    () => pool(["PASSWORD"], ["PASSWORD"]),
  ],
];
