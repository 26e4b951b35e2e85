import { member } from "../../common/json";
import { CALLING_PRINCIPALS } from "../../contract/service-principals";
import type { Severity } from "../finding";
import type { PlannedChange } from "../plan";
import { showValue } from "../show-value";
import { alexaRedirect } from "./alexa-redirects";
import { IMPACTS, UNKNOWN_IMPACT } from "./destruction-impacts";
import { isOfFunction } from "./iam-grants";
import { otherHostOfLink } from "./link-host";
import { oncePerPlan } from "./once";
import type { ChangeRule, RuleContext, RuleFinding } from "./rule";
import { isOfSignIn } from "./sign-in-address";
import { differs, ends, textAt, textsAt, variableAt, wasWillBe } from "./values";

/** Types whose end has a rule of its own, by that rule. */
const OWN_RULES: readonly (readonly [id: string, type: string])[] = [
  ["pool-destroyed", "aws_cognito_user_pool"],
  ["client-destroyed", "aws_cognito_user_pool_client"],
  ["domain-destroyed", "aws_cognito_user_pool_domain"],
  ["lambda-replaced", "aws_lambda_function"],
];

/** What the end of a resource means, whatever the cause. */
export function destruction(change: PlannedChange, context: RuleContext): RuleFinding {
  const { type, action } = change;
  const impact = IMPACTS[type] ?? {
    ...UNKNOWN_IMPACT,
    noun: `a resource of type ${type}`,
    what: `A resource of type ${type} is ${action === "replace" ? "replaced" : "destroyed"}.`,
  };
  const cause = action === "replace" ? context.causeOf(change) : undefined;
  const recover =
    cause === undefined
      ? impact.recover
      : `This follows from ${cause}, which is created anew: fix that, and this is gone too. Otherwise: ${impact.recover}`;
  return {
    severity: cutsOff(change, context) || isTakenOver(change) ? "block" : severityOf(change, impact),
    what: isTakenOver(change)
      ? `What was to be taken over ends, and another takes its place. ${impact.what}`
      : impact.what,
    who: impact.who,
    effect: `${impact.effect} ${reason(change)}${leftBehind(change)}${protection(change)}`,
    recover: isTakenOver(change) ? adoption(change, recover) : recover,
  };
}

/** Nobody imports a resource to lose it, whatever it is. */
const isTakenOver = ({ imported, action }: PlannedChange): boolean => imported && action === "replace";

function adoption({ replacePaths }: PlannedChange, otherwise: string): string {
  const names = [...new Set(replacePaths.map(([name]) => String(name)))];
  if (names.includes("generate_secret")) {
    return (
      "Import cannot tell whether the client has a secret, and has null for generate_secret. In a stack of this project, name the client in adopt.clientId; in its module, set client.imported. " +
      "Elsewhere leave generate_secret out of the code, for good: ignore_changes alone makes an update of the client fail. Then it is taken over as it is."
    );
  }
  return names.length === 0
    ? otherwise
    : `Write into the code what AWS has of ${names.join(", ")}: then it is taken over as it is. In a stack of this project, npx alexa-link adopt prints the properties. What cannot be written like that, leave out of the import.`;
}

/** The role under which a function of the plan goes on to run, or the name of the sign-in page. */
function cutsOff(change: PlannedChange, context: RuleContext): boolean {
  if (change.action !== "delete") {
    return false;
  }
  return change.type === "aws_iam_role"
    ? change.reason !== undefined && isOfFunction(change, context)
    : change.type === "aws_route53_record" && isOfSignIn(change.before, context);
}

function severityOf(change: PlannedChange, impact: Pick<typeof UNKNOWN_IMPACT, "replaced" | "destroyed">): Severity {
  // Under another name an alias has another ARN, and the skill's endpoint is gone for good.
  const isRenamedAlias =
    change.type === "aws_lambda_alias" &&
    ["name", "function_name"].some((name) => textAt(change.after, name) !== undefined && differs(change, name));
  return change.action === "replace" && !isRenamedAlias ? impact.replaced : impact.destroyed;
}

function reason({ action, reason: why, replacePaths, before, after, deposed }: PlannedChange): string {
  if (deposed !== undefined) {
    return "It is what an earlier apply left behind.";
  }
  if (action !== "replace") {
    return why === undefined ? "The plan destroys it." : "The code no longer has it.";
  }
  if (why === "replace_because_tainted") {
    return "It is marked as damaged (tainted) by an earlier apply.";
  }
  if (why === "replace_by_request") {
    return "The plan was made with -replace.";
  }
  if (why === "replace_by_triggers") {
    return "It is replaced because of replace_triggered_by.";
  }
  const reasons = replacePaths.map((path) => {
    const name = path
      .map((step) => (typeof step === "number" ? `[${step}]` : step))
      .join(".")
      .replaceAll(".[", "[");
    return `${name} (${wasWillBe({ before, after }, ...path)})`;
  });
  return reasons.length === 0 ? "It is replaced." : `It is replaced because of ${reasons.join(", ")}.`;
}

const leftBehind = ({ forgetsOld }: PlannedChange): string =>
  forgetsOld ? " The old one stays in AWS, and nobody uses it or looks after it." : "";

/** Amazon's documentation, DeleteUserPool; the emulator does not enforce it. */
const protection = ({ type, before }: PlannedChange): string =>
  type === "aws_cognito_user_pool" && textAt(before, "deletion_protection") === "ACTIVE"
    ? " Deletion protection is on: AWS should refuse, and the apply should stop halfway."
    : "";

const ownRules: readonly ChangeRule[] = OWN_RULES.map(([id, type]) => ({
  id,
  severity: "block",
  types: [type],
  find: (change, context) => {
    if (!ends(change)) {
      return undefined;
    }
    if (!isTakenOver(change) && isOthers(change, context)) {
      return othersClient(change);
    }
    const host = type === "aws_cognito_user_pool_domain" ? otherHostOfLink(change, context) : undefined;
    return host === undefined ? destruction(change, context) : otherDomain(change, host);
  },
}));

/** Whether a client is surely not the one that Alexa uses: another one that stays is. */
export function isOthers(change: PlannedChange, context: RuleContext): boolean {
  return (
    change.type === "aws_cognito_user_pool_client" && !isAlexasClient(change, context) && alexasClientStays(context)
  );
}

/** Where its URLs are known, they tell. A client without any may be Alexa's by what the skill takes tokens of. */
function isAlexasClient({ before }: PlannedChange, context: RuleContext): boolean {
  const urls = textsAt(before, "callback_urls");
  return urls.length > 0
    ? urls.some((url) => alexaRedirect(url) !== undefined)
    : clientsOfFunctions(context).has(textAt(before, "id") ?? "");
}

const clientsOfFunctions = oncePerPlan(
  ({ ofType }) => new Set(ofType("aws_lambda_function").flatMap(({ before }) => variableAt(before, "CLIENT_ID") ?? [])),
);

const alexasClientStays = oncePerPlan((context) =>
  context
    .ofType("aws_cognito_user_pool_client")
    .some((client) => !ends(client) && client.action !== "forget" && isAlexasClient(client, context)),
);

const othersClient = (change: PlannedChange): RuleFinding => ({
  severity: "warn",
  what: `An app client that Alexa does not use ends: ${showValue(member(change.before, "name"))}.`,
  who: "whoever signs in to another program by it; no Alexa user",
  effect: `Its id and secret are refused. Alexa's client stays. ${reason(change)}`,
  recover: "Check that nothing signs in with it any more.",
});

/** No plan shows what a live skill still uses, so it blocks as well. */
const otherDomain = (change: PlannedChange, host: string): RuleFinding => ({
  what: `A sign-in domain that the link no longer uses leaves its address: ${showValue(member(change.before, "domain"))}.`,
  who: "linked users, as long as the live skill has that address; whoever else signs in there",
  effect: `The link uses ${host}. A live skill keeps the account-linking settings of its last certified version: while these have the old address, every refresh goes there, and fails. ${reason(change)}`,
  recover:
    "Look at the account linking of the skill's live stage. When it has the new address, and nothing else uses the old one, acknowledge this.",
});

const hasOwnRule = new Set(OWN_RULES.map(([, type]) => type));

/** Alexa's own permission is reported by the rule skill-id, with what it means to the skill. */
const isLeftToOthers = ({ type, before }: PlannedChange): boolean =>
  hasOwnRule.has(type) ||
  (type === "aws_lambda_permission" && CALLING_PRINCIPALS.has(textAt(before, "principal") ?? ""));

const destroyed: ChangeRule = {
  id: "resource-destroyed",
  severity: "warn",
  find: (change, context) =>
    change.action === "delete" && change.mode === "managed" && !isLeftToOthers(change)
      ? destruction(change, context)
      : undefined,
};

const replaced: ChangeRule = {
  id: "resource-replaced",
  severity: "warn",
  find: (change, context) =>
    change.action === "replace" && !isLeftToOthers(change) ? destruction(change, context) : undefined,
};

/** A resource that Terraform forgets stays in AWS as it is. */
const forgotten: ChangeRule = {
  id: "resource-forgotten",
  severity: "warn",
  find: ({ action, type }) =>
    action === "forget"
      ? {
          what: `Terraform no longer looks after ${IMPACTS[type]?.noun ?? `a resource of type ${type}`}.`,
          who: "operators; nobody else today",
          effect: "It stays in AWS as it is. No later plan changes, protects or deletes it, and no plan shows it.",
          recover: "Make sure that somebody else looks after it. importFrom takes it back.",
        }
      : undefined,
};

export const destructionRules: readonly ChangeRule[] = [...ownRules, destroyed, replaced, forgotten];
