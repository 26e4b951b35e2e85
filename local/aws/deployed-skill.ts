import { Problem } from "../../common/problem";
import { alexaFunctions } from "../../contract/alexa-functions";
import { ALEXA_PRINCIPALS } from "../../contract/service-principals";
import { skillIdOf } from "../../terraform/synthesized-stack";
import type { AwsAccess } from "./aws-access";
import { assertBuiltHere } from "./built-function";
import type { Deployment, DeploymentOptions } from "./deployment";
import type { Emulator } from "./emulator/emulator";
import type { DeployedFunction } from "./lambda-runtime/deployed-function";
import { fetchFunction, isInvocableBy } from "./lambda-runtime/deployed-function";
import { LambdaRuntime } from "./lambda-runtime/lambda-runtime";

/** What is needed of a deployment to run its skill. */
export type SkillDeployment = Pick<Deployment, "accountLinking" | "built" | "folder" | "stack"> & {
  readonly emulator: Pick<Emulator, "access">;
};

/** The skill as it was deployed, ready to be invoked. */
export interface DeployedSkill {
  readonly skillId: string;
  readonly function: DeployedFunction;
  readonly runtime: LambdaRuntime;
}

/**
 * Fetches a deployment's function back from the emulator and starts it as Lambda does.
 *
 * @param redirects by production host name, the origin on this machine that stands for it
 * @throws Problem when the function is not the one that was built here, there is no skill, or Alexa may not invoke the function for it
 */
export async function startSkill(
  { accountLinking, built, emulator, folder, stack }: SkillDeployment,
  redirects: Readonly<Record<string, string>>,
  { cleanup }: Pick<DeploymentOptions, "cleanup">,
): Promise<DeployedSkill> {
  const skillId = skillIdOf(stack);
  const [{ arn, isExisting }] = alexaFunctions(accountLinking);
  if (isExisting) {
    throw new Problem(
      `All functions of ${stack.name} are made elsewhere (function.existing: ${arn}), so none can be run here. Give an ` +
        "environment for this machine a function of its own: leave function.existing out.",
    );
  }
  const check = (fetched: DeployedFunction): void => assertBuiltHere(fetched, built);
  const deployed = await fetchFunction({ ...emulator.access, arn, folder, check });
  for (const principal of ALEXA_PRINCIPALS[accountLinking.skill_kind ?? "custom"]) {
    if (!(await isInvocableBy({ ...emulator.access, arn }, principal, skillId))) {
      throw new Problem(
        `The policy of ${deployed.arn} does not let Alexa (${principal}) invoke it for the skill ${skillId}.`,
      );
    }
  }
  const runtime = runFunction(deployed, emulator.access, redirects);
  cleanup.defer("end the function's process", () => runtime.stop());
  return { skillId, function: deployed, runtime };
}

/**
 * Starts a function that was fetched, with the emulator for its table.
 *
 * @param redirects by production host name, the origin on this machine that stands for it
 */
export const runFunction = (
  deployed: DeployedFunction,
  access: AwsAccess,
  redirects: Readonly<Record<string, string>>,
): LambdaRuntime =>
  new LambdaRuntime({
    function: deployed,
    redirects: { ...redirects, ...tablesOf(deployed, access) },
    credentials: access.credentials,
  });

/** Amazon DynamoDB, where a function remembers users, is the emulator. */
const tablesOf = ({ variables }: DeployedFunction, { endpoint }: AwsAccess): Readonly<Record<string, string>> => {
  const region = variables.MEMORY_TABLE?.split(":")[3];
  return region === undefined ? {} : { [`dynamodb.${region}.amazonaws.com`]: endpoint };
};
