import { CognitoLogDeliveryConfiguration } from "@cdktf/provider-aws/lib/cognito-log-delivery-configuration";
import { App, ref, TerraformStack, Token } from "cdktf";
import { writeOutput } from "../link-outputs";
import type { ModuleJson } from "./module-json";
import { moduleJson } from "./module-json";
import { problemText } from "./properties";

/** Where a destination's ARN stands, by what is written as `to`. */
const DESTINATIONS = {
  CloudWatchLogs: ["cloud_watch_logs_configuration", "log_group_arn"],
  Firehose: ["firehose_configuration", "stream_arn"],
  S3: ["s3_configuration", "bucket_arn"],
} as const;

/** A block that is there under a condition, which never asks for an ARN: that may be known after the apply only. */
const dynamic = (condition: string, content: object): object => ({
  for_each: `\${${condition} ? [1] : []}`,
  content,
});

/** The delivery of a user pool's logs as a module of its own, which asks for a newer provider than the rest. */
export function logDeliveryModule(): ModuleJson {
  const stack = new TerraformStack(new App({ stackTraces: false }), "log_delivery");
  const delivery = new CognitoLogDeliveryConfiguration(stack, "logs", {
    userPoolId: Token.asString(ref("var.user_pool_id", stack)),
    lifecycle: {
      precondition: [
        {
          condition: Token.asString(ref("(var.message_errors != null || var.user_activity != null)", stack)),
          errorMessage: problemText("message_errors", "null", "message_errors, user_activity, or both", "write one"),
        },
      ],
    },
  });
  const activity = Object.entries(DESTINATIONS).map(([to, [name, argument]]) => [
    name,
    dynamic(`var.user_activity.to == "${to}"`, { [argument]: `\${var.user_activity.arn}` }),
  ]);
  // In the order in which Cognito answers: the provider finds another one inconsistent.
  delivery.addOverride("dynamic.log_configurations", [
    dynamic("var.message_errors != null", {
      event_source: "userNotification",
      log_level: "ERROR",
      cloud_watch_logs_configuration: { log_group_arn: `\${var.message_errors.log_group_arn}` },
    }),
    dynamic("var.user_activity != null", {
      event_source: "userAuthEvents",
      log_level: "INFO",
      dynamic: Object.fromEntries(activity),
    }),
  ]);
  writeOutput(stack, "user_pool_id", delivery.userPoolId, "The id of the user pool whose logs are delivered");
  return moduleJson({ data: {}, locals: {}, ...stack.toTerraform() });
}
