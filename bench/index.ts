/** `npm run bench`: speed and size, as ratios of things measured side by side in one run. */
import { rmSync } from "node:fs";
import { join } from "node:path";
import { Command, InvalidArgumentError } from "commander";
import type { CommandContext } from "../common/command";
import { exitCodeHelp, runCommand } from "../common/command";
import { ExitCode, WrongUse } from "../common/problem";
import { projectRoot } from "../common/project-root";
import { makeTemporaryFolder, removeFolder } from "../common/temporary-folder";
import { BUDGETS, overBudget } from "./budgets";
import { benchCommands } from "./commands";
import { benchLocal } from "./local";
import { benchLongRun } from "./long-run/long-run";
import { benchPeers } from "./peers/peers";
import { benchReview } from "./review";
import type { Figure, Section } from "./section";
import { benchSkill } from "./skill";
import { benchSynth } from "./synth";

const SECTIONS: Readonly<Record<string, Section>> = {
  skill: { about: "the skill's function: size, start, answers", run: benchSkill },
  synth: { about: "synth of 1 to 500 environments", run: benchSynth },
  review: { about: "review of plans of up to 100,000 changes", run: benchReview },
  peers: { about: "other generators and the public samples, installed for it", run: benchPeers },
  commands: { about: "cdktf's command line, against Terraform alone", run: benchCommands },
  local: { about: "the simulator's start, whole links in it, doctor", run: benchLocal },
  "long-run": {
    about: "200 people on the local world for minutes: errors, memory, waits; only where it is named",
    run: benchLongRun,
    whenNamed: true,
  },
};

const METHOD = `Every figure is the median of fresh Node ${process.version} processes, the things compared run in turns. Absolute
times belong to this machine and this moment; the ratios are what to look at.`;

const program = new Command("npm run bench --")
  .description("Measures speed and size, and compares them with their budgets.")
  .argument("[sections...]", "only these")
  .option("--minutes <number>", "how long the long run lasts", minutes, 10)
  .option("--json", "print the figures as JSON")
  .addHelpText(
    "after",
    `
Sections:
${Object.entries(SECTIONS)
  .map(([name, { about }]) => `  ${name.padEnd(8)} ${about}`)
  .join("\n")}

Examples:
  npm run bench
  npm run bench -- skill synth
  npm run bench -- long-run --minutes 1
  npm run --silent bench -- --json > figures.json

A figure over its budget (bench/budgets.ts) is a failure.
${exitCodeHelp}`,
  );

void runCommand((context) => program.action((names: string[], options) => bench(names, options, context)));

interface Options {
  readonly json?: boolean;
  readonly minutes: number;
}

async function bench(names: readonly string[], { json = false, minutes }: Options, context: CommandContext) {
  const unknown = names.filter((name) => !Object.hasOwn(SECTIONS, name));
  if (unknown.length > 0) {
    throw new WrongUse(`There is no section ${unknown.join(", ")}. Sections are ${Object.keys(SECTIONS).join(", ")}.`);
  }
  const root = projectRoot();
  const folder = makeTemporaryFolder("bench");
  context.cleanup.defer(`remove ${folder}`, () => removeFolder(folder));
  context.cleanup.defer("remove dist/bench", () => rmSync(join(root, "dist/bench"), { recursive: true, force: true }));
  const say = (text: string): unknown => (json ? process.stderr : process.stdout).write(`${text}\n`);
  const figures: Figure[] = [];
  say(METHOD);
  for (const [name, { about, run, whenNamed = false }] of Object.entries(SECTIONS)) {
    if (names.includes(name) || (names.length === 0 && !whenNamed)) {
      context.signal.throwIfAborted();
      say(`\n${name}: ${about}`);
      const measured = await run({ root, folder, minutes, cleanup: context.cleanup, signal: context.signal });
      say(measured.text);
      figures.push(...measured.figures);
    }
  }
  const over = overBudget(figures);
  const known = figures.filter(({ name }) => Object.hasOwn(BUDGETS, name)).length;
  say(`\n${known - over.length} of ${known} budgets hold${over.map((line) => `\n  over: ${line}`).join("")}`);
  if (json) {
    const rows = figures.map((figure) => ({ ...figure, budget: BUDGETS[figure.name] ?? null }));
    process.stdout.write(
      `${JSON.stringify({ node: process.version, figures: rows, overBudget: over }, undefined, 2)}\n`,
    );
  }
  if (over.length > 0) {
    process.exitCode = ExitCode.failed;
  }
}

function minutes(text: string): number {
  const value = Number(text);
  if (!(value >= 0.1 && value <= 1440)) {
    throw new InvalidArgumentError("Allowed are 0.1 to 1,440.");
  }
  return value;
}
