/** Cases for the rules on what a skill remembers of its users. */
import type { Values } from "../planned";
import { FUNCTION, resource, updated } from "../planned";
import type { Case } from "../rule-plans";
import { changed } from "../rule-plans";

const TABLE = "arn:aws:dynamodb:us-east-1:123456789012:table/alexa-skill-staging-memory";
const EXPIRING = { name: "t", tags: {}, ttl: [{ attribute_name: "expires_at", enabled: true }] };

/** The function before and after, with these variables beside its own. */
function remembering(before: Values, after: Values): Values {
  const plan = updated(FUNCTION, (it) => {
    Object.assign(it.environment[0].variables, after);
  });
  Object.assign(resource(plan, FUNCTION).change.before.environment[0].variables, before);
  return plan;
}

export const MEMORY_CASES: readonly Case[] = [
  [
    "data-retention",
    "warn",
    () => changed("aws_dynamodb_table", EXPIRING, { ...EXPIRING, ttl: [{ attribute_name: "", enabled: false }] }),
    /What users were told would be forgotten stays/,
    () => changed("aws_dynamodb_table", EXPIRING, { ...EXPIRING, tags: { a: "b" } }),
  ],
  [
    "data-retention",
    "warn",
    () => changed("aws_dynamodb_table", EXPIRING, { ...EXPIRING, ttl: [{ attribute_name: "until", enabled: true }] }),
    /lies in the past/,
    () => changed("aws_dynamodb_table", { ...EXPIRING, table_class: "" }, { ...EXPIRING, table_class: "STANDARD" }),
  ],
  [
    "skill-memory",
    "warn",
    () => remembering({ MEMORY_TABLE: TABLE, MEMORY_DAYS: "365" }, {}),
    /no longer reaches/,
    () => remembering({}, { MEMORY_TABLE: TABLE, MEMORY_DAYS: "365" }),
  ],
  [
    "skill-memory",
    "warn",
    () => remembering({ MEMORY_TABLE: TABLE, MEMORY_DAYS: "365" }, { MEMORY_TABLE: TABLE, MEMORY_DAYS: "30" }),
    /was 365, will be 30/,
    () => remembering({ MEMORY_TABLE: TABLE }, { MEMORY_TABLE: TABLE, LEVEL: "debug" }),
  ],
  [
    "skill-memory",
    "info",
    () => remembering({ MEMORY_TABLE: TABLE, MEMORY_DAYS: "30" }, { MEMORY_TABLE: TABLE, MEMORY_DAYS: "365" }),
    /keeps its day/,
    () => remembering({}, { MEMORY_DAYS: "365" }),
  ],
  [
    "skill-memory",
    "warn",
    () => remembering({ MEMORY_TABLE: TABLE, MEMORY_DAYS: "30" }, { MEMORY_TABLE: `${TABLE}-2`, MEMORY_DAYS: "30" }),
    /starts with what is in that one/,
    () => remembering({ LEVEL: "info" }, { LEVEL: "debug" }),
  ],
];
