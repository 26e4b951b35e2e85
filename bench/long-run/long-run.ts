import { createHash } from "node:crypto";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { count } from "../../common/plain-text";
import { messageOf } from "../../common/problem";
import { median, ms, table, times } from "../measure";
import type { Bench, Figure, Measured } from "../section";
import type { Operation } from "./person";
import { Late, Person } from "./person";
import type { Memory, Part } from "./resident-memory";
import { memoryNow } from "./resident-memory";
import { startLongRunWorld } from "./world";

const PEOPLE = 200;

/** How many of them do something at any moment, as fast as the machine goes: as many as a small one has cores. */
const AT_ONCE = 2;

/** What is hashed to see how fast the machine is at the moment. */
const YARDSTICK = Buffer.alloc(8 * 1024 * 1024);

/** How often memory is looked at. */
const LOOK_MS = 2000;

/** As much of the run as counts for nothing: programs load what they need, and their memory takes its shape. */
const WARM_UP = 0.25;

/** One thing that was done. */
interface Done {
  readonly operation: Operation;
  /** Since the beginning, when it was over. */
  readonly atMs: number;
  readonly tookMs: number;
}

/** What was seen at one moment. */
interface Look {
  readonly atMs: number;
  readonly held: Memory;
  /** How long a fixed piece of work took: other programs slow it as they slow the rest. */
  readonly yardstickMs: number;
}

interface Run {
  readonly done: readonly Done[];
  readonly looks: readonly Look[];
  readonly errors: readonly string[];
  /** What a time limit cut off, which says that the machine has too much to do, and was done again. */
  readonly late: readonly string[];
  readonly lastsMs: number;
}

/**
 * People link, ask, refresh and unlink, for minutes, on the local world, and each answer is checked. Times are of the
 * whole operation, as a person waits, with the queue before the one process in which the function runs. What grows or
 * slows shows between the first and the last third of what follows the warm-up.
 */
export async function benchLongRun(bench: Bench): Promise<Measured> {
  const folder = join(bench.folder, "long-run");
  mkdirSync(folder, { recursive: true });
  const world = await startLongRunWorld(bench.root, folder, bench);
  const people: Person[] = [];
  for (let number = 0; number < PEOPLE; number += 1) {
    people.push(await Person.make(world, number));
  }
  return report(await live(people, bench.minutes * 60_000, bench.signal));
}

async function live(people: readonly Person[], lastsMs: number, signal: AbortSignal): Promise<Run> {
  const began = performance.now();
  const now = (): number => performance.now() - began;
  const done: Done[] = [];
  const errors: string[] = [];
  const late: string[] = [];
  const looks: Look[] = [];
  const idle = [...people];
  let turns = 0;

  const turn = async (person: Person): Promise<void> => {
    const { operation, run } = person.next();
    const from = now();
    try {
      await run();
      person.hasDone();
      idle.push(person);
      done.push({ operation, atMs: now(), tookMs: now() - from });
    } catch (error) {
      const isLate = error instanceof Late;
      (isLate ? late : errors).push(`${operation}: ${messageOf(error)}`);
      idle.push(...(isLate ? [person] : []));
    }
  };
  const work = async (): Promise<void> => {
    while (now() < lastsMs && idle.length > 0) {
      signal.throwIfAborted();
      turns += 1;
      const [person] = idle.splice(Math.floor(spread(turns) * idle.length), 1);
      await (person && turn(person));
    }
  };
  const watch = async (): Promise<void> => {
    while (now() < lastsMs) {
      const from = now();
      createHash("sha256").update(YARDSTICK).digest();
      const yardstickMs = now() - from;
      looks.push({ atMs: now(), held: await memoryNow(), yardstickMs });
      await sleep(LOOK_MS, undefined, { signal });
    }
  };
  await Promise.all([watch(), ...Array.from({ length: AT_ONCE }, work)]);
  return { done, looks, errors, late, lastsMs };
}

/** Numbers from 0 to below 1 that lie evenly, the same in every run: the golden ratio's multiples. */
const spread = (number: number): number => (number * 0.618_033_988_749_895) % 1;

const mean = (values: readonly number[]): number => values.reduce((sum, it) => sum + it, 0) / values.length;

function report({ done, looks, errors, late, lastsMs }: Run): Measured {
  const third = (number: number): ((at: { readonly atMs: number }) => boolean) => {
    const from = (WARM_UP + (number / 3) * (1 - WARM_UP)) * lastsMs;
    return ({ atMs }) => atMs >= from && atMs < from + ((1 - WARM_UP) / 3) * lastsMs;
  };
  const [first, last] = [third(0), third(2)];

  const operations = [...new Set(done.map(({ operation }) => operation))].sort();
  const timesOf = (rows: readonly Done[]) => rows.map(({ tookMs }) => tookMs).sort((a, b) => a - b);
  const at = (sorted: readonly number[], part: number): number => sorted[Math.floor(sorted.length * part)] ?? 0;
  const slower = (rows: readonly Done[], part: number): number =>
    at(timesOf(rows.filter(last)), part) / at(timesOf(rows.filter(first)), part);
  const yardstick = (when: typeof first): number => median(looks.filter(when).map((it) => it.yardstickMs));
  const machine = yardstick(last) / yardstick(first);
  /** Of all operations, each counting alike, however long it takes and often it is. */
  const allSlower = (part: number): number =>
    Math.exp(
      mean(
        operations.map((it) =>
          Math.log(
            slower(
              done.filter(({ operation }) => operation === it),
              part,
            ),
          ),
        ),
      ),
    );
  const speed = operations.map((operation) => {
    const rows = done.filter((it) => it.operation === operation);
    const sorted = timesOf(rows);
    return { operation, count: rows.length, p50: at(sorted, 0.5), p99: at(sorted, 0.99), slower: slower(rows, 0.5) };
  });

  const parts = Object.keys(looks[0]?.held ?? {}) as Part[];
  const growth = parts.map((part) => {
    const of = (when: typeof first): number => mean(looks.filter(when).map(({ held }) => held[part]));
    const most = Math.max(...looks.map(({ held }) => held[part]));
    const [before, after] = [of(first), of(last)];
    return { part, before, after, most, ratio: after / before };
  });

  const megabytes = (value: number): string => `${value.toFixed(1)} MB`;
  const text = [
    `${PEOPLE} people, ${AT_ONCE} at once, for ${count(lastsMs / 60_000, "minute")}: ${count(done.length, "operation")}, ${count(errors.length, "error")}, ${late.length} cut off by a time limit`,
    ...[...errors, ...late].slice(0, 10).map((error) => `  ${error}`),
    table([
      ["", "times", "p50", "p99", "p50, last third against first"],
      ["the machine itself, by a fixed piece of work", "", "", "", times(machine)],
      ...speed.map((it) => [it.operation, String(it.count), ms(it.p50), ms(it.p99), times(it.slower)]),
    ]),
    table([
      ["memory", "first third", "last third", "", "most"],
      ...growth.map((it) => [it.part, megabytes(it.before), megabytes(it.after), times(it.ratio), megabytes(it.most)]),
    ]),
  ].join("\n");
  const figures: Figure[] = [
    { name: "long-run: errors", value: errors.length, unit: "errors" },
    { name: "long-run: cut off by a time limit", value: (100 * late.length) / (done.length + late.length), unit: "%" },
    ...speed.flatMap(({ operation, p50, p99 }): Figure[] => [
      { name: `long-run: ${operation}, p50`, value: p50, unit: "ms" },
      { name: `long-run: ${operation}, p99`, value: p99, unit: "ms" },
    ]),
    { name: "long-run: the machine, last third against first", value: machine, unit: "×" },
    { name: "long-run: p50, last third against first, over the machine's", value: allSlower(0.5), unit: "×" },
    { name: "long-run: p99, last third against first, over the machine's", value: allSlower(0.99), unit: "×" },
    ...growth.map(
      ({ part, ratio }): Figure => ({
        name: `long-run: memory of the ${part}, last third against first`,
        value: ratio,
        unit: "×",
      }),
    ),
  ];
  return { text, figures };
}
