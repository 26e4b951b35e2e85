import type { DoorName } from "./names";

/** What `npm run doors` asks the tests for. */
export interface AskedRun {
  readonly name: DoorName;
  /** @default as many as the door has at night */
  readonly cases?: number;
  readonly seed: number;
  /** Where progress and result are written, a line of JSON each. */
  readonly report: string;
}

export const ASKED_RUN_VARIABLE = "DOOR_RUN";

/** How far a run is, or how it went. */
export interface ReportLine {
  readonly cases: number;
  readonly slowestMs: number;
  readonly counterexample?: { readonly found: string; readonly case: unknown };
  /** Where the counterexample is kept. */
  readonly kept?: string;
  readonly ended?: boolean;
}
