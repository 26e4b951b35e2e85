import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { unzipSync } from "fflate";
import { buildSkill } from "../build/bundle/skill";
import { inTurns, median, ms, runNode, table, times } from "./measure";
import type { Bench, Figure, Measured } from "./section";
import type { UserPoolDouble } from "./user-pool-double";
import { startUserPoolDouble } from "./user-pool-double";

const ROUNDS = 15;
const WARM_ROUNDS = 5000;
const SLOW_ROUNDS = 5;

interface Probe {
  /** Until the module is loaded. */
  readonly loadMs: number;
  /** Until what it starts then, fetching the keys, is done as well. */
  readonly initMs: number;
  readonly firstLinkedMs: number;
  /** From the request to the answer, as Alexa waits. */
  readonly firstLinkedWallMs: number;
  readonly launchUs: readonly number[];
  readonly linkedUs: readonly number[];
}

/** Size of the bundle, time to start against other ways to ship the same, the first token check, warm answers. */
export async function benchSkill(bench: Bench): Promise<Measured> {
  const { folder, root } = bench;
  const zip = await buildSkill(root);
  const variants = await writeVariants(root, folder, zip);
  const userPool = await startUserPoolDouble();
  try {
    return await measure(bench, zip.length, variants, userPool);
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
  { folder, root, signal }: Bench,
  zipBytes: number,
  { empty, floor, bundled, unbundled }: Variants,
  userPool: UserPoolDouble,
): Promise<Measured> {
  const network = join(root, "local/aws/lambda-runtime/network.cjs");
  const events = join(folder, "events.json");
  writeFileSync(events, JSON.stringify(userPool));
  const probe = async (module: string, rounds = 0, env = userPool.env): Promise<Probe> => {
    const args = [join(root, "bench/function-probe.mjs"), module, network, events, String(rounds)];
    return JSON.parse((await runNode(args, { env, signal })).stdout);
  };
  const [load, init] = await startCosts([empty, floor, bundled, unbundled].map((module) => () => probe(module)));

  const checker = join(folder, "token-check.cjs");
  const entryPoints = [join(root, "bench/token-check-probe.ts")];
  await build({ entryPoints, outfile: checker, bundle: true, minify: true, platform: "node" });
  const { memoryEnv } = userPool;
  const [checkMs = 0, linkedMs = 0, floorLinkedMs = 0, rememberedMs = 0] = await inTurns(ROUNDS, [
    async () => Number((await runNode([checker, network, userPool.token], { env: userPool.env, signal })).stdout),
    async () => (await probe(bundled)).firstLinkedMs,
    async () => (await probe(floor)).firstLinkedMs,
    async () => (await probe(bundled, 0, memoryEnv)).firstLinkedMs,
  ]);
  const [forgetfulInitMs = 0, memoryInitMs = 0] = await inTurns(ROUNDS, [
    async () => (await probe(bundled)).initMs,
    async () => (await probe(bundled, 0, memoryEnv)).initMs,
  ]);
  const { launchUs, linkedUs } = await probe(bundled, WARM_ROUNDS);
  const slow = await slowAnswers(userPool, () => probe(bundled));

  const text = [
    `Zip: ${(zipBytes / 1000).toFixed(1)} KB`,
    "Init, CPU added over an empty handler:",
    startTable("until the module is loaded", load),
    startTable("until the keys are fetched ahead, too", init),
    "  The floor asks for its keys while it loads, the skill just after.",
    `First token check: ${ms(checkMs)} CPU`,
    `First linked answer, profile fetched: ${ms(linkedMs)} CPU (the floor: ${ms(floorLinkedMs)})`,
    `Memory: ${ms(memoryInitMs - forgetfulInitMs)} CPU of init (${times((memoryInitMs - forgetfulInitMs) / init.floor)} the floor's), ${ms(rememberedMs - linkedMs)} CPU of the first linked answer (a read and a write)`,
    "First linked answer, wall, with a user pool that takes its time for keys and profile:",
    table(slow.map(({ name, wallMs }) => [`  ${name}`, ms(wallMs)])),
    "Warm answers, wall:",
    table([
      ["", "p50", "p99"],
      ["launch, unlinked", ...percentiles(launchUs)],
      ["technology stack, linked", ...percentiles(linkedUs)],
    ]),
  ].join("\n");
  const start = (until: string, { floor: least, bundled: ours, unbundled: loose }: StartCosts): Figure[] => [
    { name: `skill: init until ${until}, against the floor`, value: ours / least, unit: "×" },
    { name: `skill: init until ${until}, against unbundled`, value: ours / loose, unit: "×" },
  ];
  const figures: Figure[] = [
    { name: "skill: zip", value: zipBytes / 1000, unit: "KB" },
    ...start("loaded", load),
    ...start("the keys are there", init),
    { name: "skill: first token check", value: checkMs, unit: "ms" },
    { name: "skill: first linked answer", value: linkedMs, unit: "ms" },
    ...slow.map(
      ({ name, wallMs, overMs }): Figure =>
        overMs === undefined
          ? { name: `skill: answer with Cognito ${name}`, value: wallMs, unit: "ms" }
          : { name: `skill: answer with Cognito ${name}, over its delays`, value: overMs, unit: "ms" },
    ),
    {
      name: "skill: memory, init, against the floor's",
      value: (memoryInitMs - forgetfulInitMs) / init.floor,
      unit: "×",
    },
    { name: "skill: memory, first linked answer", value: rememberedMs - linkedMs, unit: "ms" },
  ];
  return { text, figures };
}

/** How a user pool answers: by a delay in milliseconds, or not at all. */
const DELAYS: readonly (readonly [name: string, delayMs: number | undefined])[] = [
  ["at 50 ms", 50],
  ["at 500 ms", 500],
  ["at 5,000 ms", 5000],
  ["down", undefined],
];

/** How long bench/function-probe.mjs lets a loaded module be, before it asks. */
const LOADED_AHEAD_MS = 150;

/** As long as the profile is waited for, at least: a delay below it is one that the answer has in it. */
const WAITED_FOR_MS = 1000;

/** The first linked answer of a function that is loaded, as Alexa waits for it. */
async function slowAnswers(userPool: UserPoolDouble, probe: () => Promise<Probe>) {
  const rows: { readonly name: string; readonly wallMs: number; readonly overMs?: number }[] = [];
  for (const [name, delayMs] of DELAYS) {
    userPool.setDelay(delayMs);
    const wall: number[] = [];
    for (let round = 0; round < SLOW_ROUNDS; round += 1) {
      wall.push((await probe()).firstLinkedWallMs);
    }
    const wallMs = median(wall);
    // The keys are on their way since the module was loaded, and the profile is asked for once they are there.
    const isAnswered = delayMs !== undefined && delayMs < WAITED_FOR_MS;
    rows.push({
      name,
      wallMs,
      ...(isAnswered && { overMs: wallMs - delayMs - Math.max(0, delayMs - LOADED_AHEAD_MS) }),
    });
  }
  userPool.setDelay(0);
  return rows;
}

/** What a start costs over that of the empty handler, which comes first. */
interface StartCosts {
  readonly floor: number;
  readonly bundled: number;
  readonly unbundled: number;
}

/** Both costs of a start, of the empty handler, the floor, the bundle and the unbundled skill, in turns. */
async function startCosts(probes: readonly (() => Promise<Probe>)[]): Promise<[StartCosts, StartCosts]> {
  const runs: Probe[][] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const run: Probe[] = [];
    for (const probe of probes) {
      run.push(await probe());
    }
    runs.push(run);
  }
  const costs = (of: (probe: Probe) => number): StartCosts => {
    const [empty = 0, floor = 0, bundled = 0, unbundled = 0] = probes.map((_, index) =>
      median(runs.flatMap((run) => run.slice(index, index + 1).map(of))),
    );
    return { floor: floor - empty, bundled: bundled - empty, unbundled: unbundled - empty };
  };
  return [costs(({ loadMs }) => loadMs), costs(({ initMs }) => initMs)];
}

const startTable = (title: string, { floor, bundled, unbundled }: StartCosts): string =>
  table([
    [title, "CPU", "against the floor", "against unbundled"],
    ["  no SDK at all (the floor)", ms(floor), "", ""],
    ["  the skill", ms(bundled), times(bundled / floor), times(bundled / unbundled)],
    ["  the skill, unbundled", ms(unbundled), times(unbundled / floor), ""],
  ]);

function percentiles(values: readonly number[]): string[] {
  const sorted = [...values].sort((a, b) => a - b);
  return [0.5, 0.99].map((part) => `${Math.round(sorted[Math.floor(sorted.length * part)] ?? 0)} µs`);
}
