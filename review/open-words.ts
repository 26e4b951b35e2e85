import type { PlannedChange } from "./plan";

/** What stands between words. */
const BETWEEN = /[^A-Za-z0-9]+/;

/** So long is no secret that anybody needs. */
const SHORT = 8;

/** No count, size or time is larger. */
const LARGEST = 1e15;

/** Of one case, and without digits. */
const WORD = /^(?:[a-z]+|[A-Z]+|[A-Z][a-z]+)$/;
const LONGEST_WORD = 20;

/** So many numbers, or texts of so few characters, may be the characters of something longer. */
const MANY = 8;
const FEW_CHARACTERS = 3;

/**
 * The words of a plan that nothing marks as secret: ids, names and ARNs. A value that is made of these and of plain words
 * alone tells nothing that the plan does not show anyway.
 */
export class OpenWords {
  private known: Set<string> | undefined;

  /** @param changes without secrets */
  constructor(private readonly changes: readonly PlannedChange[]) {}

  /** Whether all of a value is of such words. */
  isOpen(value: unknown): boolean {
    if (typeof value === "string") {
      return value.split(BETWEEN).every((word) => this.isOpenWord(word));
    }
    if (typeof value === "number") {
      return Math.abs(value) < LARGEST && String(value).length <= SHORT * 2;
    }
    if (typeof value !== "object" || value === null) {
      return true;
    }
    const items: readonly unknown[] = Object.values(value);
    return !areCharacters(items.flat(3)) && items.every((item) => this.isOpen(item));
  }

  private isOpenWord(word: string): boolean {
    return (
      word.length <= SHORT || (WORD.test(word) && word.length <= LONGEST_WORD) || this.all().has(word.toLowerCase())
    );
  }

  private all(): ReadonlySet<string> {
    if (this.known === undefined) {
      this.known = new Set();
      for (const { before, after } of this.changes) {
        collect(before, this.known);
        collect(after, this.known);
      }
    }
    return this.known;
  }
}

const areCharacters = (items: readonly unknown[]): boolean =>
  items.length > MANY &&
  items.filter((item) => typeof item === "number" || (typeof item === "string" && item.length <= FEW_CHARACTERS))
    .length > MANY;

function collect(value: unknown, words: Set<string>): void {
  if (typeof value === "string") {
    for (const word of value.split(BETWEEN)) {
      if (word.length > SHORT) {
        words.add(word.toLowerCase());
      }
    }
  } else if (typeof value === "object" && value !== null) {
    for (const item of Object.values(value)) {
      collect(item, words);
    }
  }
}
