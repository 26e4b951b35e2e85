import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { unzipSync } from "fflate";
import { buildSkill } from "../bundle/skill";
import { inTurns, ms, runNode, table, times } from "./measure";
import type { UserPoolDouble } from "./user-pool-double";
import { startUserPoolDouble } from "./user-pool-double";

const ROUNDS = 15;
const WARM_ROUNDS = 5000;

interface Probe {
  readonly initMs: number;
  readonly firstLinkedMs: number;
  readonly launchUs: readonly number[];
  readonly linkedUs: readonly number[];
}

/** Size of the bundle, time to start against other ways to ship the same, the first token check, warm answers. */
export async function benchSkill(root: string, folder: string): Promise<string> {
  const zip = await buildSkill(root);
  const variants = await writeVariants(root, folder, zip);
  const userPool = await startUserPoolDouble();
  try {
    return await measure(root, folder, zip.length, variants, userPool);
  } finally {
    userPool.close();
  }
}

interface Variants {
  readonly empty: string;
  readonly floor: string;
  readonly bundled: string;
  readonly unbundled: string;
}

async function writeVariants(root: string, folder: string, zip: Uint8Array): Promise<Variants> {
  const path = (name: string): string => join(folder, name);
  writeFileSync(path("empty.mjs"), "export const handler = async () => ({});\n");
  writeFileSync(path("bundled.mjs"), unzipSync(zip)["index.mjs"] ?? "");
  await build({
    entryPoints: [join(root, "bench/floor-handler.ts")],
    outfile: path("floor.mjs"),
    bundle: true,
    minify: true,
    platform: "node",
    format: "esm",
  });
  // As a skill is shipped without a bundler: every source a CommonJS file, packages found in node_modules.
  const unbundled = join(root, "dist/bench");
  const sources = readdirSync(join(root, "lambda"), { recursive: true, encoding: "utf8" });
  await build({
    entryPoints: sources.filter((name) => name.endsWith(".ts")).map((name) => join(root, "lambda", name)),
    outdir: unbundled,
    platform: "node",
    format: "cjs",
  });
  return {
    empty: path("empty.mjs"),
    floor: path("floor.mjs"),
    bundled: path("bundled.mjs"),
    unbundled: join(unbundled, "index.js"),
  };
}

async function measure(
  root: string,
  folder: string,
  zipBytes: number,
  { empty, floor, bundled, unbundled }: Variants,
  userPool: UserPoolDouble,
): Promise<string> {
  const network = join(root, "local/lambda-runtime/network.cjs");
  const events = join(folder, "events.json");
  writeFileSync(events, JSON.stringify(userPool));
  const probe = async (module: string, rounds = 0): Promise<Probe> => {
    const args = [join(root, "bench/function-probe.mjs"), module, network, events, String(rounds)];
    return JSON.parse((await runNode(args, { env: userPool.env })).stdout);
  };
  const init = (module: string) => async (): Promise<number> => (await probe(module)).initMs;
  const [emptyMs = 0, floorMs = 0, bundledMs = 0, unbundledMs = 0] = await inTurns(
    ROUNDS,
    [empty, floor, bundled, unbundled].map(init),
  );
  const added = (value: number): number => value - emptyMs;

  const checker = join(folder, "token-check.cjs");
  const entryPoints = [join(root, "bench/token-check-probe.ts")];
  await build({ entryPoints, outfile: checker, bundle: true, minify: true, platform: "node" });
  const [checkMs = 0, linkedMs = 0, floorLinkedMs = 0] = await inTurns(ROUNDS, [
    async () => Number((await runNode([checker, network, userPool.token], { env: userPool.env })).stdout),
    async () => (await probe(bundled)).firstLinkedMs,
    async () => (await probe(floor)).firstLinkedMs,
  ]);
  const { launchUs, linkedUs } = await probe(bundled, WARM_ROUNDS);

  return [
    `Zip: ${(zipBytes / 1000).toFixed(1)} KB; target ≤ 25 KB`,
    "Init with the keys fetched ahead, CPU added over an empty handler:",
    table([
      ["", "CPU", "against the floor", "against unbundled"],
      ["no SDK at all (the floor)", ms(added(floorMs)), "", ""],
      [
        "the skill",
        ms(added(bundledMs)),
        times(added(bundledMs) / added(floorMs)),
        times(added(bundledMs) / added(unbundledMs)),
      ],
      ["the skill, unbundled", ms(added(unbundledMs)), times(added(unbundledMs) / added(floorMs)), ""],
    ]),
    "  target: ≤ 2.5 × the floor, ≤ 0.35 × unbundled",
    `First token check: ${ms(checkMs)} CPU; target ≤ 3 ms`,
    `First linked answer, profile fetched: ${ms(linkedMs)} CPU (the floor: ${ms(floorLinkedMs)})`,
    "Warm answers, wall:",
    table([
      ["", "p50", "p99"],
      ["launch, unlinked", ...percentiles(launchUs)],
      ["technology stack, linked", ...percentiles(linkedUs)],
    ]),
  ].join("\n");
}

function percentiles(values: readonly number[]): string[] {
  const sorted = [...values].sort((a, b) => a - b);
  return [0.5, 0.99].map((part) => `${Math.round(sorted[Math.floor(sorted.length * part)] ?? 0)} µs`);
}
