import { createInterface } from "node:readline";
import { WrongUse } from "./problem";

/**
 * Makes sure, before long work, that somebody can be asked after it.
 *
 * @param instead how to call the command where nobody can be asked
 * @throws WrongUse when there is no terminal
 */
export function assertTerminal(instead: string): void {
  if (!process.stdin.isTTY) {
    throw new WrongUse(`Cannot ask for confirmation: standard input is not a terminal. ${instead}`);
  }
}

/**
 * Asks a question that is answered by yes or no. Anything but yes is no, the end of input too.
 *
 * @param instead how to call the command where nobody can be asked
 * @throws WrongUse when there is no terminal
 */
export async function confirm(question: string, instead: string, signal: AbortSignal): Promise<boolean> {
  assertTerminal(instead);
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  // While a line is read, the terminal gives Ctrl-C to the reader instead of raising the signal.
  lines.on("SIGINT", () => process.kill(process.pid, "SIGINT"));
  try {
    return await new Promise<boolean>((resolve, reject) => {
      signal.addEventListener("abort", () => reject(signal.reason), { once: true });
      lines.once("close", () => {
        process.stderr.write("\n");
        resolve(false);
      });
      lines.question(`${question} [y/N] `, (answer) => {
        lines.removeAllListeners("close");
        resolve(/^y(es)?$/i.test(answer.trim()));
      });
    });
  } finally {
    lines.close();
  }
}
