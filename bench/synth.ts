import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { buildSkill } from "../build/bundle/skill";
import { inTurns, median, ms, runNode, table, times } from "./measure";
import type { Bench, Figure, Measured } from "./section";

const COUNTS = [1, 10, 100, 500];

/** The least that any generator must do: start Node and write the same files. */
const FLOOR = `
const { mkdirSync, readFileSync, writeFileSync } = require("node:fs");
const [, , json, folder] = process.argv;
mkdirSync(folder, { recursive: true });
writeFileSync(folder + "/cdk.tf.json", JSON.stringify(JSON.parse(readFileSync(json, "utf8")), null, 2));
`;

interface Synth {
  /** From the start of the process to its end, as a person waits. */
  readonly wallMs: number;
  /** The processor's time, which other programs have little part in. */
  readonly cpuMs: number;
  readonly megabytes: number;
}

/** Synth of 1 to 500 environments as `cdktf.json` runs it, compiled before, against writing the JSON of one. */
export async function benchSynth({ folder, root, signal }: Bench): Promise<Measured> {
  const app = [join(root, "build/run.cjs"), join(root, "bench/synth-app.ts")];
  const floor = join(folder, "floor.cjs");
  const out = join(folder, "out");
  writeFileSync(floor, FLOOR);

  const zip = join(folder, "skill.zip");
  writeFileSync(zip, await buildSkill(root));
  const synth = async (count: number): Promise<Synth> => {
    rmSync(out, { recursive: true, force: true });
    const { wallMs, stdout } = await runNode([...app, String(count), out, zip], { cwd: root, signal });
    return { wallMs, ...JSON.parse(stdout) };
  };
  const json = join(folder, "cdk.tf.json");
  await synth(1); // compiles
  await synth(1); // keeps the code that V8 made
  writeFileSync(json, readFileSync(join(out, "stacks/env-0/cdk.tf.json")));
  const least = () => runNode([floor, json, join(folder, "floor-out")], { signal });
  const [floorMs = 0, oneMs = 0] = await inTurns(15, [
    async () => (await least()).wallMs,
    async () => (await synth(1)).wallMs,
  ]);

  const figures: Figure[] = [
    { name: "synth: one environment, against writing its JSON", value: oneMs / floorMs, unit: "×" },
  ];
  const rows: string[][] = [["environments", "CPU", "a further one", "against the first", "peak memory"]];
  let firstMs = 0;
  for (const count of COUNTS) {
    const runs: Synth[] = [];
    for (let round = 0; round < 3; round += 1) {
      runs.push(await synth(count));
    }
    const cpuMs = median(runs.map((run) => run.cpuMs));
    const memory = `${Math.round(median(runs.map(({ megabytes }) => megabytes)))} MB`;
    if (count === 1) {
      firstMs = cpuMs;
      rows.push(["1", ms(cpuMs), "", "", memory]);
      continue;
    }
    const furtherMs = (cpuMs - firstMs) / (count - 1);
    figures.push({
      name: `synth: a further one of ${count}, against the first`,
      value: furtherMs / firstMs,
      unit: "×",
    });
    rows.push([String(count), ms(cpuMs), ms(furtherMs), times(furtherMs / firstMs), memory]);
  }
  const text = [
    `One environment: ${ms(oneMs)}, ${times(oneMs / floorMs)} writing the same JSON (${ms(floorMs)})`,
    table(rows),
  ].join("\n");
  return { text, figures };
}
