import { count, withCommas } from "../common/plain-text";

/** A part of a report that can be shortened item by item. */
export interface Section {
  /** What stands above the items, given how many of them are shown: "all 3" or "3 of 5,000". */
  readonly open: (shown: string) => string;
  readonly items: readonly string[];
  /** Between two items. */
  readonly separator: "\n" | "\n\n";
  /** What stands below the items. @default - nothing */
  readonly close?: string;
  /** What an item is, for the count of those left out. */
  readonly noun: string;
  /** The lower, the later it is cut. */
  readonly rank: number;
  /** The part of the room that it may take; what is cut for this reason leaves the others alone. @default 1 */
  readonly share?: number;
}

/**
 * A report within a limit: the head, then sections in their order, shortened by rank. Once something is cut, nothing of
 * a higher rank is shown, so that what matters less never takes the place of what matters more. What was cut is counted
 * at the end.
 *
 * @param limit in characters
 * @param where to see it all, as a sentence in Markdown
 */
export function fitted(head: string, sections: readonly Section[], limit: number, where: string): string {
  const filled = sections.filter(({ items }) => items.length > 0);
  const none = new Map(filled.map((section) => [section, 0]));
  const reserved = head.length + BREAK.length * 2 + leftOut(none, where).length;
  const shown = chooseShown(filled, limit - reserved);
  const parts = filled.map((section) => render(section, shown.get(section) ?? 0)).filter((part) => part !== "");
  const note = leftOut(shown, where);
  return `${[head, ...parts, ...(note === "" ? [] : [note])].join(BREAK)}\n`;
}

const BREAK = "\n\n";

/**
 * The items of a section, of which those are left empty that a report of this length has no room for: a plan may change
 * a hundred thousand resources.
 *
 * @param limit in characters
 */
export function itemsUpTo<T>(
  limit: number,
  things: readonly T[],
  write: (thing: T, index: number) => string,
): string[] {
  let length = 0;
  return things.map((thing, index) => {
    const item = length > limit ? "" : write(thing, index);
    length += item.length;
    return item;
  });
}

/** How many items of each section there is room for. */
function chooseShown(sections: readonly Section[], room: number): ReadonlyMap<Section, number> {
  const shown = new Map<Section, number>(sections.map((section) => [section, 0]));
  let left = room;
  for (const section of [...sections].sort((a, b) => a.rank - b.rank)) {
    const part = Math.min(left, room * (section.share ?? 1));
    const { number, cost } = itemsWithin(section, part);
    shown.set(section, number);
    left -= cost;
    if (number < section.items.length && section.share === undefined) {
      break;
    }
  }
  return shown;
}

function itemsWithin(section: Section, room: number): { readonly number: number; readonly cost: number } {
  const { items, separator } = section;
  const total = withCommas(items.length);
  let cost = section.open(`${total} of ${total}`).length + BREAK.length * 3 + (section.close ?? "").length;
  let number = 0;
  for (const item of items) {
    const more = item.length + separator.length;
    if (cost + more > room) {
      break;
    }
    cost += more;
    number += 1;
  }
  return number === 0 ? { number, cost: 0 } : { number, cost };
}

function render({ open, items, separator, close }: Section, number: number): string {
  if (number === 0) {
    return "";
  }
  const total = withCommas(items.length);
  const parts = [open(number === items.length ? total : `${withCommas(number)} of ${total}`)];
  parts.push(items.slice(0, number).join(separator));
  if (close !== undefined) {
    parts.push(close);
  }
  return parts.join(parts[0]?.endsWith("|") ? "\n" : BREAK);
}

/** How much of what is not shown; empty when everything is. */
function leftOut(shown: ReadonlyMap<Section, number>, where: string): string {
  const nouns = new Map<string, { hidden: number; total: number }>();
  for (const [{ noun, items }, number] of shown) {
    const known = nouns.get(noun) ?? { hidden: 0, total: 0 };
    nouns.set(noun, { hidden: known.hidden + items.length - number, total: known.total + items.length });
  }
  const shortened = [...nouns].filter(([, { hidden }]) => hidden > 0);
  if (shortened.length === 0) {
    return "";
  }
  const list = shortened.map(([noun, { hidden, total }]) => `${withCommas(hidden)} of ${count(total, noun)}`);
  return `**Left out for length:** ${list.join("; ")}. ${where}`;
}
