import type { Command } from "commander";
import { InvalidArgumentError } from "commander";

export interface PlanningOptions {
  /** `--no-synth` plans what stands in `cdktf.out`. */
  readonly synth: boolean;
  readonly parallel: number;
}

export function withPlanning(command: Command): Command {
  return command
    .option("--no-synth", "plan what the last `cdktf synth` made")
    .option("--parallel <number>", "how many stacks are planned at once; each takes about 700 MB", positive, 2);
}

function positive(text: string): number {
  if (!/^[1-9]\d?$/.test(text)) {
    throw new InvalidArgumentError("Allowed are whole numbers from 1 to 99.");
  }
  return Number(text);
}
