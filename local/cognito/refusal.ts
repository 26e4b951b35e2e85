import { Problem } from "../../common/problem";
import type { Answer } from "./answer";

/** Ends the handling of a request with an answer that says why it is refused. */
export class CognitoRefusal extends Problem {
  constructor(readonly answer: Answer) {
    super(`refused with status ${answer.status}`);
  }
}
