import type { Path } from "../common/json";
import { asList, asObject, member, objectOf } from "../common/json";

/**
 * The steps of an attribute's path as `attribute-changes.ts` writes it, as far as they can be told: a name in quotes may
 * have been shortened, and what holds it is taken as a whole.
 */
export function stepsOf(path: string): Path {
  const [known = ""] = path.split('["');
  return [...known.matchAll(/\[(\d+)\]|([\w-]+)/g)].map(([, index, name = ""]) =>
    index === undefined ? name : Number(index),
  );
}

/** One side of a change in which the value under a path is the other side's. What is not there there is taken away. */
export function withOne(side: unknown, other: unknown, [step, ...more]: Path): unknown {
  if (step === undefined) {
    return other;
  }
  const [is, willBe] = [side, other].map((it) => (typeof step === "number" ? asList(it)[step] : member(it, step)));
  const value = withOne(is, willBe, more);
  if (typeof step === "number") {
    const items = [...asList(side)];
    items.splice(Math.min(step, items.length), 1, ...(value === undefined ? [] : [value]));
    return items;
  }
  const others = Object.entries(asObject(side) ?? {}).filter(([name]) => name !== step);
  return objectOf(value === undefined ? others : [...others, [step, value]]);
}
