import { member } from "../../common/json";
import type { Grant, IamPolicy } from "../iam-policy";
import { covers, grantText, readIamPolicy } from "../iam-policy";
import type { PlannedChange } from "../plan";
import { showValue } from "../show-value";
import { RESOURCE_POLICIES } from "./access";
import { accountOf, ownAccount } from "./accounts";
import { ATTACHMENTS, accessOf, isOfFunction, POLICY_DOCUMENTS } from "./iam-grants";
import { isMadeOfNew } from "./made-of";
import { oncePerPlan } from "./once";
import type { ChangeRule, RuleContext, RuleFinding } from "./rule";
import { differs, isSet, isUpdate, textAt, wasWillBe } from "./values";

/** Policies of AWS that make an administrator, or can make one. */
const ADMINISTRATORS =
  /:policy\/(?:AdministratorAccess(?:-\w+)?|PowerUserAccess|IAMFullAccess|job-function\/(?:SystemAdministrator|DatabaseAdministrator|NetworkAdministrator))$/;

/** Actions by which whoever may do them on any role or user gets all the rights that there are. */
const ESCALATIONS = (
  "AddUserToGroup AttachGroupPolicy AttachRolePolicy AttachUserPolicy CreateAccessKey CreateLoginProfile " +
  "CreatePolicyVersion DeleteRolePermissionsBoundary PutGroupPolicy PutRolePolicy PutUserPolicy " +
  "SetDefaultPolicyVersion UpdateAssumeRolePolicy UpdateLoginProfile"
)
  .split(" ")
  .map((name) => `iam:${name}`);

const administrator: ChangeRule = {
  id: "iam-administrator",
  severity: "block",
  types: [...Object.keys(POLICY_DOCUMENTS), ...ATTACHMENTS, "aws_iam_role"],
  examines: {
    ...Object.fromEntries(Object.entries(POLICY_DOCUMENTS).map(([type, name]) => [type, [name]])),
    ...Object.fromEntries(ATTACHMENTS.map((type) => [type, ["policy_arn"]])),
    aws_iam_role: ["inline_policy", "managed_policy_arns"],
  },
  find: (change) => {
    if (!isSet(change)) {
      return undefined;
    }
    const known = new Set(powersOf(change.before, change.type));
    const wide = powersOf(change.after, change.type).filter((it) => !known.has(it));
    if (wide.length === 0) {
      return undefined;
    }
    return {
      what: "Somebody becomes an administrator of the account.",
      who: "every user: an administrator reads all data, the client's secret included, and can let anybody in",
      effect: `New: ${wide.slice(0, 10).join("; ")}.`,
      recover:
        "Name the actions and the resources that the code needs. The skill's function writes its own log, no more.",
    };
  },
};

/** What makes an administrator, of what a resource grants. A part of it that cannot be read is a finding of iam-wider. */
function powersOf(side: PlannedChange["before"], type: string): readonly string[] {
  return [...(accessOf(side, type)?.allows ?? [])]
    .filter(([key, grant]) => (key.startsWith("arn:") ? ADMINISTRATORS.test(key) : isPower(grant)))
    .map(([key, grant]) => (key.startsWith("arn:") ? key : grantText(grant)));
}

function isPower({ action, on }: Grant): boolean {
  const isAnywhere = /^(?:[*?]+|arn:[^:]*:iam::[^:]*:.*[*?].*|arn:[*?].*|not .*)$/.test(on);
  const isEverything =
    /^not /.test(action) || (covers(action, "s3:DeleteBucket") && covers(action, "ec2:RunInstances"));
  return isAnywhere && (isEverything || [...ESCALATIONS, "sts:AssumeRole"].some((one) => covers(action, one)));
}

const IDENTITIES: Readonly<Record<string, string>> = {
  aws_cognito_identity_pool: "an identity pool, which gives AWS credentials to whoever signs in",
  aws_cognito_identity_pool_roles_attachment: "roles for whoever signs in to an identity pool",
  aws_iam_access_key: "a key that works from anywhere and does not end",
  aws_iam_group_membership: "members of a group",
  aws_iam_instance_profile: "a role for machines",
  aws_iam_openid_connect_provider: "an identity provider that AWS trusts, such as a pipeline's",
  aws_iam_saml_provider: "an identity provider that AWS trusts",
  aws_iam_user: "a user of the AWS account",
  aws_iam_user_group_membership: "a user's groups",
  aws_iam_user_login_profile: "a password for AWS's console",
  aws_cognito_user: "a user of the pool, made without a sign-up",
  aws_cognito_user_in_group: "a user's group",
};

const identity: ChangeRule = {
  id: "identity-access",
  severity: "warn",
  types: Object.keys(IDENTITIES),
  examines: Object.fromEntries(Object.keys(IDENTITIES).map((type) => [type, ["*"]])),
  find: (change) => {
    if (!isSet(change)) {
      return undefined;
    }
    const isOpen =
      member(change.after, "allow_unauthenticated_identities") === true &&
      member(change.before, "allow_unauthenticated_identities") !== true;
    return {
      severity: isOpen ? "block" : "warn",
      what: isOpen
        ? "Anybody gets AWS credentials, without signing in."
        : `Somebody or something gets access: ${IDENTITIES[change.type]}.`,
      who: "nobody today; everybody's data if it falls into other hands",
      effect: `${change.address} is ${change.action === "create" ? "created" : "changed"}. What it may do is in its policies and groups.`,
      recover: "Check who asked for it and what it may do. A role that is assumed for an hour is better than a key.",
    };
  },
};

/**
 * Whoever may make a function and let it act under a role, may do what that role may: AWS's own advice on
 * iam:PassRole. The plan does not show what a role may that is there already.
 */
const lent: ChangeRule = {
  id: "role-lent",
  severity: "warn",
  types: ["aws_lambda_function"],
  examines: { aws_lambda_function: ["role"] },
  find: (change, context) => {
    const role = member(change.after, "role");
    if (change.action !== "create" || change.imported || (role ?? "") === "" || isNewRole(change, role, context)) {
      return undefined;
    }
    return {
      what:
        typeof role === "symbol"
          ? "New code may get the rights of a role that exists already."
          : "New code gets the rights of a role that exists already.",
      who: "whoever's data that role can reach",
      effect: `${change.address} is a new function, and acts under ${typeof role === "symbol" ? "a role that is known after the apply only, and is not, or not surely, one that this plan makes" : showValue(role)}. What that role may is not in this plan.`,
      recover: "Check what the role may, or give the function a role of its own.",
    };
  },
};

const isNewRole = (change: PlannedChange, role: unknown, context: RuleContext): boolean =>
  typeof role === "symbol"
    ? isMadeOfNew(change, /^aws_iam_role\./, context, "role")
    : typeof role === "string" &&
      createdArns(context).has(role.replace(/^.*?:role\//, "")) &&
      (ownAccount(context) ?? accountOf(role)) === accountOf(role);

/** What stands behind `:role/` in the ARNs of the roles that the plan creates: path and name. */
const createdArns = oncePerPlan(
  ({ ofType }): ReadonlySet<string> =>
    new Set(
      ofType("aws_iam_role").flatMap(({ action, after }) => {
        const name = textAt(after, "name");
        return action === "create" && name !== undefined
          ? [`${textAt(after, "path") ?? ""}${name}`.replace(/^\//, "")]
          : [];
      }),
    ),
);

/** Whoever acts, and what only few may open: to both, policies may give rights by their tags. */
const BY_TAGS: Readonly<Record<string, "warn" | "info">> = {
  aws_iam_role: "warn",
  aws_iam_user: "warn",
  aws_kms_key: "info",
  aws_secretsmanager_secret: "info",
};

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/introduction_attribute-based-access-control.html */
const byTags: ChangeRule = {
  id: "access-by-tags",
  severity: "warn",
  types: Object.keys(BY_TAGS),
  find: (change) => {
    const isOwn = differs(change, "tags");
    if (!isUpdate(change) || !(isOwn || differs(change, "tags_all"))) {
      return undefined;
    }
    return {
      // The provider's default tags are the same for all that the stack has.
      severity: isOwn ? (BY_TAGS[change.type] ?? "warn") : "info",
      what: "Tags change by which a policy may say who may do what.",
      who: "nobody, where no policy of the account asks for tags; otherwise whoever's data they open or close",
      effect: `${isOwn ? "tags" : "tags_all"} ${wasWillBe(change, isOwn ? "tags" : "tags_all")}. Conditions on aws:PrincipalTag and aws:ResourceTag give and take rights by them, and the account's policies are not in this plan.`,
      recover: "Check that no policy of the account, and none of its organization, asks for these tags.",
    };
  },
};

const TRUST = "assume_role_policy";

const narrower: ChangeRule = {
  id: "access-narrower",
  severity: "warn",
  types: [...Object.keys(POLICY_DOCUMENTS), ...Object.keys(RESOURCE_POLICIES), "aws_iam_role"],
  examines: {
    ...Object.fromEntries(
      [...Object.entries(POLICY_DOCUMENTS), ...Object.entries(RESOURCE_POLICIES)].map(([type, name]) => [type, [name]]),
    ),
    aws_iam_role: [TRUST, "inline_policy", "managed_policy_arns", "permissions_boundary"],
  },
  find: (change, context) => {
    if (!isUpdate(change)) {
      return [];
    }
    const { type, before, after } = change;
    if (type === "aws_iam_role") {
      return [
        ...lessTrust(change, context),
        ...bounded(change),
        ...less(accessOf(before, type), accessOf(after, type), "A role may do less."),
      ];
    }
    const name = RESOURCE_POLICIES[type];
    return name === undefined
      ? less(accessOf(before, type), accessOf(after, type), "A role may do less.")
      : less(
          readIamPolicy(member(before, name)),
          member(after, name) === null ? NOTHING : readIamPolicy(member(after, name)),
          "Fewer may use a resource.",
        );
  },
};

/** One that goes, or another in its place, is a finding of iam-wider. */
function bounded({ before, after }: PlannedChange): readonly RuleFinding[] {
  const [was, willBe] = [before, after].map((side) => member(side, "permissions_boundary") || undefined);
  return was !== undefined || willBe === undefined
    ? []
    : [
        {
          what: "A boundary is put around a role.",
          who: "whatever runs under the role, such as the skill's function",
          effect: `From now on the role can do nothing beyond ${showValue(willBe)}, whatever its own policies say.`,
          recover: "Check that the boundary allows what the function needs: it writes its log.",
        },
      ];
}

const NOTHING: IamPolicy = { allows: new Map(), denies: new Map() };

function less(was: IamPolicy | undefined, willBe: IamPolicy | undefined, what: string): readonly RuleFinding[] {
  const lost = lostGrants(was, willBe);
  return lost.length === 0
    ? []
    : [
        {
          what,
          who: "whatever runs under the role or uses the resource, such as the skill's function",
          effect: `${lost.slice(0, 10).join("; ")}. What it needs and is refused fails, or is not logged.`,
          recover: "Check that nothing needs it any more.",
        },
      ];
}

function lessTrust(change: PlannedChange, context: RuleContext): readonly RuleFinding[] {
  const [was, willBe] = [change.before, change.after].map((side) => readIamPolicy(member(side, TRUST)));
  const lost = lostGrants(was, willBe);
  if (lost.length === 0 || was === undefined) {
    return [];
  }
  return [
    {
      severity: isLambdas(was) && isUsed(change, context) ? "block" : "warn",
      what: "The function may no longer run under its role.",
      who: "everybody who talks to the skill",
      effect: `${lost.slice(0, 10).join("; ")}. Lambda cannot start what it may not assume the role for: each request ends with an error.`,
      recover: "Keep lambda.amazonaws.com in the trust policy, without conditions that it does not fulfil.",
    },
  ];
}

/** What a policy allowed and another does not, and what it denies; none where one of the two cannot be read. */
function lostGrants(was: IamPolicy | undefined, willBe: IamPolicy | undefined): readonly string[] {
  if (was === undefined || willBe === undefined) {
    return [];
  }
  return [
    ...[...was.allows]
      .filter(([key]) => !willBe.allows.has(key))
      .map(([, it]) => `no longer allowed: ${grantText(it)}`),
    ...[...willBe.denies].filter(([key]) => !was.denies.has(key)).map(([, it]) => `denied: ${grantText(it)}`),
  ];
}

const isLambdas = ({ allows }: IamPolicy): boolean =>
  [...allows.values()].some(({ on }) => on === "Service lambda.amazonaws.com");

/** A role that no function of this plan has may be anything's. */
const isUsed = (change: PlannedChange, context: RuleContext): boolean =>
  textAt(change.before, "arn") === undefined || isOfFunction(change, context);

const role: ChangeRule = {
  id: "function-role",
  severity: "block",
  types: ["aws_lambda_function"],
  examines: { aws_lambda_function: ["role"] },
  find: (change) =>
    isUpdate(change) && differs(change, "role")
      ? {
          what: "The function runs under another role.",
          who: "every user: what the role may do, the function may; what it may not, fails",
          effect: `role ${wasWillBe(change, "role")}. What the other role may do is not compared with the one before.`,
          recover: `Change the policies of ${showValue(member(change.before, "role"))} instead, where a review shows what is added.`,
        }
      : undefined,
};

export const iamAccessRules: readonly ChangeRule[] = [administrator, identity, narrower, role, lent, byTags];
