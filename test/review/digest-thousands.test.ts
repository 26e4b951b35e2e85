/** A thousand spellings that are one change, and a thousand single changes that are others. */
import fc from "fast-check";
import { canonicalJson } from "../../common/canonical-json";
import { isObject, member, valueAt } from "../../common/json";
import { planMeaning } from "../../review/digest-meaning";
import { basisMeaning } from "../../review/plan-basis";
import type { Digested } from "./digest-example";
import { example, POLICY } from "./digest-example";

type Json = Record<string, unknown>;
type Path = readonly (string | number)[];
type Choose = <T>(items: readonly T[]) => readonly T[];

const RUNS = { numRuns: 1000 };
const meaning = ({ plan, basis }: Digested): string => `${planMeaning(plan)}\n${basisMeaning(basis)}`;
const EXAMPLE = example();
const MEANING = meaning(EXAMPLE);

/** Lists whose order says nothing, by the name that they stand under. */
const UNORDERED = new Set([
  "resource_changes",
  "callback_urls",
  "resources",
  "references",
  "depends_on",
  "replace_paths",
]);

/** A list in an order that a run of numbers chooses. */
const chosenBy = (numbers: readonly number[]): Choose => {
  let next = 0;
  return (items) =>
    items
      .map((item) => ({ item, at: numbers[next++ % numbers.length] ?? 0 }))
      .sort((a, b) => a.at - b.at)
      .map(({ item }) => item);
};

/** The same in another spelling: members and unordered lists in another order, policies written otherwise. */
function respelled(value: unknown, choose: Choose, indent: string, name = ""): unknown {
  if (typeof value === "string") {
    return value === JSON.stringify(POLICY) ? respelledPolicy(choose, indent) : value;
  }
  if (Array.isArray(value)) {
    const items = value.map((item) => respelled(item, choose, indent));
    return UNORDERED.has(name) ? choose(items) : items;
  }
  if (!isObject(value)) {
    return value;
  }
  const isConstant = Object.hasOwn(value, "constant_value");
  return Object.fromEntries(
    choose(Object.entries(value)).map(([key, inner]) => [
      key,
      respelled(inner, choose, indent, isConstant ? name : key),
    ]),
  );
}

function respelledPolicy(choose: Choose, indent: string): string {
  const [first, second] = POLICY.Statement as readonly Json[] as readonly [Json, Json];
  const one = Object.fromEntries(choose(Object.entries({ ...first, Action: choose(first.Action as string[]) })));
  const two = Object.fromEntries(
    choose(Object.entries({ ...second, Resource: "*", Principal: { AWS: "123456789012" } })),
  );
  const policy = Object.fromEntries(choose(Object.entries({ ...POLICY, Statement: choose([one, two]) })));
  return JSON.stringify(policy, null, indent);
}

const numbers = fc.array(fc.nat(), { minLength: 20, maxLength: 40 });
const spaces = fc.constantFrom("", " ", "    ", "\t");

test("1,000 spellings of one change, at another time and on other notes of CDKTF's, have one digest", () => {
  fc.assert(
    fc.property(numbers, spaces, fc.string(), (order, indent, noise) => {
      const { plan, basis } = respelled(EXAMPLE, chosenBy(order), indent) as Digested;
      const stack = basis.files["m-/cdk.tf.json"] as Json;
      const files = { ...basis.files, "m-/cdk.tf.json": { ...stack, "//": noise } };
      const other = { ...plan, timestamp: noise, terraform_version: "1.99", prior_state: noise, resource_drift: noise };
      expect(meaning({ plan: other, basis: { ...basis, files } })).toBe(MEANING);
    }),
    RUNS,
  );
});

/** What says nothing about the change. `name` and `mode` of a change stand in its address. */
const SAYS_NOTHING =
  /^plan\.(format_version|terraform_version|timestamp)$|schema_version$|^plan\.resource_changes\.\d+\.(name|mode)$|_sensitive$|^basis\.files\.m-\/cdk\.tf\.json\.(resource\.\w+\.\w+\.)?\/\/|access_key$/;
/** Terraform's marks and actions are looked at as what they are, not as any value. */
const MARKS = /after_unknown|\.actions\.|output_changes\.\w+\.after_sensitive/;

function pathsOf(value: unknown, path: Path = []): Path[] {
  const below =
    typeof value === "object" && value !== null
      ? Object.keys(value).flatMap((key) => pathsOf(valueAt(value, [step(value, key)]), [...path, step(value, key)]))
      : [];
  return path.length === 0 ? below : [path, ...below];
}

const step = (value: object, key: string): string | number => (Array.isArray(value) ? Number(key) : key);

const PATHS = pathsOf(EXAMPLE).filter((path) => !SAYS_NOTHING.test(path.join(".")) && !MARKS.test(path.join(".")));
const LEAVES = PATHS.filter((path) => typeof valueAt(EXAMPLE, path) !== "object");

/** The same with one value changed at a path. */
function changed(value: unknown, path: Path, change: (old: unknown) => unknown): unknown {
  const [first, ...rest] = path;
  if (first === undefined) {
    return change(value);
  }
  if (Array.isArray(value)) {
    return value.map((item, index) => (index === first ? changed(item, rest, change) : item));
  }
  return { ...(value as Json), [first]: changed(member(value, String(first)), rest, change) };
}

const scalar = fc.oneof(
  fc.string(),
  fc.integer(),
  fc.boolean(),
  fc.bigInt({ min: 2n ** 53n + 1n, max: 2n ** 80n }),
  fc.constant("*"),
);

test("1,000 single values that are others, at any depth, have other digests", () => {
  expect(LEAVES.length).toBeGreaterThan(100);
  fc.assert(
    fc.property(fc.constantFrom(...LEAVES), scalar, (path, value) => {
      fc.pre(canonicalJson(value) !== canonicalJson(valueAt(EXAMPLE, path)));
      expect(meaning(changed(EXAMPLE, path, () => value) as Digested)).not.toBe(MEANING);
    }),
    RUNS,
  );
});

test("1,000 single items and members more, or fewer, have other digests", () => {
  const inner = PATHS.filter((path) => path.length > 1).filter(
    (path) => isObject(valueAt(EXAMPLE, path)) || Array.isArray(valueAt(EXAMPLE, path)),
  );
  fc.assert(
    fc.property(
      fc.constantFrom(...inner),
      fc.nat(),
      fc.string({ minLength: 1 }),
      fc.boolean(),
      (path, at, name, isMore) => {
        const other = changed(EXAMPLE, path, (old) => (isMore ? more(old, name) : fewer(old, at)));
        const isSame = canonicalJson(other) === canonicalJson(EXAMPLE);
        const isKnown = isMore && KNOWN_MEMBERS.test(path.join("."));
        fc.pre(!isSame && !isKnown && !isFewerOfMarks(path, at, isMore));
        expect(meaning(other as Digested)).not.toBe(MEANING);
      },
    ),
    RUNS,
  );
});

/** Where Terraform's format has a fixed set of members, of which another one means nothing. */
const KNOWN_MEMBERS =
  /^plan\.resource_changes(\.\d+)?(\.change)?$|^plan\.output_changes\.\w+$|^basis\.(state|backend)$/;

/** A member that is left out, of those that say nothing. */
function isFewerOfMarks(path: Path, at: number, isMore: boolean): boolean {
  const old = valueAt(EXAMPLE, path);
  const names = isObject(old) ? Object.keys(old) : [];
  const gone = [...path, names[at % Math.max(1, names.length)] ?? ""].join(".");
  return !isMore && (SAYS_NOTHING.test(gone) || MARKS.test(gone));
}

const more = (old: unknown, name: string): unknown =>
  Array.isArray(old) ? [...old, name] : { ...(old as Json), [name]: Object.hasOwn(old as Json, name) ? name : "more" };

function fewer(old: unknown, at: number): unknown {
  if (Array.isArray(old)) {
    return old.filter((_, index) => index !== at % old.length);
  }
  const names = Object.keys(old as Json);
  return Object.fromEntries(Object.entries(old as Json).filter(([name]) => name !== names[at % names.length]));
}

test("every character of a policy that is unknown to the plan counts, but white space between its parts", () => {
  const text = JSON.stringify(POLICY);
  const at = ["basis", "files", "m-/cdk.tf.json", "resource", "aws_iam_role_policy", "write_logs", "policy"];
  for (let index = 0; index < text.length; index++) {
    const other = `${text.slice(0, index)}${text[index] === "x" ? "y" : "x"}${text.slice(index + 1)}`;
    expect(meaning(changed(EXAMPLE, at, () => other) as Digested)).not.toBe(MEANING);
  }
});
