import type { ChangeRule } from "./rule";
import { differs, isUpdate, wasWillBe } from "./values";

/** By these an alarm goes off, or does not. */
const WHEN = (
  "comparison_operator datapoints_to_alarm dimensions evaluate_low_sample_count_percentiles evaluation_periods " +
  "extended_statistic metric_name metric_query namespace period statistic threshold threshold_metric_id " +
  "treat_missing_data unit"
).split(" ");

/** Nobody misses an alarm that stays silent. */
const alarm: ChangeRule = {
  id: "alarm-changed",
  severity: "info",
  types: ["aws_cloudwatch_metric_alarm"],
  examines: { aws_cloudwatch_metric_alarm: WHEN },
  find: (change) => {
    const names = WHEN.filter((name) => differs(change, name));
    return !isUpdate(change) || names.length === 0
      ? undefined
      : {
          what: "An alarm goes off at another time, or no longer.",
          who: "whoever is told by it; users, if a failure is noticed later",
          effect: `${names.map((name) => `${name} ${wasWillBe(change, name)}`).join("; ")}.`,
          recover: "Check that it still goes off for what it is there for, by the metric of the last bad day.",
        };
  },
};

export const alarmRules: readonly ChangeRule[] = [alarm];
