import { BYTES_PER_VARIABLE, MAX_VARIABLES_BYTES } from "../../contract/function-variables";
import type { Condition } from "../module/condition";
import {
  allOf,
  anyOf,
  differs,
  either,
  equals,
  fitBytes,
  hasEntries,
  ifSo,
  isGiven,
  isUnset,
  not,
} from "../module/condition";
import { brokenEntries, everyEntry } from "../module/entries";
import type { Environment } from "./environment";
import type { EnvironmentRule } from "./environment-rule";
import type { TriggerSettings } from "./triggers";

type Triggers = Environment["userPool"]["triggers"];

const everyTrigger = (triggers: Triggers, holds: (trigger: TriggerSettings, name: string) => Condition): Condition =>
  everyEntry<TriggerSettings>(triggers as Readonly<Record<string, TriggerSettings>>, holds);

const functionsHold = (triggers: Triggers): Condition =>
  everyTrigger(triggers, ({ functionArn, zip }) => either(isGiven(zip), isUnset(functionArn), isGiven(functionArn)));

const variablesHold = (triggers: Triggers): Condition =>
  everyTrigger(triggers, ({ variables }) => fitBytes(MAX_VARIABLES_BYTES, variables, [], BYTES_PER_VARIABLE));

const versionsHold = ({ plan, triggers }: Pick<Environment["userPool"], "plan" | "triggers">): Condition =>
  everyTrigger(triggers, ({ eventVersion }, name) =>
    anyOf(
      isUnset(eventVersion),
      allOf(
        equals(name, "preTokenGeneration"),
        anyOf(equals<string>(eventVersion, "V1_0"), differs<string>(plan, "LITE")),
      ),
    ),
  );

const broken = (triggers: Triggers, property: string, holds: (some: Triggers) => Condition): unknown =>
  brokenEntries<TriggerSettings>(triggers as Readonly<Record<string, TriggerSettings>>, property, holds);

/** What goes together in a pool's triggers. */
export const triggerRules: readonly EnvironmentRule[] = [
  {
    path: "userPool.triggers.{name}.functionArn",
    reads: ["userPool.triggers"],
    holds: ({ userPool: { triggers } }) => functionsHold(triggers),
    received: ({ userPool: { triggers } }) => broken(triggers, "functionArn", functionsHold),
    allowed: "either functionArn or zip",
    fix: "write the function that exists, or the zip of one that is to be made",
  },
  {
    path: "userPool.triggers.{name}.eventVersion",
    reads: ["userPool.triggers", "userPool.plan"],
    // Amazon Cognito API, PreTokenGenerationVersionConfigType: no other trigger has a choice. Amazon Cognito, "Pre token
    // generation Lambda trigger": access token customization is of the plans Essentials and Plus.
    holds: ({ userPool }) => versionsHold(userPool),
    received: ({ userPool: { plan, triggers } }) =>
      broken(triggers, "eventVersion", (some) => versionsHold({ plan, triggers: some })),
    allowed: "a version for preTokenGeneration alone, and V1_0 in the plan LITE",
    fix: "remove eventVersion, or choose the plan ESSENTIALS or PLUS",
  },
  {
    path: "userPool.triggers.{name}.variables",
    reads: ["userPool.triggers"],
    holds: ({ userPool: { triggers } }) => variablesHold(triggers),
    received: ({ userPool: { triggers } }) => broken(triggers, "variables", variablesHold),
    allowed: "variables that take no more than 4096 bytes together, names, values and JSON's marks",
    fix: "shorten them, or keep what is long in a parameter store, a table or the bundle",
  },
  {
    path: "userPool.triggers.{name}.zip",
    reads: ["userPool.triggers"],
    holds: ({ userPool: { triggers } }) => settingsHold(triggers),
    received: ({ userPool: { triggers } }) => broken(triggers, "policies", settingsHold),
    allowed: "policies and variables for a function that is made here, of a zip",
    fix: "remove them, and set them where the function is made",
  },
];

/** What nothing becomes of where the function is made elsewhere; the other settings have defaults, which are left aside. */
const settingsHold = (triggers: Triggers): Condition =>
  everyTrigger(triggers, ({ policies, variables, zip }) => ifSo(isUnset(zip), bothEmpty(policies, variables)));

const bothEmpty = (...maps: readonly Readonly<Record<string, string>>[]): Condition =>
  allOf(...maps.map((map) => not(hasEntries(map))));
