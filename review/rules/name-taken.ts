import { isSame, member } from "../../common/json";
import type { PlannedChange } from "../plan";
import { providerKeyOf } from "../secret-references";
import { oncePerPlan } from "./once";
import type { ChangeRule, RuleContext } from "./rule";
import { textAt } from "./values";

/**
 * What AWS makes by a call that changes what has the name already, by the attributes that are the name. Of other things it
 * refuses a name that is taken. Sources: the API references of PutMetricAlarm, PutDashboard, PutMetricFilter, CreateTopic,
 * CreateQueue, SetLogDeliveryConfiguration, SetUICustomization, PutProvisionedConcurrencyConfig and Amazon S3's PutBucket…; hashicorp/aws sets a topic's attributes after CreateTopic has found it.
 */
const NAMES: Readonly<Record<string, readonly string[]>> = {
  aws_cloudwatch_dashboard: ["dashboard_name"],
  aws_cloudwatch_log_metric_filter: ["log_group_name", "name"],
  aws_cloudwatch_metric_alarm: ["alarm_name"],
  aws_cognito_log_delivery_configuration: ["user_pool_id"],
  aws_cognito_user_pool_ui_customization: ["user_pool_id", "client_id"],
  aws_lambda_provisioned_concurrency_config: ["function_name", "qualifier"],
  aws_s3_bucket_acl: ["bucket"],
  aws_s3_bucket_lifecycle_configuration: ["bucket"],
  aws_s3_bucket_ownership_controls: ["bucket"],
  aws_s3_bucket_public_access_block: ["bucket"],
  aws_s3_bucket_server_side_encryption_configuration: ["bucket"],
  aws_s3_bucket_versioning: ["bucket"],
  aws_sns_topic: ["name"],
  aws_sqs_queue: ["name"],
};

/** What is meant where nothing is said: the look of all clients. */
const UNSAID: Readonly<Record<string, string>> = { client_id: "ALL" };

/** Where there may be one of the name: another provider works in another region or account. */
function placeOf(change: PlannedChange, context: RuleContext): string | undefined {
  const names = (NAMES[change.type] ?? []).map((name) => textAt(change.after, name) || UNSAID[name]);
  const key = providerKeyOf(change);
  return names.includes(undefined)
    ? undefined
    : JSON.stringify([
        change.type,
        textAt(change.after, "region") ?? regions(context).get(key) ?? `provider ${key}`,
        ...names,
      ]);
}

/** By key of a provider, its region: two aliases may have the same. Those that take a role may be of another account. */
const regions = oncePerPlan(
  ({ plan }): ReadonlyMap<string, string> =>
    new Map(
      plan.configured.providers.flatMap(({ key, settings }) => {
        const region = member(settings.get("region"), "constant_value");
        const isOther = ["assume_role", "profile", "assume_role_with_web_identity"].some((name) => settings.has(name));
        return key === undefined || isOther || typeof region !== "string" ? [] : [[key, region] as const];
      }),
    ),
);

const taken = oncePerPlan((context): ReadonlyMap<string, PlannedChange> => {
  const { ofType } = context;
  return new Map(
    Object.keys(NAMES)
      .flatMap(ofType)
      .flatMap((change) => {
        const place = change.action === "create" || change.after === undefined ? undefined : placeOf(change, context);
        return place === undefined ? [] : [[place, change] as const];
      }),
  );
});

const nameTaken: ChangeRule = {
  id: "name-taken",
  severity: "warn",
  types: Object.keys(NAMES),
  find: (change, context) => {
    const place = change.action === "create" ? placeOf(change, context) : undefined;
    const other = place === undefined ? undefined : taken(context).get(place);
    return other === undefined || isSame(other.address, change.address)
      ? undefined
      : {
          what: `Something new has the name of ${other.address}, which stays.`,
          who: "whoever relies on what is there: on its alarm, its numbers, its messages, its protection",
          effect: `AWS makes no second one. It changes the one that is there to what ${change.address} says, and until the next apply puts it back, nobody sees that in ${other.address}.`,
          recover: "Give it a name of its own.",
        };
  },
};

export const nameTakenRules: readonly ChangeRule[] = [nameTaken];
