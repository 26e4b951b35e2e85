import { adoptedAsItIs, takenOver } from "../link-plans";
import { ALIAS, CLIENT, DOMAIN, deleted, FUNCTION, LOGS, POOL, ROLE, replaced, resource, updated } from "../planned";
import type { Case } from "../rule-plans";

export const DESTRUCTION_CASES: readonly Case[] = [
  [
    "pool-destroyed",
    "block",
    () =>
      replaced(POOL, "name", (it) => {
        it.name = "new";
      }),
    /name \(was alexa-skill-staging, will be new\)/,
    () =>
      updated(POOL, (it) => {
        it.mfa_configuration = "ON";
      }),
  ],
  [
    "client-destroyed",
    "block",
    () =>
      replaced(CLIENT, "generate_secret", (it) => {
        it.generate_secret = false;
      }),
    /generate_secret/,
    () =>
      updated(CLIENT, (it) => {
        it.name = "new";
      }),
  ],
  [
    "domain-destroyed",
    "block",
    () => deleted(DOMAIN),
    /no longer has it/,
    () =>
      updated(DOMAIN, (it) => {
        it.managed_login_version = 2;
      }),
  ],
  [
    "lambda-replaced",
    "block",
    () =>
      replaced(FUNCTION, "function_name", (it) => {
        it.function_name = "new";
      }),
    /manifest/,
    () =>
      updated(FUNCTION, (it) => {
        it.description = "new";
      }),
  ],
  [
    "resource-destroyed",
    "block",
    () => deleted(ALIAS),
    /endpoint/,
    () =>
      updated(ALIAS, (it) => {
        it.description = "new";
      }),
  ],
  [
    "resource-destroyed",
    "warn",
    () => deleted(LOGS),
    /looked up/,
    () =>
      updated(LOGS, (it) => {
        it.retention_in_days = 400;
      }),
  ],
  [
    "resource-replaced",
    "warn",
    () =>
      replaced(ROLE, "path", (it) => {
        it.path = "/a/";
      }),
    /path \(was \//,
    () =>
      updated(ROLE, (it) => {
        it.description = "new";
      }),
  ],
  [
    "resource-replaced",
    "block",
    () =>
      replaced(ALIAS, "name", (it) => {
        it.name = "new";
      }),
    /ARN/,
    () => deleted(ALIAS),
  ],
  [
    "resource-forgotten",
    "warn",
    () => {
      const plan = deleted(DOMAIN);
      resource(plan, DOMAIN).change.actions = ["forget"];
      return plan;
    },
    /stays in AWS/,
    () => deleted(DOMAIN),
  ],
  [
    "resource-replaced",
    "block",
    () =>
      takenOver(
        replaced(LOGS, "name", (it) => Object.assign(it, { name: "/aws/lambda/other" })),
        LOGS,
      ),
    /was to be taken over ends/,
    () => adoptedAsItIs(LOGS),
  ],
  [
    "client-destroyed",
    "block",
    () =>
      takenOver(
        replaced(CLIENT, "generate_secret", (it) => Object.assign(it, { generate_secret: false })),
        CLIENT,
      ),
    /was to be taken over ends[\s\S]*generate_secret/,
    () => adoptedAsItIs(CLIENT),
  ],
];
