import type { AlexaRegion } from "../../contract/account-linking";
import { MAX_SKILL_RESPONSE_MS } from "../../contract/alexa-limits";
import { LINK_VARIABLES } from "../../contract/function-variables";
import type { ChoiceField, GroupField } from "./field";
import { choice, number } from "./field";
import type { CanaryProps } from "./function-canary";
import { canarySchema } from "./function-canary";
import { provisionedConcurrencySchema, reservedConcurrencySchema } from "./function-concurrency";
import type { FunctionLoggingProps } from "./function-logging";
import { functionLoggingSchema } from "./function-logging";
import { existingFunctionsSchema } from "./function-regions";
import type { DeadLettersProps, FunctionEncryptionProps, StatementProps } from "./function-rights";
import {
  deadLettersSchema,
  functionEncryptionSchema,
  layersSchema,
  policiesSchema,
  statementsSchema,
} from "./function-rights";
import { variablesSchema } from "./function-variables";
import type { FunctionVpcProps } from "./function-vpc";
import { functionVpcSchema } from "./function-vpc";
import type { WithDefaults } from "./with-defaults";

/** The skill's Lambda function. */
export interface FunctionProps {
  /**
   * The function's name, and with `/aws/lambda/` before it the log group's. Changing it replaces the function, and the
   * skill has another endpoint.
   * @default - that of the environment's other resources
   */
  readonly name?: string;
  /**
   * The name of the function's role, which is unique in the account.
   * @default - that of the environment's other resources
   */
  readonly roleName?: string;
  /**
   * MiB, 128 to 10240. CPU grows with it.
   * @default 512
   */
  readonly memoryMib?: number;
  /**
   * Seconds, 1 to 7: Alexa waits for 8.
   * @default 7
   */
  readonly timeoutSeconds?: number;
  /**
   * The processor; arm64 is the cheaper one.
   * @default "arm64"
   */
  readonly architecture?: Architecture;
  /**
   * Days for which logs are kept, one of CloudWatch's steps.
   * @default 30
   */
  readonly logRetentionDays?: LogRetentionDays;
  /**
   * Environment variables for handlers of your own, beside those of the link, with which they make at most 4 KB. Anybody who may read the function's
   * configuration reads them: no secrets.
   * @default {}
   */
  readonly variables?: Readonly<Record<string, string>>;
  /**
   * Functions that are made elsewhere and answer Alexa, by Alexa's region (`NA`, `EU`, `FE`): their ARNs, or those of aliases.
   * For users of a region that stands here nothing is made; where all three stand here, no function is, and the other
   * settings are left aside. It is yours to let Alexa invoke them. The handlers of this project read the output
   * `function_variables` from their environment.
   * @default {}
   */
  readonly existing?: Readonly<Partial<Record<AlexaRegion, string>>>;
  /**
   * A key of yours for the variables.
   * @default - Lambda's own key
   */
  readonly encryption?: FunctionEncryptionProps;
  /**
   * The ARNs of layers with their versions, at most 5, in the order in which Lambda lays them one over another, and in the
   * function's region.
   * @default []
   */
  readonly layers?: readonly string[];
  /**
   * The network that the function runs in. It has to reach the internet from there, for the pool's keys and the user's
   * profile: through a NAT gateway.
   * @default - no VPC
   */
  readonly vpc?: FunctionVpcProps;
  /**
   * Where Lambda sends what could not be handled.
   * @default - nowhere
   */
  readonly deadLetters?: DeadLettersProps;
  /**
   * Whether AWS X-Ray follows requests. `"Active"` samples those that nobody else has sampled. Left out, a function that
   * has a mode keeps it: write `"PassThrough"` to end tracing.
   * @default - Lambda's own: PassThrough
   */
  readonly tracing?: Tracing;
  /**
   * How the log is written. Left out, a function that has a format keeps it: write `{ format: "Text" }` to go back.
   * @default - Lambda's own: text
   */
  readonly logging?: FunctionLoggingProps;
  /**
   * The ARNs of managed policies for handlers of your own, by a name of your choice, which is in Terraform's addresses. An
   * ARN may be one that Terraform makes in the same apply.
   * @default {}
   */
  readonly policies?: Readonly<Record<string, string>>;
  /**
   * What else the handlers may do, by the statement's id (Sid), which has letters and digits only. Statements with
   * conditions stand in a managed policy, in `policies`.
   * @default {}
   */
  readonly statements?: Readonly<Record<string, StatementProps>>;
  /**
   * Requests at once, kept for this function and no more than that: AWS refuses the others. 0 stops the function. What is
   * kept comes off what the account's other functions share, of which AWS keeps 100 for them.
   * @default - as many as the account has left
   */
  readonly reservedConcurrency?: number;
  /**
   * Requests at once for which a started function waits, without a cold start, 1 or more. It waits behind the alias
   * `live`, and costs by the hour. At most `reservedConcurrency`, where that is given.
   * @default - none
   */
  readonly provisionedConcurrency?: number;
  /**
   * Lets the version that an apply publishes answer a share of the requests, and the former one the rest. It lasts until it
   * is taken out again. Not beside `provisionedConcurrency`.
   * @default - the newest version answers everybody
   */
  readonly canary?: CanaryProps;
}

/** With every default filled in. */
export type FunctionSettings = WithDefaults<
  FunctionProps,
  | "canary"
  | "deadLetters"
  | "encryption"
  | "logging"
  | "name"
  | "provisionedConcurrency"
  | "reservedConcurrency"
  | "roleName"
  | "tracing"
  | "vpc"
>;

export type Architecture = "arm64" | "x86_64";
/** Source: AWS Lambda API, TracingMode. */
export type Tracing = "Active" | "PassThrough";

/** Source: CloudWatch Logs API, PutRetentionPolicy. */
export type LogRetentionDays =
  | 1
  | 3
  | 5
  | 7
  | 14
  | 30
  | 60
  | 90
  | 120
  | 150
  | 180
  | 365
  | 400
  | 545
  | 731
  | 1096
  | 1827
  | 2192
  | 2557
  | 2922
  | 3288
  | 3653;

/** A function that takes longer answers nobody: Alexa no longer waits. */
const MAX_FUNCTION_SECONDS = MAX_SKILL_RESPONSE_MS / 1000 - 1;

const LOG_RETENTION_DAYS: readonly LogRetentionDays[] = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];

/**
 * For how long a function's log is kept.
 * @internal
 */
export const logRetentionSchema: ChoiceField = choice(
  LOG_RETENTION_DAYS,
  "choose one of the steps that CloudWatch offers",
  30,
);

/**
 * What may stand in `function`.
 * @internal
 */
export const functionSchema: GroupField<FunctionProps> = {
  kind: "group",
  default: {},
  fields: {
    name: {
      kind: "text",
      pattern: /^[A-Za-z0-9_-]{1,64}$/, // AWS Lambda API, CreateFunction
      allowed: "1 to 64 letters, digits, hyphens and underscores",
      fix: "write the name alone, not the ARN",
      derived: "that of the environment's other resources",
    },
    roleName: {
      kind: "text",
      pattern: /^[A-Za-z0-9_+=,.@-]{1,64}$/, // IAM API, roleNameType
      allowed: "1 to 64 letters, digits and _+=,.@-",
      fix: "write the role's name alone, without its path and not the ARN",
      derived: "that of the environment's other resources",
    },
    memoryMib: number("MiB", 128, 10_240, 512, "choose a size that Lambda offers"),
    timeoutSeconds: number(
      "seconds",
      1,
      MAX_FUNCTION_SECONDS,
      MAX_FUNCTION_SECONDS,
      "stay below the 8 seconds after which Alexa gives up",
    ),
    architecture: choice(["arm64", "x86_64"], "choose one that Lambda offers", "arm64"),
    logRetentionDays: logRetentionSchema,
    variables: variablesSchema({ who: "neither the link nor Lambda sets", names: LINK_VARIABLES }),
    existing: existingFunctionsSchema,
    encryption: functionEncryptionSchema,
    layers: layersSchema,
    vpc: functionVpcSchema,
    deadLetters: deadLettersSchema,
    tracing: { ...choice(["Active", "PassThrough"], "use Lambda's names"), derived: "Lambda's own: PassThrough" },
    logging: functionLoggingSchema,
    policies: policiesSchema,
    statements: statementsSchema,
    reservedConcurrency: reservedConcurrencySchema,
    provisionedConcurrency: provisionedConcurrencySchema,
    canary: canarySchema,
  },
};
