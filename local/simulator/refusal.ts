import { Problem } from "../../common/problem";

/** A request to the simulator that is not carried out. The message is shown to whoever asked. */
export class SimulatorRefusal extends Problem {
  constructor(
    /** HTTP status, 4xx. */
    readonly status: number,
    message: string,
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
  }
}
