import type { Case } from "../rule-plans";
import { changed } from "../rule-plans";

const alarm = (values: object) => () =>
  changed(
    "aws_cloudwatch_metric_alarm",
    { id: "a", alarm_name: "a", alarm_description: "a", threshold: 1, treat_missing_data: "breaching" },
    { id: "a", alarm_name: "a", alarm_description: "a", threshold: 1, treat_missing_data: "breaching", ...values },
  );

export const ALARM_CASES: readonly Case[] = [
  [
    "alarm-changed",
    "info",
    alarm({ threshold: 1_000_000 }),
    /was 1, will be 1000000/,
    alarm({ alarm_description: "b" }),
  ],
  ["alarm-changed", "info", alarm({ treat_missing_data: "ignore" }), /ignore/, alarm({})],
];
