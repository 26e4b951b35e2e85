import { readFileSync } from "node:fs";
import { Problem } from "../../../common/problem";
import type { Emulator } from "./emulator";

/** The last lines of the emulator's log, indented. The log itself lies in a folder that is removed at the end. */
export function lastLogLines(file: string): string {
  const lines = readFileSync(file, "utf8").trimEnd().split("\n");
  return lines
    .slice(-15)
    .map((line) => `    ${line}`)
    .join("\n");
}

/** For whoever waits for the emulator's end and did not bring it about. */
export function endedByItself({ logFile }: Pick<Emulator, "logFile">): Problem {
  return new Problem(`The emulator has ended by itself. Its last lines:\n${lastLogLines(logFile)}`);
}
