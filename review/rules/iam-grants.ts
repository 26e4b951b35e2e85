import { member } from "../../common/json";
import type { Grant, IamPolicy } from "../iam-policy";
import { isBound, isUserBound, readIamPolicy } from "../iam-policy";
import type { PlannedChange } from "../plan";
import { originsOf } from "../secret-references";
import { accountOf, ownAccount } from "./accounts";
import { isMadeOfNew } from "./made-of";
import { oncePerPlan } from "./once";
import type { RuleContext } from "./rule";
import { textAt, variableAt } from "./values";

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

/** Policies of AWS that let a function write its log and its traces, and reach its network. An account may have its own of the same name. */
const NARROW_POLICIES =
  /^arn:aws[\w-]*:iam::aws:policy\/(?:service-role\/AWSLambda(?:BasicExecutionRole|VPCAccessExecutionRole|ENIManagementAccess)|AWSXRayDaemonWriteAccess|AWSXrayWriteOnlyAccess|CloudWatchLambdaInsightsExecutionRolePolicy)$/;

/**
 * Writing logs, traces and metrics, and a function's own network interfaces, of all of which the documentation of a
 * function names a star.
 */
const OF_LOGS =
  /^(?:logs:(?:CreateLog(?:Group|Stream)|PutLogEvents|TagResource)|xray:(?:Put(?:TraceSegments|TelemetryRecords)|GetSampling\w+)|cloudwatch:PutMetricData|ec2:(?:(?:Unassign|Assign)PrivateIpAddresses|(?:Create|Delete)NetworkInterface|Describe(?:NetworkInterfaces|Subnets)))$/i;

/** What a function does with the items of its own table, queue or bus. */
const OF_ITEMS =
  /^(?:dynamodb:(?:Batch(?:Get|Write)Item|ConditionCheckItem|DeleteItem|DescribeTable|GetItem|PutItem|Query|Scan|UpdateItem)|sqs:(?:DeleteMessage|GetQueue(?:Attributes|Url)|ReceiveMessage|SendMessage)|events:PutEvents)$/i;

/** One table, queue or bus: `arn:aws:dynamodb:us-east-1:123456789012:table/scores/index/*`. */
const ONE_THING = /^(arn:[\w-]+:\w+:[\w-]*:\d{12}:(?:(?:table|event-bus)\/)?[\w.-]+)(?:\/index\/[\w.*-]+)?$/;

const SENDING = /^(?:sqs:SendMessage|sns:Publish)$/i;

/**
 * Whatever has no ARN of Amazon SNS: a phone number. Topics and endpoints have one.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsns.html
 */
const PHONES = "not arn:*:sns:*:*:*";

/** What this plan makes or keeps that a role may use without a word, by ARN. What it makes anew may have none yet. */
const ownThings = oncePerPlan(
  ({ ofType }): ReadonlySet<string> =>
    new Set(
      ["aws_cloudwatch_event_bus", "aws_dynamodb_table", "aws_sqs_queue", "aws_sns_topic"]
        .flatMap(ofType)
        .flatMap(({ action, mode, after }) =>
          mode === "managed" && action !== "delete" && action !== "forget" ? (textAt(after, "arn") ?? []) : [],
        ),
    ),
);

/** The tables in which functions that are there remember their users: what a new role does there, a person reads. */
const memories = oncePerPlan(
  ({ ofType }): ReadonlySet<string> =>
    new Set(ofType("aws_lambda_function").flatMap(({ before }) => variableAt(before, "MEMORY_TABLE") ?? [])),
);

/** Where the plan's functions send what they could not handle. */
const deadLetterTargets = oncePerPlan(
  ({ ofType }): ReadonlySet<string> =>
    new Set(
      ofType("aws_lambda_function").flatMap(({ after }) => textAt(after, "dead_letter_config", 0, "target_arn") ?? []),
    ),
);

/** Whether what a new role gets lets it do little: named actions on named resources. */
export function isNarrow(change: PlannedChange, context: RuleContext): boolean {
  if (change.type !== "aws_iam_role" && !change.imported && !isOfNewRole(change, context)) {
    return false;
  }
  if (isPolicyOfPlan(change, context)) {
    return true;
  }
  const access = accessOf(change.after, change.type);
  return access !== undefined && [...access.allows].every(([key, grant]) => isNarrowGrant(key, grant, context));
}

/**
 * A policy that the same plan makes is judged where it is made. One that waits for what the plan makes, such as a log
 * group, names that, and may hold anything else: only where everything is new nobody has to read it.
 */
export const isPolicyOfPlan = (change: PlannedChange, context: RuleContext): boolean =>
  (typeof member(change.after, "policy_arn") === "symbol" &&
    isMadeOfNew(change, /^aws_iam_policy\./, context, "policy_arn")) ||
  (typeof member(change.after, "policy") === "symbol" &&
    isAllNew(context) &&
    isOfOwnThings(originsOf(change, "policy")));

/** What a policy of a function's own role may wait for. */
const OWN_THINGS =
  /^(?:var|path|each|count)\.|^aws_(?:cloudwatch_(?:event_bus|log_group)|dynamodb_table|sns_topic|sqs_queue)\.|^data\.aws_(?:partition|region)\./;

const isOfOwnThings = (origins: readonly string[]): boolean =>
  origins.some((it) => it.startsWith("aws_")) && origins.every((it) => OWN_THINGS.test(it));

/** A first deployment, which has a warning of its own. */
export const isAllNew = oncePerPlan(({ plan }) =>
  plan.changes.every(({ action, mode }) => mode === "data" || action === "create"),
);

/**
 * Whether a new role may have it without a word. A list of what is little, for what is much has no end: reading a state
 * or a secret, changing code, passing or widening a role, setting a password are named actions on named resources, too.
 * What is of another stack, such as its table, is much.
 */
export function isNarrowGrant(key: string, { action, on }: Grant, context: RuleContext): boolean {
  if (key.startsWith("arn:")) {
    return NARROW_POLICIES.test(key);
  }
  if (OF_LOGS.test(action)) {
    return !on.startsWith("not ") && isOfOwnAccount(on, context);
  }
  const thing = ONE_THING.exec(on)?.[1] ?? "";
  if (SENDING.test(action) && (deadLetterTargets(context).has(on) || ownThings(context).has(on))) {
    return true;
  }
  return (
    (OF_ITEMS.test(action) && ownThings(context).has(thing) && !memories(context).has(thing)) ||
    (/^sns:Publish$/i.test(action) && on === PHONES)
  );
}

/** A resource that names no account is one of the role's own. */
const isOfOwnAccount = (resource: string, context: RuleContext): boolean => {
  const own = ownAccount(context);
  return own === undefined || (accountOf(resource) ?? own) === own;
};

/** The name of a role is unknown only until the role is created. */
export function isOfNewRole(change: PlannedChange, context: RuleContext): boolean {
  const role = member(change.after, "role");
  return typeof role === "symbol"
    ? isMadeOfNew(change, /^aws_iam_role\./, context, "role")
    : typeof role === "string" && context.createdRoles.has(role);
}

/** Whether services of AWS alone may act under a role. */
export function isTrustOfServices(text: unknown): boolean {
  const policy = readIamPolicy(text);
  return policy !== undefined && [...policy.allows.values()].every(({ on }) => /^Service [\w.-]+$/.test(on));
}

/** Whoever wants to gets tokens of these: without more, a trust in them is one in everybody. */
const PUBLIC_ISSUERS =
  /^(?:arn:[\w-]+:iam::\d{12}:oidc-provider\/)?(token\.actions\.githubusercontent\.com|gitlab\.com|app\.terraform\.io|agent\.buildkite\.com|cognito-identity\.amazonaws\.com|accounts\.google\.com|www\.amazon\.com|graph\.facebook\.com)$/i;

/** Whether a condition asks for principals of another account, and no other. */
const namesAnother = (condition: string, own: string): boolean =>
  [...condition.matchAll(/"aws:Principal(?:Account|Arn)":(\[[^\]]*\]|"[^"]*")/gi)].some(([, values = ""]) =>
    (values.match(/\d{12}/g) ?? []).some((account) => account !== own),
  );

/** Whether a grant lets in whoever wants to, or another account, without a condition that says who is meant. */
export function isForStrangers({ on, isPrincipal, condition }: Grant, context: RuleContext): boolean {
  if (isPrincipal !== true) {
    return false;
  }
  const name = on.replace(/^(?:AWS|Federated) /, "");
  const own = ownAccount(context);
  const issuer = PUBLIC_ISSUERS.exec(name)?.[1];
  if (issuer !== undefined && name !== on) {
    return !isUserBound(condition, issuer);
  }
  const isForAnybody = /^(?:\*|not .*|arn:aws[\w-]*:iam::\*:.*)$/.test(name);
  if (isBound(condition, isForAnybody)) {
    return name === "*" && own !== undefined && namesAnother(condition, own);
  }
  const account = /^\d{12}$/.test(name) ? name : accountOf(name);
  return isForAnybody || (account !== undefined && own !== undefined && account !== own);
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
