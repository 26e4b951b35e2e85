import { existsSync, lstatSync } from "node:fs";
import { dirname, resolve, sep } from "node:path";
import { member } from "../../common/json";
import { readJsonFile } from "../../common/json-file";
import { WrongUse } from "../../common/problem";
import { writeSecretFile } from "../../common/secret-file";
import type { AccountLinkingRequestBody } from "./request";

/**
 * Writes the request as ask-cli takes it, secret included, readable by this user only.
 *
 * @throws WrongUse when the file would become part of the skill's package, which is uploaded and often published, or
 *     when something else stands there
 */
export async function writeRequestFile(
  file: string,
  body: AccountLinkingRequestBody,
  signal: AbortSignal,
): Promise<void> {
  if (file === "" || file === "-") {
    throw new WrongUse("--write wants a file's name. The secret is not written to standard output: see --show-secret.");
  }
  const folders = dirname(resolve(file)).split(sep);
  if (folders.includes("skill-package")) {
    throw new WrongUse(
      `${file} lies in the skill package, which is uploaded as a whole. The secret does not belong there: Amazon warns ` +
        "of it. Name a file outside of skill-package.",
    );
  }
  if (existsSync(file) && !(await isRequest(file, signal))) {
    throw new WrongUse(`${file} exists and does not hold account-linking settings. Name another file, or remove it.`);
  }
  writeSecretFile(file, `${JSON.stringify(body, null, 2)}\n`);
}

async function isRequest(file: string, signal: AbortSignal): Promise<boolean> {
  try {
    const json = await readJsonFile(file, "account-linking settings", signal);
    return member(json, "accountLinkingRequest") !== undefined;
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof WrongUse && lstatSync(file).isFile()) {
      return false;
    }
    throw error;
  }
}
