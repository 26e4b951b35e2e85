import type { Values } from "../planned";
import { created } from "../planned";
import type { Case } from "../rule-plans";
import { changed } from "../rule-plans";

const TYPE = "aws_cognito_log_delivery_configuration";
const group = (name: string, account = "123456789012"): string => `arn:aws:logs:us-east-1:${account}:log-group:${name}`;

const errors = (arn: string): Values => ({
  event_source: "userNotification",
  log_level: "ERROR",
  cloud_watch_logs_configuration: [{ log_group_arn: arn }],
  firehose_configuration: [],
  s3_configuration: [],
});
const activity = (bucket: string): Values => ({
  event_source: "userAuthEvents",
  log_level: "INFO",
  cloud_watch_logs_configuration: [],
  firehose_configuration: [],
  s3_configuration: [{ bucket_arn: `arn:aws:s3:::${bucket}` }],
});
const delivery = (...blocks: readonly Values[]): Values => ({
  user_pool_id: "us-east-1_a",
  log_configurations: blocks,
});

const MINE = errors(group("mine"));

export const LOG_DELIVERY_CASES: readonly Case[] = [
  [
    "log-delivery",
    "warn",
    () => changed(TYPE, delivery(MINE, activity("mine")), delivery(MINE)),
    /No longer delivered: every sign-in with its risk/,
    () => changed(TYPE, delivery(MINE, activity("mine")), delivery(activity("mine"), MINE)),
  ],
  [
    "log-delivery",
    "warn",
    () => changed(TYPE, delivery(MINE), delivery(errors(group("theirs", "999999999999")))),
    /999999999999:log-group:theirs\. That it is this account's/,
    () => changed(TYPE, delivery(MINE), delivery(errors(group("other")))),
  ],
  [
    "log-delivery",
    "warn",
    () => created(TYPE, "logs", delivery(activity("theirs"))),
    /arn:aws:s3:::theirs/,
    () => created(TYPE, "logs", delivery(MINE)),
  ],
  [
    "log-delivery",
    "info",
    () => created(TYPE, "logs", delivery(MINE)),
    /messages that could not be sent → arn:aws:logs/,
    () => changed(TYPE, delivery(MINE), delivery(MINE)),
  ],
];
