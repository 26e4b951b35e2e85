import { ACCOUNT_LINKING_OUTPUT } from "../../contract/account-linking";
import type { PlannedOutput } from "../plan";
import { accountOf, ownAccount } from "./accounts";
import { isOfAlexa } from "./app-client";
import { isOwnAddress } from "./link-address";
import { oncePerPlan } from "./once";
import type { RuleContext, RuleFinding } from "./rule";
import { textAt, textsAt } from "./values";

/** What a thing of the link is known by. */
type Kind = "endpoint" | "address" | "client" | "redirect" | "target";

/** Outputs of a stack and of the module that people copy, such as into the Alexa developer console. */
const COPIED: ReadonlyMap<string, Kind> = new Map([
  ["access_token_uri", "address"],
  ["authorization_uri", "address"],
  ["client_id", "client"],
  ["client_ids", "client"],
  ["custom_domain_target", "target"],
  ["function_arn", "endpoint"],
  ["issuer", "address"],
  ["redirect_uris", "redirect"],
  ["user_info_uri", "address"],
]);

/**
 * Outputs beside `account_linking` that come to name another function, host or client than the plan's own. Who reads them
 * writes them into Alexa's settings by hand, or gives them to a program that signs in.
 */
export function copiesElsewhere(context: RuleContext): readonly RuleFinding[] {
  const outputs = context.plan.outputs.filter(
    ({ name, action }) => name !== ACCOUNT_LINKING_OUTPUT && (action === "create" || action === "update"),
  );
  return outputs.flatMap((output) => led(output, context) ?? unseen(output, context) ?? []);
}

function led(output: PlannedOutput, context: RuleContext): RuleFinding | undefined {
  const { name, was, willBe, isSensitive } = output;
  const before = new Set(was);
  const told = linked(context);
  const fresh = willBe.filter((text) => !before.has(text) && !told.has(text));
  if (fresh.length === 0) {
    return undefined;
  }
  const isForLink = COPIED.has(name) || leavesOwn(output, context);
  const strange = fresh.filter(
    (text) => isStrange(text, kindOf(text, name, isForLink), context) || leavesAlias(text, was, context),
  );
  if (strange.length === 0) {
    return undefined;
  }
  const own = ownAccount(context);
  const isWithin = (text: string): boolean => own !== undefined && accountOf(text) === own;
  return {
    severity: isForLink && strange.some((text) => !isWithin(text) && !isLesser(name)) ? "block" : "warn",
    what: `The output ${name} will name something else than the plan's own function, host or client.`,
    who: "whoever copies it into the Alexa developer console or into a program; then everybody who links or signs in",
    effect: `It will be ${isSensitive ? "(sensitive)" : strange.slice(0, 10).join(", ")}. Requests to a function bring users' tokens; passwords, codes and the client's secret go to a host.`,
    recover: "Let the output take its value from the stack's own alias, domain and client.",
  };
}

/** Nobody hands a secret or a token to these: Alexa has redirect URIs of its own, and a record leads people, not tokens. */
const isLesser = (name: string): boolean => ["redirect", "target"].includes(COPIED.get(name) ?? "");

/** One that was known, and that the apply alone will tell, while what it could come from stays. */
function unseen({ name, action, isUnknown, was }: PlannedOutput, context: RuleContext): RuleFinding | undefined {
  const kind = COPIED.get(name);
  return action !== "update" || !isUnknown || kind === undefined || was.length === 0 || isRenewed(kind, context)
    ? undefined
    : {
        severity: "warn",
        what: `What the output ${name} will be is known after the apply only.`,
        who: "whoever copies it into the Alexa developer console or into a program",
        effect: `It was ${was.slice(0, 10).join(", ")}. What it could come from until now stays as it is.`,
        recover: "Let the output take its value from the stack's own alias, domain and client.",
      };
}

const SOURCES: Readonly<Record<Kind, readonly string[]>> = {
  address: ["aws_cognito_user_pool_domain", "aws_cognito_user_pool"],
  client: ["aws_cognito_user_pool_client"],
  endpoint: ["aws_lambda_alias", "aws_lambda_function"],
  redirect: ["aws_cognito_user_pool_client"],
  target: ["aws_cognito_user_pool_domain"],
};

/** Of an alias the ARN stays, whatever is made beside it. */
const isRenewed = (kind: Kind, { ofType }: RuleContext): boolean => {
  const sources = SOURCES[kind].flatMap(ofType);
  return (
    sources.some(({ action }) => action === "replace" || action === "delete") ||
    (kind !== "endpoint" && sources.some(({ action }) => action === "create"))
  );
};

/** An output under another name is one of the link, too, where a thing of the link stood in it until now. */
function leavesOwn({ was, willBe }: PlannedOutput, context: RuleContext): boolean {
  const left = new Set(willBe);
  return was.some((text) => !left.has(text) && isOwn(text, context));
}

/** Releases reach an alias. Who asks the function itself, or a version of it, gets what was uploaded last, or stays there. */
const leavesAlias = (text: string, was: readonly string[], context: RuleContext): boolean =>
  ENDPOINT.test(text) &&
  !aliases(context).has(text) &&
  was.some((it) => aliases(context).has(it) && text.startsWith(it.replace(/:[^:]*$/, "")));

const aliases = oncePerPlan(
  ({ ofType }): ReadonlySet<string> =>
    new Set(ofType("aws_lambda_alias").flatMap(({ before, after }) => textAt(after ?? before, "arn") ?? [])),
);

const isOwn = (text: string, context: RuleContext): boolean =>
  ownThings(context).has(text) || (ADDRESS.test(text) && isOwnAddress(text, context));

function kindOf(text: string, name: string, isForLink: boolean): Kind | undefined {
  if (ENDPOINT.test(text)) {
    return "endpoint";
  }
  if (ADDRESS.test(text)) {
    return "address";
  }
  return COPIED.get(name) ?? (isForLink && /^https?:/i.test(text) ? "address" : undefined);
}

const ENDPOINT = /^arn:[\w-]+:lambda:[\w-]+:\d{12}:function:/;

/** Where a sign-in domain or a user pool answers. */
const ADDRESS = /^https?:\/\/(?:[^/]*\/oauth2\/(?:authorize|token|userInfo)\b|cognito-idp\.)/i;

/** Whether a text is none of the plan's own. Where the plan has nothing of the kind, only another account is strange. */
function isStrange(text: string, kind: Kind | undefined, context: RuleContext): boolean {
  if (kind === undefined || ownThings(context).has(text)) {
    return false;
  }
  const own = ownAccount(context);
  const account = accountOf(text);
  if (kind === "endpoint" && account !== undefined && own !== undefined && account !== own) {
    return true;
  }
  return kind === "address" ? hasAddress(context) && !isOwnAddress(text, context) : hasKind(kind, context);
}

/** All texts that name a thing of the link, by what the plan has after the apply. */
const ownThings = oncePerPlan((context): ReadonlySet<string> => new Set(Object.values(byKind(context)).flat()));

const hasKind = (kind: Kind, context: RuleContext): boolean => byKind(context)[kind].length > 0;

const byKind = oncePerPlan(({ ofType }): Readonly<Record<Kind, readonly string[]>> => {
  const texts = (type: string, ...names: readonly string[]): readonly string[] =>
    ofType(type).flatMap(({ after }) => names.flatMap((name) => textAt(after, name) ?? []));
  const clients = ofType("aws_cognito_user_pool_client").filter(({ after }) => after !== undefined);
  const ofLinks = clients.filter(({ after }) => isOfAlexa(after));
  const functions = texts("aws_lambda_function", "arn", "qualified_arn");
  return {
    endpoint: [...texts("aws_lambda_alias", "arn"), ...functions],
    client: [...ofLinks, ...clients].flatMap(({ after }) => textAt(after, "id") ?? []),
    redirect: clients.flatMap(({ after }) => [...textsAt(after, "callback_urls"), ...textsAt(after, "logout_urls")]),
    target: texts("aws_cognito_user_pool_domain", "cloudfront_distribution", "cloudfront_distribution_arn"),
    address: [],
  };
});

const hasAddress = oncePerPlan(
  ({ ofType }): boolean => ofType("aws_cognito_user_pool_domain").length + ofType("aws_cognito_user_pool").length > 0,
);

/** What stands in `account_linking`: whatever is strange there is told there. */
const linked = oncePerPlan(
  ({ plan }): ReadonlySet<string> =>
    new Set(plan.outputs.flatMap(({ name, willBe }) => (name === ACCOUNT_LINKING_OUTPUT ? willBe : []))),
);
