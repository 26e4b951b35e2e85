import { created, LOGS, POOL } from "../planned";
import type { Case } from "../rule-plans";
import { forgotten, notFound, unseen } from "../rule-plans";

export const LOST_TO_VIEW_CASES: readonly Case[] = [
  ["lost-to-view", "block", () => unseen(POOL), /another region, account/, () => unseen(LOGS)],
  [
    "lost-to-view",
    "block",
    () => created("aws_cognito_user_pool", "p", { name: "p" }, forgotten(POOL)),
    /stays in AWS/,
    () => forgotten(POOL),
  ],
  ["lost-to-view", "block", () => notFound(POOL), /takes it out of its memory/, () => notFound(LOGS)],
];
