import { member, objectOf, valueAt } from "../common/json";
import type { Better } from "./better";
import { becomes, better, isSeen, NEW, notLess, policyAllowsNobody, UPDATE } from "./better";
import { OpenWords } from "./open-words";
import type { PlannedChange } from "./plan";
import { isMadeOfNew } from "./rules/made-of";
import { oncePerPlan } from "./rules/once";
import { isParameterUsed } from "./rules/parameter-use";
import type { RuleContext } from "./rules/rule";
import { blocksAt, textAt } from "./rules/values";
import { opaqueIn } from "./secret-references";

/** Of what keeps things (buckets, queues, topics, parameters) and measures them, what is harmless in some of its values. */

const policy = better(NEW, "policy", "It lets nobody in.", policyAllowsNobody("policy"));

/** Whether the plan makes the bucket with what is said of it: nothing is in it yet. */
function isOfNewBucket(change: PlannedChange, context: RuleContext): boolean {
  const bucket = member(change.after, "bucket");
  return typeof bucket === "symbol"
    ? isMadeOfNew(change, /^aws_s3_bucket\./, context, "bucket")
    : typeof bucket === "string" && newBuckets(context).has(bucket);
}

const newBuckets = oncePerPlan(
  ({ ofType }): ReadonlySet<string> =>
    new Set(
      ofType("aws_s3_bucket").flatMap(({ action, after }) =>
        action === "create" ? (textAt(after, "bucket") ?? []) : [],
      ),
    ),
);

/** Members of a rule by which nothing is deleted that somebody could still read. */
const DELETES_NOTHING: ReadonlySet<string> = new Set([
  "abort_incomplete_multipart_upload",
  "filter",
  "id",
  "prefix",
  "status",
]);

const deletesNothing = ({ after }: PlannedChange): boolean =>
  isSeen(member(after, "rule")) &&
  blocksAt(after, "rule").every((rule) =>
    Object.entries(rule).every(
      ([name, value]) => DELETES_NOTHING.has(name) || value === null || (Array.isArray(value) && value.length === 0),
    ),
  );

/** By the key of Amazon S3 itself whoever may read may read on. */
const isByServiceKey = ({ after }: PlannedChange): boolean =>
  isSeen(member(after, "rule")) &&
  blocksAt(after, "rule").every(
    (rule) => valueAt(rule, ["apply_server_side_encryption_by_default", 0, "sse_algorithm"]) === "AES256",
  );

/** Metrics that alarms of the plan look at: a second source of data may keep them silent. */
const watched = oncePerPlan(
  ({ ofType }): ReadonlySet<string> =>
    new Set(
      ofType("aws_cloudwatch_metric_alarm").flatMap(({ action, after }) =>
        action === "create"
          ? []
          : [
              after,
              ...blocksAt(after, "metric_query").map((query) =>
                objectOf(blocksAt(query, "metric").flatMap(Object.entries)),
              ),
            ].map((it) => metricName(textAt(it, "namespace"), textAt(it, "metric_name"))),
      ),
    ),
);

const metricName = (namespace = "", name = ""): string => `${namespace} ${name}`;

/** A count of lines that match. With dimensions parts of the lines themselves are kept. */
const countsLines = ({ after }: PlannedChange, context: RuleContext): boolean =>
  isSeen(member(after, "metric_transformation") ?? null) &&
  blocksAt(after, "metric_transformation").every(
    (it) =>
      Object.keys(member(it, "dimensions") ?? {}).length === 0 &&
      !watched(context).has(metricName(textAt(it, "namespace"), textAt(it, "name"))),
  );

/** By thing. */
export const OF_STORES: Readonly<Record<string, readonly Better[]>> = {
  aws_ssm_parameter: [
    better(
      NEW,
      "value insecure_value",
      "It is encrypted, or made of nothing that may be a secret.",
      ({ after, expressions, scope }) =>
        textAt(after, "type") === "SecureString" ||
        ["value", "insecure_value"].every((name) => {
          const value = member(after, name);
          const isOpaque = scope !== undefined && opaqueIn(expressions?.get(name), scope).length > 0;
          return !isOpaque || (isSeen(value) && new OpenWords([]).isOpen(value));
        }),
    ),
    better(
      UPDATE,
      "value insecure_value",
      "Nothing of this plan takes it, and no role of it may read it.",
      (change, context) =>
        change.action === "update" &&
        /^String(?:List)?$/.test(textAt(change.after, "type") ?? "") &&
        ["value", "insecure_value"].every((name) => isSeen(member(change.after, name))) &&
        !isParameterUsed(change, context),
    ),
    better(NEW, "overwrite", "A name that is taken stays as it is.", becomes("overwrite", false)),
  ],
  aws_sns_topic: [policy],
  aws_sqs_queue: [
    policy,
    better(UPDATE, "message_retention_seconds", "Nothing is lost sooner.", notLess("message_retention_seconds")),
    better(
      UPDATE,
      "visibility_timeout_seconds",
      "Whoever takes a message has more time for it.",
      notLess("visibility_timeout_seconds"),
    ),
    better(
      NEW,
      "sqs_managed_sse_enabled",
      "Encrypted, or as AWS has it by default.",
      ({ after, expressions }) =>
        member(after, "sqs_managed_sse_enabled") === true || expressions?.has("sqs_managed_sse_enabled") === false,
    ),
  ],
  aws_s3_bucket_lifecycle_configuration: [
    better(
      NEW,
      "*",
      "Nothing is in the bucket yet, or only what was never uploaded as a whole goes.",
      (change, context) => isOfNewBucket(change, context) || deletesNothing(change),
    ),
  ],
  aws_s3_bucket_server_side_encryption_configuration: [
    better(
      NEW,
      "*",
      "Nothing is in the bucket yet, or whoever may read it may read on.",
      (change, context) => isOfNewBucket(change, context) || isByServiceKey(change),
    ),
  ],
  aws_s3_bucket_ownership_controls: [
    better(
      NEW,
      "*",
      "Closed: policies alone say who may read.",
      ({ after }) => textAt(after, "rule", 0, "object_ownership") === "BucketOwnerEnforced",
    ),
  ],
  aws_cloudwatch_log_metric_filter: [better(NEW, "*", "It counts lines of a log.", countsLines)],
};
