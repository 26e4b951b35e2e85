import { LOGS, updated } from "../planned";
import type { Case } from "../rule-plans";

export const SECRET_IN_CLEAR_CASES: readonly Case[] = [
  [
    "secret-in-clear",
    "warn",
    () =>
      updated(LOGS, (it) => {
        it.tags = { Key: "ghp_abcdefghijklmnopqrstuvwxyz0123456789" };
      }),
    /In: tags/,
    () =>
      updated(LOGS, (it) => {
        it.tags = { Key: "words" };
      }),
  ],
];
