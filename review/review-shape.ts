import { isObject, member } from "../common/json";
import type { Finding } from "./finding";
import type { EnvironmentReview, OutputChange, ResourceChange, Verdict } from "./review";

/**
 * Where a value is not the JSON form of one environment's review, as in `findings[2].rule`; undefined where it is one. A
 * review that comes from a file was made by another run, or by hand: nothing of it is taken for granted.
 */
export const reviewFlaw = (value: unknown): string | undefined => ENVIRONMENT(value, "");

/** The path of the first place that is not as it should be. */
type Shape = (value: unknown, path: string) => string | undefined;

const fits =
  (test: (value: unknown) => boolean): Shape =>
  (value, path) =>
    test(value) ? undefined : path;

const text = fits((value) => typeof value === "string");
const count = fits((value) => Number.isSafeInteger(value) && Number(value) >= 0);
const flag = fits((value) => typeof value === "boolean");

const oneOf = <T extends string>(values: Readonly<Record<T, true>>): Shape =>
  fits((value) => typeof value === "string" && Object.hasOwn(values, value));

const optional =
  (shape: Shape): Shape =>
  (value, path) =>
    value === undefined ? undefined : shape(value, path);

const listOf =
  (shape: Shape): Shape =>
  (value, path) => {
    if (!Array.isArray(value)) {
      return path;
    }
    for (const [index, item] of value.entries()) {
      const flaw = shape(item, `${path}[${index}]`);
      if (flaw !== undefined) {
        return flaw;
      }
    }
    return undefined;
  };

const textsByName = fits((value) => isObject(value) && Object.values(value).every((it) => typeof it === "string"));

/** An object with these members; others are for later versions. */
const object =
  (members: Readonly<Record<string, Shape>>): Shape =>
  (value, path) => {
    if (!isObject(value)) {
      return path || "it";
    }
    for (const [name, shape] of Object.entries(members)) {
      const flaw = shape(member(value, name), path === "" ? name : `${path}.${name}`);
      if (flaw !== undefined) {
        return flaw;
      }
    }
    return undefined;
  };

/** So that TypeScript misses no member. */
type Members<T> = { readonly [Name in keyof Required<T>]: Shape };

const FINDING = object({
  rule: text,
  severity: oneOf<Finding["severity"]>({ block: true, warn: true, info: true }),
  construct: optional(text),
  address: optional(text),
  what: text,
  who: text,
  effect: text,
  recover: text,
  paste: optional(text),
  acknowledgement: optional(object({ by: text, reason: text })),
} satisfies Members<Finding>);

const CHANGE = object({
  address: text,
  type: text,
  construct: optional(text),
  action: oneOf<ResourceChange["action"]>({
    create: true,
    update: true,
    replace: true,
    delete: true,
    forget: true,
    move: true,
    import: true,
    read: true,
  }),
  previousAddress: optional(text),
  attributes: listOf(object({ path: text, before: text, after: text, forcesReplacement: flag })),
} satisfies Members<ResourceChange>);

const ENVIRONMENT = object({
  environment: text,
  verdict: oneOf<Verdict>({ safe: true, "not examined": true, blocked: true, "not judged": true }),
  notJudged: listOf(text),
  counts: object({
    add: count,
    change: count,
    replace: count,
    destroy: count,
    move: count,
    import: count,
    forget: count,
  } satisfies Members<EnvironmentReview["counts"]>),
  findings: listOf(FINDING),
  acknowledged: listOf(FINDING),
  unexamined: listOf(object({ address: text, attributes: listOf(text) })),
  changes: listOf(CHANGE),
  outputs: listOf(
    object({
      name: text,
      action: oneOf<OutputChange["action"]>({ create: true, update: true, delete: true }),
    } satisfies Members<OutputChange>),
  ),
  digest: optional(text),
  basis: optional(textsByName),
} satisfies Members<EnvironmentReview>);
