import { CLIENT, POOL, updated } from "../planned";
import type { Case } from "../rule-plans";

export const PASSWORD_AND_MFA_CASES: readonly Case[] = [
  [
    "mfa-required",
    "warn",
    () =>
      updated(POOL, (it, was) => {
        was.mfa_configuration = "OPTIONAL";
        it.mfa_configuration = "ON";
      }),
    /second factor[\s\S]*was OPTIONAL, will be ON/,
    () =>
      updated(POOL, (it, was) => {
        was.mfa_configuration = "OFF";
        it.mfa_configuration = "OPTIONAL";
      }),
  ],
  [
    "password-weaker",
    "warn",
    () =>
      updated(POOL, (it) => {
        it.password_policy[0].minimum_length = 6;
      }),
    /was 12, will be 6/,
    () =>
      updated(POOL, (it) => {
        it.password_policy[0].minimum_length = 14;
      }),
  ],
  [
    "password-weaker",
    "warn",
    () =>
      updated(POOL, (it) => {
        it.password_policy[0].require_numbers = false;
      }),
    /require_numbers/,
    () =>
      updated(POOL, (it) => {
        it.password_policy[0].require_symbols = true;
      }),
  ],
  [
    "mfa-weaker",
    "warn",
    () =>
      updated(POOL, (it) => {
        it.mfa_configuration = "OFF";
      }),
    /was OPTIONAL, will be OFF/,
    () =>
      updated(POOL, (it) => {
        it.mfa_configuration = "ON";
      }),
  ],
  [
    "mfa-weaker",
    "warn",
    () =>
      updated(CLIENT, (it) => {
        it.prevent_user_existence_errors = "LEGACY";
      }),
    /LEGACY/,
    () =>
      updated(CLIENT, (_it, was) => {
        was.prevent_user_existence_errors = "LEGACY";
      }),
  ],
];
