/** Plans that Terraform made, changed in one place: a generator with a fixed seed finds the places. */
import { valueAt } from "../../common/json";
import { planMeaning } from "../../review/digest-meaning";
import { isCounter, unorderedListsOf } from "../../review/digest-unordered";
import { pseudoRandom } from "../pseudo-random";
import type { Values } from "./planned";
import { CLIENT, FUNCTION, fixture, resource, updated } from "./planned";

type Path = readonly (string | number)[];

const RUNS = 1000;

/** An update, a renamed pool with all that follows from it, a value that is known later. */
const PLANS: readonly Values[] = [
  fixture("renamed-pool"),
  updated(CLIENT, (after) => {
    after.refresh_token_validity = 30;
    after.callback_urls = after.callback_urls.slice(1);
  }),
  updated(FUNCTION, (after, _before, change) => {
    after.timeout = 5;
    after.layers = ["a", "b"];
    change.after_unknown = { environment: [{ variables: true }] };
    delete after.environment;
  }),
];

/** How one place is changed; false where nothing there is another. */
const KINDS: Readonly<Record<string, (parent: Values, name: string | number) => boolean>> = {
  "another value": (parent, name) => {
    const value = parent[name];
    if (typeof value === "object" && value !== null) {
      return false;
    }
    parent[name] = typeof value === "string" ? `${value}x` : typeof value === "number" ? value + 1 : value !== true;
    return true;
  },
  "another type": (parent, name) => {
    const value = parent[name];
    const isScalar = ["number", "boolean", "string"].includes(typeof value);
    if (isScalar) {
      parent[name] = typeof value === "string" ? [value] : String(value);
    }
    return isScalar;
  },
  "one less": (parent, name) => {
    if (parent[name] === null) {
      return false;
    }
    return Array.isArray(parent) ? parent.splice(Number(name), 1).length === 1 : delete parent[name];
  },
  "one more": (parent, name) => {
    const value = parent[name];
    if (typeof value !== "object" || value === null) {
      return false;
    }
    if (Array.isArray(value)) {
      value.push("more");
    } else {
      value.more = "more";
    }
    return true;
  },
};

function pathsOf(value: unknown, path: Path = []): readonly Path[] {
  if (typeof value !== "object" || value === null) {
    return [path];
  }
  const isList = Array.isArray(value);
  return [
    path,
    ...Object.keys(value).flatMap((key) => pathsOf((value as Values)[key], [...path, isList ? Number(key) : key])),
  ];
}

/** A copy down to what stands at the path, which can be changed there; all beside the way is shared. */
function copiedAlong(value: unknown, path: Path): unknown {
  const [key, ...rest] = path;
  if (typeof value !== "object" || value === null) {
    return value;
  }
  const copy = (Array.isArray(value) ? [...value] : { ...value }) as Values;
  if (key !== undefined) {
    copy[key] = copiedAlong(copy[key], rest);
  }
  return copy;
}

/** Of a resource, what its change says: not what stays, what AWS counts, and what only follows from something else. */
function isOfChange(plan: Values, [, index, member, side, name, ...rest]: Path): boolean {
  const { change, type } = plan.resource_changes[index ?? 0];
  if (change.actions.join() === "no-op" || change.actions.join() === "read") {
    return false;
  }
  if (member !== "change") {
    return ["address", "type", "provider_name", "deposed", "previous_address"].includes(String(member));
  }
  const isValue = side === "before" || side === "after";
  const isUpdate = change.actions.join() === "update";
  const isWanted = name !== undefined && !isCounter(type, String(name)) && !valueAt(change.after_unknown, [name]);
  return isValue && isWanted && (!isUpdate || rest.length > 0 || side === "after");
}

function isMeant(plan: Values, path: Path): boolean {
  const [first, second] = path;
  if (path.length < 2 || path.at(-1) === "schema_version" || String(path.at(-1)).endsWith("_sensitive")) {
    return false;
  }
  if (first === "resource_changes") {
    return path.length > 2 && isOfChange(plan, path);
  }
  return (
    first === "configuration" ||
    first === "variables" ||
    (first === "output_changes" && path.length > 2 && isChanged(plan, second))
  );
}

const isChanged = (plan: Values, name: unknown): boolean =>
  plan.output_changes?.[String(name)]?.actions?.join() !== "no-op";

describe.each(Object.entries(KINDS))("%s at one place of a plan", (_kind, change) => {
  test(`is another change, at each of ${RUNS} places`, () => {
    const random = pseudoRandom(12);
    const places = PLANS.map((plan) => pathsOf(plan).filter((path) => isMeant(plan, path)));
    const meanings = PLANS.map(planMeaning);
    const same = new Set<string>();
    for (let tried = 0; tried < RUNS; ) {
      const which = Math.floor(random() * PLANS.length);
      const path = places[which]?.[Math.floor(random() * (places[which]?.length ?? 0))] ?? [];
      const plan = copiedAlong(PLANS[which], path) as Values;
      if (!change(valueAt(plan, path.slice(0, -1)) as Values, path.at(-1) ?? "")) {
        continue;
      }
      tried += 1;
      if (planMeaning(plan) === meanings[which]) {
        same.add(path.join("."));
      }
    }
    expect([...same].sort()).toEqual([]);
  }, 120_000);
});

test("two items of an ordered list in another order are another change, of a set the same", () => {
  let ordered = 0;
  for (const plan of PLANS) {
    for (const path of pathsOf(plan).filter((it) => isMeant(plan, it))) {
      const copy = structuredClone(plan);
      const list = valueAt(copy, path) as unknown[];
      if (path[0] !== "resource_changes" || !Array.isArray(list) || list.length < 2 || list[0] === list[1]) {
        continue;
      }
      list.reverse();
      const { type } = plan.resource_changes[path[1] ?? 0];
      const isSet = unorderedListsOf(type)(path.slice(4).join(".").replace(/\.\d+/g, "[]"));
      expect([path, planMeaning(copy) === planMeaning(plan)]).toEqual([path, isSet]);
      ordered += isSet ? 0 : 1;
    }
  }
  expect(ordered).toBeGreaterThan(0);
});

test("a block of the name references keeps its order, and what a reference list says does not depend on its own", () => {
  const withExpressions = (expressions: Values): string => {
    const plan = updated(FUNCTION, (after) => (after.timeout = 5));
    const { resources } = plan.configuration.root_module;
    Object.assign(resources.find((it: Values) => it.address === FUNCTION).expressions, expressions);
    return planMeaning(plan);
  };
  const [one, two] = [{ constant_value: 1 }, { constant_value: 2 }];
  expect(withExpressions({ references: [{ a: one }, { a: two }] })).not.toBe(
    withExpressions({ references: [{ a: two }, { a: one }] }),
  );
  expect(withExpressions({ x: { references: ["a", "b"] } })).toBe(withExpressions({ x: { references: ["b", "a"] } }));
});

test("null is another input of a module than none", () => {
  const withInput = (expressions: Values): string => {
    const plan = updated(FUNCTION, (after) => (after.timeout = 5));
    plan.configuration.root_module.module_calls = { m: { source: "./m", expressions, module: {} } };
    return planMeaning(plan);
  };
  expect(withInput({ a: { constant_value: null } })).not.toBe(withInput({ a: {} }));
});

test("statements that are no policy's keep their order", () => {
  const document = (first: string, more: object): string =>
    JSON.stringify({ Statement: [{ Effect: first }, { Effect: first === "Allow" ? "Deny" : "Allow" }], ...more });
  const withText = (text: string): string => planMeaning(updated(FUNCTION, (after) => (after.description = text)));
  expect(withText(document("Allow", {}))).toBe(withText(document("Deny", {})));
  expect(withText(document("Allow", { Steps: 1 }))).not.toBe(withText(document("Deny", { Steps: 1 })));
});

test("an output that says that nothing changes, and has another value, is a change", () => {
  const plan = updated(FUNCTION, (after) => (after.timeout = 5));
  const meaning = planMeaning(plan);
  const [name = ""] = Object.keys(plan.output_changes);
  expect(plan.output_changes[name].actions).toEqual(["no-op"]);
  plan.output_changes[name].after = "another";
  expect(planMeaning(plan)).not.toBe(meaning);
  expect(resource(plan, FUNCTION).change.actions).toEqual(["update"]);
});
