import { member, valueAt } from "../../common/json";
import { grantText, readIamPolicy } from "../iam-policy";
import type { PlannedChange } from "../plan";
import { showValue } from "../show-value";
import type { ChangeRule, RuleContext } from "./rule";
import { differs, isSet, isUpdate, textAt, textsAt, wasWillBe } from "./values";

/** Policies of AWS that make an administrator, or can make one. */
const ADMINISTRATORS =
  /:policy\/(?:AdministratorAccess(?:-\w+)?|PowerUserAccess|IAMFullAccess|job-function\/(?:SystemAdministrator|DatabaseAdministrator|NetworkAdministrator))$/;

const POLICIES: Readonly<Record<string, string>> = {
  aws_iam_role_policy: "policy",
  aws_iam_policy: "policy",
  aws_iam_user_policy: "policy",
  aws_iam_group_policy: "policy",
};

const administrator: ChangeRule = {
  id: "iam-administrator",
  severity: "block",
  types: [
    ...Object.keys(POLICIES),
    "aws_iam_role",
    "aws_iam_role_policy_attachment",
    "aws_iam_user_policy_attachment",
    "aws_iam_group_policy_attachment",
    "aws_iam_policy_attachment",
  ],
  examines: {
    ...Object.fromEntries(Object.entries(POLICIES).map(([type, name]) => [type, [name]])),
    aws_iam_role: ["inline_policy", "managed_policy_arns"],
  },
  find: (change) => {
    if (!isSet(change)) {
      return undefined;
    }
    const wide = grantsOf(change.after, change.type).filter((it) => !grantsOf(change.before, change.type).includes(it));
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

/** What makes an administrator, of what a resource grants. */
function grantsOf(side: PlannedChange["before"], type: string): readonly string[] {
  const documents = [
    valueAt(side, [POLICIES[type] ?? "policy"]),
    ...[member(side, "inline_policy")].flat().map((it) => member(it, "policy")),
  ];
  const arns = [...textsAt(side, "managed_policy_arns"), textAt(side, "policy_arn") ?? ""];
  return [
    ...arns.filter((arn) => ADMINISTRATORS.test(arn)),
    ...documents.flatMap((text) => {
      const policy = readIamPolicy(text);
      return [...(policy?.allows.values() ?? [])]
        .filter(
          ({ action, on }) =>
            /^(?:\*|\*:\*|iam:\*|sts:\*|not .*)$/.test(action) && /^(?:\*|arn:aws[\w-]*:iam::.*\*|not .*)$/.test(on),
        )
        .map(grantText);
    }),
  ];
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

const narrower: ChangeRule = {
  id: "access-narrower",
  severity: "warn",
  types: ["aws_iam_role", "aws_iam_role_policy", "aws_iam_policy"],
  examines: { aws_iam_role: ["assume_role_policy"], aws_iam_role_policy: ["policy"], aws_iam_policy: ["policy"] },
  find: (change, context) => {
    const name = change.type === "aws_iam_role" ? "assume_role_policy" : "policy";
    const [was, willBe] = [change.before, change.after].map((side) => readIamPolicy(valueAt(side, [name])));
    if (!isUpdate(change) || was === undefined || willBe === undefined) {
      return undefined;
    }
    const gone = [...was.allows].filter(([key]) => !willBe.allows.has(key)).map(([, grant]) => grant);
    const denied = [...willBe.denies].filter(([key]) => !was.denies.has(key)).map(([, grant]) => grant);
    if (gone.length + denied.length === 0) {
      return undefined;
    }
    const lost = [
      ...gone.map((grant) => `no longer allowed: ${grantText(grant)}`),
      ...denied.map((grant) => `denied: ${grantText(grant)}`),
    ];
    const isTrust = name === "assume_role_policy";
    return {
      severity: isTrust && isLambdas(was) && isUsed(change, context) ? "block" : "warn",
      what: isTrust ? "The function may no longer run under its role." : "A role may do less.",
      who: isTrust ? "everybody who talks to the skill" : "whatever runs under the role, such as the skill's function",
      effect: `${lost.slice(0, 10).join("; ")}. ${isTrust ? "Lambda cannot start what it may not assume the role for: each request ends with an error." : "What it needs and is refused fails, or is not logged."}`,
      recover: isTrust
        ? "Keep lambda.amazonaws.com in the trust policy, without conditions that it does not fulfil."
        : "Check that nothing needs it any more.",
    };
  },
};

type Policy = NonNullable<ReturnType<typeof readIamPolicy>>;

const isLambdas = ({ allows }: Policy): boolean =>
  [...allows.values()].some(({ on }) => on === "Service lambda.amazonaws.com");

/** A role that no function of this plan has may be anything's. */
function isUsed({ before, after }: PlannedChange, { ofType }: RuleContext): boolean {
  const [arn, name] = [textAt(before, "arn"), textAt(after, "name") ?? textAt(before, "name")];
  const roles = ofType("aws_lambda_function").map((it) => textAt(it.after ?? it.before, "role"));
  return arn === undefined || roles.some((role) => role === arn || role?.endsWith(`/${name}`) === true);
}

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

export const iamAccessRules: readonly ChangeRule[] = [administrator, identity, narrower, role];
