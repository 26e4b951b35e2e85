import { isSame } from "../../common/json";
import type { PlannedChange } from "../plan";
import { providerKeyOf } from "../secret-references";
import { oncePerPlan } from "./once";
import type { ChangeRule } from "./rule";
import { textAt } from "./values";

/**
 * What AWS makes by a call that changes what has the name already, by the attributes that are the name. Of other things it
 * refuses a name that is taken. Sources: the API references of PutMetricAlarm, PutDashboard, PutMetricFilter, CreateTopic
 * and CreateQueue; hashicorp/aws sets a topic's attributes after CreateTopic has found it.
 */
const NAMES: Readonly<Record<string, readonly string[]>> = {
  aws_cloudwatch_dashboard: ["dashboard_name"],
  aws_cloudwatch_log_metric_filter: ["log_group_name", "name"],
  aws_cloudwatch_metric_alarm: ["alarm_name"],
  aws_sns_topic: ["name"],
  aws_sqs_queue: ["name"],
};

/** Where there may be one of the name: another provider works in another region or account. */
function placeOf(change: PlannedChange): string | undefined {
  const names = (NAMES[change.type] ?? []).map((name) => textAt(change.after, name));
  return names.includes(undefined)
    ? undefined
    : JSON.stringify([change.type, providerKeyOf(change), textAt(change.after, "region") ?? "", ...names]);
}

const taken = oncePerPlan(
  ({ ofType }): ReadonlyMap<string, PlannedChange> =>
    new Map(
      Object.keys(NAMES)
        .flatMap(ofType)
        .flatMap((change) => {
          const place = change.action === "create" || change.after === undefined ? undefined : placeOf(change);
          return place === undefined ? [] : [[place, change] as const];
        }),
    ),
);

const nameTaken: ChangeRule = {
  id: "name-taken",
  severity: "warn",
  types: Object.keys(NAMES),
  find: (change, context) => {
    const place = change.action === "create" ? placeOf(change) : undefined;
    const other = place === undefined ? undefined : taken(context).get(place);
    return other === undefined || isSame(other.address, change.address)
      ? undefined
      : {
          what: `Something new has the name of ${other.address}, which stays.`,
          who: "whoever relies on what is there: on its alarm, its numbers, its messages",
          effect: `AWS makes no second one. It changes the one that is there to what ${change.address} says, and until the next apply puts it back, nobody sees that in ${other.address}.`,
          recover: "Give it a name of its own.",
        };
  },
};

export const nameTakenRules: readonly ChangeRule[] = [nameTaken];
