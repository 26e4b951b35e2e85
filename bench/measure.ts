import { execFile } from "node:child_process";

/** The value in the middle; the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return ((sorted[middle] ?? 0) + (sorted[sorted.length - 1 - middle] ?? 0)) / 2;
}

export interface Finished {
  /** Wall time from the start to the end of the process, in milliseconds. */
  readonly wallMs: number;
  readonly stdout: string;
}

/** Runs Node once, in a process of its own, and waits for its end. */
export function runNode(
  args: readonly string[],
  options: {
    readonly signal: AbortSignal;
    readonly cwd?: string;
    readonly env?: Readonly<Record<string, string>>;
  },
): Promise<Finished> {
  return new Promise((resolve, reject) => {
    const began = performance.now();
    const env = { PATH: process.env.PATH, ...options.env };
    execFile(process.execPath, args, { cwd: options.cwd, env, signal: options.signal }, (error, stdout, stderr) => {
      if (error !== null) {
        reject(new Error(`node ${args.join(" ")} failed: ${stderr || error.message}`));
      } else {
        resolve({ wallMs: performance.now() - began, stdout });
      }
    });
  });
}

/**
 * Measures several things in turns, so that whatever else the machine does falls on all of them alike.
 *
 * @returns the median of each, in the order of `measures`
 */
export async function inTurns(rounds: number, measures: readonly (() => Promise<number>)[]): Promise<number[]> {
  const values = measures.map((): number[] => []);
  for (let round = 0; round < rounds; round += 1) {
    for (const [index, measure] of measures.entries()) {
      values[index]?.push(await measure());
    }
  }
  return values.map(median);
}

/** A table for a terminal, first column to the left, the others to the right. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) =>
      row.map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0))),
    )
    .map((cells) => `  ${cells.join("   ").trimEnd()}`)
    .join("\n");
}

export const ms = (value: number): string => `${value.toFixed(value < 10 ? 1 : 0)} ms`;
export const times = (value: number): string => `${value.toFixed(2)} ×`;
