/** What of the output `account_linking` is neither an address, the client nor a function. */
import type { PlannedOutput } from "../plan";
import { accountOf, ownAccount } from "./accounts";
import { scopesOf, skillIdsOf } from "./function-settings";
import { oncePerPlan } from "./once";
import type { RuleContext, RuleFinding } from "./rule";
import { textsAt, variableAt } from "./values";

/** Those that other findings are about. */
const TOLD_ELSEWHERE: ReadonlySet<string> = new Set([
  "access_token_uri",
  "authorization_uri",
  "client_id",
  "client_secret",
  "function_arns",
  "issuer",
  "scopes",
  "user_info_uri",
]);

/** What a change of a member means; undefined where it follows from the plan's own things. */
type Judge = (text: string | undefined, context: RuleContext) => Pick<RuleFinding, "effect" | "severity"> | undefined;

const JUDGES: ReadonlyMap<string, Judge> = new Map<string, Judge>([
  [
    "existing_functions",
    (text, context) => {
      const own = ownAccount(context);
      const foreign = (text?.match(/arn:[^"]*/g) ?? []).filter((arn) => accountOf(arn) !== own);
      return {
        severity: foreign.length > 0 ? "block" : "warn",
        effect:
          "Of these regions of Alexa the function is made elsewhere: no apply, promotion or comparison looks at its code any more.",
      };
    },
  ],
  [
    "skill_kind",
    (_, { ofType }) => ({
      // A permission for the other kind comes or goes with it, and is judged by itself.
      severity: ofType("aws_lambda_permission").some(({ action }) => action === "create") ? "info" : "warn",
      effect:
        "Which models the skill has for Alexa, and which permissions the function needs. A kind that goes takes its model with it at the next `alexa-link skill --push`: who uses it gets no answer.",
    }),
  ],
  [
    "access_token_scheme",
    () => ({
      severity: "warn",
      effect:
        "How Alexa sends the client's id and secret at each refresh. Amazon Cognito takes both ways; another server may not.",
    }),
  ],
  [
    "skill_ids",
    (text, context) => isWithin(skillIds(context), text, "The function refuses a skill whose id it does not know."),
  ],
  [
    "redirect_uris",
    (text, context) =>
      isWithin(redirects(context), text, "The client does not have them: who is sent there sees an error."),
  ],
  [
    "required_scopes",
    (text, context) =>
      isWithin(
        demanded(context),
        text,
        "Whoever checks a token by this list accepts or refuses others than the skill does.",
      ),
  ],
]);

/** A list that holds the plan's own values alone is as it should be; in a plan without such things nobody can tell. */
function isWithin(
  own: ReadonlySet<string>,
  text: string | undefined,
  effect: string,
): Pick<RuleFinding, "effect" | "severity"> | undefined {
  const strange = (text?.match(/"([^"]*)"/g) ?? []).filter((it) => !own.has(it.slice(1, -1)));
  return text !== undefined && strange.length === 0
    ? undefined
    : { severity: own.size === 0 ? "info" : "warn", effect };
}

/** What the plan's functions have in a variable that is a list. */
const listed = (name: string, listOf: (text: unknown) => readonly string[]) =>
  oncePerPlan(
    ({ ofType }): ReadonlySet<string> =>
      new Set(ofType("aws_lambda_function").flatMap(({ after }) => listOf(variableAt(after, name)))),
  );
const skillIds = listed("SKILL_IDS", skillIdsOf);
const demanded = listed("SCOPES", scopesOf);

const redirects = oncePerPlan(
  ({ ofType }): ReadonlySet<string> =>
    new Set(ofType("aws_cognito_user_pool_client").flatMap(({ after }) => textsAt(after, "callback_urls"))),
);

/**
 * Each member that changes is judged, and one that nothing here knows is told.
 *
 * @param output the output `account_linking`, as the plan changes it
 */
export function membersChanged(output: PlannedOutput, context: RuleContext): readonly RuleFinding[] {
  return [...output.members].flatMap(([name, text]): RuleFinding[] => {
    if (TOLD_ELSEWHERE.has(name)) {
      return [];
    }
    const judge = JUDGES.get(name) ?? UNKNOWN;
    const found = judge(text, context);
    return found === undefined
      ? []
      : [
          {
            ...found,
            what: `What Alexa is told of the skill changes: ${name}.`,
            who: "everybody who links or talks to the skill, from the next `alexa-link push` or `skill --push` on",
            effect: `${name} will be ${text ?? "known after the apply"}. ${found.effect}`,
            recover: "Check that it says what the stack's own function, client and skills are.",
          },
        ];
  });
}

const UNKNOWN: Judge = () => ({
  severity: "warn",
  effect: "Nothing here knows what it is for: whoever reads the output may write it into Alexa's settings.",
});
