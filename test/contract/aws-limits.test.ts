/** The limits and patterns that were copied from AWS, held to AWS's own models: whatever is accepted here, AWS takes. */
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { Field, ListField, MapField, TextField } from "../../constructs/environment/field";
import { STANDARD_SCOPES } from "../../constructs/environment/scope";
import { AWS_REGIONS } from "../../contract/aws-regions";
import { tokenLifetimeSeconds } from "../../contract/token-lifetime";
import { readSettings } from "../../lambda/library/settings";
import { environmentLeaves } from "../constructs/environment-leaves";
import { environment } from "../lambda/support/cognito";
import { around, CHOICES, LISTS, NUMBERS, SETTINGS, TEXTS } from "./aws-limit-cases";
import type { Shape } from "./aws-models";
import { modelsFolder, regionsIn, shapesOf, takes } from "./aws-models";

const folder = modelsFolder() ?? "";
// Without AWS's models there is nothing to compare with. In CI they must be there, so a test that lacks them fails.
const describeWithModels = folder !== "" || process.env.CI === "true" ? describe : describe.skip;
const notRun = folder === "" ? " (not run: python3 with botocore, which moto brings)" : "";

const fields = new Map(environmentLeaves().map(({ key, field }) => [key, field]));

/** What is in an entry of a map, as in `groups.{name}.description`. */
function fieldInEntry(key: string): Field | undefined {
  const [map = "", property = ""] = key.split(".{name}.");
  const entry = (fields.get(map) as MapField | undefined)?.value;
  return entry?.kind === "group" ? (entry.fields as Readonly<Record<string, Field>>)[property] : undefined;
}

/** `tags.key` and `tags.value` are those of a map, `….item` that of a list. */
function fieldAt(key: string): Field {
  const [, path = key, part] = /^(.*)\.(key|value|item)$/.exec(key) ?? [];
  const field = fields.get(path) ?? fields.get(key) ?? fieldInEntry(path);
  if (field === undefined) {
    throw new Error(`there is no property ${key}`);
  }
  switch (part) {
    case "item":
      return (field as ListField).item;
    case "key":
      return (field as MapField).key;
    case "value":
      return (field as MapField).value;
  }
  return field;
}

/** Each, but for the halves of pairs, which no text has alone. */
const CHARACTERS = Array.from({ length: 0xffff }, (_, code) => String.fromCharCode(code)).filter(
  (character) => !/[\ud800-\udfff]/.test(character),
);

const accepts = ({ pattern, except, maxLength = Infinity, maxBytes = Infinity }: TextField, text: string): boolean =>
  pattern.test(text) && except?.test(text) !== true && text.length <= maxLength && Buffer.byteLength(text) <= maxBytes;

describeWithModels(`what was copied from AWS${notRun}`, () => {
  const shape = (service: string, name: string): Shape => {
    const found = shapesOf(folder, service)[name];
    if (found === undefined) {
      throw new Error(`${service} has no type ${name} any more`);
    }
    return found;
  };

  test("the regions of each partition are those that AWS's SDKs know", () => {
    const ours = Object.entries(AWS_REGIONS).map(([partition, regions]) => [partition, [...regions].sort()]);
    expect(Object.fromEntries(ours)).toEqual(regionsIn(folder));
  });

  describe.each(TEXTS)("$key and $shape", ({ key, service, shape: name, value, part = (it) => it, narrower }) => {
    const field = fieldAt(key) as TextField;
    const texts = CHARACTERS.map(value);
    const ours = new Set(texts.filter((text) => accepts(field, text)));

    test("whatever character is accepted, AWS takes", () => {
      const taken = shape(service, name);
      expect(ours.size).toBeGreaterThan(0);
      expect([...ours].filter((text) => !takes(taken, part(text)))).toEqual([]);
    });

    test(narrower === undefined ? "and the other way round" : `less is accepted: ${narrower}`, () => {
      const taken = shape(service, name);
      const refused = texts.filter((text) => !ours.has(text) && takes(taken, part(text)));
      expect(refused.length > 0).toBe(narrower !== undefined);
    });

    test("and no text is accepted that is longer than AWS's longest", () => {
      const { max = Infinity } = shape(service, name);
      const long = value("y".repeat(Math.min(max, 30_000) + 1));
      expect(max === Infinity || !accepts(field, long) || part(long).length <= max).toBe(true);
    });
  });

  test.each(SETTINGS)("the function's %s takes whatever %s may be, and nothing beside it", (name, type, write) => {
    const taken = shape("cognito-idp", type);
    const isRead = (text: string): boolean => {
      try {
        readSettings({ ...environment, [name]: write(text) });
        return true;
      } catch {
        return false;
      }
    };
    // Blanks at the ends are taken off, and a blank parts two scopes.
    const texts = Array.from({ length: 0x180 }, (_, code) => String.fromCharCode(code))
      .filter((character) => character.trim() !== "")
      .flatMap(around);

    expect(texts.filter((text) => takes(taken, text)).length).toBeGreaterThan(30);
    expect(texts.filter((text) => takes(taken, text) && !isRead(text))).toEqual([]);
    // A domain may be the customer's own, with dots.
    expect(texts.filter((text) => isRead(text) && !takes(taken, text) && name !== "USER_INFO_URI")).toEqual([]);
  });

  test.each(NUMBERS)("$key is within $shape", ({ key, service, shape: name, factor = 1, narrower }) => {
    const { min = 0, max = Infinity } = shape(service, name);
    const field = fieldAt(key);
    if (field.kind !== "number") {
      throw new Error(`${key} is no number`);
    }
    expect(field.min * factor).toBeGreaterThanOrEqual(min);
    expect(field.max * factor).toBeLessThanOrEqual(max);
    expect(field.min * factor === min && field.max * factor === max).toBe(narrower === undefined);
  });

  test.each(CHOICES)("%s has the values of %s's %s", (key, service, name) => {
    const field = fieldAt(key);
    expect([...(field.kind === "choice" ? field.values : [])].sort()).toEqual(
      [...(shape(service, name).enum ?? [])].sort(),
    );
  });

  test.each(LISTS)("%s has room for as many as %s's %s, less those that are set here", (key, service, name, own) => {
    const field = fieldAt(key);
    expect(field.kind === "list" ? field.max + own : 0).toBe(shape(service, name).max);
  });

  test("the scopes fit into a client's list", () => {
    const field = fieldAt("alexa.scopes") as ListField;
    expect(field.max).toBeLessThanOrEqual(shape("cognito-idp", "ScopeListType").max ?? 0);
    const scopes = [...STANDARD_SCOPES, "https://api.example.com/read", `a/${"b".repeat(254)}`];
    expect(scopes.filter((scope) => !accepts(field.item as TextField, scope))).toEqual([]);
    expect(scopes.filter((scope) => !takes(shape("cognito-idp", "ScopeType"), scope))).toEqual([]);
  });

  test("the days of a log are those of CloudWatch", () => {
    const { documentation = "" } = shape("logs", "Days");
    const listed = /Possible values are: ([^.]*)\./.exec(documentation)?.[1]?.match(/\d+/g)?.map(Number);
    const field = fieldAt("function.logRetentionDays");
    expect(field.kind === "choice" ? field.values : []).toEqual(listed);
  });

  test("the function's runtime is one of Lambda's", () => {
    const synthesized = readFileSync(resolve(__dirname, "../constructs/golden/stack.tf.json"), "utf8");
    const [, runtime] = /"runtime": "([^"]*)"/.exec(synthesized) ?? [];
    expect(shape("lambda", "Runtime").enum).toContain(runtime);
  });

  test("the units of a token's lifetime are Cognito's", () => {
    for (const unit of shape("cognito-idp", "TimeUnitsType").enum ?? []) {
      expect(tokenLifetimeSeconds("access", 1, unit)).toBeGreaterThan(0);
    }
  });

  test.each([
    ["cognito-idp", "UserPoolNameType", (name: string) => name],
    ["cognito-idp", "ClientNameType", (name: string) => `${name}-alexa`],
    ["iam", "roleNameType", (name: string) => `${name}-alexa`],
    ["iam", "roleNameType", (name: string) => `${name}_sms`],
    ["lambda", "NamespacedFunctionName", (name: string) => name],
    ["logs", "LogGroupName", (name: string) => `/aws/lambda/${name}`],
  ])("%s takes the longest name that is made here as %s", (service, name, made) => {
    const longest = `${"p".repeat(36)}-${"n".repeat(20)}`;
    expect(accepts(fieldAt("project") as TextField, "p".repeat(37))).toBe(false);
    expect(accepts(fieldAt("name") as TextField, "n".repeat(21))).toBe(false);
    expect(takes(shape(service, name), made(longest))).toBe(true);
  });
});
