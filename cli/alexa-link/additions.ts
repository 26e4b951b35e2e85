import type { Command } from "commander";
import { accountLinkingBody } from "../../alexa/account-linking/body";
import type { AccountLinkingAdditions, AccountLinkingRequestBody } from "../../alexa/account-linking/request";
import {
  checkAdditions,
  InvalidAccountLinkingError,
  parseAccountLinkingBody,
  parseAdditions,
} from "../../alexa/account-linking/rules";
import type { CommandContext } from "../../common/command";
import { readJsonFile } from "../../common/json-file";
import { WrongUse } from "../../common/problem";
import { Terminal } from "../../common/terminal";
import type { AccountLinking } from "../../contract/account-linking";

export interface AdditionsOption {
  /** A JSON file with settings that Terraform knows nothing of. */
  readonly with?: string;
}

export function withAdditions(command: Command): Command {
  return command.option(
    "--with <file>",
    "JSON with settings that Terraform knows nothing of, such as skipOnEnablement, domains, redirectUrls, pkceConfiguration",
  );
}

/**
 * The request that Terraform's output and the developer's own additions make.
 *
 * @throws InvalidAccountLinkingError that says all that is wrong with it
 */
export function requestBody(
  accountLinking: AccountLinking,
  additions: AccountLinkingAdditions | undefined,
): AccountLinkingRequestBody {
  const body = accountLinkingBody(accountLinking, additions);
  return parseAccountLinkingBody(body);
}

/**
 * Warns of what is in the file and hardly meant.
 *
 * @throws WrongUse that says all that is wrong with it
 */
export async function readAdditions(
  { with: file }: AdditionsOption,
  { secrets, signal }: Pick<CommandContext, "secrets" | "signal">,
): Promise<AccountLinkingAdditions | undefined> {
  if (file === undefined) {
    return undefined;
  }
  const additions = await readJsonFile(file, 'an object with settings, such as {"skipOnEnablement": false}', signal);
  const parsed = validAdditions(additions, file);
  const terminal = new Terminal(secrets, process.stderr);
  for (const { path, message } of checkAdditions(additions)) {
    terminal.line(`Warning: ${file}: ${path}: ${message}`);
  }
  return parsed;
}

function validAdditions(additions: unknown, file: string): AccountLinkingAdditions {
  try {
    return parseAdditions(additions);
  } catch (error) {
    throw error instanceof InvalidAccountLinkingError ? new WrongUse(`${file}: ${error.message}`) : error;
  }
}
