import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { messageOf } from "../../common/problem";
import type { Door, OpenDoor } from "./door";
import { hold } from "./door";
import type { DoorName } from "./names";

/** After so many cases the numbers begin anew from the next seed, and what was done is told. */
const CHUNK = 500;

/** A case that does not end is given up after as many deadlines. */
const PATIENCE = 20;

export interface Counterexample {
  readonly found: string;
  readonly case: unknown;
}

export interface DoorRun {
  readonly cases: number;
  readonly slowestMs: number;
  readonly counterexample?: Counterexample;
}

interface RunOptions {
  readonly cases: number;
  readonly seed: number;
  readonly onProgress?: (run: DoorRun & { readonly seed: number }) => void;
}

/** Lets so many cases in, up to the first that goes wrong, which comes back as small as it could be made. */
export async function runDoor<Case>(door: Door<Case>, { cases, seed, onProgress }: RunOptions): Promise<DoorRun> {
  const open = await door.open();
  let slowestMs = 0;
  const enter = async (given: Case): Promise<void> => {
    slowestMs = Math.max(slowestMs, await withinDeadline(door, open, given));
  };
  try {
    for (let done = 0; done < cases; done += CHUNK) {
      const chunk = { numRuns: Math.min(CHUNK, cases - done), seed: seed + done / CHUNK };
      const { numRuns, counterexample } = await runChunk(door, enter, chunk);
      if (counterexample !== undefined) {
        return { cases: done + numRuns, slowestMs, counterexample };
      }
      onProgress?.({ cases: done + chunk.numRuns, slowestMs, seed: chunk.seed });
    }
    return { cases, slowestMs };
  } finally {
    await open.close?.();
  }
}

interface Chunk {
  readonly numRuns: number;
  readonly seed: number;
}

interface ChunkRun {
  readonly numRuns: number;
  readonly counterexample?: Counterexample;
}

async function runChunk<Case>(
  { atOnce = 1, cases }: Door<Case>,
  enter: (given: Case) => Promise<void>,
  chunk: Chunk,
): Promise<ChunkRun> {
  const wrong = atOnce === 1 ? undefined : await firstWrong(fc.sample(cases, chunk), enter, atOnce);
  if (atOnce > 1 && wrong === undefined) {
    return chunk;
  }
  // One after the other it is found again, unless it needed company, and made small.
  const { failed, numRuns, errorInstance, counterexample } = await fc.check(fc.asyncProperty(cases, enter), chunk);
  return failed
    ? { numRuns, counterexample: { found: messageOf(errorInstance), case: counterexample?.[0] } }
    : { numRuns, counterexample: wrong };
}

async function firstWrong<Case>(
  all: readonly Case[],
  enter: (given: Case) => Promise<void>,
  atOnce: number,
): Promise<Counterexample | undefined> {
  const left = [...all].reverse();
  let wrong: Counterexample | undefined;
  const takeTurns = async (): Promise<void> => {
    for (let given = left.pop(); given !== undefined && wrong === undefined; given = left.pop()) {
      const one = given;
      await enter(one).catch((error: unknown) => {
        wrong ??= { found: messageOf(error), case: one };
      });
    }
  };
  await Promise.all(Array.from({ length: atOnce }, takeTurns));
  return wrong;
}

/** Lets in again what went wrong once. */
export async function replayCorpus<Case>(name: DoorName, door: Door<Case>): Promise<readonly Counterexample[]> {
  const corpus = corpusOf(name);
  if (corpus.length === 0) {
    return [];
  }
  const open = await door.open();
  const wrong: Counterexample[] = [];
  try {
    for (const { case: given } of corpus) {
      await withinDeadline(door, open, given as Case).catch((error: unknown) =>
        wrong.push({ found: messageOf(error), case: given }),
      );
    }
  } finally {
    await open.close?.();
  }
  return wrong;
}

/**
 * The time without that in which others had the processor, in milliseconds, where the system says so: a busy machine makes
 * nothing slow. https://docs.kernel.org/scheduler/sched-stats.html#proc-pid-schedstat
 */
function ownTime(): number {
  let waitedNs = 0;
  try {
    waitedNs = Number(readFileSync("/proc/self/schedstat", "utf8").split(" ")[1]);
  } catch {
    // Linux alone has it.
  }
  return performance.now() - waitedNs / 1e6;
}

/** How long it took, in milliseconds. On a busy machine anything may take long once: what is slow has two more tries. */
async function withinDeadline<Case>(door: Door<Case>, open: OpenDoor<Case>, given: Case): Promise<number> {
  const { deadlineMs = 1000 } = door;
  let quickest = Number.POSITIVE_INFINITY;
  for (let tries = 0; tries < 3 && quickest > deadlineMs; tries += 1) {
    const began = ownTime();
    await endsWithin(deadlineMs * PATIENCE, open.enter(throughJson(given)));
    quickest = Math.min(quickest, ownTime() - began);
  }
  hold(quickest <= deadlineMs, `it took ${Math.round(quickest)} ms; it may take ${deadlineMs}`);
  return quickest;
}

async function endsWithin(milliseconds: number, work: Promise<void> | void): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`it had not ended after ${milliseconds} ms`)), milliseconds);
  });
  try {
    await Promise.race([work, tooLate]);
  } finally {
    clearTimeout(timer);
  }
}

/** As it comes back from the corpus: what JSON does not hold is not tried either. */
const throughJson = <T>(value: T): T => JSON.parse(JSON.stringify(value));

const CORPUS = join(__dirname, "corpus");

/** The cases that went wrong once, in the order of their files' names. */
export function corpusOf(name: DoorName): readonly Counterexample[] {
  const folder = join(CORPUS, name);
  const files = existsSync(folder) ? readdirSync(folder).filter((file) => file.endsWith(".json")) : [];
  return files.sort().map((file) => JSON.parse(readFileSync(join(folder, file), "utf8")));
}

/** Keeps a case for every later run of the tests, by a name that it has whoever finds it. */
export function keepInCorpus(name: DoorName, counterexample: Counterexample): string {
  const text = JSON.stringify(counterexample.case);
  const file = `${createHash("sha256").update(text).digest("hex").slice(0, 12)}.json`;
  mkdirSync(join(CORPUS, name), { recursive: true });
  writeFileSync(join(CORPUS, name, file), `${JSON.stringify(counterexample, undefined, 2)}\n`);
  return `test/doors/corpus/${name}/${file}`;
}
