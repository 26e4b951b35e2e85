import { sortedJson } from "../../common/canonical-json";
import { member, valueAt } from "../../common/json";
import { ALEXA_PRINCIPAL, COGNITO_PRINCIPAL, SMART_HOME_PRINCIPAL } from "../../contract/service-principals";
import { userPoolIdOf } from "../../contract/user-pool-id";
import type { PlannedChange } from "../plan";
import { showValue } from "../show-value";
import { ownAccount } from "./accounts";
import { skillIdsOf } from "./function-settings";
import { isMadeOfNew, isTakenFrom } from "./made-of";
import { oncePerPlan } from "./once";
import type { ChangeRule, RuleContext, RuleFinding } from "./rule";
import { differs, ends, textAt, variableAt, wasWillBe } from "./values";

/** What Alexa asks of a function, by whom it calls as. */
const CALLERS: Readonly<Record<string, { readonly who: string; readonly ends: string }>> = {
  [ALEXA_PRINCIPAL]: { who: "everybody who talks to the skill", ends: "each request ends with an error" },
  [SMART_HOME_PRINCIPAL]: {
    who: "everybody whose devices Alexa controls through the skill",
    ends: "no device answers any more: neither to people, nor in their routines, nor in the Alexa app",
  },
};

const callerOf = (side: PlannedChange["before"]): (typeof CALLERS)[string] | undefined =>
  member(CALLERS, textAt(side, "principal") ?? "");

const RECOVER =
  "Add the new skill id to alexa.skillIds first and keep the old one; remove it in a later change, when nobody uses that skill.";

/**
 * Which skills may call. Each skill id has a permission of its own, so a changed id is a destroyed permission and a
 * created one.
 */
const skillId: ChangeRule = {
  id: "skill-id",
  severity: "block",
  types: ["aws_lambda_permission"],
  examines: { aws_lambda_permission: ["*"] },
  find: (change, context) => {
    const { before, after, action } = change;
    const was = callerOf(before);
    if (was === undefined && callerOf(after) === undefined) {
      return undefined;
    }
    if (action === "create") {
      return member(after, "event_source_token") === undefined || member(after, "event_source_token") === null
        ? anySkill("warn")
        : pastAlias(change, context);
    }
    if (!ends(change) || was === undefined) {
      return undefined;
    }
    return action === "delete" ? removed(change, was, context) : replaced(change, was, context);
  },
};

/** What the skill's own permission says, and that of its pool. Anything more is for a person. */
const ORDINARY: ReadonlySet<string> = new Set([
  "action",
  "event_source_token",
  "function_name",
  "id",
  "principal",
  "qualifier",
  "region",
  "source_account",
  "source_arn",
  "statement_id",
  "statement_id_prefix",
]);

/** The skill's own permission, or that of the plan's own pool for a trigger: any other is for other rules. */
export const isOrdinaryPermission = (change: PlannedChange, context: RuleContext): boolean =>
  isOfSkill(change, context)
    ? isOfAlias(change, context)
    : isOfItself(change, context) &&
      textAt(change.after, "principal") === COGNITO_PRINCIPAL &&
      (member(change.after, "event_source_token") ?? "") === "" &&
      isOwnPool(change, context);

/** The skill's own, whatever it may call of the function. */
const isOfSkill = (change: PlannedChange, context: RuleContext): boolean =>
  callerOf(change.after) !== undefined &&
  isOfItself(change, context) &&
  CONDITIONS.every((name) => (member(change.after, name) ?? "") === "") &&
  isOwnSkill(change.after, context);

/** A permission to invoke a function of the plan, and no more than the rules know of one. */
function isOfItself(change: PlannedChange, context: RuleContext): boolean {
  const { after } = change;
  const others = Object.entries(after ?? {}).filter(([name, value]) => !ORDINARY.has(name) && (value ?? "") !== "");
  const action = member(after, "action") ?? "lambda:InvokeFunction";
  return action === "lambda:InvokeFunction" && others.length === 0 && isOfPlan(change, context);
}

/** Whether the function itself answers this skill, or is new and has no users yet. */
function isOwnSkill(after: PlannedChange["after"], context: RuleContext): boolean {
  const token = textAt(after, "event_source_token");
  const name = textAt(after, "function_name");
  return (
    token !== undefined &&
    !/^$|[*?]/.test(token) &&
    (name === undefined || skillsOf(context).get(calledIn(name).name)?.(token) === true)
  );
}

/** By function, whether it answers a skill id. */
const skillsOf = oncePerPlan(
  ({ ofType }): ReadonlyMap<string, (id: string) => boolean> =>
    new Map(
      ofType("aws_lambda_function").flatMap(({ action, after }) => {
        const name = textAt(after, "function_name");
        const ids = skillIdsOf(valueAt(after, ["environment", 0, "variables", "SKILL_IDS"]));
        return name === undefined ? [] : [[name, (id: string) => action === "create" || ids.includes(id)] as const];
      }),
    ),
);

/** Whether a pool's ARN is that of one of the plan, or of the pool that its clients, domains and functions are for. */
function isOwnPool(change: PlannedChange, context: RuleContext): boolean {
  const arn = member(change.after, "source_arn");
  if (typeof arn === "symbol") {
    return isTakenFrom(change, /^aws_cognito_user_pool\./, "source_arn");
  }
  const [, region = "", account, id = ""] =
    (typeof arn === "string" ? /^arn:[\w-]+:cognito-idp:([\w-]+):(\d{12}):userpool\/([\w-]+)$/.exec(arn) : null) ?? [];
  const own = ownAccount(context);
  return (
    account !== undefined && (own ?? account) === account && id.startsWith(`${region}_`) && ownPools(context).has(id)
  );
}

/** Ids of pools. */
const ownPools = oncePerPlan(({ ofType }): ReadonlySet<string> => {
  const pools = ofType("aws_cognito_user_pool").filter(({ mode }) => mode === "managed");
  const parts = ["aws_cognito_user_pool_client", "aws_cognito_user_pool_domain"].flatMap(ofType);
  const issuers = ofType("aws_lambda_function").flatMap(({ before }) => variableAt(before, "ISSUER") ?? []);
  return new Set([
    ...pools.flatMap(({ after }) => textAt(after, "id") ?? []),
    ...parts.flatMap(({ mode, before }) => (mode === "managed" ? (textAt(before, "user_pool_id") ?? []) : [])),
    ...issuers.map((issuer) => userPoolIdOf({ issuer })),
  ]);
});

/** Whether it is for a function of the plan, by its name or ARN, with an alias or without: others are no skill's. */
function isOfPlan(change: PlannedChange, context: RuleContext): boolean {
  const called = member(change.after, "function_name");
  if (typeof called !== "string") {
    return (
      typeof called === "symbol" && isMadeOfNew(change, /^aws_lambda_(?:alias|function)\./, context, "function_name")
    );
  }
  const { name, arn, account } = calledIn(called);
  const arns = functionArns(context).get(name);
  const own = ownAccount(context);
  // A new function has no ARN yet.
  return (
    arns !== undefined &&
    (account === undefined || own === undefined || account === own) &&
    (arn === undefined || arns.has(arn) || arns.has(undefined))
  );
}

/** What a function is called by: a name, an ARN or a part of one, each of which may have an alias or a version behind it. */
function calledIn(function_name: string): {
  readonly name: string;
  readonly qualifier?: string;
  readonly account?: string;
  readonly arn?: string;
} {
  const [, prefix = "", account, name = function_name, qualifier] =
    /^((?:arn:[\w-]+:lambda:[\w-]+:)?(?:(\d{12}):)?(?:function:)?)([\w-]+)(?::([\w$-]+))?$/.exec(function_name) ?? [];
  return { name, qualifier, account, arn: prefix.startsWith("arn:") ? `${prefix}${name}` : undefined };
}

/** By name; undefined for one that is not known yet. */
const functionArns = oncePerPlan(({ ofType }): ReadonlyMap<string, ReadonlySet<string | undefined>> => {
  const found = new Map<string, Set<string | undefined>>();
  for (const { after } of ofType("aws_lambda_function")) {
    const name = textAt(after, "function_name");
    if (name !== undefined) {
      found.set(name, (found.get(name) ?? new Set()).add(textAt(after, "arn")));
    }
  }
  return found;
});

/** Whether it is for an alias, by which releases reach users; of a function without any, for the function itself. */
function isOfAlias(change: PlannedChange, context: RuleContext): boolean {
  const { after } = change;
  const [called, given] = [member(after, "function_name"), member(after, "qualifier") ?? ""];
  const { name, qualifier: within } = typeof called === "string" ? calledIn(called) : { name: undefined };
  if (typeof given === "symbol") {
    return within === undefined && isTakenFrom(change, /^aws_lambda_alias\./, "qualifier");
  }
  const aliases = aliasesOf(context);
  const qualifier = within ?? given;
  if (within !== undefined && given !== "" && within !== given) {
    return false;
  }
  // Whose name is not known, is new: no alias of it has been there for anybody to be sent past.
  return qualifier === ""
    ? name === undefined || (aliases.get(name)?.size ?? 0) === 0
    : typeof qualifier === "string" && [name, undefined].some((it) => aliases.get(it)?.has(qualifier) === true);
}

/** The names of aliases by that of their function; undefined for one that is not known yet. */
const aliasesOf = oncePerPlan(({ ofType }): ReadonlyMap<string | undefined, ReadonlySet<string>> => {
  const found = new Map<string | undefined, Set<string>>();
  for (const { action, after } of ofType("aws_lambda_alias")) {
    const [called, alias] = [textAt(after, "function_name"), textAt(after, "name")];
    if (action !== "delete" && action !== "forget" && alias !== undefined) {
      const name = called === undefined ? undefined : calledIn(called).name;
      found.set(name, (found.get(name) ?? new Set()).add(alias));
    }
  }
  return found;
});

/** A skill that is let in beside the alias: whoever has the skill may send all its users there. */
function pastAlias(change: PlannedChange, context: RuleContext): RuleFinding | undefined {
  const { after } = change;
  if (isOfAlias(change, context) || !isOfSkill(change, context)) {
    return undefined;
  }
  return {
    severity: "warn",
    what: "A skill may call the function past its alias.",
    who: "nobody today; everybody who talks to the skill, once its endpoint is set so",
    effect: `function_name is ${showValue(member(after, "function_name"))}, qualifier ${showValue(member(after, "qualifier") ?? null)}: none of the function's aliases. There users get whatever was uploaded last, or stay with one version, and neither a canary nor a rollback reaches them.`,
    recover: "Let the permission have the alias's name as its qualifier.",
  };
}

type Caller = (typeof CALLERS)[string];

function removed(change: PlannedChange, caller: Caller, context: RuleContext): RuleFinding | undefined {
  const token = textAt(change.before, "event_source_token");
  if (allowedAfter(context).has(allows(change.before))) {
    return briefly(change, caller);
  }
  const skill = token ?? "of this permission";
  if (caller !== CALLERS[ALEXA_PRINCIPAL]) {
    return {
      what: `The skill ${skill} may no longer send directives to the function.`,
      who: caller.who,
      effect: `Of every linked user, ${caller.ends}. Whether the developer account still has that skill is not in the plan.`,
      recover: `${RECOVER} If alexa.kind was changed: keep smart-home, or both, for as long as the live skill has a smart-home model.`,
    };
  }
  return {
    what: `The skill ${skill} may no longer call the function.`,
    who: "everybody who talks to that skill",
    effect: "Each request ends with an error. Whether the developer account still has that skill is not in the plan.",
    recover: RECOVER,
  };
}

function replaced(change: PlannedChange, caller: Caller, context: RuleContext): RuleFinding {
  const token = member(change.after, "event_source_token") ?? null;
  const [old, fresh] = [change.before, change.after].map((side) => textAt(side, "event_source_token"));
  const principal = textAt(change.before, "principal");
  if (textAt(change.after, "principal") !== principal) {
    return {
      what: "Alexa may no longer call the function.",
      who: caller.who,
      effect: `The permission's principal will be ${textAt(change.after, "principal") ?? "another one"} instead of ${principal}: ${caller.ends}.`,
      recover: `Keep the principal ${principal}.`,
    };
  }
  if (old !== undefined && token === null) {
    return anySkill("block");
  }
  if (differs(change, "event_source_token")) {
    return {
      what: `The skill ${old ?? "of today"} may no longer call the function.`,
      who: caller.who,
      effect: `Only ${fresh ?? "a skill that is known after the apply"} may. The old permission is deleted before the new one is created.`,
      recover: RECOVER,
    };
  }
  const bound = CONDITIONS.filter((name) => differs(change, name) && (member(change.after, name) ?? "") !== "");
  if (bound.length > 0) {
    return {
      what: "Alexa may no longer call the function: its permission is bound to something else.",
      who: caller.who,
      effect: `${bound.map((name) => `${name} ${wasWillBe(change, name)}`).join("; ")}. Alexa calls with event_source_token alone, from no account, resource or organization of yours: ${caller.ends}.`,
      recover: `Let event_source_token be the permission's only condition: take ${bound.join(", ")} out.`,
    };
  }
  const elsewhere = ["function_name", "qualifier", "action"].filter((name) => differs(change, name));
  if (elsewhere.length > 0 && !elsewhere.every((name) => isUnknown(change.after, name))) {
    return {
      what: "Alexa may no longer call the function, alias or version that it calls today.",
      who: caller.who,
      effect: `The permission will be for another one: ${elsewhere.map((name) => `${name} ${wasWillBe(change, name)}`).join("; ")}. Requests to the skill's endpoint end with an error.`,
      recover: "Add a second permission for the new endpoint, change the endpoint, then remove the old one.",
    };
  }
  return briefly(change, caller, context.causeOf(change));
}

/** What a permission may ask beside the skill's id. Alexa's call comes with none of it. */
const CONDITIONS = ["function_url_auth_type", "principal_org_id", "source_account", "source_arn"];

/** A function that is made anew has no name yet: its own end is a finding. */
const isUnknown = (side: PlannedChange["after"], name: string): boolean => typeof member(side, name) === "symbol";

/** The same skill may call again as soon as the new permission is there. */
function briefly(change: PlannedChange, caller: Caller, cause?: string): RuleFinding {
  return {
    severity: "warn",
    what: "For some seconds Alexa may not call the function.",
    who: caller.who,
    effect:
      `A permission cannot be changed: it is deleted, then created, and requests in between end with an error. ${change.replacePaths.length === 0 ? "" : `Because of: ${change.replacePaths.map((path) => path.join(".")).join(", ")}.`}`.trim(),
    recover:
      cause === undefined
        ? "Apply at a quiet hour, or create the new permission under another statement_id first."
        : `This follows from ${cause}, which is created anew: fix that, and this is gone too.`,
  };
}

function anySkill(severity: "block" | "warn"): RuleFinding {
  return {
    severity,
    what: "Any Alexa skill may call the function.",
    who: "every user: other people's skills reach the code that reads their data",
    effect: "The permission has no event_source_token. Only the skill's own check of the skill id is left.",
    recover: "Set event_source_token to the skill id. A skill exists before its endpoint does, so its id can be known.",
  };
}

/** What a permission allows, as one text: it holds for one function, and for one alias of it. */
const allows = (side: PlannedChange["before"]): string =>
  sortedJson(
    ["principal", "event_source_token", "action", "function_name", "qualifier", ...CONDITIONS].map(
      (name) => member(side, name) || null,
    ),
  );

/** All that permissions allow after the apply; made once for a plan, which may take away thousands of them. */
const allowedAfter = oncePerPlan(
  ({ ofType }): ReadonlySet<string> =>
    new Set(
      ofType("aws_lambda_permission").flatMap(({ action, after }) =>
        action === "delete" || after === undefined ? [] : [allows(after)],
      ),
    ),
);

export const permissionRules: readonly ChangeRule[] = [skillId];
