/** Exit codes of the commands, documented in their `--help`. */
export const ExitCode = { ok: 0, failed: 1, wrongUse: 2, unavailable: 3, interrupted: 130 } as const;

/**
 * Something went wrong that a person can fix, or must know in words. Its message is shown as it is, without a stack
 * trace: what happened, where, what was received, what is allowed, how to fix it. The base of every error class outside
 * of constructs/ and lambda/, which stand on contract/ alone.
 */
export class Problem extends Error {
  readonly exitCode: number = ExitCode.failed;

  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
  }
}

/** The machine lacks something that the command needs. The message says how to get it. */
export class Unavailable extends Problem {
  override readonly exitCode: number = ExitCode.unavailable;
}

/** The command was called in a way that it does not understand. */
export class WrongUse extends Problem {
  override readonly exitCode: number = ExitCode.wrongUse;
}

/** Ctrl-C, or another signal that asks the command to end. */
export class Interrupted extends Problem {
  override readonly exitCode: number = ExitCode.interrupted;

  constructor() {
    super("Interrupted.");
  }
}

/** The message of anything that was thrown. */
export function messageOf(error: unknown): string {
  const message = textIn(error, "message");
  if (message !== undefined) {
    return message;
  }
  try {
    return String(error);
  } catch {
    return "a value without a text"; // such as an object without a prototype
  }
}

/** Node's error code (`ENOENT`, `EACCES`, …) of anything that was thrown, or undefined. */
export const codeOf = (error: unknown): string | undefined => textIn(error, "code");

/**
 * A text in anything that was thrown, or undefined. By shape and not by class, because an error may come from another realm
 * (a worker, a test's sandbox).
 */
export function textIn(error: unknown, key: string): string | undefined {
  try {
    const text = (error as Readonly<Record<string, unknown>> | null | undefined)?.[key];
    return typeof text === "string" ? text : undefined;
  } catch {
    return undefined; // a getter that throws
  }
}

/** A full disk can show itself wherever something is written. */
export const isDiskFull = (error: unknown): boolean => ["ENOSPC", "EDQUOT"].includes(codeOf(error) ?? "");

/**
 * What to throw where a file or folder that the command was told of cannot be written: to have named it was wrong, unless
 * the disk is full.
 *
 * @param why in words @default the error's own
 */
export function notWritten(file: string, error: unknown, why = messageOf(error)): Problem {
  const what = `${file} cannot be written: ${why}`;
  return isDiskFull(error) ? new Unavailable(`${what}. Make room, then run the command again.`) : new WrongUse(what);
}
