import type { SignInFaults } from "./faults";

/** The server's clock, which may be made to run wrong. */
export class Clock {
  constructor(private readonly faults: Pick<SignInFaults, "clockSkewSeconds">) {}

  /** Whole seconds since 1970. */
  now(): number {
    return Math.floor(Date.now() / 1000) + this.faults.clockSkewSeconds;
  }
}
