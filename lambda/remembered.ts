import type { MemorySettings } from "./library";
import { Memory } from "./library";

/** What this skill remembers of a user: no more than it says aloud. */
export interface Remembered {
  /** What the user asked for last. */
  readonly lastAsked: "technology-stack";
}

/** Of {@link Remembered}: one more whenever what was written before no longer fits it. */
const VERSION = 1;

/** This skill's memory of its users. @param settings undefined: it remembers nothing */
export const memoryOf = (settings: MemorySettings | undefined): Memory<Remembered> =>
  new Memory({ settings, version: VERSION });
