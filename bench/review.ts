import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import { median, ms, runNode, table, times } from "./measure";
import { SHAPES } from "./review-plans";

const ROUNDS = 3;
/** As many as a plan may have. */
const MOST = 100_000;

/** What one process says of one plan. */
interface Measured {
  readonly readMs: number;
  readonly judgedMs: number;
  readonly wholeMs: number;
  readonly megabytes: number;
}

/**
 * Reviewing large plans of every shape, against reading the same JSON, which nobody who reviews a plan gets around. Each
 * figure is of a fresh process, so that none has the memory of another. Twice the changes should take twice the time.
 */
export async function benchReview(root: string): Promise<string> {
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
    const measure = async (shape: string, length: number): Promise<Measured> =>
      JSON.parse((await runNode([script, root, shape, String(length)])).stdout);
    const rows = [["changes", "JSON read", "judged", "with digest and report", "× reading", "memory"]];
    const add = async (shape: string, length: number, rounds: number): Promise<void> => {
      const found: Measured[] = [];
      for (let round = 0; round < rounds; round += 1) {
        found.push(await measure(shape, length));
      }
      const of = (name: keyof Measured): number => median(found.map((one) => one[name]));
      rows.push([
        `${length.toLocaleString("en-US")} ${shape}`,
        ms(of("readMs")),
        ms(of("judgedMs")),
        ms(of("wholeMs")),
        times(of("wholeMs") / of("readMs")),
        `${Math.round(of("megabytes"))} MB`,
      ]);
    };
    for (const length of [1000, 10_000, 20_000]) {
      await add("updates", length, ROUNDS);
    }
    for (const [shape, length = MOST] of Object.entries(SHAPES).map(([name, { most }]) => [name, most] as const)) {
      await add(shape, length, 1);
    }
    return table(rows);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
