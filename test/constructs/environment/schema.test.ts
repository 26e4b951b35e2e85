import type { EnvironmentProps } from "../../../constructs";
import type { Field } from "../../../constructs/environment/field";
import type { Leaf } from "../environment-leaves";
import { environmentLeaves, tokensFor } from "../environment-leaves";
import { parse, problemsOf, valueAt, wheres, without, withValue } from "../example-environment";
import type { StackJson } from "../synthesize";
import { resourceAt, synthesizeTexts } from "../synthesize";
import type { Expectation } from "./schema-cases";
import { REFUSED } from "./schema-cases";
import { CLIENT_CASES } from "./schema-client-cases";
import { ENVIRONMENT_CASES } from "./schema-environment-cases";
import { FUNCTION_CASES } from "./schema-function-cases";
import { PROVIDER_CASES } from "./schema-provider-cases";
import { USER_POOL_CASES } from "./schema-user-pool-cases";

/** The limits are those of the vendors' documents, written out here a second time on purpose. */
const EXPECTATIONS: Readonly<Record<string, Expectation>> = {
  ...ENVIRONMENT_CASES,
  ...USER_POOL_CASES,
  ...CLIENT_CASES,
  ...PROVIDER_CASES,
  ...FUNCTION_CASES,
};

/** What no property of a kind takes; `null` least of all: leaving out is the only way to ask for the default. */
const WRONG_KINDS: Readonly<Partial<Record<Field["kind"], readonly unknown[]>>> = {
  text: [null, 5, 123456789012, true, [], {}, ["dev"], { name: "dev" }],
  number: [null, "60", "", true, [], {}, [60], Number.NaN],
  flag: [null, "true", "false", 0, 1, "", [], {}],
  choice: [null, true, [], {}, ["off"]],
  list: [null, "", "email", 5, true, {}, { 0: "email", length: 1 }],
  map: [null, "", "a=b", 5, true, [], ["a"]],
};

const leaves = environmentLeaves();
const expectationOf = ({ key }: Leaf): Expectation => {
  const expectation = EXPECTATIONS[key];
  if (expectation === undefined) {
    throw new Error(`schema-*-cases.ts, beside this file, has no entry for ${key}`);
  }
  return expectation;
};
const short = (value: unknown): string => {
  const text = JSON.stringify(value) ?? String(value);
  return text.length <= 60 ? text : `${text.slice(0, 50)}… (${text.length} characters)`;
};
const label = (value: unknown): string => (typeof value === "number" ? String(value) : short(value));

test("every property has an entry in this file's table, and every entry a property", () => {
  expect(Object.keys(EXPECTATIONS).sort()).toEqual(leaves.map(({ key }) => key).sort());
});

describe.each(leaves.map((leaf) => [leaf.key, leaf] as const))("%s", (key, leaf) => {
  const expectation = expectationOf(leaf);

  test.each(expectation.accepts.map((value) => [label(value), value]))("accepts %s", (_, value) => {
    const environment = parse(withValue(leaf.path, value, leaf.base()));

    expect(valueAt(environment, leaf.path)).toEqual(value);
  });

  // The type of a state may be one thing alone, and what it decides is tried by the properties beside it. A former schema
  // makes nothing: it is held against the schema.
  if (!key.endsWith(".type") && !key.startsWith("userPool.formerSchema.")) {
    test("makes a difference in the stack", () => {
      const given = expectation.accepts.slice(0, 2).map((value) => withValue(leaf.path, value, leaf.base()));
      const leftOut = expectation.whenLeftOut === REFUSED ? [] : [without(leaf.path, leaf.base())];
      expect(new Set([...given, ...leftOut].map(textOf)).size).toBeGreaterThan(1);
    });
  }

  if (expectation.becomes !== undefined) {
    const [address, path] = expectation.becomes;
    test(`becomes ${path} of ${address}, which is absent without it`, () => {
      for (const value of expectation.accepts) {
        const json = stackOf(withValue(leaf.path, value, leaf.base()));
        expect(valueAt(resourceAt(json, address), path)).toEqual(value);
      }
      expect(valueAt(resourceAt(stackOf(without(leaf.path, leaf.base())), address), path)).toBeUndefined();
    });
  }

  const refused = [...expectation.refuses, ...(WRONG_KINDS[leaf.field.kind] ?? [])];
  test.each(refused.map((value) => [label(value), value]))("refuses %s", (_, value) => {
    const problems = problemsOf(withValue(leaf.path, value, leaf.base()));

    expect(problems).toHaveLength(1);
    const [problem] = problems;
    // An entry of a list or map is named after its property: alexa.skillIds[0], tags.Owner.
    expect(withoutEntry(problem?.where ?? "", leaf)).toMatch(new RegExp(`(^|: )${leaf.path.replaceAll(".", "\\.")}$`));
    expect(problem).toHaveProperty("received");
    expect(problem?.allowed).not.toBe("");
    expect(problem?.fix).not.toBe("");
  });

  test(expectation.whenLeftOut === REFUSED ? "must be given" : "has a default", () => {
    const props = without(leaf.path, leaf.base());

    if (expectation.whenLeftOut === REFUSED) {
      expect(wheres(props)).toEqual([expect.stringMatching(new RegExp(`${leaf.path}$`))]);
    } else {
      expect(valueAt(parse(props), leaf.path)).toEqual(expectation.whenLeftOut.is);
      expect(valueAt(parse(withValue(leaf.path, undefined, leaf.base())), leaf.path)).toEqual(
        expectation.whenLeftOut.is,
      );
    }
  });

  const decidesTheStack = key.endsWith(".type") || ("known" in leaf.field && leaf.field.known === true);
  test(`${decidesTheStack ? "refuses" : "passes through"} what only Terraform knows`, () => {
    for (const token of tokensFor(leaf.field)) {
      const props = withValue(leaf.path, token, leaf.base());
      if (decidesTheStack) {
        expect(problemsOf(props)).toHaveLength(1);
      } else {
        expect(valueAt(parse(props), leaf.path)).toBe(token);
      }
    }
  });
});

const texts = new Map<string, string>();

/** The stack's text. Several tests ask for the same one, above all for that without a property. */
function textOf(props: EnvironmentProps): string {
  const key = JSON.stringify(props);
  const text = texts.get(key) ?? Object.values(synthesizeTexts([props])).join("\n");
  texts.set(key, text);
  return text;
}

const stackOf = (props: EnvironmentProps): StackJson => JSON.parse(textOf(props));

function withoutEntry(where: string, { path, field }: Leaf): string {
  if (field.kind === "list") {
    return where.replace(/\[\d+\]$/, "");
  }
  const map = where.indexOf(`: ${path}.`);
  return field.kind === "map" && map >= 0 ? where.slice(0, map + 2 + path.length) : where;
}
