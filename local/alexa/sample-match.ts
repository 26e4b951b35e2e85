import { wordsOf } from "../../alexa/skill-package/spoken-words";
import type { SlotValues } from "./slot-values";

export interface SampleMatch {
  readonly slots: Readonly<Record<string, string>>;
  /** How many words are not quite those of the sample. */
  readonly typos: number;
  /** How many words slots have taken. */
  readonly slotWords: number;
  /** How many slots have taken what is no value of their type. */
  readonly misfits: number;
}

/** A sentence with more mistyped words than this is another sentence. */
const MAX_TYPOS = 2;

/** Shorter words must be right: one letter makes "link" a "pink". */
const MIN_MISTYPED_WORD_LENGTH = 5;

/**
 * Whether the words are those of a sample. Each must be there, in order; a long one may have one letter wrong, missing,
 * too many or two swapped, but not the first. A slot takes one word or more; in a sample of nothing but slots, only a
 * value that the model has, or else it would take anything.
 */
export function matchSample(
  parts: readonly SamplePart[],
  words: readonly string[],
  isValue: SlotValues,
): SampleMatch | undefined {
  const isClosed = !parts.some((part) => "word" in part);
  const take = (slot: string, value: string): Taken | undefined => {
    const fits = isValue(slot, value);
    return isClosed && fits !== true ? undefined : { misfits: fits === false ? 1 : 0 };
  };
  const match = parts.length === 0 ? undefined : matchParts(parts, words, take);
  return match === undefined || match.typos > MAX_TYPOS ? undefined : match;
}

/** A sample's words and slots, in order. */
export const samplePartsOf = (sample: string, locale: string): readonly SamplePart[] =>
  sample.split(/(\{[^}]*\})/).flatMap((part): readonly SamplePart[] => {
    const slot = /^\{([^}|]*\|)?\s*(\w+)\s*\}$/.exec(part)?.[2];
    return slot === undefined ? wordsOf(part, locale).map((word) => ({ word })) : [{ slot }];
  });

export type SamplePart = { readonly word: string } | { readonly slot: string };

interface Taken {
  readonly misfits: number;
}

/** What comes of it when a slot takes the words; undefined when it may not. */
type Take = (slot: string, words: string) => Taken | undefined;

function matchParts(
  [part, ...rest]: readonly SamplePart[],
  words: readonly string[],
  take: Take,
): SampleMatch | undefined {
  if (part === undefined) {
    return words.length === 0 ? { slots: {}, typos: 0, slotWords: 0, misfits: 0 } : undefined;
  }
  if ("word" in part) {
    const [word, ...others] = words;
    const typos = word === undefined ? undefined : typosIn(word, part.word);
    const match = typos === undefined ? undefined : matchParts(rest, others, take);
    return match === undefined || typos === undefined ? undefined : { ...match, typos: match.typos + typos };
  }
  return matchSlot(part.slot, rest, words, take);
}

function matchSlot(
  slot: string,
  rest: readonly SamplePart[],
  words: readonly string[],
  take: Take,
): SampleMatch | undefined {
  for (let length = 1; length <= words.length; length++) {
    const value = words.slice(0, length).join(" ");
    const taken = take(slot, value);
    const match = taken && matchParts(rest, words.slice(length), take);
    if (taken !== undefined && match !== undefined) {
      return {
        typos: match.typos,
        slots: { ...match.slots, [slot]: value },
        slotWords: match.slotWords + length,
        misfits: match.misfits + taken.misfits,
      };
    }
  }
  return undefined;
}

/** 0 for the same word, 1 for one that is one typo away from it, undefined for another word. */
function typosIn(said: string, meant: string): number | undefined {
  if (said === meant) {
    return 0;
  }
  const comparable = Math.min(said.length, meant.length) >= MIN_MISTYPED_WORD_LENGTH && said[0] === meant[0];
  return comparable && isOneTypoAway(said, meant) ? 1 : undefined;
}

/** Whether the Damerau-Levenshtein distance of two different words is 1. */
function isOneTypoAway(one: string, other: string): boolean {
  const [short, long] = one.length <= other.length ? [one, other] : [other, one];
  let same = 0;
  while (same < short.length && short[same] === long[same]) {
    same++;
  }
  if (long.length === short.length + 1) {
    return short.slice(same) === long.slice(same + 1);
  }
  const wrong = short.slice(same + 1) === long.slice(same + 1);
  const swapped =
    short[same] === long[same + 1] && short[same + 1] === long[same] && short.slice(same + 2) === long.slice(same + 2);
  return long.length === short.length && (wrong || swapped);
}
