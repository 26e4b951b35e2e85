import { member } from "../../common/json";
import { referencesIn } from "../digest-configuration";
import type { Grant, IamPolicy } from "../iam-policy";
import { isBound, readIamPolicy } from "../iam-policy";
import type { PlannedChange } from "../plan";
import { accountOf, ownAccount } from "./accounts";
import { oncePerPlan } from "./once";
import type { RuleContext } from "./rule";
import { textAt } from "./values";

type Side = PlannedChange["before"];

/** Resources that say what somebody of the account may do, by the attribute with the policy. */
export const POLICY_DOCUMENTS: Readonly<Record<string, string>> = {
  aws_iam_group_policy: "policy",
  aws_iam_policy: "policy",
  aws_iam_role_policy: "policy",
  aws_iam_user_policy: "policy",
};

/** Resources that give somebody of the account a policy that stands elsewhere. */
export const ATTACHMENTS: readonly string[] = [
  "aws_iam_group_policy_attachment",
  "aws_iam_policy_attachment",
  "aws_iam_role_policy_attachment",
  "aws_iam_user_policy_attachment",
];

/**
 * What a resource lets somebody of the account do: its policy documents, and the policies that it attaches.
 *
 * @returns undefined where a part of it cannot be read: hidden, known after the apply, no policy
 */
export function accessOf(side: Side, type: string): IamPolicy | undefined {
  const allows = new Map<string, Grant>();
  const denies = new Map<string, Grant>();
  const documents = type === "aws_iam_role" ? inlineDocuments(side) : [member(side, POLICY_DOCUMENTS[type] ?? "")];
  for (const text of documents) {
    const policy = text === undefined || text === null || text === "" ? NONE : readIamPolicy(text);
    if (policy === undefined) {
      return undefined;
    }
    policy.allows.forEach((grant, key) => void allows.set(key, grant));
    policy.denies.forEach((grant, key) => void denies.set(key, grant));
  }
  const arns = type === "aws_iam_role" ? member(side, "managed_policy_arns") : member(side, "policy_arn");
  for (const arn of [arns ?? []].flat()) {
    if (typeof arn !== "string") {
      return undefined;
    }
    allows.set(arn, { action: `all that ${arn} allows`, on: "what it names", condition: "" });
  }
  return { allows, denies };
}

const NONE: IamPolicy = { allows: new Map(), denies: new Map() };

function inlineDocuments(side: Side): readonly unknown[] {
  const blocks = member(side, "inline_policy");
  return [blocks ?? []].flat().map((block) => (typeof block === "symbol" ? block : member(block, "policy")));
}

/** Policies of AWS that let a function write its log and its traces, and reach its network. */
const NARROW_POLICIES =
  /:policy\/(?:service-role\/AWSLambda(?:BasicExecutionRole|VPCAccessExecutionRole|ENIManagementAccess)|AWSXRayDaemonWriteAccess|AWSXrayWriteOnlyAccess|CloudWatchLambdaInsightsExecutionRolePolicy)$/;

/** Services of which a function needs the star that their documentation names. */
const OF_LOGS = /^(?:(?:logs|xray|cloudwatch):.*|sns:Publish)$/i;

/** Whether what a new role gets lets it do little: named actions on named resources. */
export function isNarrow(change: PlannedChange, context: RuleContext): boolean {
  if (change.type !== "aws_iam_role" && !isOfNewRole(change, context)) {
    return false;
  }
  if (isPolicyOfPlan(change)) {
    return true;
  }
  const access = accessOf(change.after, change.type);
  return access !== undefined && [...access.allows].every(([key, grant]) => isNarrowGrant(key, grant));
}

/** A policy that the same plan makes is judged where it is made; one that waits for what the plan makes names that. */
export const isPolicyOfPlan = ({ after, expressions }: PlannedChange): boolean =>
  (typeof member(after, "policy_arn") === "symbol" &&
    referencesIn(expressions?.get("policy_arn")).some((it) => it.startsWith("aws_iam_policy."))) ||
  // Of a new role: it names what the same plan makes, such as its log group.
  (typeof member(after, "policy") === "symbol" &&
    referencesIn(expressions?.get("policy")).some((it) => it.startsWith("aws_")));

export function isNarrowGrant(key: string, { action, on }: Grant): boolean {
  if (key.startsWith("arn:")) {
    return NARROW_POLICIES.test(key);
  }
  return (OF_LOGS.test(action) || (!action.includes("*") && on !== "*")) && !/^not /.test(action) && !/^not /.test(on);
}

/** The name of a role is unknown only until the role is created. */
export function isOfNewRole(change: PlannedChange, { createdRoles }: RuleContext): boolean {
  const role = member(change.after, "role");
  return typeof role === "symbol" || (typeof role === "string" && createdRoles.has(role));
}

/** Whether services of AWS alone may act under a role. */
export function isTrustOfServices(text: unknown): boolean {
  const policy = readIamPolicy(text);
  return policy !== undefined && [...policy.allows.values()].every(({ on }) => /^Service [\w.-]+$/.test(on));
}

/** Whether a grant lets in whoever wants to, or another account, without a condition that says who is meant. */
export function isForStrangers({ on, isPrincipal, condition }: Grant, context: RuleContext): boolean {
  if (isPrincipal !== true || isBound(condition)) {
    return false;
  }
  const name = on.replace(/^AWS /, "");
  const account = /^\d{12}$/.test(name) ? name : accountOf(name);
  const own = ownAccount(context);
  return (
    /^(?:\*|not .*|arn:aws[\w-]*:iam::\*:.*)$/.test(name) ||
    (account !== undefined && own !== undefined && account !== own)
  );
}

/** The names and ARNs of the roles under which functions run after the apply. */
export const functionRoles = oncePerPlan(
  ({ ofType }): ReadonlySet<string> =>
    new Set(
      ofType("aws_lambda_function").flatMap(({ action, before, after }) => {
        const role = action === "delete" ? undefined : (textAt(after, "role") ?? textAt(before, "role"));
        return role === undefined ? [] : [role, role.slice(role.lastIndexOf("/") + 1)];
      }),
    ),
);

/** Whether a role is one of a function of this plan. */
export const isOfFunction = ({ before, after }: PlannedChange, context: RuleContext): boolean =>
  [textAt(before, "arn"), textAt(before, "name"), textAt(after, "name")].some(
    (name) => name !== undefined && functionRoles(context).has(name),
  );
