import { permission } from "../link-plans";
import type { Values } from "../planned";
import { created, deleted, fixture, PERMISSION, replaced, SKILL } from "../planned";
import type { Case } from "../rule-plans";
import { answering } from "../rule-plans";

/** The skill is one of a smart home. */
const smartHome = (plan: Values): Values => {
  const { change } = plan.resource_changes.find((it: Values) => it.address === PERMISSION);
  for (const side of [change.before, change.after]) {
    if (side) {
      side.principal = "alexa-connectedhome.amazon.com";
    }
  }
  return plan;
};

export const PERMISSION_CASES: readonly Case[] = [
  [
    "skill-id",
    "warn",
    () => created("aws_lambda_permission", "other", { ...permission(SKILL), qualifier: "$LATEST" }),
    /past its alias[\s\S]*\$LATEST/,
    () => created("aws_lambda_permission", "other", permission(SKILL)),
  ],
  [
    "skill-id",
    "block",
    () => deleted(PERMISSION, "delete_because_each_key"),
    /that skill/,
    () =>
      created(
        "aws_lambda_permission",
        "skill_alexa",
        permission("amzn1.ask.skill.other"),
        answering("amzn1.ask.skill.other"),
        "amzn1.ask.skill.other",
      ),
  ],
  [
    "skill-id",
    "block",
    () =>
      replaced(PERMISSION, "event_source_token", (it) => {
        it.event_source_token = null;
      }),
    /Any Alexa skill/,
    () => fixture("unchanged"),
  ],
  [
    "skill-id",
    "block",
    () =>
      replaced(PERMISSION, "principal", (it) => {
        it.principal = "s3.amazonaws.com";
      }),
    /s3\.amazonaws\.com/,
    () => fixture("unchanged"),
  ],
  [
    "skill-id",
    "warn",
    () =>
      replaced(PERMISSION, "statement_id", (it) => {
        it.statement_id = "new";
      }),
    /statement_id/,
    () => created("aws_lambda_permission", "other", { ...permission(null), principal: "s3.amazonaws.com" }),
  ],
  [
    "skill-id",
    "block",
    () =>
      replaced(PERMISSION, "qualifier", (it) => {
        it.qualifier = null;
      }),
    /qualifier was live, will be not set/,
    () =>
      replaced(PERMISSION, "statement_id", (it) => {
        it.statement_id = "another";
      }),
  ],
  [
    "skill-id",
    "block",
    () => smartHome(deleted(PERMISSION, "delete_because_each_key")),
    /no device answers any more/,
    () =>
      created(
        "aws_lambda_permission",
        "skill_smart_home",
        { ...permission("amzn1.ask.skill.other"), principal: "alexa-connectedhome.amazon.com" },
        answering("amzn1.ask.skill.other"),
      ),
  ],
  [
    "skill-id",
    "block",
    () =>
      replaced(PERMISSION, "principal", (_, change) => {
        change.before.principal = "alexa-connectedhome.amazon.com";
      }),
    /alexa-appkit\.amazon\.com instead of alexa-connectedhome\.amazon\.com: no device/,
    () => smartHome(fixture("unchanged")),
  ],
  [
    "skill-id",
    "warn",
    () =>
      created("aws_lambda_permission", "other", {
        ...permission(null),
        principal: "alexa-connectedhome.amazon.com",
      }),
    /Any Alexa skill/,
    () =>
      created(
        "aws_lambda_permission",
        "other",
        { ...permission("amzn1.ask.skill.other"), principal: "alexa-connectedhome.amazon.com" },
        answering("amzn1.ask.skill.other"),
      ),
  ],
];
