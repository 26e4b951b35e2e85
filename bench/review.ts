import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import { median, ms, runNode, table, times } from "./measure";
import { SHAPES } from "./review-plans";

const ROUNDS = 3;
/** As many as a plan may have. */
const MOST = 100_000;
/** What the review of one plan may take, from the start of the process to the end: time of the processor, memory. */
const MAX_MS = 20_000;
const MAX_MEGABYTES = 1500;
/** Five times the changes may take so many times the time: a search through all for each would take 25 times. */
const MAX_GROWTH = 8;

/** What one process says of one plan. */
interface Measured {
  readonly readMs: number;
  readonly judgedMs: number;
  readonly wholeMs: number;
  /** With the start of the process and the reading. */
  readonly allMs: number;
  readonly megabytes: number;
}

/**
 * Reviewing large plans of every shape, against reading the same JSON, which nobody who reviews a plan gets around. Each
 * figure is of a fresh process, so that none has the memory of another. Twice the changes should take twice the time.
 *
 * @param only shapes to measure @default all
 * @returns the table, and below it what is over its budget
 */
export async function benchReview(root: string, only?: readonly string[]): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "review-bench-"));
  try {
    const script = join(folder, "probe.cjs");
    await build({
      entryPoints: [join(root, "bench/review-probe.ts")],
      outfile: script,
      bundle: true,
      platform: "node",
      logLevel: "error",
    });
    const plan = join(folder, "plan.json");
    const measure = async (): Promise<Measured> => JSON.parse((await runNode([script, "review", plan])).stdout);
    const rows = [["changes", "JSON read", "judged", "with digest and report", "× reading", "all", "memory"]];
    const over: string[] = [];
    const all = new Map<string, number>();
    const add = async (shape: string, length: number, rounds: number): Promise<void> => {
      const found: Measured[] = [];
      await runNode([script, "write", plan, root, shape, String(length)]);
      for (let round = 0; round < rounds; round += 1) {
        found.push(await measure());
      }
      const of = (name: keyof Measured): number => median(found.map((one) => one[name]));
      rows.push([
        `${length.toLocaleString("en-US")} ${shape}`,
        ms(of("readMs")),
        ms(of("judgedMs")),
        ms(of("wholeMs")),
        times(of("wholeMs") / of("readMs")),
        ms(of("allMs")),
        `${Math.round(of("megabytes"))} MB`,
      ]);
      all.set(`${shape} ${length}`, of("wholeMs"));
      if (of("allMs") > MAX_MS || of("megabytes") > MAX_MEGABYTES) {
        over.push(`${shape}: over ${ms(MAX_MS)} or ${MAX_MEGABYTES} MB`);
      }
    };
    for (const length of [1000, 10_000, 20_000]) {
      await add("updates", length, ROUNDS);
    }
    const shapes = Object.entries(SHAPES).filter(([name]) => only === undefined || only.includes(name));
    for (const [shape, { most = MOST }] of shapes) {
      await add(shape, most, 1);
      if (most > 1) {
        await add(shape, most / 5, 1);
        const growth = (all.get(`${shape} ${most}`) ?? 0) / (all.get(`${shape} ${most / 5}`) ?? 1);
        if (growth > MAX_GROWTH) {
          over.push(`${shape}: five times the changes take ${times(growth)} the time`);
        }
      }
    }
    if (over.length > 0) {
      process.exitCode = 1;
    }
    return [table(rows), ...over.map((line) => `  Over its budget: ${line}`)].join("\n");
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
