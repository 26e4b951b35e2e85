import { InvalidOutputError, readAccountLinkingOutput } from "../../alexa/account-linking/output";
import { withAwsProfile } from "../../common/aws-profile";
import type { CommandContext } from "../../common/command";
import { valueAt } from "../../common/json";
import { readJsonFile } from "../../common/json-file";
import { Problem, WrongUse } from "../../common/problem";
import { projectRoot } from "../../common/project-root";
import type { AccountLinking } from "../../contract/account-linking";
import { ACCOUNT_LINKING_OUTPUT } from "../../contract/account-linking";
import { MEMORY_TABLE_OUTPUT } from "../../contract/memory";
import type { RunningSimulator } from "../../local/simulator/running-simulator";
import { findSimulator } from "../../local/simulator/running-simulator";
import { readStackOutputs, stackFolder } from "../../terraform/stack-outputs";

/** The options of every command of `alexa-link` on where an environment's settings come from. */
export interface EnvironmentOptions {
  /** A file with the output of `terraform output -json`; `-` for standard input. */
  readonly outputs?: string;
  /** An AWS profile for reading the state. @default - as the standard AWS variables say */
  readonly awsProfile?: string;
}

/** An environment, and what Terraform made of it. */
export interface LinkedEnvironment {
  /** As in `environments.ts`, or `local`. */
  readonly name: string;
  readonly accountLinking: AccountLinking;
  /** The table in which the skill remembers its users, if it does; absent for an output of `account_linking` alone. */
  readonly memoryTableArn?: string;
  /** Present for `local`: the simulator that runs in this project. */
  readonly simulator?: RunningSimulator;
}

const NAME_OUTPUTS = "name with --outputs a file with what `terraform output -json` prints, - for standard input";

/** The name of the environment that is the running simulator. */
export const LOCAL = "local";

/**
 * Reads an environment's output `account_linking`: from the file or the stream that was named, from the running
 * simulator, or from the state of its stack.
 *
 * @throws Problem that says what is missing and how to get it
 */
export async function openEnvironment(
  name: string,
  { outputs, awsProfile }: EnvironmentOptions,
  { signal, secrets }: CommandContext,
): Promise<LinkedEnvironment> {
  const read = (json: unknown): AccountLinking => {
    const accountLinking = readAccountLinkingOutput(json, name);
    secrets.add(accountLinking.client_secret);
    return accountLinking;
  };
  if (outputs !== undefined) {
    if (name === LOCAL) {
      throw new WrongUse('"local" is the running simulator, whose outputs are its own: leave --outputs out.');
    }
    const json = await readJsonFile(outputs, "what `terraform output -json` prints", signal);
    return {
      name,
      accountLinking: inFile(() => read(json)),
      memoryTableArn: tableOf(valueAt(json, [MEMORY_TABLE_OUTPUT, "value"])),
    };
  }
  const root = projectRoot([process.cwd()], name === LOCAL ? undefined : NAME_OUTPUTS);
  const simulator = name === LOCAL ? findSimulator(root) : undefined;
  if (name === LOCAL && simulator === undefined) {
    throw new Problem(
      "No simulator runs in this project. Start one in another terminal: npx alexa-link simulate (in a clone of the " +
        "repository also npm run simulator). Or name an environment of environments.ts.",
    );
  }
  const folder = simulator?.stackFolder ?? stackFolder(root, name);
  const env = { ...withAwsProfile(process.env, awsProfile), ...simulator?.variables };
  const values = await readStackOutputs({ folder, env, signal, secrets });
  const memoryTableArn = tableOf(values[MEMORY_TABLE_OUTPUT]);
  return { name, accountLinking: read(values[ACCOUNT_LINKING_OUTPUT] ?? values), memoryTableArn, simulator };
}

const tableOf = (output: unknown): string | undefined => (typeof output === "string" ? output : undefined);

/** @throws WrongUse for what is wrong with a file that whoever called the command named */
function inFile<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw error instanceof InvalidOutputError ? new WrongUse(error.message) : error;
  }
}
