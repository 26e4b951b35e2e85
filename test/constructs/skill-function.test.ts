import type { SkillKind } from "../../constructs";
import { SkillFunction } from "../../constructs";
import { minimalEnvironment, parse, withValue } from "./example-environment";
import type { StackJson } from "./synthesize";
import { addressesOf, fakeBundle, resourceAt, synthesizeConstruct } from "./synthesize";

const SKILL_IDS = [
  "amzn1.ask.skill.11111111-1111-4111-8111-111111111111",
  "amzn1.ask.skill.22222222-2222-4222-8222-222222222222",
];

function functionWith({
  skillIds = SKILL_IDS,
  settings = {},
  bundle = fakeBundle(),
  kind = undefined as SkillKind | undefined,
} = {}): StackJson {
  const environment = parse(withValue("function", settings, minimalEnvironment()));
  return synthesizeConstruct((stack) => {
    new SkillFunction(stack, "skill", {
      name: "quiz-dev",
      bundle,
      skillIds,
      kind,
      settings: environment.function,
      variables: { CLIENT_ID: "abc" },
    });
  });
}

test("the function takes the environment's settings and the handlers' variables", () => {
  const json = functionWith({
    settings: { memoryMib: 1024, timeoutSeconds: 3, architecture: "x86_64", logRetentionDays: 365 },
  });

  expect(resourceAt(json, "aws_lambda_function.skill")).toMatchObject({
    function_name: "quiz-dev",
    handler: "index.handler",
    memory_size: 1024,
    timeout: 3,
    architectures: ["x86_64"],
    environment: { variables: { CLIENT_ID: "abc" } },
  });
  expect(resourceAt(json, "aws_cloudwatch_log_group.skill_logs").retention_in_days).toBe(365);
});

test("variables of an environment join those of the link", () => {
  const json = functionWith({ settings: { variables: { PROGRESS_TABLE: "progress" } } });
  expect(resourceAt(json, "aws_lambda_function.skill").environment).toEqual({
    variables: { CLIENT_ID: "abc", PROGRESS_TABLE: "progress" },
  });
});

describe("what a shop's rules ask of a function", () => {
  const policiesOf = (settings: object) =>
    Object.fromEntries(
      Object.values(functionWith({ settings }).resource.aws_iam_role_policy ?? {})
        .filter(({ name }) => name !== "write-logs")
        .map(({ name, policy }) => [name, JSON.parse(policy).Statement]),
    );
  const allow = (action: readonly string[], resource: string) => [
    { Effect: "Allow", Action: action, Resource: resource },
  ];

  test("layers keep their order, and without any there is no argument", () => {
    const layers = ["b", "a"].map((name) => `arn:aws:lambda:us-east-1:123456789012:layer:${name}:1`);
    expect(resourceAt(functionWith({ settings: { layers } }), "aws_lambda_function.skill").layers).toEqual(layers);
    expect(resourceAt(functionWith(), "aws_lambda_function.skill")).not.toHaveProperty("layers");
  });

  test("a VPC comes with the right to network interfaces, which is there before the function", () => {
    const settings = { vpc: { subnetIds: ["subnet-1", "subnet-2"], securityGroupIds: ["sg-1"] } };
    expect(resourceAt(functionWith({ settings }), "aws_lambda_function.skill")).toMatchObject({
      vpc_config: { subnet_ids: ["subnet-1", "subnet-2"], security_group_ids: ["sg-1"] },
      depends_on: expect.arrayContaining(["aws_iam_role_policy.skill_use_network"]),
    });
    expect(policiesOf(settings)).toEqual({
      "use-network": allow(
        [
          "ec2:AssignPrivateIpAddresses",
          "ec2:CreateNetworkInterface",
          "ec2:DeleteNetworkInterface",
          "ec2:DescribeNetworkInterfaces",
          "ec2:DescribeSubnets",
          "ec2:UnassignPrivateIpAddresses",
        ],
        "*",
      ),
    });
  });

  test("dead letters, a key and tracing come with the rights that they need, and no other", () => {
    const [targetArn, kmsKeyArn] = [
      "arn:aws:sqs:us-east-1:123456789012:dead-letters",
      "arn:aws:kms:us-east-1:123456789012:key/1",
    ];
    const settings = { deadLetters: { targetArn }, encryption: { kmsKeyArn }, tracing: "Active" };
    expect(resourceAt(functionWith({ settings }), "aws_lambda_function.skill")).toMatchObject({
      dead_letter_config: { target_arn: targetArn },
      kms_key_arn: kmsKeyArn,
      tracing_config: { mode: "Active" },
    });
    expect(policiesOf(settings)).toEqual({
      "send-dead-letters": allow(["sqs:SendMessage", "sns:Publish"], targetArn),
      "decrypt-variables": allow(["kms:Decrypt"], kmsKeyArn),
      trace: allow(["xray:PutTraceSegments", "xray:PutTelemetryRecords"], "*"),
    });
    expect(policiesOf({ tracing: "PassThrough" })).toEqual({});
  });

  test("a log has a format and levels", () => {
    const logging = { applicationLevel: "ERROR", systemLevel: "WARN" };
    expect(resourceAt(functionWith({ settings: { logging } }), "aws_lambda_function.skill").logging_config).toEqual({
      log_format: "JSON",
      application_log_level: "ERROR",
      system_log_level: "WARN",
    });
  });

  test("levels that are left out are Lambda's own, written out, and Text has none", () => {
    const configurationOf = (logging: object) =>
      resourceAt(functionWith({ settings: { logging } }), "aws_lambda_function.skill").logging_config;
    expect(configurationOf({ systemLevel: "WARN" })).toEqual({
      log_format: "JSON",
      application_log_level: "INFO",
      system_log_level: "WARN",
    });
    expect(configurationOf({ format: "Text" })).toEqual({ log_format: "Text" });
  });

  test("0 requests at once is not taken for none given", () => {
    const json = functionWith({ settings: { reservedConcurrency: 0 } });
    expect(resourceAt(json, "aws_lambda_function.skill").reserved_concurrent_executions).toBe(0);
  });

  test("started functions wait behind the alias", () => {
    const json = functionWith({ settings: { provisionedConcurrency: 2 } });
    expect(resourceAt(json, "aws_lambda_provisioned_concurrency_config.skill_provisioned")).toEqual(
      expect.objectContaining({
        function_name: `\${aws_lambda_function.skill.function_name}`,
        qualifier: `\${aws_lambda_alias.skill_live.name}`,
        provisioned_concurrent_executions: 2,
      }),
    );
  });

  test("a canary leaves the rest of the requests to the former version, which has to be older", () => {
    const { lifecycle, routing_config, ...alias } = resourceAt(
      functionWith({ settings: { canary: { formerVersion: 41, percent: 7 } } }),
      "aws_lambda_alias.skill_live",
    );
    expect(alias.function_version).toBe(`\${aws_lambda_function.skill.version}`);
    expect(routing_config).toEqual({ additional_version_weights: { "41": 0.93 } });
    expect(lifecycle.precondition).toEqual([
      expect.objectContaining({ condition: `\${(41 < tonumber(aws_lambda_function.skill.version))}` }),
    ]);
    expect(resourceAt(functionWith({}), "aws_lambda_alias.skill_live")).not.toHaveProperty("lifecycle");
  });

  test("managed policies are attached by name, so that their ARNs may be known after the apply", () => {
    const policies = { table: `\${aws_iam_policy.table.arn}`, tools: "arn:aws:iam::aws:policy/ReadOnlyAccess" };
    const json = synthesizeConstruct((stack) => {
      const settings = { ...parse(minimalEnvironment()).function, policies };
      new SkillFunction(stack, "skill", {
        name: "quiz-dev",
        bundle: fakeBundle(),
        skillIds: [],
        variables: {},
        settings,
      });
    });
    expect(resourceAt(json, "aws_iam_role_policy_attachment.skill_policies")).toMatchObject({
      for_each: policies,
      policy_arn: `\${each.value}`,
      role: `\${aws_iam_role.skill_role.name}`,
    });
  });

  test("statements are one policy, in the order of their ids", () => {
    const table = "arn:aws:dynamodb:us-east-1:123456789012:table/progress";
    const statements = {
      Write: { actions: ["dynamodb:PutItem"], resources: [table] },
      Read: { actions: ["dynamodb:GetItem", "dynamodb:Query"], resources: [table, `${table}/index/*`] },
    };
    expect(policiesOf({ statements })).toEqual({
      statements: [
        {
          Sid: "Read",
          Effect: "Allow",
          Action: ["dynamodb:GetItem", "dynamodb:Query"],
          Resource: [table, `${table}/index/*`],
        },
        { Sid: "Write", Effect: "Allow", Action: ["dynamodb:PutItem"], Resource: [table] },
      ],
    });
  });

  test("who asks for nothing of it gets nothing of it", () => {
    expect(addressesOf(functionWith({ skillIds: [] })).toSorted()).toEqual([
      "aws_cloudwatch_log_group.skill_logs",
      "aws_iam_role.skill_role",
      "aws_iam_role_policy.skill_write_logs",
      "aws_lambda_alias.skill_live",
      "aws_lambda_function.skill",
    ]);
  });
});

describe("a variable of the user's own", () => {
  const withVariable = (name: string, value: string): StackJson =>
    synthesizeConstruct((stack) => {
      const skill = new SkillFunction(stack, "skill", {
        name: "quiz-dev",
        bundle: fakeBundle(),
        skillIds: SKILL_IDS,
        settings: parse(minimalEnvironment()).function,
        variables: { CLIENT_ID: "abc" },
      });
      skill.addVariable(name, value);
    });

  test("are no more than Lambda takes together", () => {
    expect(() => withVariable("TABLE", "x".repeat(4096))).toThrow(/take 41\d\d bytes[\s\S]*Lambda takes 4096/);
    expect(() => withVariable("TABLE", "x".repeat(4000))).not.toThrow();
  });

  test("joins those of the link", () => {
    const json = withVariable("PROGRESS_TABLE", `\${aws_dynamodb_table.progress.name}`);
    expect(resourceAt(json, "aws_lambda_function.skill").environment).toEqual({
      variables: { CLIENT_ID: "abc", PROGRESS_TABLE: `\${aws_dynamodb_table.progress.name}` },
    });
  });

  test.each([
    ["CLIENT_ID", /has the environment variable CLIENT_ID already/],
    ["AWS_REGION", /Lambda sets AWS_REGION itself/],
    ["A", /A is no name of an environment variable/],
    ["MY-TABLE", /MY-TABLE is no name/],
    ["1ST", /1ST is no name/],
    ["", /is no name/],
  ])("cannot be called %j", (name, words) => {
    expect(() => withVariable(name, "x")).toThrow(words);
  });
});

test("runtimes that AWS has deprecated, or provider 5.x does not know, are not used", () => {
  expect(resourceAt(functionWith(), "aws_lambda_function.skill").runtime).toBe("nodejs22.x");
});

describe("the bundle", () => {
  test("lies in a folder named after its content, and its hash is the one Lambda reports", () => {
    const bundle = fakeBundle();
    const { filename, source_code_hash } = resourceAt(functionWith({ bundle }), "aws_lambda_function.skill");

    expect(filename).toMatch(new RegExp(`^assets/[^/]+/${bundle.sha256}/skill\\.zip$`));
    expect(source_code_hash).toBe(bundle.sourceCodeHash);
  });

  test("is found by the same path wherever it was built", () => {
    const filenames = [fakeBundle(), fakeBundle()].map(
      (bundle) => resourceAt(functionWith({ bundle }), "aws_lambda_function.skill").filename,
    );

    expect(filenames[0]).toBe(filenames[1]);
  });
});

describe("the role", () => {
  const json = functionWith();

  test("is for Lambda alone", () => {
    expect(JSON.parse(resourceAt(json, "aws_iam_role.skill_role").assume_role_policy).Statement).toEqual([
      { Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" },
    ]);
  });

  test("may write to the function's own log group and nothing else", () => {
    const policies = Object.values(json.resource.aws_iam_role_policy ?? {});

    expect(policies).toHaveLength(1);
    expect(policies[0]?.role).toBe(`\${aws_iam_role.skill_role.name}`);
    expect(JSON.parse(policies[0]?.policy).Statement).toEqual([
      {
        Effect: "Allow",
        Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
        Resource: `\${aws_cloudwatch_log_group.skill_logs.arn}:*`,
      },
    ]);
    expect(json.resource.aws_iam_role_policy_attachment).toBeUndefined();
  });

  test("has its policy and its log group before the function can run", () => {
    expect(resourceAt(json, "aws_cloudwatch_log_group.skill_logs").name).toBe("/aws/lambda/quiz-dev");
    expect(resourceAt(json, "aws_lambda_function.skill").depends_on).toEqual([
      "aws_cloudwatch_log_group.skill_logs",
      "aws_iam_role_policy.skill_write_logs",
    ]);
  });
});

test("every apply publishes a version, and the alias live moves to it", () => {
  const json = functionWith();

  expect(resourceAt(json, "aws_lambda_function.skill").publish).toBe(true);
  expect(resourceAt(json, "aws_lambda_alias.skill_live")).toMatchObject({
    name: "live",
    function_name: `\${aws_lambda_function.skill.function_name}`,
    function_version: `\${aws_lambda_function.skill.version}`,
  });
});

describe("the permission to invoke", () => {
  test("is one for each skill, keyed by its id, for Alexa, this skill and the alias only", () => {
    expect(resourceAt(functionWith(), "aws_lambda_permission.skill_alexa")).toMatchObject({
      for_each: `\${toset(["${SKILL_IDS.join('", "')}"])}`,
      statement_id: `\${replace(each.value, ".", "-")}`,
      action: "lambda:InvokeFunction",
      principal: "alexa-appkit.amazon.com",
      event_source_token: `\${each.value}`,
      function_name: `\${aws_lambda_function.skill.function_name}`,
      qualifier: `\${aws_lambda_alias.skill_live.name}`,
    });
  });

  test.each<readonly [SkillKind, Readonly<Record<string, string>>]>([
    ["custom", { skill_alexa: "alexa-appkit.amazon.com" }],
    ["smart-home", { skill_smart_home: "alexa-connectedhome.amazon.com" }],
    ["both", { skill_alexa: "alexa-appkit.amazon.com", skill_smart_home: "alexa-connectedhome.amazon.com" }],
  ])("of a skill of the kind %s is given to whom Alexa calls as", (kind, principals) => {
    const { aws_lambda_permission: made = {} } = functionWith({ kind }).resource;

    expect(Object.fromEntries(Object.entries(made).map(([id, it]) => [id, it.principal]))).toEqual(principals);
    // A policy has no two statements of one id.
    expect(new Set(Object.values(made).map((it) => it.statement_id)).size).toBe(Object.keys(made).length);
    for (const it of Object.values(made)) {
      expect(it).toMatchObject({
        for_each: `\${toset(["${SKILL_IDS.join('", "')}"])}`,
        event_source_token: `\${each.value}`,
        qualifier: `\${aws_lambda_alias.skill_live.name}`,
      });
    }
  });

  test("is given to nobody while there is no skill: without a token any skill could invoke the function", () => {
    expect(addressesOf(functionWith({ skillIds: [] }))).not.toContainEqual(
      expect.stringContaining("aws_lambda_permission"),
    );
  });
});
