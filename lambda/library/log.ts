import type { Account } from "./account/account";

/** How grave a line is: an error needs somebody to look, a warning that goes on does too. */
export type LogLevel = "info" | "warn" | "error";

/**
 * All that a line may say. The set is closed on purpose: tokens, names, e-mail addresses, user ids and slot values
 * have no field to end up in.
 */
export interface LogFields {
  readonly requestId?: string;
  readonly requestType?: string;
  readonly intent?: string;
  readonly locale?: string;
  readonly account?: Account["kind"];
  /** A short code, from a closed set in the code that logs it. */
  readonly reason?: string;
  readonly durationMs?: number;
  readonly error?: ErrorFacts;
}

/** What may be logged of an error: what it is and where it arose. */
export interface ErrorFacts {
  readonly name: string;
  /** File, line and column in the bundle; its source map leads to the source. */
  readonly at?: string;
}

/** The longest text in a line: more than any id of Alexa's, and less than a sender could fill a log group with. */
export const MAX_LOGGED_CHARACTERS = 200;

/**
 * Writes one line of JSON to standard output, which Lambda hands to CloudWatch. What a request says may be of any length
 * or kind: texts are cut, and anything that is no text where one belongs is left out.
 */
export function log(level: LogLevel, message: string, fields: LogFields = {}): void {
  process.stdout.write(`${JSON.stringify({ level, message, ...fields }, shortened)}\n`);
}

const shortened = (_: string, value: unknown): unknown =>
  typeof value === "string" ? value.slice(0, MAX_LOGGED_CHARACTERS) : value;

/** A text of a request's for the log; Alexa promises one, whoever may invoke the function can send anything. */
export const textOf = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);

/**
 * Describes an error without its message: even JSON.parse quotes its input in one, and the input may be a profile.
 */
export function errorFacts(error: unknown): ErrorFacts {
  if (!(error instanceof Error)) {
    return { name: typeof error };
  }
  const at = placeOf(error);
  return { name: textOf(error.name) ?? "Error", ...(at !== undefined && { at }) };
}

const FRAME = /^ {4}at .*?([\w.-]+:\d+:\d+)\)?$/m;

function placeOf({ stack = "", message }: Error): string | undefined {
  // The stack repeats the message above its frames.
  const frames = `${stack}`.slice(`${stack}`.indexOf(message) + `${message}`.length);
  return FRAME.exec(frames)?.[1];
}
