import type { Command } from "commander";
import type { CommandContext } from "../../common/command";
import { WrongUse } from "../../common/problem";
import { alexaFunctions } from "../../contract/alexa-functions";
import type { DeployedFacts } from "../../release/comparison";
import type { RunningFunction } from "../../release/running-code";
import { openEnvironment } from "./linked-environment";

/** The AWS profiles of two environments, where their accounts differ. */
export interface ProfilesOption {
  readonly fromProfile?: string;
  readonly toProfile?: string;
}

export const withProfiles = (command: Command): Command =>
  command
    .option("--from-profile <name>", "the AWS profile for the first, where the accounts differ")
    .option("--to-profile <name>", "the AWS profile for the second");

/** @throws WrongUse when they are one */
export function refuseSame(from: string, to: string): void {
  if (from === to) {
    throw new WrongUse(`Both environments are ${from}. Name two.`);
  }
}

// What talks to AWS is loaded where it is used: the AWS SDK is much of what a command has to load.

/** What AWS runs in an environment, by the outputs in its stack's state. */
export async function deployedIn(
  environment: string,
  profile: string | undefined,
  context: CommandContext,
): Promise<DeployedFacts> {
  const { accountLinking } = await openEnvironment(environment, { awsProfile: profile }, context);
  const { deployedFacts } = await import("../../release/deployed-facts");
  return deployedFacts({ environment, accountLinking, profile, signal: context.signal });
}

/** What AWS runs behind an environment's aliases, but for functions that are made elsewhere. */
export async function runningIn(
  environment: string,
  profile: string | undefined,
  context: CommandContext,
): Promise<readonly RunningFunction[]> {
  const { accountLinking } = await openEnvironment(environment, { awsProfile: profile }, context);
  const { FunctionAlias } = await import("../../release/function-alias");
  const made = alexaFunctions(accountLinking).filter(({ isExisting }) => !isExisting);
  return Promise.all(
    made.map(async ({ arn, region }, index) => {
      const alias = new FunctionAlias({ arn, profile });
      try {
        return { ...(await alias.running(context.signal)), awsRegion: region, ...(index > 0 && { region }) };
      } finally {
        alias.close();
      }
    }),
  );
}
