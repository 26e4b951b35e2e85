import type { PlanBasis } from "../../review/plan-basis";

type Json = Record<string, unknown>;

/** What a digest is made of: a plan, and what it stands on. */
export interface Digested {
  readonly plan: Json;
  readonly basis: PlanBasis;
}

const REFERENCE = `\${aws_cloudwatch_log_group.logs.arn}`;

export const POLICY = {
  Version: "2012-10-17",
  Statement: [
    {
      Effect: "Allow",
      Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
      // Unknown as long as there is no log group: the plan then shows nothing of the whole policy.
      Resource: `${REFERENCE}:*`,
      Condition: { StringEquals: { "aws:SourceAccount": "123456789012" } },
    },
    { Effect: "Deny", Action: "iam:*", Resource: ["*"], Principal: { AWS: ["123456789012"] } },
  ],
};

const policy = JSON.stringify(POLICY);
const constant = (value: unknown): Json => ({ constant_value: value });

const client = {
  name: "alexa",
  callback_urls: ["https://a.example", "https://b.example", "https://c.example"],
  token_validity_units: [{ access_token: "minutes", refresh_token: "days" }],
  refresh_token_validity: 3650,
  generate_secret: true,
};

const resource = (address: string, expressions: Json, more: Json = {}): Json => ({
  address,
  mode: "managed",
  type: address.split(".")[0],
  name: address.split(".")[1],
  provider_config_key: "aws",
  expressions,
  schema_version: 0,
  ...more,
});

const change = (address: string, more: Json): Json => ({
  address,
  mode: "managed",
  type: address.split(".")[0],
  name: address.split(".")[1],
  provider_name: "registry.terraform.io/hashicorp/aws",
  change: { before: null, after_unknown: {}, before_sensitive: false, after_sensitive: {}, ...more },
});

/** A first deployment with an update beside it, and everything that a configuration can hold. */
export const example = (): Digested => ({
  plan: {
    format_version: "1.2",
    terraform_version: "1.11.4",
    timestamp: "2026-01-01T00:00:00Z",
    variables: { region: { value: "us-east-1" }, tags: { value: { team: ["a", "b"] } } },
    resource_changes: [
      change("aws_cognito_user_pool_client.alexa", { actions: ["create"], after: client, after_unknown: { id: true } }),
      change("aws_iam_role.role", { actions: ["create"], after: { name: "role", assume_role_policy: policy } }),
      change("aws_iam_role_policy.write_logs", {
        actions: ["create"],
        after: { name: "write-logs" },
        after_unknown: { policy: true },
      }),
      change("aws_lambda_function.skill", {
        actions: ["update"],
        before: { arn: "arn:aws:lambda:us-east-1:123456789012:function:skill", timeout: 5, layers: ["a", "b"] },
        after: {
          arn: "arn:aws:lambda:us-east-1:123456789012:function:skill",
          timeout: 7,
          layers: ["b", "c"],
          environment: [{ variables: { SCOPES: "openid", "a.b": "c" } }],
        },
        replace_paths: [["timeout"], ["layers", 0]],
      }),
    ],
    output_changes: {
      account_linking: { actions: ["create"], after_unknown: true, before_sensitive: true, after_sensitive: true },
      scopes: { actions: ["create"], after: ["openid"], before_sensitive: false, after_sensitive: false },
    },
    configuration: {
      provider_config: {
        aws: {
          name: "aws",
          full_name: "registry.terraform.io/hashicorp/aws",
          expressions: {
            region: { references: ["var.region"] },
            allowed_account_ids: constant(["123456789012"]),
            assume_role: [{ role_arn: constant("arn:aws:iam::123456789012:role/apply") }],
            endpoints: [{ lambda: constant("https://lambda.example") }],
          },
        },
        "aws.eu": { name: "aws", alias: "eu", expressions: { region: constant("eu-west-1") } },
      },
      root_module: {
        variables: { region: { default: "us-east-1" }, tags: {} },
        outputs: {
          account_linking: { sensitive: true, expression: { references: ["aws_lambda_function.skill.arn"] } },
        },
        resources: [
          resource("aws_cognito_user_pool_client.alexa", {
            name: constant("alexa"),
            callback_urls: constant(client.callback_urls),
            token_validity_units: [{ access_token: constant("minutes"), refresh_token: constant("days") }],
          }),
          resource("aws_iam_role.role", { assume_role_policy: constant(policy) }, { depends_on: ["a.b", "c.d"] }),
          resource("aws_iam_role_policy.write_logs", {
            policy: { constant_value: policy, references: ["aws_cloudwatch_log_group.logs.arn", "local.more"] },
          }),
          resource(
            "aws_lambda_function.skill",
            { timeout: constant(7), layers: constant(["b", "c"]) },
            {
              provider_config_key: "aws.eu",
              count_expression: constant(1),
              provisioners: [{ type: "local-exec", expressions: { command: constant("true") } }],
            },
          ),
        ],
        module_calls: {
          more: {
            source: "./more",
            expressions: { size: constant(1) },
            module: { resources: [resource("terraform_data.a", { input: constant({ deep: [{ deeper: [1] }] }) })] },
          },
        },
      },
    },
  },
  basis: {
    files: {
      "m-/cdk.tf.json": {
        "//": { metadata: { stackName: "dev" } },
        locals: { more: { Action: ["logs:*"] } },
        provider: { aws: [{ region: `\${var.region}`, allowed_account_ids: ["123456789012"] }] },
        resource: {
          aws_iam_role_policy: {
            write_logs: { "//": { metadata: { path: "dev/logs" } }, policy, lifecycle: { ignore_changes: ["name"] } },
          },
          aws_cognito_user_pool_client: { alexa: { callback_urls: client.callback_urls } },
          aws_lambda_function: { skill: { environment: { variables: { "//": "a key like any other" } } } },
        },
        terraform: { backend: { s3: { bucket: "state", key: "dev.tfstate" } }, required_version: ">= 1.10.0" },
      },
      "m-more/main.tf": 'resource "terraform_data" "a" {}\n',
    },
    providers: { "registry.terraform.io/hashicorp/aws": "5.100.0" },
    backend: { type: "s3", config: { bucket: "state", key: "dev.tfstate", access_key: null } },
    workspace: "default",
    endpoints: { AWS_ENDPOINT_URL: "http://127.0.0.1:5000" },
    state: { lineage: "0e7c", serial: 3 },
  },
});
