/**
 * `npm run terrain`: proves that the unchanged sources run on CDK Terrain, CDKTF's continuation.
 *
 * A test, hence under test/; but one that installs 220 MB from a registry, so a program of its own and not part of
 * `npm test`. The tests beside it are of the parts that decide whether two results are the same.
 */
import { join } from "node:path";
import { Command } from "commander";
import type { CommandContext } from "../../common/command";
import { exitCodeHelp, runCommand } from "../../common/command";
import { messageOf, Unavailable, WrongUse } from "../../common/problem";
import { Progress } from "../../common/progress";
import { projectRoot } from "../../common/project-root";
import { makeTemporaryFolder, removeFolder } from "../../common/temporary-folder";
import { readStack, stateOutside } from "../../terraform/synthesized-stack";
import { synthByCommandLine } from "./command-line";
import { assertSameModule, assertSameStacks } from "./comparison";
import { assertEmptyPlan } from "./migration";
import { copyForCdktf, copyForTerrain } from "./project-copy";
import { installTerrain } from "./terrain-packages";

const program = new Command("npm run terrain --")
  .description(
    "Copies the project, changes two lines of package.json so that CDK Terrain (cdktn) stands in for CDKTF, and " +
      "compares what both make: every stack, the Terraform module, and on an AWS emulator the plan of CDK Terrain's " +
      "stack on the state of CDKTF's. The project itself is left as it is.",
  )
  .option("--environment <name>", "the environment to deploy to the emulator; its state must be a local file", "dev")
  .option("--no-cli", "leave out CDK Terrain's own command line, 220 MB to install")
  .allowExcessArguments(false)
  .addHelpText(
    "after",
    `
What cannot be run on this machine is skipped, and said. With CI=true it is a failure.

Examples:
  npm run terrain
  npm run terrain -- --no-cli
${exitCodeHelp}`,
  );

void runCommand((context) => program.action(() => prove(context)));

async function prove(context: CommandContext): Promise<void> {
  const { environment, cli } = program.opts<{ environment: string; cli: boolean }>();
  const root = projectRoot();
  const { cleanup, signal } = context;
  const progress = new Progress();
  const skipped: string[] = [];
  /** What this machine cannot do is left out and said, but never in CI. */
  const unlessUnavailable = async <T>(what: string, work: () => Promise<T>): Promise<T | undefined> => {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof Unavailable) || process.env.CI === "true") {
        throw error;
      }
      skipped.push(`${what} was skipped. ${messageOf(error)}`);
      return undefined;
    }
  };

  const folder = makeTemporaryFolder("cdk-terrain");
  cleanup.defer(`remove ${folder}`, () => removeFolder(folder));
  const packages = await unlessUnavailable("Everything", () =>
    progress.step("Install CDK Terrain", async (detail) => {
      const installed = await installTerrain({ root, folder: join(folder, "cdktn"), commandLine: cli, signal });
      detail(`cdktn ${installed.version}, AWS bindings ${installed.bindingsVersion}`);
      return installed;
    }),
  );
  if (packages === undefined) {
    return report(["Nothing was checked.", ...skipped]);
  }

  const [cdktf, terrain] = await progress.step("Copy the project twice", (detail) => {
    detail(`CDK Terrain's package.json has ${Object.keys(packages.aliases).length} other lines`);
    return [
      copyForCdktf({ root, folder: join(folder, "cdktf"), signal }),
      copyForTerrain({ root, folder: join(packages.folder, "project"), signal }, packages.aliases),
    ] as const;
  });
  await progress.step("Synthesize with CDKTF", () => cdktf.synth());
  const stack = readStack(cdktf.output, environment);
  const elsewhere = stateOutside(stack, cdktf.folder);
  if (elsewhere !== undefined) {
    throw new WrongUse(
      `The environment "${stack.name}" keeps its state ${elsewhere}. Name one whose state is a local file by a relative path.`,
    );
  }
  await progress.step("Synthesize with CDK Terrain", () => terrain.synth());
  const stacks = await progress.step("Compare the stacks", (detail) => {
    const names = assertSameStacks({ cdktf, terrain, terrainVersion: packages.version });
    detail(`${names.join(", ")}: the same`);
    return names;
  });
  await progress.step("Compare the module", async (detail) => {
    await cdktf.generateModule();
    await terrain.generateModule();
    detail(`${assertSameModule({ cdktf, terrain }).length} files: the same`);
  });
  await progress.step("Check the types against CDK Terrain", () => terrain.checkTypes());

  const ownCommandLine = "CDK Terrain's own command line";
  if (cli) {
    await unlessUnavailable(ownCommandLine, () =>
      progress.step(`Synthesize with ${ownCommandLine}`, (detail) =>
        synthByCommandLine({ terrain, packages, folder, signal, detail }),
      ),
    );
  } else {
    skipped.push(`${ownCommandLine} was skipped, as --no-cli says.`);
  }
  const resources = await unlessUnavailable("The plan on CDKTF's state", () =>
    assertEmptyPlan({ ...context, root, folder, stack, terrain, progress }),
  );
  report([
    `CDK Terrain ${packages.version} makes of this project what CDKTF makes: ${stacks.length} stacks and the module.`,
    ...(resources === undefined ? [] : [`On the ${resources} resources that CDKTF deployed, its plan has no changes.`]),
    ...skipped,
  ]);
}

const report = (lines: readonly string[]): void => void process.stdout.write(`\n${lines.join("\n")}\n`);
