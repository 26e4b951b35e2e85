import type { Values } from "../planned";
import { created } from "../planned";
import type { Case } from "../rule-plans";
import { kept } from "../rule-plans";

const another = (type: string, values: Values, living: Values) => () => created(type, "x", values, kept(type, living));

const TOPIC = { name: "ops", display_name: "Operations" };
const FILTER = { pattern: "ERROR", log_group_name: "a", metric_transformation: [] };

export const NAME_TAKEN_CASES: readonly Case[] = [
  [
    "name-taken",
    "warn",
    another("aws_sns_topic", TOPIC, TOPIC),
    /has the name of aws_sns_topic\.kept/,
    another("aws_sns_topic", { ...TOPIC, name: "more" }, TOPIC),
  ],
  [
    "name-taken",
    "warn",
    another("aws_cloudwatch_log_metric_filter", { ...FILTER, name: "f" }, { ...FILTER, name: "f" }),
    /to what aws_cloudwatch_log_metric_filter\.x says/,
    another(
      "aws_cloudwatch_log_metric_filter",
      { ...FILTER, name: "f" },
      { ...FILTER, name: "f", log_group_name: "b" },
    ),
  ],
  [
    "name-taken",
    "warn",
    another("aws_sqs_queue", { name: "q", region: "us-east-1" }, { name: "q", region: "us-east-1" }),
    /makes no second one/,
    another("aws_sqs_queue", { name: "q" }, { name: "q", region: "eu-west-1" }),
  ],
];
