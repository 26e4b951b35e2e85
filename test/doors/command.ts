/** `npm run doors`: more hostile input than the tests try, and what goes wrong is kept for them. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Command, InvalidArgumentError } from "commander";
import { run } from "../../common/child-process";
import type { CommandContext } from "../../common/command";
import { exitCodeHelp, runCommand } from "../../common/command";
import { ExitCode, Problem, WrongUse } from "../../common/problem";
import { Progress } from "../../common/progress";
import { projectRoot } from "../../common/project-root";
import { makeTemporaryFolder, removeFolder } from "../../common/temporary-folder";
import type { AskedRun, ReportLine } from "./asked-run";
import { ASKED_RUN_VARIABLE } from "./asked-run";
import type { DoorName } from "./names";
import { DOORS } from "./names";

const NAMES = Object.keys(DOORS) as DoorName[];

const whole = (text: string): number => {
  if (!/^\d{1,9}$/.test(text)) {
    throw new InvalidArgumentError("Allowed is a whole number up to 999999999.");
  }
  return Number(text);
};

const program = new Command("npm run doors --")
  .description(
    "Lets hostile input in at each door, up to the first that goes wrong, and keeps that in test/doors/corpus.",
  )
  .argument("[doors...]", "only these")
  .option(
    "--cases <number>",
    "how many a door; otherwise 100,000, or fewer where one is many at once or takes long",
    whole,
  )
  .option("--seed <number>", "the same seed makes the same cases", whole)
  .option("--list", "print the names of the doors as a JSON list, and let nothing in")
  .option("--json", "print the result as JSON")
  .addHelpText(
    "after",
    `
Without --seed it is another one each day.

Doors:
${NAMES.map((name) => `  ${name.padEnd(16)} ${DOORS[name].about}`).join("\n")}

Examples:
  npm run doors
  npm run doors -- tokens plans --cases 5000
  npm run doors -- tokens --seed 2026
${exitCodeHelp}`,
  );

interface Options {
  readonly cases?: number;
  readonly list?: boolean;
  readonly seed?: number;
  readonly json?: boolean;
}

interface Result extends ReportLine {
  readonly door: DoorName;
  readonly seed: number;
}

void runCommand((context) =>
  program.action((names: readonly string[], options: Options) => runDoors(names, options, context)),
);

async function runDoors(names: readonly string[], options: Options, context: CommandContext): Promise<void> {
  const unknown = names.filter((name) => !Object.hasOwn(DOORS, name));
  if (unknown.length > 0) {
    throw new WrongUse(`There is no door ${unknown.join(", ")}. Doors are ${NAMES.join(", ")}.`);
  }
  if (options.list === true) {
    process.stdout.write(`${JSON.stringify(NAMES)}\n`);
    return;
  }
  const { cases, seed = Math.floor(Date.now() / 86_400_000), json = false } = options;
  const folder = makeTemporaryFolder("doors");
  context.cleanup.defer(`remove ${folder}`, () => removeFolder(folder));
  const progress = new Progress();
  const results: Result[] = [];
  for (const name of NAMES.filter((it) => names.length === 0 || names.includes(it))) {
    const report = join(folder, `${name}.jsonl`);
    const asked = { name, cases, seed, report };
    results.push(
      await progress.step(name, async (detail) => {
        const result = await runOne(asked, context.signal, detail);
        detail(textOf(result));
        return { door: name, seed, ...result };
      }),
    );
  }
  const wrong = results.filter(({ counterexample }) => counterexample !== undefined);
  if (json) {
    process.stdout.write(`${JSON.stringify(results, undefined, 2)}\n`);
  } else {
    process.stdout.write(results.map((result) => `${result.door}: ${textOf(result)}\n`).join(""));
  }
  if (wrong.length > 0) {
    process.exitCode = ExitCode.failed;
  }
}

/** In a process of its own: what one door leaves behind is no other's. */
async function runOne(asked: AskedRun, signal: AbortSignal, detail: (text: string) => void): Promise<ReportLine> {
  const root = projectRoot();
  const timer = setInterval(() => {
    const last = lastLine(asked.report);
    if (last !== undefined) {
      detail(
        `${last.cases.toLocaleString("en-US")}${asked.cases === undefined ? "" : ` of ${asked.cases.toLocaleString("en-US")}`}`,
      );
    }
  }, 1000);
  try {
    const args = [join(root, "node_modules/jest/bin/jest.js"), "--selectProjects", "unit", "--runInBand"];
    const env = { ...process.env, [ASKED_RUN_VARIABLE]: JSON.stringify(asked) };
    const { stderr } = await run(process.execPath, [...args, "--testPathPatterns", "test/doors/doors\\.test\\.ts$"], {
      cwd: root,
      env,
      signal,
    });
    const last = lastLine(asked.report);
    if (last?.ended !== true) {
      const where = last === undefined ? "at once" : `after ${last.cases} cases from the seed ${asked.seed}`;
      throw new Problem(`The door ${asked.name} did not come to its end; it stopped ${where}.\n${stderr}`);
    }
    return last;
  } finally {
    clearInterval(timer);
  }
}

function lastLine(file: string): ReportLine | undefined {
  const lines = existsSync(file) ? readFileSync(file, "utf8").split("\n").slice(0, -1) : [];
  const last = lines.at(-1);
  return last === undefined ? undefined : JSON.parse(last);
}

function textOf({ cases, slowestMs, counterexample, kept }: ReportLine): string {
  const tried = `${cases.toLocaleString("en-US")} cases, the slowest ${Math.round(slowestMs)} ms`;
  return counterexample === undefined ? tried : `${tried}; wrong: ${counterexample.found} (${kept})`;
}
