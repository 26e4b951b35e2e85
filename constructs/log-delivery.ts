import type { CognitoLogDeliveryConfigurationLogConfigurations } from "@cdktf/provider-aws/lib/cognito-log-delivery-configuration";
import { CognitoLogDeliveryConfiguration } from "@cdktf/provider-aws/lib/cognito-log-delivery-configuration";
import { Construct } from "constructs";
import { askForProvider } from "./newer-provider";
import { withStaticAddress } from "./static-address";
import { LOG_DELIVERY_AWS_PROVIDER } from "./terraform-versions";

/** Where what threat protection saw goes. Source: Amazon Cognito API, LogConfigurationType. */
export interface UserActivityLog {
  readonly to: "CloudWatchLogs" | "Firehose" | "S3";
  /** The ARN of the log group, of the delivery stream or of the bucket; an attribute of a resource will do. */
  readonly arn: string;
}

export interface LogDeliveryProps {
  /** A stack's `userPool`. */
  readonly userPool: { readonly id: string };
  /**
   * The ARN of a log group that gets every e-mail and SMS that could not be delivered. It lies in the pool's account, and is
   * not encrypted with a key of KMS.
   * @default - these errors are logged nowhere
   */
  readonly messageErrorsLogGroupArn?: string;
  /**
   * Every sign-in with its risk, as threat protection saw it: the pool is on PLUS, with `threatProtection`.
   * @default - it goes nowhere
   */
  readonly userActivity?: UserActivityLog;
}

/**
 * The logs of a user pool, which Cognito delivers elsewhere.
 *
 * Needs the AWS provider 6.5 or newer, which the stack then asks for. Removed again, the delivery ends; what was delivered
 * stays.
 */
export class LogDelivery extends Construct {
  readonly resource: CognitoLogDeliveryConfiguration;

  /** @throws Error when nothing is delivered: the provider takes no empty list */
  constructor(scope: Construct, id: string, { messageErrorsLogGroupArn, userActivity, userPool }: LogDeliveryProps) {
    super(scope, id);
    if (messageErrorsLogGroupArn === undefined && userActivity === undefined) {
      throw new Error("There is nothing to deliver: give messageErrorsLogGroupArn, userActivity, or both.");
    }
    this.resource = withStaticAddress(
      new CognitoLogDeliveryConfiguration(this, "Default", {
        userPoolId: userPool.id,
        // In the order in which Cognito answers: the provider finds another one inconsistent (terraform-provider-aws#49220).
        logConfigurations: [
          ...(messageErrorsLogGroupArn === undefined ? [] : [messageErrors(messageErrorsLogGroupArn)]),
          ...(userActivity === undefined ? [] : [activity(userActivity)]),
        ],
      }),
    );
    askForProvider(this, LOG_DELIVERY_AWS_PROVIDER);
  }
}

/** Cognito takes errors of messages in CloudWatch only. */
const messageErrors = (logGroupArn: string): CognitoLogDeliveryConfigurationLogConfigurations => ({
  eventSource: "userNotification",
  logLevel: "ERROR",
  cloudWatchLogsConfiguration: [{ logGroupArn }],
});

const activity = ({ arn, to }: UserActivityLog): CognitoLogDeliveryConfigurationLogConfigurations => ({
  eventSource: "userAuthEvents",
  logLevel: "INFO",
  ...(to === "CloudWatchLogs" && { cloudWatchLogsConfiguration: [{ logGroupArn: arn }] }),
  ...(to === "Firehose" && { firehoseConfiguration: [{ streamArn: arn }] }),
  ...(to === "S3" && { s3Configuration: [{ bucketArn: arn }] }),
});
