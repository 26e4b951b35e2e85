import { createHash } from "node:crypto";
import { canonicalJson } from "../common/canonical-json";
import { isObject, parseJsonObject } from "../common/json";

/** IAM takes policies of 10,240 characters at most, and some services twice as many; a longer text is no policy. */
const MAX_LENGTH = 100_000;

/** Where a text stands for a list of one, and the order means nothing. */
const LISTS = new Set(["Action", "NotAction", "Resource", "NotResource"]);
const PRINCIPALS = new Set(["Principal", "NotPrincipal"]);

/**
 * A text as it counts for the digest: a policy document in one spelling, any other text as it is.
 *
 * Only spelling, to AWS: white space, the order of members, of statements and of the values in a list, a text or a
 * single statement for a list of one, true or 1 for "true" or "1" in a condition. A document that says a thing twice
 * is left as it is: which of the two counts is for AWS to say.
 *
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 */
export function spelled(text: string): string {
  if (text.length > MAX_LENGTH) {
    return hashed(text);
  }
  // Most texts of a plan are none, and are seen to be none by their first character.
  const first = text.charCodeAt(0);
  if ((first !== BRACE && first > SPACE) || !/^\s*\{/.test(text) || !text.includes('"Statement"')) {
    return text;
  }
  const policy = parseJsonObject(text);
  if (policy === undefined || JSON.stringify(policy) !== withoutSpaces(text)) {
    return text;
  }
  const statements = listOf(policy.Statement);
  const isPolicy = Object.keys(policy).every((name) => MEMBERS.has(name));
  if (!isPolicy || !statements.every((it) => isObject(it) && EFFECTS.has(it.Effect))) {
    return text;
  }
  return canonicalJson({ ...policy, Statement: statements.map(statement) }, { isUnordered: IS_UNORDERED, isUnset });
}

/** Another text may have statements, in an order that means something. */
const MEMBERS = new Set(["Version", "Id", "Statement"]);
const EFFECTS = new Set<unknown>(["Allow", "Deny"]);

/** A long text by its hash: a plan may hold texts of which no copy more has room. */
function hashed(text: string): string {
  const hash = createHash("sha256");
  for (let from = 0; from < text.length; from += PIECE) {
    // Not in UTF-8, in which the halves of a character, cut apart, would all be the same.
    hash.update(text.slice(from, from + PIECE), "utf16le");
  }
  return `${HASHED}${text.length} ${hash.digest("hex")}`;
}

const BRACE = 0x7b;
/** No white space of JSON's is above it. */
const SPACE = 0x20;

/** In characters. */
const PIECE = 1_000_000;

/** No text of Terraform's begins so. */
const HASHED = "\u0000text ";

const IS_UNORDERED = (path: string): boolean => path === ".Statement";

const isUnset = (member: unknown): boolean => member === undefined;

/** Each text of a document written in one way, and nothing between them: what JSON.stringify makes of the same members. */
function withoutSpaces(text: string): string {
  return text.replace(/"(?:[^"\\]|\\.)*"|\s+/g, (part) =>
    part.startsWith('"') ? JSON.stringify(JSON.parse(part)) : "",
  );
}

function statement(value: unknown): unknown {
  return Object.fromEntries(
    Object.entries(value as object).map(([name, member]) => {
      if (LISTS.has(name)) {
        return [name, texts(member)];
      }
      if (PRINCIPALS.has(name)) {
        return [name, mapped(member, texts)];
      }
      return [name, name === "Condition" ? mapped(member, (operator) => mapped(operator, conditionTexts)) : member];
    }),
  );
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [value]);

/** A sorted list of texts, also of one; anything else as it is. */
function texts(value: unknown): unknown {
  const list = listOf(value);
  return list.every((it) => typeof it === "string") ? [...list].sort() : value;
}

function conditionTexts(value: unknown): unknown {
  const list = listOf(value);
  const isScalar = (it: unknown): boolean => ["string", "number", "boolean"].includes(typeof it);
  return list.every(isScalar) ? list.map(String).sort() : value;
}

const mapped = (value: unknown, change: (member: unknown) => unknown): unknown =>
  isObject(value) ? Object.fromEntries(Object.entries(value).map(([name, member]) => [name, change(member)])) : value;
