import { ALIAS, created, FUNCTION, LOGS, updated } from "../planned";
import type { Case } from "../rule-plans";
import { ofFunction } from "../rule-plans";

const NEXT = { name: "next", function_name: "alexa-skill-staging" };

export const FUNCTION_CASES: readonly Case[] = [
  [
    "lambda-stopped",
    "block",
    () =>
      updated(FUNCTION, (it) => {
        it.timeout = 8;
      }),
    /8 s/,
    () =>
      updated(FUNCTION, (it) => {
        it.timeout = 6;
      }),
  ],
  [
    "lambda-stopped",
    "block",
    () =>
      updated(FUNCTION, (it) => {
        it.reserved_concurrent_executions = 0;
      }),
    /refuses every call/,
    () =>
      updated(FUNCTION, (it) => {
        it.reserved_concurrent_executions = 5;
      }),
  ],
  [
    "lambda-release",
    "info",
    () =>
      updated(FUNCTION, (it) => {
        it.source_code_hash = "b2==";
      }),
    /at once/,
    () =>
      updated(FUNCTION, (it) => {
        it.memory_size = 1024;
      }),
  ],
  [
    "lambda-release",
    "warn",
    () =>
      updated(FUNCTION, (it) => {
        it.filename = "elsewhere/skill.zip";
      }),
    /another path[\s\S]*elsewhere/,
    () =>
      updated(FUNCTION, (it) => {
        it.filename = "elsewhere/skill.zip";
        it.source_code_hash = "b2==";
      }),
  ],
  [
    "alias-moved",
    "warn",
    () =>
      updated(ALIAS, (it, was) => {
        was.function_version = "12";
        it.function_version = "9";
      }),
    /older/,
    () =>
      updated(ALIAS, (it, was) => {
        was.function_version = "0";
        it.function_version = "1";
      }),
  ],
  [
    "alias-moved",
    "warn",
    () => created("aws_lambda_alias", "next", { ...NEXT, function_version: "$LATEST" }),
    /uploaded last/,
    () => created("aws_lambda_alias", "next", { ...NEXT, function_version: "1" }),
  ],
  [
    "lambda-release",
    "warn",
    () =>
      updated(FUNCTION, (it) => {
        it.source_code_hash = null;
      }),
    /Nothing says any more which code/,
    () =>
      updated(FUNCTION, (it) => {
        it.source_code_hash = "b2==";
      }),
  ],
  [
    "lambda-runtime",
    "warn",
    () =>
      updated(FUNCTION, (it) => {
        it.runtime = "nodejs20.x";
      }),
    /no longer supports/,
    () =>
      updated(FUNCTION, (it) => {
        it.memory_size = 1024;
      }),
  ],
  [
    "lambda-slower",
    "warn",
    () =>
      updated(FUNCTION, (it) => {
        it.memory_size = 128;
      }),
    /was 512, will be 128/,
    () =>
      updated(FUNCTION, (it) => {
        it.memory_size = 1024;
      }),
  ],
  [
    "lambda-unpublished",
    "warn",
    () =>
      updated(FUNCTION, (it) => {
        it.publish = false;
      }),
    /alias stays/,
    () =>
      updated(FUNCTION, (_it, was) => {
        was.publish = false;
      }),
  ],
  [
    "log-kept-shorter",
    "info",
    () =>
      updated(LOGS, (it) => {
        it.retention_in_days = 7;
      }),
    /was 30, will be 7/,
    () =>
      updated(LOGS, (it) => {
        it.retention_in_days = 0;
      }),
  ],
  [
    "encryption-changed",
    "warn",
    () =>
      updated(LOGS, (it) => {
        it.kms_key_id = "arn:key";
      }),
    /arn:key/,
    () =>
      updated(LOGS, (it) => {
        it.skip_destroy = true;
      }),
  ],
  [
    "lambda-limited",
    "block",
    () => ofFunction({ reserved_concurrent_executions: 1 }),
    /at once[\s\S]*will be 1/,
    () => ofFunction({ reserved_concurrent_executions: 0 }),
  ],
  [
    "lambda-limited",
    "warn",
    () => ofFunction({ reserved_concurrent_executions: 50 }),
    /50/,
    () => ofFunction({ memory_size: 1024 }),
  ],
  [
    "lambda-limited",
    "block",
    () => ofFunction({ timeout: 1 }),
    /before it can answer/,
    () => ofFunction({ timeout: 5 }),
  ],
];
