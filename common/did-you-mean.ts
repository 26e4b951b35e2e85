/** A longer word is no typo, and would only cost time. */
const MAX_WORD_LENGTH = 64;

/** One typo is allowed for every so many letters. */
const LETTERS_PER_TYPO = 4;

const UNREACHABLE = Number.POSITIVE_INFINITY;

/**
 * The word that was probably meant, or undefined. Case, hyphens and underscores do not count, so that `client_id` is
 * `clientId`. By hand: a package for the distance alone would save twenty lines, and be one more to trust.
 */
export function didYouMean(word: string, known: readonly string[]): string | undefined {
  if (word.length > MAX_WORD_LENGTH) {
    return undefined;
  }
  const given = letters(word);
  const nearest = known
    .filter((candidate) => Math.abs(letters(candidate).length - given.length) <= maxTypos(candidate))
    .map((candidate) => ({ candidate, typos: distance(given, letters(candidate)) }))
    .filter(({ candidate, typos }) => typos <= maxTypos(candidate))
    .sort((one, other) => one.typos - other.typos)[0];
  return nearest?.candidate;
}

const maxTypos = (candidate: string): number => Math.max(1, Math.floor(letters(candidate).length / LETTERS_PER_TYPO));

const letters = (word: string): string => word.toLowerCase().replace(/[-_.\s]/g, "");

/** Damerau-Levenshtein distance (optimal string alignment): wrong, missing, added and swapped letters. */
function distance(one: string, other: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let row = 1; row <= one.length; row++) {
    const current = [row];
    for (let column = 1; column <= other.length; column++) {
      const same = one[row - 1] === other[column - 1];
      const swapped = one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
      current[column] = Math.min(
        at(last, column) + 1,
        at(current, column - 1) + 1,
        at(last, column - 1) + (same ? 0 : 1),
        swapped ? at(beforeLast, column - 2) + 1 : UNREACHABLE,
      );
    }
    [beforeLast, last] = [last, current];
  }
  return at(last, other.length);
}

const at = (row: readonly number[], column: number): number => row[column] ?? UNREACHABLE;
