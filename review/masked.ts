import type { JsonObject, Path } from "../common/json";
import { asList, isObject, isSame, member, objectOf } from "../common/json";
import { withoutSecretShapes } from "../common/secrets";
import { isSecretName, mayBeSecretName } from "./secret-names";
import { SecretTexts } from "./secret-texts";

/** Stands for a secret that stays as it is. A symbol, because no value of a plan can be one. */
export const SENSITIVE = Symbol("(sensitive)");
/** Stands for a secret that is another one than before. */
export const SENSITIVE_CHANGED = Symbol("(sensitive, changed)");
/** Stands for a value that only the apply will bring. */
export const UNKNOWN = Symbol("(known after apply)");

/** One side of a change with its marks, as Terraform's plan has them: a tree of `true`, or `true` for all below. */
interface Marks {
  readonly unknown: unknown;
  readonly beforeSensitive: unknown;
  readonly afterSensitive: unknown;
}

/** Texts that are looked through once only: in characters, and so many of them. */
const LONGEST_KEPT = 300;
const MOST_KEPT = 20_000;

/** The sides of a change without secrets. */
export interface MaskedSides {
  readonly before: JsonObject | undefined;
  readonly after: JsonObject | undefined;
}

type Pair = readonly [before: unknown, after: unknown];

/**
 * Puts symbols in the place of secrets and unknown values, before anything else reads a change: what is not there
 * cannot be shown. Terraform's own marks count first, names that look like a secret's second.
 */
export class Masker {
  /** Secrets that were met, to be hidden where they occur without a mark too. */
  private readonly secrets = new SecretTexts();
  /** Texts without them: the same ones come again with every resource. */
  private readonly hidden = new Map<string, string>();

  /**
   * @param before the attributes of a resource; each is masked on its own even if all of the resource is marked, so
   * that which of them change can still be seen
   */
  mask(before: JsonObject | undefined, after: JsonObject | undefined, marks: Marks): MaskedSides {
    const [was, willBe] = this.objects(before, after, marks, []);
    return { before: isObject(was) ? was : undefined, after: isObject(willBe) ? willBe : undefined };
  }

  /** A text without the secrets that were met so far. */
  readonly hide = (text: string): string => {
    if (text.length > LONGEST_KEPT) {
      return withoutSecretShapes(this.secrets.hide(text), "(sensitive)");
    }
    const known = this.hidden.get(text);
    if (known !== undefined) {
      return known;
    }
    const hidden = withoutSecretShapes(this.secrets.hide(text), "(sensitive)");
    if (this.hidden.size < MOST_KEPT) {
      this.hidden.set(text, hidden);
    }
    return hidden;
  };

  /**
   * Whether a value that no mark protects holds a secret that was met, or a text that is one by its shape; members'
   * names are shown as well as their values.
   *
   * @param parts whether a part of a secret will do, also backwards, or with something between its characters
   */
  holdsSecret(value: unknown, parts = false): boolean {
    if (typeof value === "string") {
      return this.hide(value) !== value || (parts && this.secrets.holdsPart(value));
    }
    return (
      typeof value === "object" &&
      value !== null &&
      (Object.entries(value).some(
        ([name, item]) => this.holdsSecret(item, parts) || (!Array.isArray(value) && this.holdsSecret(name, parts)),
      ) ||
        (parts &&
          Array.isArray(value) &&
          this.holdsSecret(value.filter((it) => typeof it === "string").join(""), parts)))
    );
  }

  private pair(before: unknown, after: unknown, marks: Marks, path: Path): Pair {
    const named = isSecretName(path) && [before, after].some((value) => isSecretValue(value));
    if (marks.beforeSensitive === true || marks.afterSensitive === true || named) {
      this.remember(before);
      this.remember(after);
      return hidden(before, after, marks.unknown);
    }
    if (marks.unknown === true) {
      return [this.pair(before, undefined, { ...marks, unknown: false }, path)[0], UNKNOWN];
    }
    if (Array.isArray(before) || Array.isArray(after)) {
      return this.lists(before, after, marks, path);
    }
    if (isObject(before) || isObject(after)) {
      return this.objects(before, after, marks, path);
    }
    return [before, after];
  }

  private lists(before: unknown, after: unknown, marks: Marks, path: Path): Pair {
    // A list on one side and something else on the other: each side is masked on its own.
    if (isOther(before) || isOther(after)) {
      return this.apart(before, after, marks, path);
    }
    // Nothing marks them, and the list's name is no secret's: then nothing in it is hidden.
    if (marks === NO_MARKS && asList(before).every(isScalar) && asList(after).every(isScalar)) {
      return [before, after];
    }
    const [old, planned] = [asList(before), asList(after)];
    const length = Math.max(old.length, planned.length, asList(marks.unknown).length);
    const pairs = Array.from({ length }, (_, index) =>
      this.pair(old[index], planned[index], marksBelow(marks, index), [...path, index]),
    );
    const [was, willBe] = [
      Array.isArray(before) ? pairs.slice(0, old.length).map(([value]) => value) : before,
      Array.isArray(after)
        ? pairs.slice(0, Math.max(planned.length, asList(marks.unknown).length)).map(([, value]) => value)
        : after,
    ];
    return [sameOr(before, was), sameOr(after, willBe)];
  }

  private objects(before: unknown, after: unknown, marks: Marks, path: Path): Pair {
    if (!isObjectOrNone(before) || !isObjectOrNone(after)) {
      return this.apart(before, after, marks, path);
    }
    const old = new Members(before);
    const planned = new Members(after);
    const mask = (name: string): void => {
      const [own, next] = [member(before, name), member(after, name)];
      const below = marksBelow(marks, name);
      // Most attributes are numbers and words that nothing marks: no more is made for them than there is.
      if (below === NO_MARKS && isScalar(own) && isScalar(next) && !mayBeSecretName(name, path)) {
        return;
      }
      const [was, willBe] = this.pair(own, next, below, [...path, name]);
      old.add(name, own, was);
      planned.add(name, next, willBe);
    };
    const isOf = (side: unknown, name: string): boolean => isObject(side) && Object.hasOwn(side, name);
    const names = (side: unknown): readonly string[] => (isObject(side) ? Object.keys(side) : []);
    names(before).forEach(mask);
    for (const name of names(after)) {
      if (!isOf(before, name)) {
        mask(name);
      }
    }
    for (const name of names(marks.unknown)) {
      if (!isOf(before, name) && !isOf(after, name)) {
        mask(name);
      }
    }
    return [old.value(), planned.value()];
  }

  private apart(before: unknown, after: unknown, marks: Marks, path: Path): Pair {
    return [this.pair(before, undefined, marks, path)[0], this.pair(undefined, after, marks, path)[1]];
  }

  /** Takes a value for a secret, and all that is in it. */
  remember(value: unknown): void {
    if (typeof value === "string") {
      this.hidden.clear();
      this.secrets.add(value);
    } else if (typeof value === "object" && value !== null) {
      Object.values(value).forEach((item) => void this.remember(item));
    }
  }
}

/** The members of an object, some of them hidden. Where none is, the very object will do: most are such. */
class Members {
  private hidden: Map<string, unknown> | undefined;

  constructor(private readonly object: unknown) {}

  add(name: string, own: unknown, shown: unknown): void {
    if (own !== shown) {
      this.hidden ??= new Map();
      this.hidden.set(name, shown);
    }
  }

  value(): unknown {
    const { object, hidden } = this;
    return isObject(object) && hidden !== undefined ? objectOf([...Object.entries(object), ...hidden]) : object;
  }
}

/** Of a value that nothing marks, and of all that is in it. */
const NO_MARKS: Marks = { unknown: undefined, beforeSensitive: undefined, afterSensitive: undefined };

const isScalar = (value: unknown): boolean => typeof value !== "object" || value === null;

/** An unset value is none, and a switch is not secret by its name: `generate_secret`. */
const isSecretValue = (value: unknown): boolean =>
  value !== undefined && value !== null && value !== "" && typeof value !== "boolean";

function hidden(before: unknown, after: unknown, unknown: unknown): Pair {
  const was = before === undefined || before === null ? before : SENSITIVE;
  if (unknown === true) {
    return [was, UNKNOWN];
  }
  if (after === undefined || after === null) {
    return [was, after];
  }
  return [was, isSame(before, after) ? SENSITIVE : SENSITIVE_CHANGED];
}

function marksBelow(marks: Marks, step: string | number): Marks {
  if (marks === NO_MARKS) {
    return marks;
  }
  const unknown = markBelow(marks.unknown, step);
  const beforeSensitive = markBelow(marks.beforeSensitive, step);
  const afterSensitive = markBelow(marks.afterSensitive, step);
  const isUnmarked = isNoMark(unknown) && isNoMark(beforeSensitive) && isNoMark(afterSensitive);
  return isUnmarked ? NO_MARKS : { unknown, beforeSensitive, afterSensitive };
}

function markBelow(tree: unknown, step: string | number): unknown {
  if (tree === true) {
    return true;
  }
  if (typeof step === "string") {
    return member(tree, step);
  }
  return Array.isArray(tree) ? tree[step] : undefined;
}

const isNoMark = (tree: unknown): boolean => tree === undefined || tree === false;

const isObjectOrNone = (value: unknown): boolean => value === undefined || value === null || isObject(value);

/** The list itself where it holds the same values. */
const sameOr = (list: unknown, other: unknown): unknown =>
  Array.isArray(list) &&
  Array.isArray(other) &&
  list.length === other.length &&
  list.every((item, index) => item === other[index])
    ? list
    : other;

const isOther = (value: unknown): boolean => value !== undefined && value !== null && !Array.isArray(value);
