import type fc from "fast-check";

/** A way by which something gets in that the project did not make. */
export interface Door<Case> {
  /** What comes in: JSON, so that one that goes wrong can be kept in a file. Small, so that its text is read in once. */
  readonly cases: fc.Arbitrary<Case>;
  /** How many of them a test tries; all doors of `npm test -- unit` together take 10 s at most. */
  readonly casesInTests: number;
  /** How many of them `npm run doors` tries by itself: fewer where one is many at once, or takes long. @default 100000 */
  readonly casesAtNight?: number;
  /** The most that one may take on an idle machine, in milliseconds. @default 1000 */
  readonly deadlineMs?: number;
  /** So many are let in at once, where one waits more than it works. @default 1 */
  readonly atOnce?: number;
  open(): Promise<OpenDoor<Case>>;
}

export interface OpenDoor<Case> {
  /** Lets one in. @throws Error when what happens is not what should: the message says what */
  enter(given: Case): Promise<void> | void;
  close?(): Promise<void> | void;
}

/** Holds what must hold of a case. The message stands in the corpus beside the case. */
export function hold(condition: boolean, message: string): asserts condition {
  if (!condition) {
    throw new Error(message);
  }
}

/** None of the secrets stands in what came out, neither as it is nor as URLs and JSON write it. */
export function holdSecret(out: string, secrets: readonly string[]): void {
  for (const secret of secrets) {
    for (const spelling of [secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1)]) {
      hold(!out.includes(spelling), `a secret got out: ${secret}`);
    }
  }
}
