import type { PlannedChange } from "../plan";
import type { ChangeRule, RuleFinding } from "./rule";
import { differs, isUpdate, numberAt, textAt, wasWillBe } from "./values";

type Side = PlannedChange["before"];

/** By these an alarm goes off, or does not. */
const WHEN = (
  "comparison_operator datapoints_to_alarm dimensions evaluate_low_sample_count_percentiles evaluation_periods " +
  "extended_statistic metric_name metric_query namespace period statistic threshold threshold_metric_id " +
  "treat_missing_data unit"
).split(" ");

/** By these it watches something else. */
const WHAT = [
  "comparison_operator",
  "dimensions",
  "extended_statistic",
  "metric_name",
  "metric_query",
  "namespace",
  "statistic",
  "unit",
];

/** Nobody misses an alarm that stays silent. */
const alarm: ChangeRule = {
  id: "alarm-changed",
  severity: "info",
  types: ["aws_cloudwatch_metric_alarm"],
  examines: { aws_cloudwatch_metric_alarm: WHEN },
  find: (change) => {
    if (change.action === "create") {
      return neverGoesOff(change);
    }
    const names = WHEN.filter((name) => differs(change, name));
    if (!isUpdate(change) || names.length === 0) {
      return undefined;
    }
    const quiet = quieter(change);
    return {
      severity: quiet.length > 0 ? "warn" : "info",
      what: quiet.length > 0 ? "An alarm may no longer go off." : "An alarm goes off at another time.",
      who: "whoever is told by it; users, if a failure is noticed later",
      effect: `${names.map((name) => `${name} ${wasWillBe(change, name)}`).join("; ")}.${quiet.map((it) => ` ${it}`).join("")}`,
      recover: "Check that it still goes off for what it is there for, by the metric of the last bad day.",
    };
  },
};

/** So much farther, or so much later, is another alarm. */
const MUCH = 4;

/** What makes an alarm that exists go off more seldom, later or not at all. */
function quieter(change: PlannedChange): readonly string[] {
  const { before, after } = change;
  const others = WHAT.filter((name) => differs(change, name));
  const [was, willBe] = [secondsOf(before), secondsOf(after)];
  const wasSilence = textAt(before, "treat_missing_data") === "breaching";
  return [
    ...impossible(after),
    ...(others.length > 0 ? [`It watches something else than before (${others.join(", ")}).`] : []),
    ...(isFarther(before, after) ? [`The threshold is ${MUCH} times as far, or more.`] : []),
    ...(was !== undefined && (willBe === undefined || willBe >= MUCH * was)
      ? [
          `It takes ${willBe === undefined ? "a time that is known after the apply" : `${willBe} s`} until it goes off, not ${was} s.`,
        ]
      : []),
    ...(wasSilence && textAt(after, "treat_missing_data") !== "breaching"
      ? ["Silence, such as of a function that nobody can call any more, no longer sets it off."]
      : []),
  ];
}

function neverGoesOff({ after }: PlannedChange): RuleFinding | undefined {
  const why = impossible(after);
  return why.length === 0
    ? undefined
    : {
        severity: "warn",
        what: "A new alarm will never go off.",
        who: "whoever relies on it",
        effect: why.join(" "),
        recover: "Check it by the metric of the last bad day.",
      };
}

/** Metrics that count calls and milliseconds: none of their values is below zero. */
const COUNTED = /^AWS\/(?:ApiGateway|Cognito|Lambda|Logs)$/;

/** Nobody has so many failures in one period; of calls a million a minute is thinkable, and of bytes anything. */
const FAILURES = /Errors?$|Throttle|Failure|[45]xx/i;
const BYTES = /bytes|size|memory|storage|disk|network|bits/i;
const NEVER_REACHED = { failures: 1e6, others: 1e9 };

/** What of an alarm's own values keeps it silent, whatever happens. */
function impossible(side: Side): readonly string[] {
  const [threshold, operator = ""] = [numberAt(side, "threshold"), textAt(side, "comparison_operator")];
  if (threshold === undefined) {
    return [];
  }
  const [metric = "", unit = ""] = [textAt(side, "metric_name"), textAt(side, "unit")];
  const most = FAILURES.test(metric) ? NEVER_REACHED.failures : NEVER_REACHED.others;
  const isCounted = COUNTED.test(textAt(side, "namespace") ?? "");
  const isTime = /Duration|Latency|Age|Time/.test(metric);
  return [
    ...(operator.startsWith("GreaterThan") && threshold >= most && !BYTES.test(`${metric} ${unit}`)
      ? [`Nothing reaches ${threshold}.`]
      : []),
    ...(isCounted && operator === "LessThanThreshold" && threshold <= 0 ? [`Nothing is less than ${threshold}.`] : []),
    ...(isCounted && operator === "LessThanOrEqualToThreshold" && threshold < 0
      ? [`Nothing is ${threshold} or less.`]
      : []),
    ...(isCounted && unit !== "" && unit !== "None" && unit !== (isTime ? "Milliseconds" : "Count")
      ? [`No data of this metric has the unit ${unit}.`]
      : []),
  ];
}

/** How long a failure lasts until it goes off. */
function secondsOf(side: Side): number | undefined {
  const [period, periods] = [numberAt(side, "period"), numberAt(side, "evaluation_periods")];
  const points = numberAt(side, "datapoints_to_alarm");
  return period === undefined || periods === undefined ? undefined : period * (points || periods);
}

function isFarther(before: Side, after: Side): boolean {
  const [was, willBe] = [before, after].map((side) => numberAt(side, "threshold"));
  if (was === undefined) {
    return false;
  }
  const isLess = textAt(after, "comparison_operator")?.startsWith("Less") === true;
  return willBe === undefined || (isLess ? willBe < was && willBe <= was / MUCH : willBe > was && willBe >= was * MUCH);
}

export const alarmRules: readonly ChangeRule[] = [alarm];
