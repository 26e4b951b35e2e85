import type { CommandContext } from "../common/command";

/** One thing that was measured. */
export interface Figure {
  /** A key of `BUDGETS`, if there is a budget for it. */
  readonly name: string;
  readonly value: number;
  readonly unit: "×" | "ms" | "µs" | "KB" | "MB" | "%" | "errors";
}

/** What a part of the benchmark has measured. */
export interface Measured {
  /** For a person: tables and sentences. */
  readonly text: string;
  readonly figures: readonly Figure[];
}

/** What a part of the benchmark works with. */
export interface Bench extends Pick<CommandContext, "cleanup" | "signal"> {
  /** The project's folder. */
  readonly root: string;
  /** For whatever it writes; gone at the end. */
  readonly folder: string;
  /** How long a long run lasts. */
  readonly minutes: number;
}

/** A part of the benchmark. */
export interface Section {
  readonly about: string;
  /** Whether it runs only where it is named. @default false */
  readonly whenNamed?: true;
  readonly run: (bench: Bench) => Promise<Measured>;
}
