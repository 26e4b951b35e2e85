import { plainOutput } from "../common/plain-text";
import { messageOf } from "../common/problem";

/** Runs a command that makes something of the sources: prints what it made, or what is wrong, and fails then. */
export function runBuild(make: () => Promise<string>): void {
  make().then(
    (text) => {
      process.stdout.write(`${plainOutput(text)}\n`);
    },
    (error: unknown) => {
      process.stderr.write(`${plainOutput(messageOf(error))}\n`);
      process.exitCode = 1;
    },
  );
}
