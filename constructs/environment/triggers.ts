import { arnPattern } from "../../contract/aws-regions";
import { MAX_TRIGGER_SECONDS } from "../../contract/cognito-limits";
import type { GroupField, MapField, TextField } from "./field";
import { choice, number, TEMPLATE } from "./field";
import type { LogRetentionDays } from "./function";
import { logRetentionSchema } from "./function";
import { policiesSchema } from "./function-rights";
import { variablesSchema } from "./function-variables";
import type { WithDefaults } from "./with-defaults";

/**
 * When Amazon Cognito calls a function. Source: Amazon Cognito API, LambdaConfigType; the functions that send messages
 * are in `userPool.customSenders`.
 */
export type TriggerName =
  | "createAuthChallenge"
  | "customMessage"
  | "defineAuthChallenge"
  | "postAuthentication"
  | "postConfirmation"
  | "preAuthentication"
  | "preSignUp"
  | "preTokenGeneration"
  | "userMigration"
  | "verifyAuthChallengeResponse";

/**
 * A function that takes part in signing up or in: one that exists, or a zip that becomes a function with a role and a log
 * group of its own. Cognito waits 5 seconds for it, and no sign-in goes on without its answer. The pool's id is in
 * each event, as `userPoolId`: the function has no variable for it, since the pool is made after the function.
 */
export interface TriggerProps {
  /**
   * The ARN of a function that is made elsewhere, or of one of its aliases or versions. Cognito is allowed to invoke it for
   * this pool.
   * @default - none: the function is made of zip
   */
  readonly functionArn?: string;
  /**
   * The path of a zip, from where Terraform's configuration is made. It has an ES module `index.mjs` or a CommonJS `index.js` that exports `handler`.
   * `npm run bundle` makes `dist/triggers/{name}.zip` of each `lambda/triggers/{name}.ts`.
   * @default - none: the function is at functionArn
   */
  readonly zip?: string;
  /**
   * The version of the event, for `preTokenGeneration` alone: from `V2_0` on the function may change access tokens, with
   * `V3_0` those of machines too. Both need a plan other than `LITE`.
   * @default - V1_0
   */
  readonly eventVersion?: TriggerEventVersion;
  /**
   * MiB, 128 to 10240. CPU grows with it, and a cold start counts: the Alexa app waits 4.5 seconds for its tokens.
   * @default 512
   */
  readonly memoryMib?: number;
  /**
   * Seconds, 1 to 5: Cognito waits for 5, and tries again twice. A function that ends before has failed once, and
   * Cognito says so at once.
   * @default 3
   */
  readonly timeoutSeconds?: number;
  /**
   * Days for which logs are kept, one of CloudWatch's steps.
   * @default 30
   */
  readonly logRetentionDays?: LogRetentionDays;
  /**
   * Environment variables of the function, at most 4 KB. Anybody who may read the function's configuration reads them: no secrets.
   * @default {}
   */
  readonly variables?: Readonly<Record<string, string>>;
  /**
   * The ARNs of managed policies for the function's role, by a name of your choice, which is in Terraform's addresses. The
   * role may write its log, and nothing else.
   * @default {}
   */
  readonly policies?: Readonly<Record<string, string>>;
}

/** With every default filled in. */
export type TriggerSettings = WithDefaults<TriggerProps, "eventVersion" | "functionArn" | "zip">;

/** Source: Amazon Cognito API, PreTokenGenerationLambdaVersionType. */
export type TriggerEventVersion = "V1_0" | "V2_0" | "V3_0";

/** Terraform's argument of each, in `lambda_config`. */
export const TRIGGER_ARGUMENTS: Readonly<Record<TriggerName, string>> = {
  createAuthChallenge: "create_auth_challenge",
  customMessage: "custom_message",
  defineAuthChallenge: "define_auth_challenge",
  postAuthentication: "post_authentication",
  postConfirmation: "post_confirmation",
  preAuthentication: "pre_authentication",
  preSignUp: "pre_sign_up",
  preTokenGeneration: "pre_token_generation",
  userMigration: "user_migration",
  verifyAuthChallengeResponse: "verify_auth_challenge_response",
};

/**
 * The ARN of a function that Cognito may call. Source: Amazon Cognito API, ArnType; AWS Lambda API, FunctionArn.
 * @internal
 */
export const triggerFunctionArn = (derived: string): TextField => ({
  kind: "text",
  pattern: new RegExp(`^${arnPattern("lambda")}:[0-9]{12}:function:[A-Za-z0-9_-]{1,64}(:[A-Za-z0-9_-]{1,128})?$`),
  allowed: "the ARN of a Lambda function, or of one of its aliases or versions",
  fix: "copy it from the function's page, as arn:aws:lambda:us-east-1:123456789012:function:send",
  derived,
});

const trigger: GroupField<TriggerProps> = {
  kind: "group",
  fields: {
    functionArn: triggerFunctionArn("none: the function is made of zip"),
    zip: {
      kind: "text",
      known: true,
      pattern: /\S/,
      except: TEMPLATE,
      maxLength: 1024, // no file system takes more
      allowed: "the path of a zip",
      fix: "write the path of what npm run bundle has made, as dist/triggers/welcome.zip",
      derived: "none: the function is at functionArn",
    },
    eventVersion: { ...choice(["V1_0", "V2_0", "V3_0"], "use Cognito's names"), derived: "V1_0" },
    memoryMib: number("MiB", 128, 10_240, 512, "choose a size that Lambda offers"),
    timeoutSeconds: number("seconds", 1, MAX_TRIGGER_SECONDS, 3, "Cognito waits for 5 seconds, and no longer"),
    logRetentionDays: logRetentionSchema,
    variables: variablesSchema({ who: "Lambda does not set", names: [] }),
    policies: policiesSchema,
  },
};

/**
 * What may stand in `userPool.triggers`.
 * @internal
 */
export const triggersSchema: MapField = {
  kind: "map",
  known: true,
  max: Object.keys(TRIGGER_ARGUMENTS).length,
  default: {},
  key: {
    kind: "text",
    pattern: new RegExp(`^(${Object.keys(TRIGGER_ARGUMENTS).join("|")})$`),
    allowed: `one of ${Object.keys(TRIGGER_ARGUMENTS).join(", ")}`,
    fix: "use Cognito's names; functions that send messages are in customSenders",
  },
  value: trigger,
};
