import type { Case } from "../rule-plans";
import { changed } from "../rule-plans";

const ALARM = {
  alarm_name: "a",
  alarm_description: "a",
  comparison_operator: "GreaterThanThreshold",
  threshold: 1,
  treat_missing_data: "breaching",
};
const alarm = (values: object) => () =>
  changed("aws_cloudwatch_metric_alarm", { id: "a", ...ALARM }, { id: "a", ...ALARM, ...values });

export const ALARM_CASES: readonly Case[] = [
  ["alarm-changed", "info", alarm({ threshold: 2 }), /was 1, will be 2/, alarm({ alarm_description: "b" })],
  ["alarm-changed", "warn", alarm({ treat_missing_data: "ignore" }), /ignore\. Silence/, alarm({})],
  [
    "alarm-changed",
    "warn",
    alarm({ threshold: 1_000_000_000 }),
    /was 1, will be 1000000000\. Nothing reaches/,
    alarm({ threshold: 2 }),
  ],
];
