/**
 * `npm test`: every check that this machine can run, and what it could not run and why.
 *
 * Written by hand, because what runs scripts one after the other (npm, npm-run-all) ends at the first failure or
 * knows neither what a machine lacks nor how many tests passed, and Jest runs Jest alone.
 */
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join, resolve } from "node:path";
import { Command } from "commander";
import { start, stop } from "../common/child-process";
import type { CommandContext } from "../common/command";
import { exitCodeHelp, runCommand } from "../common/command";
import { messageOf, Problem, WrongUse } from "../common/problem";
import { projectRoot } from "../common/project-root";
import { makeTemporaryFolder, removeFolder } from "../common/temporary-folder";
import { startEmulator } from "../local/aws/emulator/emulator";
import { findTerraform } from "../terraform/binary";
import { chooseProviderSource } from "../terraform/cli-configuration";

interface Step {
  readonly about: string;
  /** The program of node_modules that does it, from its package. */
  readonly bin: string;
  readonly args: readonly string[];
  /** Rejects with the reason when this machine cannot run the step. */
  readonly requires?: (context: Run) => Promise<void>;
}

const jest = (project: string, ...options: readonly string[]): Pick<Step, "bin" | "args"> => ({
  bin: "jest/bin/jest.js",
  args: ["--selectProjects", project, ...options],
});

/** A third of its time a worker waits, for time limits and for programs that it started. Jest takes no more than 100%. */
const UNIT_WORKERS = Math.ceil(availableParallelism() * 1.5);

const STEPS: Readonly<Record<string, Step>> = {
  lint: { about: "Biome's rules and format", bin: "@biomejs/biome/bin/biome", args: ["check", "--error-on-warnings"] },
  types: { about: "TypeScript's strict check", bin: "typescript/bin/tsc", args: [] },
  unit: { about: "the unit tests, network blocked", ...jest("unit", `--maxWorkers=${UNIT_WORKERS}`) },
  e2e: { about: "real Terraform and provider on an AWS emulator", ...jest("e2e"), requires: canDeploy },
};

interface Count {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  readonly note?: string;
}

interface Run extends CommandContext {
  readonly root: string;
  /** The only tests that Jest shall run: files and folders, absolute. All of them when it is empty. */
  readonly paths: readonly string[];
  /** For results and logs; gone at the end. */
  readonly folder: string;
}

const program = new Command("npm test --")
  .description("Runs every check that this machine can run. With CI=true, one that it cannot run is a failure.")
  .argument("[steps...]", "only these steps; behind them files or folders, to run only the tests in those")
  .addHelpText(
    "after",
    `
Steps:
${Object.entries(STEPS)
  .map(([name, { about }]) => `  ${name.padEnd(6)} ${about}`)
  .join("\n")}

Examples:
  npm test
  npm test -- lint types unit
  npm test -- unit test/review/rules.test.ts
  npm test -- unit test/lambda test/skill-package
${exitCodeHelp}`,
  );

void runCommand((context) => program.action(() => runSteps(context)));

async function runSteps(context: CommandContext): Promise<void> {
  const root = projectRoot();
  const { names, paths } = chosen(program.args, root);
  const folder = makeTemporaryFolder("test");
  context.cleanup.defer(`remove ${folder}`, () => removeFolder(folder));
  const run = { ...context, root, paths, folder };
  const counts: [string, Count][] = [];
  for (const name of names) {
    const step = STEPS[name];
    if (step !== undefined) {
      counts.push([name, await runStep(name, step, run)]);
    }
  }
  if (report(counts) > 0) {
    process.exitCode = 1;
  }
}

/**
 * The steps to run, and the paths to restrict them to.
 *
 * @throws WrongUse for what is neither, and for a path without a step that runs it
 */
function chosen(args: readonly string[], root: string): { names: readonly string[]; paths: readonly string[] } {
  const names = args.filter((arg) => Object.hasOwn(STEPS, arg));
  const others = args.filter((arg) => !names.includes(arg));
  const paths = others.map((path) => resolve(root, path));
  const absent = others.filter((_, index) => !existsSync(paths[index] ?? ""));
  if (absent.length > 0) {
    throw new WrongUse(
      `There is no step and no file or folder ${absent.join(", ")}. Steps are ${Object.keys(STEPS).join(", ")}; ` +
        "a path is one from the project's folder, such as test/review/rules.test.ts.",
    );
  }
  if (paths.length > 0 && !names.some((name) => isJest(STEPS[name]))) {
    throw new WrongUse(`Name the step that shall run ${others.join(", ")}: npm test -- unit ${others.join(" ")}`);
  }
  return { names: args.length > 0 ? names : Object.keys(STEPS), paths };
}

function isJest(step: Step | undefined): boolean {
  return step?.bin.startsWith("jest/") ?? false;
}

/** Jest takes patterns; this one is the path itself, and what lies below it. */
function patternOf(path: string): string {
  return `^${path.replaceAll(/[\\^$.*+?()[\]{}|]/g, "\\$&")}(/|$)`;
}

async function runStep(name: string, step: Step, run: Run): Promise<Count> {
  process.stdout.write(`\n${name}: ${step.about}\n`);
  try {
    await step.requires?.(run);
  } catch (error) {
    run.signal.throwIfAborted();
    if (!(error instanceof Problem)) {
      throw error;
    }
    const note = `not run: ${messageOf(error)}`;
    return process.env.CI === "true"
      ? { passed: 0, failed: 1, skipped: 0, note }
      : { passed: 0, failed: 0, skipped: 1, note };
  }
  const results = join(run.folder, `${name}.json`);
  const args = isJest(step)
    ? [
        ...step.args,
        "--json",
        `--outputFile=${results}`,
        ...run.paths.flatMap((it) => ["--testPathPatterns", patternOf(it)]),
      ]
    : step.args;
  const exitCode = await execute(join(run.root, "node_modules", step.bin), args, run);
  return isJest(step) && existsSync(results) ? jestCount(results, exitCode) : checkCount(exitCode);
}

const checkCount = (exitCode: number): Count => ({
  passed: exitCode === 0 ? 1 : 0,
  failed: exitCode === 0 ? 0 : 1,
  skipped: 0,
});

function jestCount(file: string, exitCode: number): Count {
  const results = JSON.parse(readFileSync(file, "utf8"));
  const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
  return {
    passed: results.numPassedTests,
    // Jest may fail for more than its tests, such as an obsolete snapshot.
    failed: failed === 0 && exitCode !== 0 ? 1 : failed,
    skipped: results.numPendingTests + results.numTodoTests,
  };
}

async function execute(script: string, args: readonly string[], { root, signal }: Run): Promise<number> {
  signal.throwIfAborted();
  const child = start(process.execPath, [script, ...args], { cwd: root, env: process.env, stdio: "inherit" });
  const onAbort = (): void => void stop(child, "SIGINT", 30);
  signal.addEventListener("abort", onAbort, { once: true });
  const [exitCode] = await once(child, "exit");
  signal.removeEventListener("abort", onAbort);
  signal.throwIfAborted();
  return exitCode ?? 1;
}

/** Terraform, a provider and an emulator are there, or the reason why not. */
async function canDeploy({ root, folder, signal }: Run): Promise<void> {
  const terraform = await findTerraform(process.env, signal);
  const source = chooseProviderSource({ terraform, folder });
  if (source.environment.TF_CLI_CONFIG_FILE === undefined) {
    await assertReachable(terraform.registryHost);
  }
  const emulator = await startEmulator({ root, folder, signal });
  await emulator.stop();
}

async function assertReachable(host: string): Promise<void> {
  try {
    await fetch(`https://${host}/.well-known/terraform.json`, { signal: AbortSignal.timeout(5000) });
  } catch {
    throw new Problem(`the AWS provider is not on this machine, and ${host} cannot be reached`);
  }
}

/** Says how it went, and last the line that a person looks for. Answers the number of failures. */
function report(counts: readonly (readonly [string, Count])[]): number {
  const sum = (of: (count: Count) => number): number => counts.reduce((total, [, count]) => total + of(count), 0);
  const failed = sum((count) => count.failed);
  const skipped = sum((count) => count.skipped);
  const lines = counts.map(([name, count]) => `${name.padEnd(6)} ${count.note ?? countText(count)}`);
  const total = countText({ passed: sum((count) => count.passed), failed, skipped });
  process.stdout.write(`\n${lines.join("\n")}\n\n${total}\n`);
  return failed;
}

function countText({ passed, failed, skipped }: Count): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`;
}
