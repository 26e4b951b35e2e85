import { Cleanup } from "./cleanup";
import { interruptible } from "./interrupt";
import { lastWill } from "./last-will";
import { assertNodeVersion } from "./node-version";
import { codeOf, ExitCode, isDiskFull, messageOf, Problem, Unavailable } from "./problem";
import { Secrets } from "./secrets";
import { removeTemporaryFolders } from "./temporary-folder";
import { Terminal } from "./terminal";

/** The command line: a commander `Command`, which only cli/ imports. */
export interface CommandLine {
  exitOverride(): this;
  parseAsync(argv: readonly string[]): Promise<unknown>;
}

/** What a command's work gets to work with. */
export interface CommandContext {
  /** Aborted by Ctrl-C, SIGTERM, and the end of the terminal. */
  readonly signal: AbortSignal;
  /** Run at the end, however it comes. */
  readonly cleanup: Cleanup;
  /** Hidden in everything that is printed about an error. */
  readonly secrets: Secrets;
}

export interface CommandOptions {
  /** @default process.argv */
  readonly argv?: readonly string[];
  /**
   * The exit code of a Problem that names no other. A command whose 1 means that it found something must not say so
   * when a tool failed.
   * @default 1
   */
  readonly failureCode?: number;
}

/** The text about exit codes for a command's `--help`. */
export const exitCodeHelp = `
Exit codes:
  0    it went well
  1    something failed; stderr says what
  2    the command was called in a way it does not understand
  3    it cannot be done on this machine: something is missing; stderr says how to get it
  130  it was interrupted`;

/**
 * Parses the command line, which runs the action of the command that it names, cleans up, and sets the exit code. An
 * error is shown as a sentence on stderr, never as a stack trace.
 *
 * @param commandLine makes the command line, whose actions work with the context
 */
export async function runCommand(
  commandLine: (context: CommandContext) => CommandLine,
  { argv = process.argv, failureCode = ExitCode.failed }: CommandOptions = {},
): Promise<void> {
  // Whoever reads the output may have seen enough of it: `| head`.
  process.stdout.on("error", (error) => {
    if (codeOf(error) !== "EPIPE") {
      process.stderr.write(`Standard output cannot be written: ${error.message}\n`);
      process.exit(isDiskFull(error) ? ExitCode.unavailable : failureCode);
    }
    process.exit(ExitCode.ok);
  });
  // The AWS SDK's notice about Node versions yet to be dropped says nothing that whoever runs a command can act on.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= "true";
  const cleanup = new Cleanup();
  const secrets = new Secrets();
  lastWill.make();
  try {
    assertNodeVersion();
    await interruptible(
      async (signal) => {
        try {
          await commandLine({ signal, cleanup, secrets }).exitOverride().parseAsync(argv);
        } finally {
          for (const failure of await cleanup.run()) {
            new Terminal(secrets, process.stderr).line(failure);
          }
        }
      },
      { lastResort: removeTemporaryFolders },
    );
  } catch (error) {
    process.exitCode = reportFailure(error, secrets, failureCode);
  }
  lastWill.revoke();
  endStragglers();
}

/** How long a connection or a pipe that nobody waits for any more may keep the process, in milliseconds. */
const STRAGGLERS_MS = 300;

/** The work is done: what is still open, such as a standard input that never ends, keeps nobody waiting. */
function endStragglers(): void {
  setTimeout(() => {
    // What was printed is still on its way to whoever reads it.
    if (process.stdout.writableLength > 0 || process.stderr.writableLength > 0) {
      endStragglers();
    } else {
      process.exit();
    }
  }, STRAGGLERS_MS).unref();
}

/**
 * Says on stderr what kept a command from its end, unless commander has.
 *
 * @returns the exit code that tells the same
 */
export function reportFailure(thrown: unknown, secrets: Secrets, failureCode: number): number {
  const error = isDiskFull(thrown)
    ? new Unavailable(`The disk is full (${messageOf(thrown)}). Make room, then run the command again.`)
    : thrown;
  if (error instanceof Error && error.name === "CommanderError") {
    // commander has printed the help, or what is wrong.
    return "exitCode" in error && error.exitCode === 0 ? ExitCode.ok : ExitCode.wrongUse;
  }
  const message = messageOf(error);
  const what = error instanceof Problem || !(error instanceof Error) ? message : `${error.name}: ${message}`;
  new Terminal(secrets, process.stderr).line(`\n${what}`);
  return error instanceof Problem && error.exitCode !== ExitCode.failed ? error.exitCode : failureCode;
}
