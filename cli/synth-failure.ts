import { inspect } from "node:util";
import { cut } from "../common/plain-text";
import { messageOf, Problem, textIn } from "../common/problem";

/** What the person who runs it can fix, and which says where by itself. */
const EXPECTED_ERRORS = ["InvalidEnvironmentsError", "BuildFailure"];

/** What a person is told of whatever kept the stacks from being made. */
export function synthFailure(error: unknown): string {
  const stack = textIn(error, "stack");
  const message = messageOf(error);
  if (stack === undefined && !(error instanceof Error)) {
    return typeof error === "string" || textIn(error, "message") !== undefined ? message : noError(error);
  }
  const name = textIn(error, "name") || "Error";
  // What esbuild throws has a list of errors, and a message that says all of them.
  const isOfEsbuild = has(error, "errors") && name !== "AggregateError" && message !== "";
  if (error instanceof Problem || EXPECTED_ERRORS.includes(name) || isOfEsbuild) {
    return message;
  }
  // A mistake in environments.ts shows by its place there; one of this project's own needs the whole trace.
  const place = /environments\.ts:\d+:\d+/.exec(stack ?? "")?.[0];
  if (place !== undefined) {
    return `${place}: ${name}: ${message}`;
  }
  if (has(error, "code") && has(error, "path")) {
    return `${message}. dist/ and cdktf.out/ must be writable.`;
  }
  return stack || `${name}: ${message}`;
}

/** Only an Error knows where it was thrown. */
function noError(thrown: unknown): string {
  return (
    `Something was thrown that is no Error, so that its place is not known: ${shown(thrown)}. It is environments.ts that ` +
    "throws it, or what that imports: throw new Error(…) says where."
  );
}

/** In characters. */
const LONGEST = 300;

function shown(value: unknown): string {
  try {
    return cut(inspect(value, { depth: 2, breakLength: Number.POSITIVE_INFINITY }), LONGEST);
  } catch {
    return messageOf(value);
  }
}

const has = (value: unknown, key: string): boolean => typeof value === "object" && value !== null && key in value;
