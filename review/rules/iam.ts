import { member, valueAt } from "../../common/json";
import type { IamPolicy } from "../iam-policy";
import { grantsAdded, grantText, readIamPolicy } from "../iam-policy";
import { UNKNOWN } from "../masked";
import type { PlannedChange } from "../plan";
import {
  ATTACHMENTS,
  accessOf,
  isForStrangers,
  isNarrowGrant,
  isOfNewRole,
  isPolicyOfPlan,
  POLICY_DOCUMENTS,
} from "./iam-grants";
import type { ChangeRule, RuleContext, RuleFinding } from "./rule";
import { isSet } from "./values";

/** So many grants are shown one by one. */
const MAX_GRANTS_SHOWN = 10;

const TRUST = "assume_role_policy";

const iamWider: ChangeRule = {
  id: "iam-wider",
  severity: "warn",
  types: [...Object.keys(POLICY_DOCUMENTS), ...ATTACHMENTS, "aws_iam_role"],
  examines: {
    ...Object.fromEntries(Object.entries(POLICY_DOCUMENTS).map(([type, name]) => [type, [name]])),
    ...Object.fromEntries(ATTACHMENTS.map((type) => [type, ["*"]])),
    aws_iam_role: [TRUST, "permissions_boundary", "inline_policy", "managed_policy_arns"],
  },
  find: (change, context) => {
    if (!isSet(change)) {
      return [];
    }
    return [
      ...(change.type === "aws_iam_role" ? [boundaryLost(change), trustWider(change, context)] : []),
      accessWider(change, context),
    ].filter((found) => found !== undefined);
  },
};

function accessWider(change: PlannedChange, context: RuleContext): RuleFinding | undefined {
  const { type, before, after, action, imported } = change;
  const [was, willBe] = [accessOf(before, type), accessOf(after, type)];
  // What an import takes over is judged as if it were new.
  const isNew = action === "create" && (imported || type === "aws_iam_role" || isOfNewRole(change, context));
  if (isNew && isPolicyOfPlan(change, context)) {
    return undefined;
  }
  if (willBe === undefined) {
    const [name] = Object.keys(after ?? {}).filter(
      (it) =>
        ["policy", "policy_arn", "inline_policy", "managed_policy_arns"].includes(it) &&
        member(before, it) !== member(after, it),
    );
    // What AWS computes of a role is not its own: separate resources say it.
    return name === undefined ||
      (type === "aws_iam_role" && member(after, name) === UNKNOWN && change.expressions?.has(name) !== true)
      ? undefined
      : unreadable(name);
  }
  // What a new role may do is little as long as it names what it does, and on what.
  const added = grantsAdded(was, willBe).filter(
    (grant) => !isNew || !isNarrowGrant(keyOf(willBe, grant), grant, context),
  );
  return added.length === 0 ? undefined : wider("policy", added.map(grantText));
}

const keyOf = ({ allows }: IamPolicy, grant: object): string => [...allows].find(([, one]) => one === grant)?.[0] ?? "";

function trustWider(change: PlannedChange, context: RuleContext): RuleFinding | undefined {
  const [before, after] = [valueAt(change.before, [TRUST]), valueAt(change.after, [TRUST])];
  if (before === after) {
    return undefined;
  }
  const policy = readIamPolicy(after);
  if (policy === undefined) {
    return after === undefined || after === null ? undefined : unreadable(TRUST);
  }
  const added = grantsAdded(readIamPolicy(before), policy);
  const isNew = change.action === "create";
  const shown = added.filter(({ on }) => !isNew || !/^Service [\w.-]+$/.test(on));
  return shown.length === 0
    ? undefined
    : {
        ...wider(TRUST, shown.map(grantText)),
        ...(shown.some((grant) => policy.allows.size > 0 && isForStrangers(grant, context))
          ? { severity: "block", what: "Somebody of another account, or anybody, may act under a role." }
          : {}),
      };
}

function wider(name: string, added: readonly string[]): RuleFinding {
  const more = added.length > MAX_GRANTS_SHOWN ? [`${added.length - MAX_GRANTS_SHOWN} more`] : [];
  return {
    what: name === TRUST ? "More may act under the role." : "The role may do more.",
    who: "nobody today; everybody's data if the function is taken over",
    effect: `New: ${[...added.slice(0, MAX_GRANTS_SHOWN), ...more].join("; ")}.`,
    recover: "Check that the code needs it, and name resources instead of a star.",
  };
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

export const iamRules: readonly ChangeRule[] = [iamWider];
