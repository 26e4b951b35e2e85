import { sortedJson } from "../common/canonical-json";
import type { JsonObject, Path } from "../common/json";
import { asObject, isObject, isSame, member, objectOf, valueAt } from "../common/json";
import { attributeChanges } from "./attribute-changes";
import { isCounter, unorderedListsOf } from "./digest-unordered";
import { readIamPolicy } from "./iam-policy";
import { SENSITIVE, SENSITIVE_CHANGED } from "./masked";
import { stepsOf, withOne } from "./one-attribute";
import type { PlannedChange } from "./plan";
import { domainNames } from "./rules/link-address";
import { oncePerPlan } from "./rules/once";
import type { ChangeRule, RuleContext, RuleFinding } from "./rules/rule";
import { blocksAt, textAt, textsAt } from "./rules/values";
import { withoutUnset } from "./unset";

/** What somebody changed outside of Terraform, and a plan leaves as it is. */
export interface KeptDrift {
  readonly drift: PlannedChange;
  /** As if the plan made the change: the attributes that stay changed, and no others. */
  readonly change: PlannedChange;
}

/** The rule of such a finding, which says what the rules on such changes say. */
export const DRIFT_KEPT: Pick<ChangeRule, "id" | "severity"> = { id: "drift-kept", severity: "warn" };

/** In the order of the addresses. What the plan undoes or ends is in the findings of other rules. */
export function keptDrift(context: RuleContext): readonly KeptDrift[] {
  const { plan } = context;
  if (plan.drift.length === 0) {
    return [];
  }
  const planned = new Map(plan.changes.map((change) => [change.address, change]));
  return plan.drift.flatMap((drift): KeptDrift[] => {
    const change = planned.get(drift.address) ?? planned.get(drift.previousAddress ?? "");
    const stays = change === undefined || change.action === "no-op" || change.action === "update";
    if (drift.mode !== "managed" || drift.action !== "update" || !stays) {
      return [];
    }
    const { before = {}, after = {} } = drift;
    const drifted = Object.keys(after).filter(
      (name) => isDrifted(drift, name) && !isCounter(drift.type, name) && !isOfAnother(drift, name, context),
    );
    const kept = drifted.filter(
      (name) => change === undefined || isEqual(drift, name, asKept(after, name), change.after),
    );
    const members = change?.action === "update" ? keptMembers(drift, change, drifted, kept) : [];
    return kept.length + members.length === 0
      ? []
      : [
          {
            drift,
            change: {
              ...drift,
              action: "update",
              before,
              after: [...kept.map((name) => [name]), ...members].reduce<JsonObject>(
                (side, path) => asObject(withOne(side, after, path)) ?? side,
                before,
              ),
              expressions: change?.expressions ?? drift.expressions,
              previousAddress: undefined,
              replacePaths: [],
            },
          },
        ];
  });
}

/** Members of blocks that the plan leaves as somebody changed them, while it changes others of the same block. */
function keptMembers(
  drift: PlannedChange,
  { after }: PlannedChange,
  drifted: readonly string[],
  whole: readonly string[],
): readonly Path[] {
  const others = new Set(drifted.filter((name) => !whole.includes(name)));
  return others.size === 0
    ? []
    : attributeChanges({ ...drift, action: "update" })
        .map(({ path }) => stepsOf(path))
        .filter(
          (path) =>
            path.length > 1 &&
            others.has(String(path[0])) &&
            isSame(unchanged(valueAt(drift.after, path)) ?? null, valueAt(after, path) ?? null),
        );
}

/** What its rules say of the change, as something that has happened. */
export function driftKept(
  { before = {}, after = {} }: PlannedChange,
  found: readonly (readonly [ChangeRule, RuleFinding])[],
): RuleFinding {
  const names = Object.keys(after).filter((name) => !isSame(member(before, name), member(after, name)));
  return {
    what: `Somebody changed this outside of Terraform, and the plan leaves it so: ${names.join(", ")}.`,
    who: [...new Set(found.map(([, { who }]) => who))].join("; "),
    effect: `It is in effect already. ${found.map(([rule, { what, effect }]) => `${rule.id}: ${what} ${effect}`).join(" ")}`,
    recover:
      "Ask who changed it. To undo it, write the value that is wanted into the code: what the code does not say, or " +
      "ignores (ignore_changes), no plan puts back.",
  };
}

/**
 * As the plan has what it leaves: there, a secret that stays is marked as one that stays, whatever it was before somebody
 * changed it.
 */
const asKept = (after: PlannedChange["after"], name: string): PlannedChange["after"] =>
  objectOf([[name, unchanged(member(after, name))]]);

function unchanged(value: unknown): unknown {
  if (value === SENSITIVE_CHANGED) {
    return SENSITIVE;
  }
  if (Array.isArray(value)) {
    return value.map(unchanged);
  }
  return isObject(value) ? objectOf(Object.entries(value).map(([name, item]) => [name, unchanged(item)])) : value;
}

const isDrifted = (drift: PlannedChange, name: string): boolean =>
  !isSame(member(drift.before, name), member(drift.after, name)) && !isEqual(drift, name, drift.before, drift.after);

function isEqual(
  { type }: PlannedChange,
  name: string,
  a: PlannedChange["before"],
  b: PlannedChange["before"],
): boolean {
  const [one, other] = [a, b].map((side) => member(side, name));
  return isSame(one, other) || plain(one, type, name) === plain(other, type, name);
}

/** An attribute as one text; in a set, the order is the provider's and means nothing. */
function plain(value: unknown, type: string, name: string): string {
  const set = withoutUnset(value);
  const isUnordered = Array.isArray(set) && unorderedListsOf(type)(name);
  return isUnordered ? JSON.stringify(set.map(sortedJson).sort()) : sortedJson(set ?? null);
}

/** Attributes that show what another resource makes, by that resource's type: it has a change of its own. */
const PARTS: Readonly<Record<string, Readonly<Record<string, readonly [type: string, owner: string]>>>> = {
  aws_cognito_user_pool: {
    custom_domain: ["aws_cognito_user_pool_domain", "user_pool_id"],
    domain: ["aws_cognito_user_pool_domain", "user_pool_id"],
  },
  aws_kms_key: { policy: ["aws_kms_key_policy", "key_id"] },
  aws_s3_bucket: Object.fromEntries(
    (
      "acceleration_status:accelerate_configuration acl:acl cors_rule:cors_configuration grant:acl " +
      "lifecycle_rule:lifecycle_configuration logging:logging object_lock_configuration:object_lock_configuration " +
      "policy:policy replication_configuration:replication_configuration " +
      "request_payer:request_payment_configuration " +
      "server_side_encryption_configuration:server_side_encryption_configuration versioning:versioning " +
      "website:website_configuration website_domain:website_configuration website_endpoint:website_configuration"
    )
      .split(" ")
      .map((pair): [string, readonly [string, string]] => {
        const [name = "", part = ""] = pair.split(":");
        return [name, [`aws_s3_bucket_${part}`, "bucket"]];
      }),
  ),
  aws_secretsmanager_secret: { policy: ["aws_secretsmanager_secret_policy", "secret_arn"] },
};

/** Whether an attribute only shows what another resource of the plan makes. */
function isOfAnother({ type, after, expressions }: PlannedChange, name: string, context: RuleContext): boolean {
  if (expressions?.has(name) === true) {
    return false;
  }
  if (type === "aws_iam_role") {
    return isOfRolesPolicies(after, name, context);
  }
  const [part, owner] = member(member(PARTS, type) ?? {}, name) ?? [];
  const domain = textAt(after, name) ?? "";
  if (part === "aws_cognito_user_pool_domain" && domain !== "" && !domainNames(context).has(domain)) {
    return false;
  }
  return (
    part !== undefined &&
    owner !== undefined &&
    [textAt(after, "id"), textAt(after, "arn")].some(
      (id) => id !== undefined && owners(context).has(`${part} ${owner} ${id}`),
    )
  );
}

/** Whose parts the plan has, as `type attribute id`. */
const owners = oncePerPlan(({ ofType }): ReadonlySet<string> => {
  const kinds = new Set(Object.values(PARTS).flatMap((parts) => Object.values(parts).map((kind) => kind.join(" "))));
  return new Set(
    [...kinds].flatMap((kind) => {
      const [type = "", owner = ""] = kind.split(" ");
      return ofType(type).flatMap(({ before, after }) => {
        const id = textAt(before ?? after, owner);
        return id === undefined ? [] : [`${kind} ${id}`];
      });
    }),
  );
});

/** A role shows the policies that resources of their own give it. */
function isOfRolesPolicies(after: PlannedChange["after"], name: string, context: RuleContext): boolean {
  const role = textAt(after, "name") ?? "";
  const given = rolePolicies(context).get(role) ?? new Set();
  if (name === "managed_policy_arns") {
    return Array.isArray(member(after, name)) && textsAt(after, name).every((arn) => given.has(arn));
  }
  return (
    name === "inline_policy" &&
    Array.isArray(member(after, name)) &&
    blocksAt(after, name).every((block) => given.has(policyText(block.policy)))
  );
}

const rolePolicies = oncePerPlan(({ ofType }): ReadonlyMap<string, ReadonlySet<string>> => {
  const found = new Map<string, Set<string>>();
  for (const { before } of [...ofType("aws_iam_role_policy"), ...ofType("aws_iam_role_policy_attachment")]) {
    const role = textAt(before, "role");
    if (role !== undefined) {
      const all = found.get(role) ?? new Set();
      all.add(textAt(before, "policy_arn") ?? policyText(member(before, "policy")));
      found.set(role, all);
    }
  }
  return found;
});

function policyText(text: unknown): string {
  const policy = readIamPolicy(text);
  return policy === undefined
    ? sortedJson(text ?? null)
    : JSON.stringify([[...policy.allows.keys()].sort(), [...policy.denies.keys()].sort()]);
}
