import { Problem } from "../../common/problem";

/** A request that a server of this machine does not let in. The message may be shown to whoever asked. */
export class RefusedRequest extends Problem {
  constructor(
    /** HTTP status, 4xx. */
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}
