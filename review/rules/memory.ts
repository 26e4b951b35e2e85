import { valueAt } from "../../common/json";
import type { PlannedChange } from "../plan";
import { showValue } from "../show-value";
import type { ChangeRule } from "./rule";
import { differs, isUpdate, wasWillBe } from "./values";

/** What DynamoDB deletes by itself: source, Amazon DynamoDB, "Using time to live (TTL)". */
const retention: ChangeRule = {
  id: "data-retention",
  severity: "warn",
  types: ["aws_dynamodb_table"],
  examines: { aws_dynamodb_table: ["ttl"] },
  find: (change) => {
    if (!isUpdate(change) || !differs(change, "ttl")) {
      return undefined;
    }
    const isOn = valueAt(change.after, ["ttl", 0, "enabled"]) === true;
    return {
      what: isOn ? "Other data of a table is deleted by itself." : "Nothing of a table is deleted by itself any more.",
      who: "every user whose data is in the table",
      effect: `ttl ${wasWillBe(change, "ttl")}. ${
        isOn
          ? "Items whose attribute of that name lies in the past are deleted within days, and come back from a backup only; those without it stay for ever."
          : "What users were told would be forgotten stays. AWS takes another attribute an hour after that, at the earliest."
      }`,
      recover: "Keep the attribute that the code writes: expires_at, of the skill's memory.",
    };
  },
};

const TABLE = "MEMORY_TABLE";
const DAYS = "MEMORY_DAYS";

/** Where the skill remembers its users, and for how long: the function reads it from its environment. */
const memory: ChangeRule = {
  id: "skill-memory",
  severity: "warn",
  types: ["aws_lambda_function"],
  examines: { aws_lambda_function: [`environment.variables.${TABLE}`, `environment.variables.${DAYS}`] },
  find: (change) => {
    const [table, days] = [TABLE, DAYS].map((name) => [of(change.before, name), of(change.after, name)] as const);
    if (!isUpdate(change) || table === undefined || days === undefined || typeof table[0] !== "string") {
      return undefined;
    }
    if (table[1] !== table[0] && typeof table[1] !== "symbol") {
      const isOff = table[1] === undefined;
      return {
        what: isOff ? "The skill remembers nobody any more." : "The skill remembers users in another table.",
        who: "every linked user whom it remembers",
        effect: `${TABLE}: was ${showValue(table[0])}, will be ${showValue(table[1])}. ${
          isOff ? '"Forget me" no longer reaches what is still in the table.' : "It starts with what is in that one."
        }`,
        recover: isOff
          ? "Keep the memory, or delete what is in the table as well: users were told that it is forgotten on demand."
          : "Copy the items first, and delete them from the old table afterwards.",
      };
    }
    const [was, willBe] = days.map(Number);
    if (was === undefined || willBe === undefined || was === willBe || typeof days[1] === "symbol") {
      return undefined;
    }
    const isShorter = willBe < was;
    return {
      severity: isShorter ? "warn" : "info",
      what: isShorter ? "Users are forgotten sooner." : "What users said is kept longer.",
      who: "every linked user, from what is written next on",
      effect: `${DAYS}: was ${showValue(days[0])}, will be ${showValue(days[1])}. What is in the table already keeps its day.`,
      recover: isShorter
        ? "Nothing is lost that is not older than that. Keep the days if users rely on it."
        : "Make sure that what users were told of it, such as a privacy notice, says so.",
    };
  },
};

const of = (side: PlannedChange["before"], name: string): unknown =>
  valueAt(side, ["environment", 0, "variables", name]) ?? undefined;

export const memoryRules: readonly ChangeRule[] = [retention, memory];
