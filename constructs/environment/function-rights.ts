import { arnPattern } from "../../contract/aws-regions";
import type { GroupField, ListField, MapField, TextField } from "./field";
import { TEMPLATE } from "./field";

/** What the function may do, and to what. Source: AWS IAM, "IAM JSON policy elements". */
export interface StatementProps {
  /** As in `dynamodb:GetItem`. */
  readonly actions: readonly string[];
  /** ARNs, or `*` for what has none. */
  readonly resources: readonly string[];
}

/** How the function's variables are encrypted at rest. */
export interface FunctionEncryptionProps {
  /**
   * The ARN of a KMS key in the function's region. The function may decrypt with it; whoever applies needs `kms:Encrypt`,
   * `kms:Decrypt` and `kms:CreateGrant`, and whoever plans `kms:Decrypt`. Source: AWS Lambda, "Securing Lambda environment
   * variables".
   */
  readonly kmsKeyArn: string;
}

/**
 * What becomes of asynchronous invocations that fail for good. Alexa invokes synchronously: no request of Alexa's comes here,
 * only what others invoke. Source: AWS Lambda, "Adding a dead-letter queue".
 */
export interface DeadLettersProps {
  /**
   * The ARN of a standard queue (SQS) or topic (SNS). The function may send to it; a key of yours that encrypts it has to
   * let the function's role use it.
   */
  readonly targetArn: string;
}

/** A policy cannot name an alias in place of its key. */
const kmsKeyArn: TextField = {
  kind: "text",
  pattern: new RegExp(`^${arnPattern("kms")}:[0-9]{12}:key/[A-Za-z0-9-]{1,64}$`),
  allowed: "the ARN of a KMS key, not of an alias",
  fix: "copy the ARN from the key's page, as arn:aws:kms:us-east-1:123456789012:key/11111111-2222-3333-4444-555555555555",
};

/**
 * What may stand in `function.encryption`.
 * @internal
 */
export const functionEncryptionSchema: GroupField<FunctionEncryptionProps> = {
  kind: "group",
  derived: "Lambda's own key",
  fields: { kmsKeyArn },
};

/**
 * What may stand in `function.layers`. Source: AWS Lambda API, LayerVersionArn; "Lambda quotas": five layers.
 * @internal
 */
export const layersSchema: ListField = {
  kind: "list",
  min: 0,
  max: 5,
  default: [],
  item: {
    kind: "text",
    pattern: new RegExp(`^${arnPattern("lambda")}:[0-9]{12}:layer:[A-Za-z0-9_-]{1,140}:[0-9]{1,10}$`),
    maxLength: 140,
    allowed: "the ARN of a layer with its version",
    fix: "copy the version ARN, as arn:aws:lambda:us-east-1:123456789012:layer:name:1",
  },
};

/** Standard ones only. */
const targetArn: TextField = {
  kind: "text",
  // Amazon SQS and SNS: names of at most 80 and 256 characters
  pattern: new RegExp(
    `^(${arnPattern("sqs")}:[0-9]{12}:[A-Za-z0-9_-]{1,80}|${arnPattern("sns")}:[0-9]{12}:[A-Za-z0-9_-]{1,256})$`,
  ),
  allowed: "the ARN of a standard queue of Amazon SQS or of a standard topic of Amazon SNS",
  fix: "copy the ARN, as arn:aws:sqs:us-east-1:123456789012:dead-letters; a FIFO queue or topic is not taken",
};

/**
 * What may stand in `function.deadLetters`.
 * @internal
 */
export const deadLettersSchema: GroupField<DeadLettersProps> = {
  kind: "group",
  derived: "nowhere",
  fields: { targetArn },
};

/**
 * What may stand in `function.policies`. Source: AWS IAM, "IAM and AWS STS quotas": managed policies of a role, at most.
 * @internal
 */
export const policiesSchema: MapField = {
  kind: "map",
  max: 20,
  default: {},
  key: {
    kind: "text",
    pattern: /^[A-Za-z0-9_.-]{1,64}$/,
    allowed: "a name of 1 to 64 letters, digits, underscores, dots and hyphens",
    fix: "rename it",
  },
  value: {
    kind: "text",
    // IAM API, policyPathType and policyNameType
    pattern: new RegExp(
      `^${arnPattern("iam")}:([0-9]{12}|aws):policy/([A-Za-z0-9_+=,.@-]+/)*[A-Za-z0-9_+=,.@-]{1,128}$`,
    ),
    except: /:policy\/[!-~]{511,}\//,
    allowed: "the ARN of an IAM policy",
    fix: "copy the ARN from the policy's page, as arn:aws:iam::123456789012:policy/read-progress",
  },
};

/**
 * What may stand in `function.statements`.
 * @internal
 */
export const statementsSchema: MapField = {
  kind: "map",
  max: 50,
  default: {},
  key: {
    kind: "text",
    pattern: /^[A-Za-z0-9]{1,64}$/,
    allowed: "a statement's id of 1 to 64 letters and digits",
    fix: "rename it, as ReadProgress",
  },
  value: {
    kind: "group",
    fields: {
      actions: {
        kind: "list",
        min: 1,
        max: 100,
        item: {
          kind: "text",
          pattern: /^(\*|[a-z0-9-]{1,64}:[A-Za-z0-9*?]{1,128})$/,
          allowed: "an action of IAM: a service, a colon and its action, which may have wildcards",
          fix: "write it as in dynamodb:GetItem",
        },
      },
      resources: {
        kind: "list",
        min: 1,
        max: 100,
        item: {
          kind: "text",
          pattern: /^(\*|arn:[!-~]+)$/,
          maxLength: 1024,
          except: TEMPLATE,
          allowed: "an ARN, which may have wildcards, or *",
          fix: "write the ARN; a template of Terraform's cannot stand in a text: pass the attribute itself",
        },
      },
    },
  },
};
