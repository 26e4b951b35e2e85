import { credentialsReason } from "../common/aws-reason";
import { throughProxy } from "../common/http-proxy";
import { listAt, member, textAt, valueAt } from "../common/json";
import { messageOf, Problem } from "../common/problem";
import type { StackPlan } from "../terraform/stack-plan";

/** A function that a plan makes. */
export interface NewFunction {
  readonly name: string;
  readonly region: string;
}

/** Whether AWS has a function of that name already. */
export type FunctionExists = (environment: string, found: NewFunction) => Promise<boolean>;

/**
 * Makes sure that a first deployment is one: where there is no state, AWS has none of the functions that the plan makes.
 * Else the environment was deployed before, and its state is lost or elsewhere: the digest of that time would fit once
 * more, Terraform would make a second user pool, and AWS would refuse the function (ResourceConflictException of
 * CreateFunction) in the middle.
 *
 * @throws Problem that names what is there
 */
export async function assertFirst(
  environment: string,
  { basis, configuration, json }: Pick<StackPlan, "basis" | "configuration" | "json">,
  exists: FunctionExists,
): Promise<void> {
  if (basis.state.lineage !== "") {
    return;
  }
  for (const found of newFunctions(json, configuration)) {
    if (await exists(environment, found)) {
      throw new Problem(
        `${environment}: there is no state (${basis.backend.type} backend), and AWS has the function ${found.name} in ` +
          `${found.region} already: this was deployed before. A first deployment makes all anew, and an approval counts ` +
          "for one. Allowed is a state that knows what is there, or an account without it. Bring the state back (an S3 " +
          "bucket with versions keeps the older ones), or bring what is there into it with import blocks. Nothing was " +
          "applied.",
      );
    }
  }
}

/** The functions that a plan creates, where their names are known. */
export function newFunctions(plan: unknown, configuration: unknown): readonly NewFunction[] {
  const providers = listAt(valueAt(configuration, ["provider"]), "aws");
  const regionOf = (resource: unknown): string | undefined => {
    const path = ["resource", "aws_lambda_function", textAt(resource, "name") ?? "", "provider"];
    const alias = String(valueAt(configuration, path) ?? "aws").split(".")[1];
    return textAt(
      providers.find((it) => textAt(it, "alias") === alias),
      "region",
    );
  };
  return listAt(plan, "resource_changes").flatMap((resource) => {
    const change = member(resource, "change");
    const name = textAt(member(change, "after"), "function_name");
    const where = textAt(member(change, "after"), "region") ?? regionOf(resource);
    const isNew = textAt(resource, "type") === "aws_lambda_function" && listAt(change, "actions").includes("create");
    return isNew && name !== undefined && where !== undefined ? [{ name, region: where }] : [];
  });
}

/** @param profile of the shared AWS files @default - as the standard AWS variables say */
export async function functionExists(
  { name, region }: NewFunction,
  { profile, signal }: { readonly profile?: string; readonly signal: AbortSignal },
): Promise<boolean> {
  // Few commands come here, and the AWS SDK is much of what a command has to load.
  const { GetFunctionConfigurationCommand, LambdaClient, ResourceNotFoundException } = await import(
    "@aws-sdk/client-lambda"
  );
  const lambda = new LambdaClient({
    region,
    ...(profile !== undefined && { profile }),
    ...throughProxy(`https://lambda.${region}.amazonaws.com`),
  });
  try {
    await lambda.send(new GetFunctionConfigurationCommand({ FunctionName: name }), { abortSignal: signal });
    return true;
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof ResourceNotFoundException) {
      return false;
    }
    throw new Problem(
      `Whether AWS has the function ${name} in ${region} already is not known. ${credentialsReason(error, profile) ?? `${messageOf(error)}.`} Nothing was applied.`,
    );
  } finally {
    lambda.destroy();
  }
}
