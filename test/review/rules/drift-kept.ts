import { CLIENT, LOGS } from "../planned";
import type { Case } from "../rule-plans";
import { byHand } from "../rule-plans";

export const DRIFT_KEPT_CASES: readonly Case[] = [
  [
    "drift-kept",
    "warn",
    () => byHand(CLIENT, { callback_urls: ["https://elsewhere.example"] }),
    /leaves it so: callback_urls[\s\S]*elsewhere/,
    () => byHand(LOGS, { tags: { Team: "a" }, retention_in_days: 0 }),
  ],
];
