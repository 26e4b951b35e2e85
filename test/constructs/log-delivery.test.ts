/** The configuration alone: there is no provider 6 here. */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { App } from "cdktf";
import { SkillStack } from "../../constructs";
import type { LogDeliveryProps } from "../../constructs/log-delivery";
import { LogDelivery } from "../../constructs/log-delivery";
import { ManagedLogin } from "../../constructs/managed-login";
import { minimalEnvironment, parse } from "./example-environment";
import type { StackJson } from "./synthesize";
import { fakeBundle, resourceAt, temporaryFolder } from "./synthesize";

const GROUP = "arn:aws:logs:us-east-1:123456789012:log-group:/aws/vendedlogs/pool";
const STREAM = "arn:aws:firehose:us-east-1:123456789012:deliverystream/sign-ins";

function stackWith(props: Omit<LogDeliveryProps, "userPool"> | undefined): StackJson {
  const folder = temporaryFolder();
  const app = new App({ outdir: folder, stackTraces: false });
  const environment = parse(minimalEnvironment());
  const stack = new SkillStack(app, "dev", { environment, bundle: fakeBundle() });
  if (props !== undefined) {
    new LogDelivery(stack, "logs", { userPool: stack.userPool, ...props });
  }
  app.synth();
  return JSON.parse(readFileSync(join(folder, "stacks/dev/cdk.tf.json"), "utf8"));
}

const deliveriesOf = (props: Omit<LogDeliveryProps, "userPool">) =>
  resourceAt(stackWith(props), "aws_cognito_log_delivery_configuration.logs").log_configurations;

test("errors of messages come first, as Cognito answers them", () => {
  expect(deliveriesOf({ userActivity: { to: "Firehose", arn: STREAM }, messageErrorsLogGroupArn: GROUP })).toEqual([
    {
      event_source: "userNotification",
      log_level: "ERROR",
      cloud_watch_logs_configuration: [{ log_group_arn: GROUP }],
    },
    { event_source: "userAuthEvents", log_level: "INFO", firehose_configuration: [{ stream_arn: STREAM }] },
  ]);
});

test.each([
  ["CloudWatchLogs", GROUP, { cloud_watch_logs_configuration: [{ log_group_arn: GROUP }] }],
  ["S3", "arn:aws:s3:::sign-ins", { s3_configuration: [{ bucket_arn: "arn:aws:s3:::sign-ins" }] }],
] as const)("sign-ins go to %s alone", (to, arn, destination) => {
  expect(deliveriesOf({ userActivity: { to, arn } })).toEqual([
    { event_source: "userAuthEvents", log_level: "INFO", ...destination },
  ]);
});

test("the stack asks for a provider that knows log delivery, and only then", () => {
  const versionWith = (props: Parameters<typeof stackWith>[0]) =>
    stackWith(props).terraform.required_providers.aws.version;
  expect(versionWith({ messageErrorsLogGroupArn: GROUP })).toBe(">= 6.5.0, < 7.0.0");
  expect(versionWith(undefined)).toBe(">= 5.100.0, < 7.0.0");
});

test("beside managed login the stack asks for the newer of the two providers", () => {
  for (const order of ["first", "last"]) {
    const app = new App({ outdir: temporaryFolder(), stackTraces: false });
    const stack = new SkillStack(app, order, { environment: parse(minimalEnvironment()), bundle: fakeBundle() });
    const { client, domain, userPool } = stack;
    const logs = () => new LogDelivery(stack, "logs", { userPool, messageErrorsLogGroupArn: GROUP });
    const login = () => new ManagedLogin(stack, "managed_login", { client, domain, userPool });
    for (const add of order === "first" ? [logs, login] : [login, logs]) {
      add();
    }
    expect(stack.toTerraform().terraform.required_providers.aws.version).toBe(">= 6.13.0, < 7.0.0");
  }
});

test("nothing to deliver is refused: the provider takes no empty list", () => {
  expect(() => stackWith({})).toThrow(/nothing to deliver/);
});
