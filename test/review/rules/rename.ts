import { created, deleted, POOL } from "../planned";
import type { Case } from "../rule-plans";

export const RENAME_CASES: readonly Case[] = [
  [
    "construct-renamed",
    "block",
    () => created("aws_cognito_user_pool", "people", { name: "alexa-skill-staging" }, deleted(POOL)),
    /people is created/,
    () => created("aws_cognito_user_pool", "second", { name: "second" }),
  ],
];
