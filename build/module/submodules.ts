import { domainSchema } from "../../constructs/environment/domain";
import { existingClientSchema, existingUserPoolSchema } from "../../constructs/environment/existing";
import type { Field, GroupField, Pattern } from "../../constructs/environment/field";
import { allowedIn, choice } from "../../constructs/environment/field";
import { certificateModule } from "../../constructs/module/certificate-module";
import { logDeliveryModule } from "../../constructs/module/log-delivery-module";
import { managedLoginModule } from "../../constructs/module/managed-login-module";
import type { ModuleJson } from "../../constructs/module/module-json";
import { moduleProperties, problemText, terraformName } from "../../constructs/module/properties";
import {
  AWS_PROVIDER,
  LOG_DELIVERY_AWS_PROVIDER,
  MANAGED_LOGIN_AWS_PROVIDER,
} from "../../constructs/terraform-versions";
import type { Block, Body } from "../hcl/body";
import { attribute, block, fileText } from "../hcl/body";
import { literalTemplate, quotedText } from "../hcl/template";
import { heredoc, valueText } from "../hcl/value";
import { blocks, GENERATED, outputBlock, versions } from "./files";
import { conditionOfLeaf, receivedOfLeaf } from "./leaf-condition";
import type { Leaf } from "./leaves";
import { leavesOf } from "./leaves";
import { typeOf } from "./variables";

/** A variable of a submodule, under TypeScript's name. */
interface Variable {
  readonly name: string;
  readonly description: string;
  readonly field: Field;
}

const { hostedZoneId, name } = domainSchema.fields;
const { id: userPoolId } = existingUserPoolSchema.fields;
const { id: clientId } = existingClientSchema.fields;

const settings: Field = {
  kind: "text",
  pattern: /^\s*\{/,
  maxBytes: 2 * 1024 * 1024, // Amazon Cognito API, CreateManagedLoginBranding: 2 MB for the whole request
  allowed: "a JSON object of at most 2 MB",
  fix: 'write jsonencode({ … }), or file("branding.json")',
  derived: "Cognito's own values",
};

const text = (pattern: Pattern, allowed: string, fix: string): Field => ({ kind: "text", pattern, allowed, fix });

// Amazon Cognito API, AssetType.
const asset: GroupField<Readonly<Record<"category" | "colorMode" | "extension" | "bytes", string>>> = {
  kind: "group",
  fields: {
    category: text(/^[A-Z_]+$/, "a category of AssetType", "write one as FORM_LOGO or PAGE_BACKGROUND"),
    colorMode: choice(["LIGHT", "DARK", "DYNAMIC"], "write one of these"),
    extension: choice(["ICO", "JPEG", "PNG", "SVG", "WEBP"], "write one of these"),
    bytes: text(/^[A-Za-z0-9+/]+={0,2}$/, "an image in Base64", 'write filebase64("logo.svg")'),
  },
};

const assets: Field = { kind: "list", item: asset, min: 0, max: 40, default: [] };

// Amazon Cognito API, ArnType and S3ArnType.
const logGroupArn = text(
  /^arn:aws:logs:[a-z0-9-]+:[0-9]{12}:log-group:[A-Za-z0-9_/.#-]{1,512}$/,
  "the ARN of a log group",
  "write an attribute of the resource that makes it, without :* at its end",
);
const messageErrors = {
  kind: "group",
  derived: "these errors are logged nowhere",
  fields: { logGroupArn },
} as Field;
const userActivity = {
  kind: "group",
  derived: "it goes nowhere",
  fields: {
    to: choice(["CloudWatchLogs", "Firehose", "S3"], "write one of these"),
    arn: text(
      /^arn:aws:(logs:[a-z0-9-]+:[0-9]{12}:log-group:[A-Za-z0-9_/.#-]{1,512}|firehose:[a-z0-9-]+:[0-9]{12}:deliverystream\/[A-Za-z0-9_.-]{1,64}|s3:::[a-z0-9.-]{3,63})$/,
      "the ARN of a log group, of a delivery stream of Data Firehose or of a bucket",
      "write an attribute of the resource that makes it",
    ),
  },
} as Field;

/** Text by path in the module's folder. */
export function generateSubmodules(): Readonly<Record<string, string>> {
  return {
    ...filesOf("modules/certificate", certificateModule(), AWS_PROVIDER.version, [
      { name: "name", description: "The host name that the certificate is for.", field: required(name) },
      {
        name: "hostedZoneId",
        description: "The id of the public zone in Route 53 in which the host name lies.",
        field: required(hostedZoneId),
      },
      { name: "tags", description: "Tags of the certificate.", field: tags() },
    ]),
    ...filesOf("modules/log-delivery", logDeliveryModule(), LOG_DELIVERY_AWS_PROVIDER.version, [
      { name: "userPoolId", description: "The id of the user pool.", field: required(userPoolId) },
      {
        name: "messageErrors",
        description:
          "A log group for e-mails and SMS that could not be delivered, in the pool's account and without a KMS key. Default: nowhere.",
        field: messageErrors,
      },
      {
        name: "userActivity",
        description:
          "Where every sign-in goes with its risk, as threat protection saw it: CloudWatchLogs, Firehose or S3, with the ARN. Needs a pool on PLUS. Default: nowhere.",
        field: userActivity,
      },
    ]),
    ...filesOf("modules/managed-login", managedLoginModule(), MANAGED_LOGIN_AWS_PROVIDER.version, [
      { name: "userPoolId", description: "The id of the user pool.", field: required(userPoolId) },
      { name: "clientId", description: "The id of Alexa's app client.", field: required(clientId) },
      {
        name: "settings",
        description:
          "The settings of the branding editor as JSON, as DescribeManagedLoginBranding answers them. Default: Cognito's own values.",
        field: settings,
      },
      { name: "assets", description: 'The images, each in Base64: filebase64("logo.svg").', field: assets },
    ]),
  };
}

const required = ({ derived, ...field }: Field): Field => field as Field;

function tags(): Field {
  const { field } = moduleProperties.tags ?? {};
  if (field === undefined) {
    throw new Error("The module has no tags any more");
  }
  return field;
}

function filesOf(
  folder: string,
  { output, resource }: ModuleJson,
  awsVersion: string,
  variables: readonly Variable[],
): Readonly<Record<string, string>> {
  const bodies: Readonly<Record<string, Body>> = {
    "main.tf": blocks("resource", resource),
    "variables.tf": variables.map(variableBlock),
    "outputs.tf": Object.entries(output).map(([id, it]) => outputBlock(id, it)),
    "versions.tf": [versions({ ...AWS_PROVIDER, version: awsVersion })],
  };
  return Object.fromEntries(
    Object.entries(bodies).map(([path, body]) => [`${folder}/${path}`, `# ${GENERATED}\n\n${fileText(body)}`]),
  );
}

function variableBlock({ description, field, name: property }: Variable): Block {
  return block(
    "variable",
    [terraformName(property)],
    [
      attribute("description", quotedText(description)),
      attribute("type", typeOf(field)),
      ...(field.derived !== undefined ? [attribute("default", "null")] : []),
      ...(field.default !== undefined ? [attribute("default", valueText(field.default))] : []),
      ...(field.derived === undefined ? [attribute("nullable", "false")] : []),
      ...leavesOf(property, field).flatMap(validationOf),
    ],
  );
}

function validationOf(leaf: Leaf): Block[] {
  const condition = conditionOfLeaf(leaf);
  const { field, path } = leaf;
  const fix = "fix" in field ? field.fix : "write other entries";
  if (condition === undefined) {
    return [];
  }
  const message = problemText(
    terraformName(path),
    receivedOfLeaf(leaf),
    literalTemplate(allowedIn(field).replace(/\b[a-z]+[A-Z]\w*/g, terraformName)),
    literalTemplate(fix),
  );
  return [block("validation", [], [attribute("condition", condition), attribute("error_message", heredoc(message))])];
}
