import { valueAt } from "../../common/json";
import { grantsAdded, grantText, readIamPolicy } from "../iam-policy";
import type { PlannedChange } from "../plan";
import type { ChangeRule, RuleContext, RuleFinding } from "./rule";
import { isSet, textAt } from "./values";

/** So many grants are shown one by one. */
const MAX_GRANTS_SHOWN = 10;

const POLICY: Readonly<Record<string, string>> = {
  aws_iam_role: "assume_role_policy",
  aws_iam_role_policy: "policy",
  aws_iam_policy: "policy",
};

const iamWider: ChangeRule = {
  id: "iam-wider",
  severity: "warn",
  types: [...Object.keys(POLICY), "aws_iam_role_policy_attachment"],
  examines: {
    aws_iam_role: ["assume_role_policy", "permissions_boundary"],
    aws_iam_role_policy: ["policy"],
    aws_iam_policy: ["policy"],
    aws_iam_role_policy_attachment: ["*"],
  },
  find: (change, context) => {
    if (!isSet(change)) {
      return undefined;
    }
    // What a new role may do is no more than before: there was no such role.
    if (change.action === "create" && (change.type === "aws_iam_role" || isOfNewRole(change, context))) {
      return undefined;
    }
    const unbound = change.type === "aws_iam_role" ? boundaryLost(change) : undefined;
    if (unbound !== undefined) {
      return unbound;
    }
    const name = POLICY[change.type];
    if (name === undefined) {
      return attached(change);
    }
    const [before, after] = [valueAt(change.before, [name]), valueAt(change.after, [name])];
    if (before === after) {
      return undefined;
    }
    const policy = readIamPolicy(after);
    if (policy === undefined) {
      return unreadable(name);
    }
    const added = grantsAdded(readIamPolicy(before), policy);
    return added.length === 0 ? undefined : wider(name, added.map(grantText));
  },
};

function wider(name: string, added: readonly string[]): RuleFinding {
  const more = added.length > MAX_GRANTS_SHOWN ? [`${added.length - MAX_GRANTS_SHOWN} more`] : [];
  return {
    what: name === "assume_role_policy" ? "More may act under the role." : "The role may do more.",
    who: "nobody today; everybody's data if the function is taken over",
    effect: `New: ${[...added.slice(0, MAX_GRANTS_SHOWN), ...more].join("; ")}.`,
    recover: "Check that the code needs it, and name resources instead of a star.",
  };
}

function attached(change: PlannedChange): RuleFinding | undefined {
  const arn = textAt(change.after, "policy_arn");
  if (change.action !== "create" && arn !== undefined && arn === textAt(change.before, "policy_arn")) {
    return undefined;
  }
  return wider("policy", [`all that ${arn ?? "a policy that is known after the apply"} allows`]);
}

/** What a policy in its place allows, the plan does not show. */
function boundaryLost({ before, after }: PlannedChange): RuleFinding | undefined {
  const [old, next] = [valueAt(before, ["permissions_boundary"]), valueAt(after, ["permissions_boundary"])];
  if (typeof old !== "string" || old === "" || old === next) {
    return undefined;
  }
  const another = typeof next === "string" && next !== "" ? next : undefined;
  return {
    what: another === undefined ? "The boundary of a role goes." : "Another policy bounds a role.",
    who: "nobody today; everybody's data if the function is taken over",
    effect: `Until now the role could do nothing beyond ${old}, whatever its own policies say.${another === undefined ? "" : ` Now that is ${another}.`}`,
    recover: "Keep the boundary, or compare what the two allow.",
  };
}

const unreadable = (name: string): RuleFinding => ({
  what: "What the role may do changes, and the plan does not show to what.",
  who: "nobody today; everybody's data if the function is taken over",
  effect: `${name} is known after the apply only, or is no policy that can be read.`,
  recover: "Compare the policy in the code.",
});

/** The name of a role is unknown only until the role is created. */
function isOfNewRole(change: PlannedChange, { createdRoles }: RuleContext): boolean {
  const role = valueAt(change.after, ["role"]);
  return typeof role === "symbol" || (typeof role === "string" && createdRoles.has(role));
}

export const iamRules: readonly ChangeRule[] = [iamWider];
