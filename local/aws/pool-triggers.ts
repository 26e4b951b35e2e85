import { join } from "node:path";
import type { UserPoolClientType, UserPoolType } from "@aws-sdk/client-cognito-identity-provider";
import { DescribeUserPoolCommand } from "@aws-sdk/client-cognito-identity-provider";
import { ResourceNotFoundException } from "@aws-sdk/client-lambda";
import { Problem } from "../../common/problem";
import { COGNITO_PRINCIPAL } from "../../contract/service-principals";
import type { AwsAccess } from "./aws-access";
import { cognitoClient } from "./aws-access";
import type { DeployedFunction } from "./lambda-runtime/deployed-function";
import { fetchFunction, isInvocableFor } from "./lambda-runtime/deployed-function";
import { LambdaRuntime } from "./lambda-runtime/lambda-runtime";

/** A trigger did not do what Cognito asked; the message is Cognito's. */
export class TriggerFailed extends Problem {}

/** The triggers that are played, by Cognito's names in LambdaConfigType. */
export type PlayedTrigger =
  | "CustomMessage"
  | "PostAuthentication"
  | "PostConfirmation"
  | "PreAuthentication"
  | "PreSignUp"
  | "PreTokenGeneration"
  | "UserMigration";

export interface TriggerCall {
  readonly poolId: string;
  readonly clientId: string;
  /** Undefined for a client that signs in as itself. */
  readonly userName: string | undefined;
  readonly trigger: PlayedTrigger;
  /** Why Cognito calls it, as in `PreSignUp_ExternalProvider`. */
  readonly source: string;
  /** The version of the event without which it is not called. @default - called with every version */
  readonly onlyVersion?: string;
  /** Made only where the pool has the trigger, if it takes questions of its own. */
  readonly request: object | (() => Promise<object>);
  /** As it is before the function has changed anything. */
  readonly response: object;
}

/** What a trigger is called with, beside who signs in and by which client. */
export type Moment = Pick<TriggerCall, "onlyVersion" | "request" | "response" | "source" | "trigger">;

/** The call of a trigger for somebody at a client. */
export const callFor = (
  { ClientId = "", UserPoolId = "" }: UserPoolClientType,
  userName: string | undefined,
  moment: Moment,
): TriggerCall => ({ poolId: UserPoolId, clientId: ClientId, userName, ...moment });

export interface PoolTriggersOptions {
  /** The emulator, in which pools and functions are. */
  readonly access: AwsAccess;
  /** An existing folder, into which the functions' code is unpacked. */
  readonly folder: string;
  /** Called before anything of a function is unpacked; what it throws ends it. */
  readonly check: (deployed: DeployedFunction) => void;
  /** Gets what the functions write. @default - nobody */
  readonly onLog?: (line: string) => void;
}

/**
 * Calls the triggers of the user pools in the emulator as Cognito does: the functions as they were deployed, if their policies
 * let Cognito in for the pool. What they ask of Cognito's API, the emulator answers.
 */
export class PoolTriggers {
  private readonly runtimes = new Map<string, Promise<LambdaRuntime | undefined>>();

  constructor(private readonly options: PoolTriggersOptions) {}

  /**
   * Calls a trigger, where the pool has it.
   *
   * @returns the function's `response`; undefined where nothing was called
   * @throws TriggerFailed when the function fails, or may not be called
   */
  async invoke(call: TriggerCall): Promise<unknown> {
    const pool = await this.pool(call.poolId);
    const { arn, version } = triggerOf(pool, call.trigger);
    if (pool === undefined || arn === undefined || (call.onlyVersion ?? version) !== version) {
      return undefined;
    }
    const { access, onLog } = this.options;
    if (!(await isInvocableFor({ ...access, arn }, COGNITO_PRINCIPAL, pool.Arn ?? ""))) {
      throw new TriggerFailed(`${call.trigger} invocation failed due to error AccessDeniedException.`);
    }
    const runtime = await this.runtimeOf(arn);
    if (runtime === undefined) {
      throw new TriggerFailed(`${call.trigger} invocation failed due to error ResourceNotFoundException.`);
    }
    const request = typeof call.request === "function" ? await call.request() : call.request;
    const { error, logs, payload } = await runtime.invoke(eventOf({ ...call, request }, access.region, version));
    for (const line of logs) {
      onLog?.(line);
    }
    if (error !== undefined) {
      throw new TriggerFailed(`${call.trigger} failed with error ${error.errorMessage}.`);
    }
    if (typeof payload !== "object" || payload === null || !("response" in payload)) {
      throw new TriggerFailed("Unrecognizable lambda output");
    }
    return payload.response;
  }

  /** Ends the functions' processes. */
  async stop(): Promise<void> {
    const runtimes = await Promise.all(this.runtimes.values());
    await Promise.all(runtimes.map((runtime) => runtime?.stop()));
  }

  private async pool(poolId: string): Promise<UserPoolType | undefined> {
    const api = cognitoClient(this.options.access);
    try {
      return (await api.send(new DescribeUserPoolCommand({ UserPoolId: poolId }))).UserPool;
    } finally {
      api.destroy();
    }
  }

  private runtimeOf(arn: string): Promise<LambdaRuntime | undefined> {
    const known = this.runtimes.get(arn) ?? this.start(arn, this.runtimes.size);
    this.runtimes.set(arn, known);
    return known;
  }

  /** @returns undefined for a function that is not in the emulator: one that is made elsewhere */
  private async start(arn: string, number: number): Promise<LambdaRuntime | undefined> {
    const { access, check, folder } = this.options;
    try {
      const deployed = await fetchFunction({ ...access, arn, folder: join(folder, `trigger-${number}`), check });
      const redirects = { [`cognito-idp.${access.region}.amazonaws.com`]: access.endpoint };
      return new LambdaRuntime({ function: deployed, redirects, credentials: access.credentials });
    } catch (error) {
      if (error instanceof ResourceNotFoundException) {
        return undefined;
      }
      throw error;
    }
  }
}

/** The function of a trigger, and which version of its event it takes. */
function triggerOf(
  pool: UserPoolType | undefined,
  trigger: PlayedTrigger,
): { readonly arn?: string; readonly version: string } {
  const { [trigger]: arn, PreTokenGenerationConfig: versioned } = pool?.LambdaConfig ?? {};
  return trigger === "PreTokenGeneration" && versioned !== undefined
    ? { arn: versioned.LambdaArn, version: versioned.LambdaVersion?.[1] ?? "1" }
    : { arn, version: "1" };
}

/**
 * What Cognito calls a trigger with.
 *
 * https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-working-with-lambda-triggers.html
 */
const eventOf = (
  { clientId, poolId, request, response, source, userName }: TriggerCall,
  region: string,
  version: string,
): object => ({
  version,
  triggerSource: source,
  region,
  userPoolId: poolId,
  userName,
  callerContext: { awsSdkVersion: "aws-sdk-unknown-unknown", clientId },
  request,
  response,
});
