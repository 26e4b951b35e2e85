import type { Command } from "commander";
import { InvalidArgumentError } from "commander";
import type { CommandContext } from "../../common/command";
import { readJsonFile } from "../../common/json-file";
import { RELEASE_FILE } from "../../release/release-file";
import type { AcknowledgementsOption } from "./acknowledgements";
import { withAcknowledgements } from "./acknowledgements";

/** The options of a command that applies a release. */
export interface ReleaseOptions extends AcknowledgementsOption {
  /** `--no-synth` applies what stands in `cdktf.out`, which must be the release. */
  readonly synth: boolean;
  readonly release: string;
  readonly approved?: string;
  readonly json?: true;
}

export const withRelease = (command: Command): Command =>
  withAcknowledgements(command)
    .option("--release <file>", "the release, as `alexa-link release` wrote it", RELEASE_FILE)
    .option("--no-synth", "take what the last `cdktf synth` made: it must be the release as well")
    .option("--approved <file>", "the approved review's JSON, to show what differs")
    .option("--json", "print the review and what became of it as JSON")
    .allowExcessArguments(false);

/** The review that was approved, in its JSON form, if it is at hand. */
export async function readApproved({ approved }: ReleaseOptions, { signal }: CommandContext): Promise<unknown> {
  return approved === undefined ? undefined : readJsonFile(approved, "a review as JSON", signal);
}

/** Reads the value of `--digest`. */
export function digest(text: string): string {
  if (!/^sha256:[0-9a-f]{64}$/.test(text)) {
    throw new InvalidArgumentError("It has the form sha256: and 64 hexadecimal digits; `alexa-link review` shows it.");
  }
  return text;
}
