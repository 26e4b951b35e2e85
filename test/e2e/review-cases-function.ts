import type { Edit, ReviewCase } from "./review-case";
import {
  ALIAS,
  all,
  casesOf,
  described,
  FUNCTION,
  LOGS,
  PERMISSION,
  POLICY,
  REMOVED,
  ROLE,
  reference,
  set,
  tagged,
  without,
} from "./review-case";

// A function takes five seconds to create, one after the other: a few have to do.
const one = casesOf(FUNCTION, { copy: "one" });
const two = casesOf(FUNCTION, { copy: "two" });
const DEAD_LETTERS = "arn:aws:sqs:us-east-1:123456789012:dead-letters";
const three = casesOf(FUNCTION, {
  copy: "three",
  base: set({ dead_letter_config: { target_arn: DEAD_LETTERS } }),
});
const four = casesOf(FUNCTION, {
  copy: "four",
  base: (it) => Object.assign(it.environment.variables, { MEMORY_TABLE, MEMORY_DAYS: "365" }),
});
const MEMORY_TABLE = "arn:aws:dynamodb:us-east-1:123456789012:table/memory";
const provisioned = casesOf("aws_lambda_provisioned_concurrency_config");
const alias = casesOf(ALIAS);
const logs = casesOf(LOGS);
const permission = casesOf(PERMISSION);
/** Of a smart-home skill. */
const directives = casesOf(PERMISSION, { base: set({ principal: "alexa-connectedhome.amazon.com" }) });
const policy = casesOf(POLICY);
const role = casesOf(ROLE);

const variables =
  (values: object): Edit =>
  (it) => {
    Object.assign(it.environment.variables, values);
  };
const KEY = "arn:aws:kms:us-east-1:123456789012:key/1";
const document = (statement: object): string => JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
const LOG = "arn:aws:logs:us-east-1:123456789012:log-group:/x:*";
const grants = (...Action: readonly string[]) => set({ policy: document({ Effect: "Allow", Action, Resource: LOG }) });
/** The permission of Amazon Cognito for a trigger. */
const ofCognito = all(
  set({
    principal: "cognito-idp.amazonaws.com",
    source_arn: reference("aws_cognito_user_pool.user_pool.arn"),
  }),
  without("event_source_token"),
);
const assumedBy = (...Service: readonly string[]) =>
  set({ assume_role_policy: document({ Action: "sts:AssumeRole", Effect: "Allow", Principal: { Service } }) });

export const FUNCTION_CASES: readonly ReviewCase[] = [
  one("lambda-stopped", "block", set({ timeout: 8 }), set({ timeout: 7 })),
  one("lambda-slower", "warn", set({ memory_size: 128 }), set({ memory_size: 1024 })),
  one("lambda-runtime", "warn", set({ runtime: "nodejs20.x" }), described),
  one("lambda-network", "warn", set({ vpc_config: { subnet_ids: ["subnet-1"], security_group_ids: ["sg-1"] } })),
  one("lambda-environment", "block", variables({ CLIENT_ID: "another" }), variables({ LEVEL: "debug" })),
  one("encryption-changed", "warn", set({ kms_key_arn: KEY }), tagged),
  two("lambda-stopped", "block", set({ reserved_concurrent_executions: 0 }), described),
  two("lambda-slower", "info", set({ timeout: 5 }), set({ ephemeral_storage: { size: 1024 } })),
  two("lambda-runtime", "warn", set({ architectures: ["x86_64"] }), set({ architectures: ["arm64"] })),
  two("lambda-release", "info", set({ source_code_hash: "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=" })),
  two("lambda-unpublished", "warn", set({ publish: false })),
  two("lambda-environment", "block", variables({ SKILL_IDS: "amzn1.ask.skill.other" }), (it) => {
    it.environment.variables.SKILL_IDS += ",amzn1.ask.skill.other";
  }),
  four("skill-memory", "warn", variables({ MEMORY_DAYS: "30" }), described),

  three("lambda-dead-letters", "info", without("dead_letter_config"), described),
  provisioned(
    "lambda-provisioned",
    "info",
    set({ provisioned_concurrent_executions: 1 }),
    set({ provisioned_concurrent_executions: 3 }),
  ),
  alias("resource-destroyed", "block", REMOVED, described),
  alias("resource-replaced", "block", set({ name: "another" }), described),
  alias("alias-moved", "info", set({ routing_config: { additional_version_weights: { "1": 0.5 } } }), described),
  permission("skill-id", "block", REMOVED),
  permission("skill-id", "block", without("event_source_token")),
  permission("skill-id", "block", set({ event_source_token: "amzn1.ask.skill.other" })),
  permission("skill-id", "block", set({ principal: "s3.amazonaws.com" })),
  permission("skill-id", "warn", set({ statement_id: "another" })),
  directives("skill-id", "block", REMOVED),
  directives("skill-id", "block", set({ event_source_token: "amzn1.ask.skill.other" })),
  directives("skill-id", "block", set({ principal: "alexa-appkit.amazon.com" })),
  directives("skill-id", "warn", set({ statement_id: "other-directives" })),
  permission("trigger-permission", "block", REMOVED, set({ statement_id: "another-name" }), { base: ofCognito }),
  logs("resource-destroyed", "warn", REMOVED, tagged),
  logs("resource-replaced", "warn", set({ name: "another" }), set({ retention_in_days: 400 })),
  logs("log-kept-shorter", "info", set({ retention_in_days: 14 }), set({ retention_in_days: 0 })),
  logs("encryption-changed", "warn", set({ kms_key_id: KEY }), set({ skip_destroy: true })),
  role("resource-destroyed", "warn", REMOVED, described),
  role("resource-replaced", "warn", set({ path: "/skill/" }), described),
  role("access-by-tags", "warn", tagged, described),
  role("iam-wider", "warn", assumedBy("lambda.amazonaws.com", "ec2.amazonaws.com"), assumedBy("lambda.amazonaws.com")),
  policy("resource-destroyed", "warn", REMOVED, undefined, {
    base: grants("logs:PutLogEvents", "logs:CreateLogStream"),
  }),
  policy("access-narrower", "warn", grants("logs:PutLogEvents"), undefined, {
    base: grants("logs:PutLogEvents", "logs:CreateLogStream"),
  }),
  policy("resource-replaced", "warn", set({ name: "another" })),
  policy(
    "iam-wider",
    "warn",
    grants("logs:PutLogEvents", "s3:*"),
    set({ policy: document({ Resource: [LOG], Action: "logs:PutLogEvents", Effect: "Allow" }) }),
    { base: grants("logs:PutLogEvents") },
  ),
];
