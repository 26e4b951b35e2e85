import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { leanCdktf } from "../build/lean-cdktf.mjs";
import { inTurns, median, ms, runNode, table, times } from "./measure";

const COUNTS = [1, 10, 100, 500];

/** The least that any generator must do: start Node and write the same files. */
const FLOOR = `
const { mkdirSync, readFileSync, writeFileSync } = require("node:fs");
const [, , json, folder] = process.argv;
mkdirSync(folder, { recursive: true });
writeFileSync(folder + "/cdk.tf.json", JSON.stringify(JSON.parse(readFileSync(json, "utf8")), null, 2));
`;

/** Synth of 1 to 500 environments, against writing the JSON of one. */
export async function benchSynth(root: string, folder: string): Promise<string> {
  const app = join(folder, "synth-app.cjs");
  const floor = join(folder, "floor.cjs");
  const out = join(folder, "out");
  const { metafile } = await build({
    entryPoints: [join(root, "bench/synth-app.ts")],
    outfile: app,
    bundle: true,
    platform: "node",
    metafile: true,
    plugins: [leanCdktf],
  });
  writeFileSync(floor, FLOOR);

  let peakKib = "";
  const synth = (count: number) => async (): Promise<number> => {
    rmSync(out, { recursive: true, force: true });
    const { wallMs, stdout } = await runNode([app, String(count), out, join(root, "dist/skill.zip")], { cwd: root });
    peakKib = stdout;
    return wallMs;
  };
  const json = join(folder, "cdk.tf.json");
  await synth(1)();
  writeFileSync(json, readFileSync(join(out, "stacks/env-0/cdk.tf.json")));
  const [floorMs = 0, oneMs = 0] = await inTurns(15, [
    async () => (await runNode([floor, json, join(folder, "floor-out")])).wallMs,
    synth(1),
  ]);

  const rows: string[][] = [["environments", "wall", "a further one", "peak memory"]];
  for (const count of COUNTS) {
    const walls: number[] = [];
    for (let round = 0; round < 3; round += 1) {
      walls.push(await synth(count)());
    }
    const wall = median(walls);
    const further = count === 1 ? "" : ms((wall - oneMs) / (count - 1));
    rows.push([String(count), ms(wall), further, `${Math.round(Number(peakKib) / 1024)} MiB`]);
  }
  const modules = Object.keys(metafile.inputs).filter((path) => path.includes("@cdktf/provider-aws/lib/"));
  const resources = new Set(modules.map((path) => path.split("/lib/")[1]?.split("/")[0]));
  return [
    `One environment: ${ms(oneMs)}, ${times(oneMs / floorMs)} writing the same JSON (${ms(floorMs)}); target ≤ 4 ×`,
    table(rows),
    "  target: ≤ 5 ms a further environment",
    `  of the provider's resources the app holds ${resources.size}: ${[...resources].sort().join(", ")}`,
  ].join("\n");
}
