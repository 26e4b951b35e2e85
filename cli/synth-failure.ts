import { messageOf, Problem } from "../common/problem";

/** What the person who runs it can fix, and which says where by itself. */
const EXPECTED_ERRORS = ["InvalidEnvironmentsError", "BuildFailure"];

/** What a person is told of whatever kept the stacks from being made. */
export function synthFailure(error: unknown): string {
  if (!(error instanceof Error)) {
    return messageOf(error);
  }
  const { message, name, stack = "" } = error;
  if (error instanceof Problem || EXPECTED_ERRORS.includes(name) || "errors" in error) {
    return message;
  }
  if ("code" in error && "path" in error) {
    return `${message}. dist/ and cdktf.out/ must be writable.`;
  }
  // A mistake in environments.ts shows by its place there; one of this project's own needs the whole trace.
  const place = /environments\.ts:\d+:\d+/.exec(stack)?.[0];
  return place === undefined ? stack : `${place}: ${name}: ${message}`;
}
