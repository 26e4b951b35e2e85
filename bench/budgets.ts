import type { Figure } from "./section";

/**
 * The most that each figure may be. Ratios are of things measured side by side in one run, so that the machine has
 * little part in them; the few absolute ones leave room for a slow machine.
 */
export const BUDGETS: Readonly<Record<string, number>> = {
  "skill: zip": 25,
  "skill: init until loaded, against the floor": 1.1,
  "skill: init until loaded, against unbundled": 0.16,
  "skill: init until the keys are there, against the floor": 2.5,
  "skill: init until the keys are there, against unbundled": 0.38,
  "skill: first token check": 3,
  // 5 ms where the floor's takes 6.
  "skill: memory, init, against the floor's": 0.8,
  "skill: memory, first linked answer": 15,
  "synth: one environment, against writing its JSON": 4.3,
  // Beside a first one that takes a fifth less since V8's code is kept; 0.1 before.
  "synth: a further one of 100, against the first": 0.125,
  "skill: answer with Cognito at 50 ms, over its delays": 150,
  "skill: answer with Cognito at 500 ms, over its delays": 150,
  // The look-up ends by itself after that.
  "skill: answer with Cognito at 5,000 ms": 3500,
  "skill: answer with Cognito down": 500,
  "peers: a further one, against aws-cdk-lib without validation and tree": 0.5,
  "local: simulator, against Terraform's part of it": 2.5,
  // Of 1 s, on a machine on which --help takes 0.11 s; a busy one is as slow in both.
  "local: whole link, the first, against --help": 9,
  "local: doctor, against --help": 15,
  "commands: cdktf synth, against the app alone": 20,
  "commands: cdktf deploy, against Terraform alone": 3,
  "long-run: errors": 0,
  // Alexa's and the skill's own limits, which a machine with too much to do does not keep.
  "long-run: cut off by a time limit": 2,
  "long-run: p50, last third against first, over the machine's": 1.5,
  "long-run: p99, last third against first, over the machine's": 3,
  "long-run: memory of the local servers, last third against first": 1.15,
  "long-run: memory of the heap of the local servers, last third against first": 1.15,
  "long-run: memory of the emulator, last third against first": 1.15,
  "long-run: memory of the functions, last third against first": 1.15,
  "review: 100,000 changes, the slowest shape against reading": 16,
  "review: 100,000 changes, the most memory": 1500,
  "review: five times the changes, the steepest shape": 8,
};

/** What is over its budget, a sentence each. */
export function overBudget(figures: readonly Figure[]): string[] {
  return figures.flatMap(({ name, value, unit }) => {
    const most = BUDGETS[name];
    return most !== undefined && !(value <= most)
      ? [`${name}: ${shown(value, unit)}, at most ${shown(most, unit)}`]
      : [];
  });
}

const shown = (value: number, unit: Figure["unit"]): string => `${value.toFixed(value < 10 ? 2 : 0)} ${unit}`;
