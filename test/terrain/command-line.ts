import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { run } from "../../common/child-process";
import { npm } from "../../common/npm";
import { Unavailable } from "../../common/problem";
import { compareVersions, parseVersion } from "../../common/version";
import { assertNone } from "./comparison";
import { folderDifferences } from "./differences";
import type { ProjectCopy } from "./project-copy";
import type { TerrainPackages } from "./terrain-packages";

/** What cdktn-cli 0.24 names in its package.json. */
const OLDEST_NODE = [22, 19, 0] as const;

/** npm's package of Node's program, for machines whose own Node is older. */
const NODE_PACKAGE = "node@22.23.3";

export interface CommandLineOptions {
  readonly terrain: ProjectCopy;
  readonly packages: TerrainPackages;
  /** For what is installed and made. */
  readonly folder: string;
  readonly signal: AbortSignal;
  readonly detail: (text: string) => void;
}

/**
 * Synthesizes by `cdktn synth`, and makes sure that it comes to what the app command made.
 *
 * @throws Unavailable when no Node that suits it can be had
 * @throws Problem with every difference
 */
export async function synthByCommandLine(options: CommandLineOptions): Promise<void> {
  const { terrain, packages, folder, signal, detail } = options;
  const node = await suitableNode(folder, signal);
  detail(`Node ${node.version}`);
  const output = join(folder, "cdktn.out");
  const cli = join(packages.folder, "node_modules/cdktn-cli/bin/cdktn");
  await terrain.run(node.program, [cli, "synth", "--output", output], {
    CI: "true",
    FORCE_COLOR: "0",
    CDKTF_HOME: join(folder, ".cdktf"),
    DISABLE_VERSION_CHECK: "1",
  });
  assertNone("stacks by its own command line", folderDifferences(terrain.output, output));
}

async function suitableNode(folder: string, signal: AbortSignal): Promise<{ program: string; version: string }> {
  const own = { program: process.execPath, version: process.versions.node };
  if (isSuitable(own.version)) {
    return own;
  }
  const installed = join(folder, "node");
  mkdirSync(installed);
  writeFileSync(join(installed, "package.json"), '{ "private": true }\n');
  await npm(["install", NODE_PACKAGE], { folder: installed, signal, scripts: true });
  const program = join(installed, "node_modules/node/bin/node");
  const { stdout } = await run(program, ["-p", "process.versions.node"], { env: process.env, signal });
  if (!isSuitable(stdout)) {
    throw new Unavailable(
      `Node ${OLDEST_NODE.join(".")} or newer is needed; this is ${own.version}, and npm's ${NODE_PACKAGE} does not run.`,
    );
  }
  return { program, version: stdout.trim() };
}

const isSuitable = (version: string): boolean => compareVersions(parseVersion(version) ?? [], OLDEST_NODE) >= 0;
