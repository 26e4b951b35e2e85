import type { Expectation } from "./schema-cases";
import { chars, is, many, oneOf, REFUSED, whole } from "./schema-cases";

const THEIRS = "arn:aws:lambda:us-east-1:123456789012:function:theirs:live";
const TABLE = "arn:aws:dynamodb:us-east-1:123456789012:table/progress";
const layer = (index: number, region = "us-east-1") => `arn:aws:lambda:${region}:123456789012:layer:tools:${index + 1}`;
/** `function` and `functionRegions`. */
export const FUNCTION_CASES: Readonly<Record<string, Expectation>> = {
  "function.name": {
    accepts: ["shop-alexa", "Shop_1", chars(64)],
    refuses: ["", "a.b", "a b", chars(65), "arn:aws:lambda:us-east-1:123456789012:function:shop"],
    whenLeftOut: is(undefined),
  },
  "function.roleName": {
    accepts: ["shop-role-a1b2", "a_+=,.@-", chars(64)],
    refuses: ["", "service-role/shop", "a b", chars(65)],
    whenLeftOut: is(undefined),
  },
  "function.memoryMib": whole(128, 10_240, 512),
  "function.timeoutSeconds": whole(1, 7, 7),
  "function.architecture": oneOf(["arm64", "x86_64"], is("arm64")),
  "function.logRetentionDays": {
    accepts: [1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653],
    refuses: [0, 2, 29, 366, 3654, -1, 1.5],
    whenLeftOut: is(30),
  },
  "function.existing": {
    accepts: [
      {},
      { EU: "arn:aws:lambda:eu-west-1:123456789012:function:theirs" },
      { NA: THEIRS, EU: THEIRS, FE: "arn:aws:lambda:ap-northeast-1:123456789012:function:theirs:7" },
    ],
    refuses: [
      { US: THEIRS },
      { eu: THEIRS },
      { EU: "theirs" },
      { EU: "arn:aws:lambda:eu-central-1:123456789012:function:theirs" },
      { EU: "arn:aws:lambda:eu-west-1:123456789012:layer:theirs:1" },
      { EU: 5 },
    ],
    whenLeftOut: is({}),
  },
  functionRegions: {
    accepts: [
      {},
      { "eu-west-1": { serves: ["EU"], layers: [] } },
      {
        "eu-west-1": { serves: [], layers: [] },
        "us-west-2": { serves: ["FE", "NA"], layers: [layer(0, "us-west-2")] },
        "ap-northeast-1": { serves: ["EU"], layers: [] },
      },
    ],
    refuses: [
      { "eu-central-1": { serves: ["EU"] } },
      { EU: { serves: ["EU"] } },
      { "eu-west-1": {} },
      { "eu-west-1": { serves: "EU" } },
      { "eu-west-1": { serves: ["US"] } },
      { "eu-west-1": { serves: ["EU", "EU"] } },
      { "eu-west-1": { serves: ["EU"], region: "eu-west-1" } },
    ],
    whenLeftOut: is(undefined),
  },
  "function.encryption.kmsKeyArn": {
    accepts: [
      "arn:aws:kms:us-east-1:123456789012:key/11111111-2222-3333-4444-555555555555",
      "arn:aws:kms:us-east-1:123456789012:key/mrk-1234abcd12ab34cd56ef1234567890ab",
    ],
    refuses: [
      "",
      "11111111-2222-3333-4444-555555555555",
      "arn:aws:kms:us-east-1:123456789012:alias/skill",
      "arn:aws:kms:us-east-1:123:key/1",
      "arn:aws:kms:mars-1:123456789012:key/1",
      "arn:aws:s3:::key/1",
    ],
    whenLeftOut: REFUSED,
  },
  "function.layers": {
    accepts: [[], [layer(1)], many(5, (index) => layer(index))],
    refuses: [
      ["arn:aws:lambda:us-east-1:123456789012:layer:tools"],
      ["arn:aws:lambda:us-east-1:123456789012:function:tools:1"],
      ["tools"],
      [""],
      [layer(1), layer(1)],
      many(6, (index) => layer(index)),
      [5],
    ],
    whenLeftOut: is([]),
  },
  "function.vpc.subnetIds": {
    accepts: [["subnet-0123456789abcdef0"], many(16, (index) => `subnet-${index}`)],
    refuses: [
      [],
      ["sg-0123456789abcdef0"],
      [""],
      ["subnet-A"],
      ["subnet-a", "subnet-a"],
      many(17, (i) => `subnet-${i}`),
    ],
    whenLeftOut: REFUSED,
  },
  "function.vpc.securityGroupIds": {
    accepts: [["sg-0123456789abcdef0"], many(5, (index) => `sg-${index}`)],
    refuses: [[], ["subnet-0123456789abcdef0"], [""], ["default"], ["sg-a", "sg-a"], many(6, (index) => `sg-${index}`)],
    whenLeftOut: REFUSED,
  },
  "function.deadLetters.targetArn": {
    accepts: ["arn:aws:sqs:us-east-1:123456789012:dead-letters", "arn:aws:sns:us-east-1:123456789012:dead_letters"],
    refuses: [
      "",
      "dead-letters",
      "https://sqs.us-east-1.amazonaws.com/123456789012/dead-letters",
      "arn:aws:sqs:us-east-1:123456789012:dead-letters.fifo",
      "arn:aws:sns:us-east-1:123456789012:dead-letters.fifo",
      "arn:aws:lambda:us-east-1:123456789012:function:a",
    ],
    whenLeftOut: REFUSED,
  },
  "function.tracing": { ...oneOf(["Active", "PassThrough"], is(undefined)), refuses: ["", "active", "on", true] },
  "function.logging.format": oneOf(["JSON", "Text"], is("JSON")),
  "function.logging.applicationLevel": oneOf(["TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL"], is(undefined)),
  "function.logging.systemLevel": oneOf(["DEBUG", "INFO", "WARN"], is(undefined)),
  "function.policies": {
    accepts: [
      {},
      { table: "arn:aws:iam::123456789012:policy/read-progress", "a.b_c-1": "arn:aws:iam::aws:policy/ReadOnlyAccess" },
      Object.fromEntries(many(20, (index) => [`p${index}`, `arn:aws:iam::aws:policy/a/b/P${index}`])),
    ],
    refuses: [
      { table: "read-progress" },
      { table: "arn:aws:iam::123456789012:role/read-progress" },
      { "": "arn:aws:iam::aws:policy/ReadOnlyAccess" },
      { "a b": "arn:aws:iam::aws:policy/ReadOnlyAccess" },
      { table: 5 },
      Object.fromEntries(many(21, (index) => [`p${index}`, `arn:aws:iam::aws:policy/P${index}`])),
    ],
    whenLeftOut: is({}),
  },
  "function.statements": {
    accepts: [
      {},
      { ReadProgress: { actions: ["dynamodb:GetItem", "dynamodb:Batch*"], resources: [TABLE, "*"] } },
      { All: { actions: ["*"], resources: ["*"] } },
    ],
    refuses: [
      { "Read-Progress": { actions: ["dynamodb:GetItem"], resources: [TABLE] } },
      { Read: { actions: [], resources: [TABLE] } },
      { Read: { actions: ["GetItem"], resources: [TABLE] } },
      { Read: { actions: ["dynamodb:Get Item"], resources: [TABLE] } },
      { Read: { actions: ["dynamodb:GetItem"], resources: [] } },
      { Read: { actions: ["dynamodb:GetItem"], resources: ["progress"] } },
      { Read: { actions: ["dynamodb:GetItem"], resources: [`arn:aws:dynamodb:us-east-1::\${x}`] } },
      { Read: { actions: ["dynamodb:GetItem"] } },
      { Read: { actions: ["dynamodb:GetItem"], resources: [TABLE], effect: "Deny" } },
    ],
    whenLeftOut: is({}),
  },
  "function.reservedConcurrency": {
    accepts: [0, 1, 100, 2_147_483_647],
    refuses: [-1, 0.5, 2_147_483_648],
    whenLeftOut: is(undefined),
    becomes: ["aws_lambda_function.skill", "reserved_concurrent_executions"],
  },
  "function.provisionedConcurrency": {
    accepts: [1, 2, 100],
    refuses: [0, -1, 1.5],
    whenLeftOut: is(undefined),
  },
  "function.canary.formerVersion": {
    accepts: [1, 41, 2_147_483_647],
    refuses: [0, -1, 1.5, "$LATEST", 2_147_483_648],
    whenLeftOut: REFUSED,
  },
  "function.canary.percent": {
    accepts: [1, 10, 99],
    refuses: [0, 100, 2.5, "10"],
    whenLeftOut: REFUSED,
  },
  "function.variables": {
    accepts: [
      {},
      { TABLE: "progress", lower_case_2: "", [chars(128, "A")]: "ü\nwith lines" },
      { TABLE: chars(3700) },
      { AWS_NODEJS_CONNECTION_REUSE_ENABLED: "1", scopes: "x" },
      { TABLE: "one", table: "two" },
      Object.fromEntries(many(50, (index) => [`KEY_${index}`, "x"])),
    ],
    refuses: [
      { A: "one letter" },
      { "1ST": "x" },
      { "MY-TABLE": "x" },
      { _HANDLER: "x" },
      { [chars(129, "A")]: "x" },
      { CLIENT_ID: "x" },
      { SCOPES: "x" },
      { AWS_REGION: "x" },
      { LAMBDA_TASK_ROOT: "x" },
      JSON.parse('{"__proto__": "x"}'),
      { TABLE: `\${aws_dynamodb_table.progress.name}` },
      { TABLE: chars(4097) },
      { TABLE: 5 },
      { TABLE: null },
      Object.fromEntries(many(51, (index) => [`KEY_${index}`, "x"])),
    ],
    whenLeftOut: is({}),
  },
};
