import { member, valueAt } from "../../common/json";
import { CALLING_PRINCIPALS, COGNITO_PRINCIPAL } from "../../contract/service-principals";
import type { Grant } from "../iam-policy";
import { grantsAdded, grantText, isBoundTo, readIamPolicy } from "../iam-policy";
import type { PlannedChange } from "../plan";
import { isOfNewOwner } from "../policy-owners";
import { showValue } from "../show-value";
import { accountOf, ownAccount } from "./accounts";
import { isForStrangers } from "./iam-grants";
import type { ChangeRule, RuleContext, RuleFinding } from "./rule";
import { differs, isSet, isUpdate, textAt } from "./values";

const functionOpen: ChangeRule = {
  id: "function-open",
  severity: "block",
  types: ["aws_lambda_permission", "aws_lambda_function_url", "aws_lambda_layer_version_permission"],
  examines: {
    aws_lambda_permission: ["*"],
    aws_lambda_function_url: ["*"],
  },
  find: (change, context) => {
    if (!isSet(change)) {
      return undefined;
    }
    return change.type === "aws_lambda_function_url" ? functionUrl(change) : permission(change, context);
  },
};

function functionUrl(change: PlannedChange): RuleFinding | undefined {
  const type = member(change.after, "authorization_type");
  if (change.action === "update" && !differs(change, "authorization_type")) {
    return undefined;
  }
  const isOpen = type !== "AWS_IAM";
  return {
    severity: isOpen ? "block" : "warn",
    what: isOpen
      ? "Anybody on the internet may call the function."
      : "The function can be called at an address of its own.",
    who: "every user: a request decides whose token it brings",
    effect: `A function URL with authorization_type ${showValue(type)}. Alexa does not use it, and its requests are not signed.`,
    recover: "Take the URL away: Alexa invokes the function by its ARN.",
  };
}

function permission(change: PlannedChange, context: RuleContext): RuleFinding | undefined {
  const principal = member(change.after, "principal");
  if (typeof principal === "string" && CALLING_PRINCIPALS.has(principal)) {
    return otherAction(change, principal) ?? onlySource(change, principal, context);
  }
  if (change.action === "update" && !differs(change, "principal") && !differs(change, "action")) {
    return undefined;
  }
  const isBound = ["source_arn", "source_account", "principal_org_id"].some(
    (name) => textAt(change.after, name) !== undefined,
  );
  const isService = typeof principal === "string" && /^[a-z0-9.-]+\.amazonaws\.com$/.test(principal);
  return {
    severity: isService && isBound ? "warn" : "block",
    what:
      principal === "*"
        ? "Anybody with an AWS account may call the function."
        : `Somebody else may call the function: ${showValue(principal)}.`,
    who: "every user: a request that did not come from Alexa can bring any token and any skill id",
    effect: `A permission for ${showValue(principal)}, ${showValue(member(change.after, "action"))}${isBound ? ", bound to a source" : ", without source_arn or source_account"}.`,
    recover: `Only ${[...CALLING_PRINCIPALS].join(" and ")} need to call this project's functions. Name the one source that is meant.`,
  };
}

/** These services only invoke. */
function otherAction({ after }: PlannedChange, principal: string): RuleFinding | undefined {
  const action = member(after, "action");
  return action === undefined || action === null || action === "lambda:InvokeFunction"
    ? undefined
    : {
        what: "A service may do more with the function than invoke it.",
        who: "every user: whoever changes the function, has their tokens",
        effect: `A permission for ${principal}, ${showValue(action)}.`,
        recover: "Allow lambda:InvokeFunction only.",
      };
}

/** Cognito calls for any pool of any account, unless the permission says for which. */
function onlySource(change: PlannedChange, principal: string, context: RuleContext): RuleFinding | undefined {
  if (principal !== COGNITO_PRINCIPAL) {
    return undefined;
  }
  const sources = ["source_arn", "source_account"].map((name) => member(change.after, name) ?? "");
  const own = ownAccount(context);
  const foreign = sources.filter((it): it is string => {
    const account = typeof it === "string" ? (accountOf(it) ?? (/^\d{12}$/.test(it) ? it : undefined)) : undefined;
    return account !== undefined && own !== undefined && account !== own;
  });
  const isOpen = sources.every((it) => typeof it === "string" && /^[*:?]*$|^arn:.*:userpool\/\*$/.test(it));
  if (foreign.length === 0 && !isOpen) {
    return undefined;
  }
  return {
    severity: foreign.length > 0 ? "block" : "warn",
    what:
      foreign.length > 0
        ? "A user pool of another AWS account may call the function."
        : "The user pools of any AWS account may call the function.",
    who: "users whose data the trigger reads or writes",
    effect:
      foreign.length > 0
        ? `The permission for Amazon Cognito is bound to ${foreign.join(", ")}.`
        : "The permission for Amazon Cognito has neither source_arn nor source_account that names one.",
    recover: "Set source_arn to the user pool's ARN.",
  };
}

/** Resources with a policy of their own, which says who from outside may use them. */
export const RESOURCE_POLICIES: Readonly<Record<string, string>> = {
  aws_dynamodb_resource_policy: "policy",
  aws_ecr_repository_policy: "policy",
  aws_kms_key: "policy",
  aws_kms_key_policy: "policy",
  aws_s3_bucket_policy: "policy",
  aws_s3_bucket: "policy",
  aws_secretsmanager_secret: "policy",
  aws_secretsmanager_secret_policy: "policy",
  aws_sns_topic: "policy",
  aws_sns_topic_policy: "policy",
  aws_sqs_queue: "policy",
  aws_sqs_queue_policy: "policy",
};

const resourceOpen: ChangeRule = {
  id: "resource-open",
  severity: "block",
  types: Object.keys(RESOURCE_POLICIES),
  examines: Object.fromEntries(Object.entries(RESOURCE_POLICIES).map(([type, name]) => [type, [name]])),
  find: (change, context) => {
    const name = RESOURCE_POLICIES[change.type] ?? "policy";
    if (!isSet(change) || !differs(change, name)) {
      return undefined;
    }
    const policy = readIamPolicy(valueAt(change.after, [name]));
    if (policy === undefined) {
      return unreadable(change, name);
    }
    const allowed = new Set(policy.allows.values());
    const added = grantsAdded(readIamPolicy(valueAt(change.before, [name])), policy);
    const open = added.filter((grant) => allowed.has(grant) && isForStrangers(grant, context));
    const shown = open.length > 0 ? open : added;
    if (shown.length === 0) {
      return undefined;
    }
    const isLittle = isNewOwner(change, context) && shown.every((grant) => isForOwn(grant, context));
    return {
      severity: open.length > 0 ? "block" : isLittle ? "info" : "warn",
      what:
        open.length > 0
          ? "Anybody, or another account, may use a resource, or read what is in it."
          : "More may use a resource.",
      who: "whoever's data it holds: users, or the owner of the state and its secrets",
      effect: `New: ${shown.map(grantText).slice(0, 10).join("; ")}.`,
      recover: "Name the account, role or service that needs it, instead of a star.",
    };
  },
};

function unreadable({ after, expressions }: PlannedChange, name: string): RuleFinding | undefined {
  const text = valueAt(after, [name]);
  // Computed by AWS for what is new, or not set: the owner's account alone.
  const isUnset = text === undefined || text === null || text === "";
  const isComputed = typeof text === "symbol" && expressions?.has(name) !== true;
  return isUnset || isComputed
    ? undefined
    : {
        severity: "warn",
        what: "Who may use a resource changes, and the plan does not show to whom.",
        who: "whoever's data it holds",
        effect: `${name} is known after the apply only, or is no policy that can be read.`,
        recover: "Read the policy in the code.",
      };
}

/** Whether the account itself is let in, or a service of AWS on its behalf alone: what is new holds nothing yet. */
function isForOwn({ on, condition }: Grant, context: RuleContext): boolean {
  const own = ownAccount(context);
  if (own === undefined) {
    return false;
  }
  return on.startsWith("Service ")
    ? isBoundTo(condition, own)
    : on === `AWS ${own}` ||
        (/^AWS arn:[\w-]+:iam::\d{12}:(?:root|role\/[\w+=,.@/-]+)$/.test(on) && accountOf(on.slice(4)) === own);
}

/** The thing itself, or the policy of one that the plan makes. */
const isNewOwner = (change: PlannedChange, context: RuleContext): boolean =>
  change.action === "create" && !change.imported && (isOfNewOwner(change, context) ?? true);

const SWITCHES = ["block_public_acls", "block_public_policy", "ignore_public_acls", "restrict_public_buckets"];

const publicAccess: ChangeRule = {
  id: "public-access",
  severity: "block",
  types: ["aws_s3_bucket_public_access_block", "aws_s3_account_public_access_block", "aws_s3_bucket_acl"],
  examines: {
    aws_s3_bucket_public_access_block: SWITCHES,
    aws_s3_account_public_access_block: SWITCHES,
    aws_s3_bucket_acl: ["acl"],
  },
  find: (change) => {
    if (!isSet(change)) {
      return undefined;
    }
    const isOn = (side: PlannedChange["before"], name: string): boolean => member(side, name) === true;
    const isBlock = change.type !== "aws_s3_bucket_acl";
    const off = SWITCHES.filter((name) =>
      // A bucket has all four without a word, and a block of its own says which it keeps.
      isUpdate(change) ? isOn(change.before, name) && !isOn(change.after, name) : isBlock && !isOn(change.after, name),
    );
    const acl = textAt(change.after, "acl");
    const isOpenAcl = acl !== undefined && OPEN_ACL.test(acl) && differs(change, "acl");
    if (off.length === 0 && !isOpenAcl) {
      return closed(change);
    }
    return {
      what: "A bucket can be opened to the internet.",
      who: "whoever's data it holds: Terraform's state holds the client's secret",
      effect: isOpenAcl ? `acl will be ${acl}.` : `No longer on: ${off.join(", ")}.`,
      recover: "Keep all four switches on, and give access by a policy that names who needs it.",
    };
  },
};

/** Narrowing is judged like widening: pictures and sounds of a skill lie in buckets that everybody may read. */
function closed(change: PlannedChange): RuleFinding | undefined {
  if (!isUpdate(change)) {
    return undefined;
  }
  // The others only refuse what is opened from now on.
  const on = ["ignore_public_acls", "restrict_public_buckets"].filter(
    (name) => member(change.before, name) === false && member(change.after, name) === true,
  );
  const [was, willBe] = [change.before, change.after].map((side) => textAt(side, "acl"));
  const isClosed = was !== undefined && OPEN_ACL.test(was) && was !== willBe;
  return on.length === 0 && !isClosed
    ? undefined
    : {
        severity: "warn",
        what: "What everybody may read in a bucket, they may no longer read.",
        who: "whoever reads it: users who hear or see what lies there, programs of others",
        effect: isClosed ? `acl was ${was}, will be ${willBe ?? "not set"}.` : `On from now on: ${on.join(", ")}.`,
        recover: "Check that nothing in the bucket is meant for everybody, such as a skill's pictures and sounds.",
      };
}

const OPEN_ACL = /^(?:public|authenticated)-/;

export const accessRules: readonly ChangeRule[] = [functionOpen, resourceOpen, publicAccess];
