import { join } from "node:path";
import { build } from "esbuild";
import { median, ms, runNode, table, times } from "./measure";
import { SHAPES } from "./review-plans";
import type { Bench, Figure, Measured } from "./section";

const ROUNDS = 3;
/** As many as a plan may have. */
const MOST = 100_000;

/** What one process says of one plan: time of the processor, from its start to its end, and memory. */
interface Reviewed {
  readonly readMs: number;
  readonly judgedMs: number;
  readonly wholeMs: number;
  /** With the start of the process and the reading. */
  readonly allMs: number;
  readonly megabytes: number;
}

/**
 * Reviewing large plans of every shape, against reading the same JSON, which nobody who reviews a plan gets around. Each
 * figure is of a fresh process, so that none has the memory of another. Five times the changes should take five times
 * the time: a search through all for each would take 25 times.
 */
export async function benchReview({ folder, root, signal }: Bench): Promise<Measured> {
  const script = join(folder, "probe.mjs");
  await build({
    entryPoints: [join(root, "bench/review-probe.ts")],
    outfile: script,
    bundle: true,
    platform: "node",
    format: "esm",
    logLevel: "error",
  });
  const plan = join(folder, "plan.json");
  const rows = [["changes", "JSON read", "judged", "with digest and report", "× reading", "all", "memory"]];
  const measure = async (shape: string, length: number, rounds = 1): Promise<Reviewed> => {
    const runs: Reviewed[] = [];
    await runNode([script, "write", plan, root, shape, String(length)], { signal });
    for (let round = 0; round < rounds; round += 1) {
      runs.push(JSON.parse((await runNode([script, "review", plan], { signal })).stdout));
    }
    const of = (name: keyof Reviewed): number => median(runs.map((run) => run[name]));
    const [readMs, judgedMs, wholeMs, allMs] = [of("readMs"), of("judgedMs"), of("wholeMs"), of("allMs")];
    const megabytes = of("megabytes");
    rows.push([
      `${length.toLocaleString("en-US")} ${shape}`,
      ...[readMs, judgedMs, wholeMs].map(ms),
      times(wholeMs / readMs),
      ms(allMs),
      `${Math.round(megabytes)} MB`,
    ]);
    return { readMs, judgedMs, wholeMs, allMs, megabytes };
  };

  for (const length of [1000, 10_000, 20_000]) {
    await measure("updates", length, ROUNDS);
  }
  const figures: Figure[] = [];
  for (const [shape, { most = MOST }] of Object.entries(SHAPES)) {
    const large = await measure(shape, most);
    figures.push(
      { name: `review: ${shape}, time`, value: large.allMs, unit: "ms" },
      { name: `review: ${shape}, memory`, value: large.megabytes, unit: "MB" },
      { name: `review: ${shape}, against reading`, value: large.wholeMs / large.readMs, unit: "×" },
    );
    if (most > 1) {
      const fifth = await measure(shape, most / 5);
      figures.push({ name: `review: ${shape}, growth`, value: large.wholeMs / fifth.wholeMs, unit: "×" });
    }
  }
  const worst = (what: string): number =>
    Math.max(...figures.filter(({ name }) => name.endsWith(`, ${what}`)).map(({ value }) => value));
  figures.push(
    { name: "review: 100,000 changes, the slowest shape", value: worst("time"), unit: "ms" },
    { name: "review: 100,000 changes, the slowest shape against reading", value: worst("against reading"), unit: "×" },
    { name: "review: 100,000 changes, the most memory", value: worst("memory"), unit: "MB" },
    { name: "review: five times the changes, the steepest shape", value: worst("growth"), unit: "×" },
  );
  return { text: table(rows), figures };
}
