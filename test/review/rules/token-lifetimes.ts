import { CLIENT, updated } from "../planned";
import type { Case } from "../rule-plans";

export const TOKEN_LIFETIMES_CASES: readonly Case[] = [
  [
    "refresh-shorter",
    "warn",
    () =>
      updated(CLIENT, (it) => {
        it.refresh_token_validity = 30;
      }),
    /30 days instead of 3650 days/,
    () =>
      updated(CLIENT, (it) => {
        it.refresh_token_validity = 3650 * 24;
        it.token_validity_units[0].refresh_token = "hours";
      }),
  ],
  [
    "refresh-shorter",
    "block",
    () =>
      updated(CLIENT, (it) => {
        it.token_validity_units[0].refresh_token = "seconds";
        it.refresh_token_validity = 3600;
      }),
    /60 minutes/,
    () =>
      updated(CLIENT, (_it, was) => {
        was.refresh_token_validity = 30;
      }),
  ],
  [
    "access-too-short",
    "block",
    () =>
      updated(CLIENT, (it) => {
        it.access_token_validity = 5;
      }),
    /5 minutes/,
    () =>
      updated(CLIENT, (it) => {
        it.access_token_validity = 2;
        it.token_validity_units[0].access_token = "hours";
      }),
  ],
  [
    "access-too-short",
    "info",
    () =>
      updated(CLIENT, (it) => {
        it.access_token_validity = 6;
      }),
    /recommends/,
    () =>
      updated(CLIENT, (it) => {
        it.id_token_validity = 5;
      }),
  ],
  [
    "rotation-or-revocation",
    "warn",
    () =>
      updated(CLIENT, (it) => {
        it.refresh_token_rotation = [{ feature: "ENABLED", retry_grace_period_seconds: 0 }];
      }),
    /lost links/,
    () =>
      updated(CLIENT, (it) => {
        it.explicit_auth_flows = [...it.explicit_auth_flows].reverse();
      }),
  ],
];
