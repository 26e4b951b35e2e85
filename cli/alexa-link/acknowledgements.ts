import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Command } from "commander";
import { readJsonFile } from "../../common/json-file";
import { Problem, WrongUse } from "../../common/problem";
import { projectRoot } from "../../common/project-root";
import type { Acknowledgement } from "../../review/acknowledgement";
import { parseAcknowledgements } from "../../review/acknowledgement";

export interface AcknowledgementsOption {
  readonly acknowledgements?: string;
}

/** The file that is read without being named, when it is there. */
const FILE = "acknowledgements.json";

export const withAcknowledgements = (command: Command): Command =>
  command.option(
    "--acknowledgements <file>",
    `blocks that somebody answers for, each for one digest (default: ${FILE} of the project, if it is there)`,
  );

/** @throws WrongUse that says all that is wrong with the file */
export async function readAcknowledgements(
  { acknowledgements }: AcknowledgementsOption,
  signal: AbortSignal,
): Promise<readonly Acknowledgement[]> {
  const file = acknowledgements ?? usualFile();
  if (file === undefined) {
    return [];
  }
  const parsed = parseAcknowledgements(await readJsonFile(file, "a list of acknowledgements", signal));
  if (parsed.flaws.length > 0) {
    throw new WrongUse(`${file}:\n${parsed.flaws.map((flaw) => `  ${flaw}`).join("\n")}`);
  }
  return parsed.acknowledgements;
}

/** Outside of a project there is none: plans of other runners can be reviewed anywhere. */
function usualFile(): string | undefined {
  try {
    const file = join(projectRoot([process.cwd()]), FILE);
    return existsSync(file) ? file : undefined;
  } catch (error) {
    if (error instanceof Problem) {
      return undefined;
    }
    throw error;
  }
}
