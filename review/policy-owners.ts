import { member } from "../common/json";
import type { PlannedChange } from "./plan";
import { isMadeOfNew } from "./rules/made-of";
import { oncePerPlan } from "./rules/once";
import type { RuleContext } from "./rules/rule";
import { textAt } from "./rules/values";

/** The attribute that names the owner of a policy, the owner's type, and what it is named by. */
type Owner = readonly [name: string, owner: string, by: readonly string[]];

/** Whose policy it is, by its type. */
export const POLICY_OWNERS: Readonly<Record<string, Owner>> = {
  aws_dynamodb_resource_policy: ["resource_arn", "aws_dynamodb_table", ["arn"]],
  aws_ecr_repository_policy: ["repository", "aws_ecr_repository", ["name", "id"]],
  aws_s3_bucket_policy: ["bucket", "aws_s3_bucket", ["bucket", "id"]],
  aws_secretsmanager_secret_policy: ["secret_arn", "aws_secretsmanager_secret", ["arn", "id"]],
  aws_sqs_queue_policy: ["queue_url", "aws_sqs_queue", ["url", "id"]],
};

/** Those of which a policy that lets nobody in is none that anybody wants. */
const OTHER_OWNERS: typeof POLICY_OWNERS = {
  aws_kms_key_policy: ["key_id", "aws_kms_key", ["key_id", "id"]],
  aws_sns_topic_policy: ["arn", "aws_sns_topic", ["arn", "id"]],
};

/** Owners whose own attributes show the policy that AWS has. */
const SHOWN = new Set(["aws_s3_bucket", "aws_secretsmanager_secret", "aws_sqs_queue"]);

/**
 * Whether a new policy takes the place of none: a bucket or queue has one at most, and whoever was let in by it is not
 * let in any more. The plan makes the owner, or shows that it has none.
 */
export function hadNoPolicy(change: PlannedChange, context: RuleContext): boolean {
  const owner = POLICY_OWNERS[change.type];
  return owner !== undefined && isOwnedBy(change, owner, withoutPolicy(context), context);
}

/** Whether the plan makes the owner of a policy; undefined for what is no policy of its own. */
export function isOfNewOwner(change: PlannedChange, context: RuleContext): boolean | undefined {
  const owner = POLICY_OWNERS[change.type] ?? OTHER_OWNERS[change.type];
  return owner === undefined ? undefined : isOwnedBy(change, owner, created(context), context);
}

/** Whether a policy's owner is new, or one of those whose names are known. */
function isOwnedBy(
  change: PlannedChange,
  [name, owner]: Owner,
  known: ReadonlySet<string>,
  context: RuleContext,
): boolean {
  const value = member(change.after, name);
  return typeof value === "symbol"
    ? isMadeOfNew(change, new RegExp(`^${owner}\\.`), context, name)
    : typeof value === "string" && known.has(`${owner} ${value}`);
}

const created = oncePerPlan((context) =>
  namesOf(context, { ...POLICY_OWNERS, ...OTHER_OWNERS }, ({ action }) => action === "create"),
);

const withoutPolicy = oncePerPlan((context) =>
  namesOf(context, POLICY_OWNERS, ({ action, before, type }) => {
    const isBare = SHOWN.has(type) && before !== undefined && (member(before, "policy") ?? "") === "";
    return action === "create" || (isBare && action !== "delete" && action !== "forget");
  }),
);

/** Some of the plan's owners, by their type and whatever a policy may name them by. */
const namesOf = (
  { ofType }: RuleContext,
  owners: typeof POLICY_OWNERS,
  isMeant: (owner: PlannedChange) => boolean,
): ReadonlySet<string> =>
  new Set(
    Object.values(owners).flatMap(([, owner, by]) =>
      ofType(owner)
        .filter(isMeant)
        .flatMap(({ after }) => by.flatMap((it) => textAt(after, it) ?? []).map((it) => `${owner} ${it}`)),
    ),
  );
