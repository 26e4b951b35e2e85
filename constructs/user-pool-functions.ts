import type { CognitoUserPool, CognitoUserPoolLambdaConfig } from "@cdktf/provider-aws/lib/cognito-user-pool";
import { cognitoUserPoolLambdaConfigToTerraform } from "@cdktf/provider-aws/lib/cognito-user-pool";
import { ref, TerraformStack, Token } from "cdktf";
import type { TriggerName } from "./environment/triggers";
import { TRIGGER_ARGUMENTS } from "./environment/triggers";
import type { UserPoolSettings } from "./environment/user-pool";
import type { JoinAccounts } from "./join-accounts";
import { optionalBlock } from "./module/blocks";
import type { Condition } from "./module/condition";
import { anyOf, hasEntries, includes, isGiven } from "./module/condition";
import { keysOf } from "./module/entries";
import { requireOf } from "./module/requirement";
import type { UserPoolTriggers } from "./user-pool-triggers";

export interface UserPoolFunctionsProps {
  readonly settings: Pick<UserPoolSettings, "customSenders" | "joinAccounts" | "triggers">;
  readonly triggers: UserPoolTriggers | undefined;
  readonly joinAccounts: JoinAccounts | undefined;
}

/** A block with a function and the version of its event. */
interface VersionedFunction {
  readonly lambdaArn: string;
  readonly lambdaVersion: string;
}

const inTerraform = ({ lambdaArn, lambdaVersion }: VersionedFunction): object => ({
  lambda_arn: lambdaArn,
  lambda_version: lambdaVersion,
});

const FIRST_VERSION = "V1_0";

/** Gives a pool the functions that Cognito calls: triggers, and those that send in place of Amazon SES and SNS. */
export function addFunctions(pool: CognitoUserPool, props: UserPoolFunctionsProps): void {
  const { settings, triggers } = props;
  const { emailFunctionArn, kmsKeyArn, smsFunctionArn } = settings.customSenders;
  const hasTokenTrigger = includes(keysOf(settings.triggers), "preTokenGeneration");
  optionalBlock<CognitoUserPoolLambdaConfig>(
    pool,
    {
      path: "lambda_config",
      put: (block) => pool.putLambdaConfig(block),
      toTerraform: cognitoUserPoolLambdaConfigToTerraform,
    },
    anyOf(isGiven(kmsKeyArn), hasEntries(settings.triggers), hasEntries(settings.joinAccounts)),
    { kmsKeyId: kmsKeyArn, ...membersOf(props) },
  );
  const versioned = (name: string, exists: Condition, content: VersionedFunction): void =>
    optionalBlock<VersionedFunction>(
      pool,
      {
        path: `lambda_config.${name}`,
        put: (block) => pool.addOverride(`lambda_config.${name}`, inTerraform(block)),
        toTerraform: inTerraform,
      },
      exists,
      content,
    );
  // The only version of these two: Amazon Cognito API, CustomEmailSenderLambdaVersionType.
  const sender = (lambdaArn = ""): VersionedFunction => ({ lambdaArn, lambdaVersion: FIRST_VERSION });
  versioned("custom_email_sender", isGiven(emailFunctionArn), sender(emailFunctionArn));
  versioned("custom_sms_sender", isGiven(smsFunctionArn), sender(smsFunctionArn));
  versioned("pre_token_generation_config", hasTokenTrigger, {
    lambdaArn: triggers?.arnOf("preTokenGeneration") ?? "",
    lambdaVersion: tokenEventVersion(settings),
  });
  refuseKeptTokenTrigger(pool, settings, hasTokenTrigger);
}

/**
 * The arguments of the triggers. That of `preTokenGeneration` stands beside its block, because Cognito fills it in. Source:
 * Amazon Cognito API, LambdaConfigType.
 */
const membersOf = ({ joinAccounts, triggers }: UserPoolFunctionsProps): CognitoUserPoolLambdaConfig =>
  Object.fromEntries(
    (Object.keys(TRIGGER_ARGUMENTS) as TriggerName[]).map((name) => {
      const joining = joinAccounts?.arnOf(name);
      return [name, triggers?.arnOf(name, joining) ?? joining];
    }),
  ) as CognitoUserPoolLambdaConfig;

const tokenEventVersion = ({ triggers }: UserPoolFunctionsProps["settings"]): string =>
  Token.isUnresolved(triggers)
    ? `\${coalesce(concat([for name, it in var.user_pool.triggers : it.event_version if name == "preTokenGeneration"], ["${FIRST_VERSION}"])...)}`
    : (triggers.preTokenGeneration?.eventVersion ?? FIRST_VERSION);

/**
 * The AWS provider takes what is left out here for "as it is" (`Optional` and `Computed` in its resource
 * aws_cognito_user_pool, 5.100 and 6; hashicorp/terraform-provider-aws#45529): the trigger would stay, without a word.
 */
function refuseKeptTokenTrigger(
  pool: CognitoUserPool,
  { triggers }: UserPoolFunctionsProps["settings"],
  isGivenNow: Condition,
): void {
  if (hasEntries(triggers) === false) {
    return;
  }
  const kept = "self.lambda_config[0].pre_token_generation";
  requireOf(pool, [
    {
      where: "triggers.preTokenGeneration",
      holds: anyOf(isGivenNow, ref(`try(length(${kept}) == 0, true)`, TerraformStack.of(pool))),
      received: `try(${kept}, null)`,
      allowed:
        "no such trigger in the pool where none is configured: the AWS provider does not take away this one alone",
      fix: "delete the trigger on the pool's page in the AWS console, under Extensions, and plan again; or apply once without any trigger",
    },
  ]);
}
