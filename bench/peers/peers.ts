import { copyFileSync, cpSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { BuildOptions } from "esbuild";
import { build } from "esbuild";
import { unzipSync } from "fflate";
import { buildSkill } from "../../build/bundle/skill";
import { leanCdktf } from "../../build/lean-cdktf.mjs";
import { leanProvider } from "../../build/lean-provider.mjs";
import { npm } from "../../common/npm";
import { messageOf, Unavailable } from "../../common/problem";
import { inTurns, median, ms, runNode, table, times } from "../measure";
import type { Bench, Figure, Measured } from "../section";

/** The peers, at the versions that were current on 2026-11-28. Installed into the bench's folder, never the project's. */
const PACKAGES: Readonly<Record<string, string>> = {
  "@cdktn/provider-aws": "25.7.0",
  "ask-sdk": "2.14.0",
  "ask-sdk-core": "2.14.0",
  "ask-sdk-model": "1.86.0",
  "aws-cdk-lib": "2.276.0",
  cdktn: "0.24.0",
  constructs: "10.7.2",
};

/** How often each is run, by the number of environments: the more there are, the longer and the steadier it is. */
const ROUNDS: readonly (readonly [count: number, rounds: number])[] = [
  [1, 7],
  [10, 5],
  [100, 1],
];

const START_ROUNDS = 15;

/** Synth against other generators for the same resources, and the function's start against the public samples'. */
export async function benchPeers(bench: Bench): Promise<Measured> {
  const { root, signal } = bench;
  const folder = join(bench.folder, "peers");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "package.json"), JSON.stringify({ private: true, dependencies: PACKAGES }));
  cpSync(join(root, ".npmrc"), join(folder, ".npmrc"));
  try {
    await npm(["install"], { folder, signal });
  } catch (error) {
    if (error instanceof Unavailable) {
      return { text: `Not measured: the peers could not be installed. ${messageOf(error)}`, figures: [] };
    }
    throw error;
  }
  const synths = await benchGenerators(bench, folder);
  const starts = await benchStart(bench, folder);
  const versions = Object.entries(PACKAGES).map(([name, version]) => `${name} ${version}`);
  return {
    text: [`Peers: ${versions.join(", ")}`, synths.text, starts.text].join("\n"),
    figures: [...synths.figures, ...starts.figures],
  };
}

async function benchGenerators({ root, folder, signal }: Bench, peers: string): Promise<Measured> {
  const zip = join(folder, "peers-skill.zip");
  writeFileSync(zip, await buildSkill(root));
  const out = join(folder, "peers-out");
  const ours = join(peers, "ours.cjs");
  const terrain = join(peers, "terrain.cjs");
  const options = { bundle: true, platform: "node", plugins: [leanCdktf, leanProvider] } satisfies BuildOptions;
  const entryPoints = [join(root, "bench/synth-app.ts")];
  await build({ ...options, entryPoints, outfile: ours });
  await build({
    ...options,
    entryPoints,
    outfile: terrain,
    plugins: [leanCdktf],
    alias: {
      cdktf: join(peers, "node_modules/cdktn"),
      "@cdktf/provider-aws": join(peers, "node_modules/@cdktn/provider-aws"),
    },
  });
  const awsCdk = join(peers, "aws-cdk-app.cjs");
  copyFileSync(join(root, "bench/peers/aws-cdk-app.cjs"), awsCdk);

  const cpuMs = (args: readonly string[], count: number) => async (): Promise<number> => {
    rmSync(out, { recursive: true, force: true });
    const [program = "", ...more] = args;
    const { stdout } = await runNode([program, String(count), out, zip, ...more], { cwd: root, signal });
    return JSON.parse(stdout).cpuMs;
  };
  const generators: readonly (readonly [name: string, args: readonly string[]])[] = [
    ["this project", [ours]],
    ["the same on CDK Terrain", [terrain]],
    ["aws-cdk-lib", [awsCdk, "with"]],
    ["aws-cdk-lib without validation and tree", [awsCdk, "without"]],
  ];
  const figures: Figure[] = [];
  const rows = [["CPU of a synth", ...generators.map(([name]) => name)]];
  let first: readonly number[] = [];
  for (const [count, rounds] of ROUNDS) {
    const found = await inTurns(
      rounds,
      generators.map(([, args]) => cpuMs(args, count)),
    );
    const [own = 0] = found;
    first = count === 1 ? found : first;
    rows.push([count === 1 ? "one environment" : `${count}`, ...found.map((it) => `${ms(it)} ${times(it / own)}`)]);
    for (const [index, [name]] of generators.entries()) {
      const value = found[index] ?? 0;
      if (index > 0) {
        figures.push({ name: `peers: synth of ${count}, against ${name}`, value: own / value, unit: "×" });
      }
      if (count === ROUNDS.at(-1)?.[0] && index > 0) {
        const further = (at: number): number => ((found[at] ?? 0) - (first[at] ?? 0)) / (count - 1);
        figures.push({ name: `peers: a further one, against ${name}`, value: further(0) / further(index), unit: "×" });
      }
    }
  }
  return { text: table(rows), figures };
}

/** Until the module is loaded, which is what a cold start waits for first. */
async function benchStart({ root, signal }: Bench, peers: string): Promise<Measured> {
  const probe = join(peers, "load-probe.cjs");
  copyFileSync(join(root, "bench/peers/load-probe.cjs"), probe);
  const sample = join(peers, "ask-sdk-skill.cjs");
  copyFileSync(join(root, "bench/peers/ask-sdk-skill.cjs"), sample);
  const empty = join(peers, "empty.mjs");
  writeFileSync(empty, "export const handler = async () => ({});\n");
  const skill = join(peers, "skill.mjs");
  writeFileSync(skill, unzipSync(await buildSkill(root))["index.mjs"] ?? "");
  const environment = {
    CLIENT_ID: "client",
    ISSUER: "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_Example",
    USER_INFO_URI: "https://example.auth.eu-west-1.amazoncognito.com/oauth2/userInfo",
    SCOPES: "openid",
    SKILL_IDS: "amzn1.ask.skill.00000000-0000-0000-0000-000000000000",
  };
  const load = (module: string) => async (): Promise<number> =>
    Number((await runNode([probe, module], { env: environment, signal })).stdout);
  const rounds: number[][] = [];
  for (let round = 0; round < START_ROUNDS; round += 1) {
    const found: number[] = [];
    for (const module of [empty, skill, sample]) {
      found.push(await load(module)());
    }
    rounds.push(found);
  }
  const [least = 0, ours = 0, theirs = 0] = [0, 1, 2].map((at) => median(rounds.map((found) => found[at] ?? 0)));
  const ratio = (ours - least) / (theirs - least);
  return {
    text: table([
      ["Until the module is loaded, over an empty handler", "CPU", "against the samples"],
      ["  the skill", ms(ours - least), times(ratio)],
      ["  a launch handler on the full ask-sdk, unbundled", ms(theirs - least), ""],
    ]),
    figures: [{ name: "peers: init until loaded, against the full ask-sdk", value: ratio, unit: "×" }],
  };
}
