/** The output `account_linking` where a stack that is there already gets it: what is written into Alexa's settings from it. */
import { isObject } from "../../common/json";
import type { PlannedOutput } from "../plan";
import { jsonIn } from "../show-value";
import { accountOf, ownAccount } from "./accounts";
import { isAllNew } from "./iam-grants";
import { isDomainOfPlan, isOwnAddress } from "./link-address";
import { oncePerPlan } from "./once";
import type { RuleContext, RuleFinding } from "./rule";
import { textAt, textsAt, variableAt } from "./values";

/** Members by name; undefined for what is known after the apply only. */
type Linking = PlannedOutput["members"];

/** Whether a member names something of somebody else; false where the plan has nothing of the kind to compare with. */
type IsStrange = (text: string, context: RuleContext) => boolean;

const isOther: IsStrange = (text, context) => {
  const host = /^https:\/\/([a-z0-9.-]+)\//.exec(text)?.[1];
  return host === undefined || !(isDomainOfPlan(host, context) || hosts(context).has(host));
};

const outOf =
  (known: (context: RuleContext) => ReadonlySet<string>): IsStrange =>
  (text, context) =>
    known(context).size > 0 && quotedIn(text).some((it) => !known(context).has(it));

/** The texts of a list as it is shown in JSON, or the text itself. */
const quotedIn = (text: string): readonly string[] =>
  text.startsWith("[") ? [...text.matchAll(/"([^"]*)"/g)].map(([, it = ""]) => it) : [text];

const isForeign: IsStrange = (text, context) =>
  (text.match(/arn:[^"]*/g) ?? []).some((arn) => accountOf(arn) !== ownAccount(context));

const JUDGES: ReadonlyMap<string, IsStrange> = new Map([
  ["access_token_uri", isOther],
  ["authorization_uri", isOther],
  ["user_info_uri", isOther],
  ["client_id", outOf((context) => clients(context))],
  ["redirect_uris", outOf((context) => redirects(context))],
  ["issuer", (text, context) => hasPool(context) && !isOwnAddress(text, context)],
  ["function_arns", isForeign],
  ["existing_functions", isForeign],
]);

/** Of one that is made with all else, the first deployment speaks. */
export function newLinking(output: PlannedOutput, context: RuleContext): readonly RuleFinding[] {
  if (output.action !== "create" || isAllNew(context)) {
    return [];
  }
  const strange = linkingsOf(output).flatMap(([of, linking]) =>
    [...linking].flatMap(([name, text]) =>
      text !== undefined && JUDGES.get(name)?.(text, context) === true ? [`${of}${name} will be ${text}`] : [],
    ),
  );
  return strange.length === 0
    ? []
    : [
        {
          severity: "block",
          what: "What Alexa will be told of the link is not what the plan's own pool, client, domain and function are.",
          who: "everybody who links, and every linked user at the next refresh",
          effect: `The next \`alexa-link push\` writes it into Alexa's settings: ${strange.slice(0, 10).join("; ")}. Whoever answers at the token's address gets the client's secret.`,
          recover: "Let the output take these values from the stack's own pool, client and domain.",
        },
      ];
}

/** One, or one for each environment. */
function linkingsOf({ members }: PlannedOutput): readonly (readonly [of: string, Linking])[] {
  const isOne = [...members.keys()].some((name) => JUDGES.has(name));
  return isOne
    ? [["", members]]
    : [...members].flatMap(([name, text]) => {
        const value = text === undefined ? undefined : jsonIn(text);
        return isObject(value) ? [[`${name}.`, new Map(Object.entries(value).map(shown))] as const] : [];
      });
}

const shown = ([name, value]: readonly [string, unknown]): readonly [string, string | undefined] => [
  name,
  typeof value === "string" ? value : value === undefined ? undefined : JSON.stringify(value),
];

/** The hosts from which the plan's functions read profiles: they may be of a pool that another stack has. */
const hosts = oncePerPlan(
  ({ ofType }): ReadonlySet<string> =>
    new Set(
      ofType("aws_lambda_function").flatMap(
        ({ after }) => /^https:\/\/([a-z0-9.-]+)\//.exec(variableAt(after, "USER_INFO_URI") ?? "")?.[1] ?? [],
      ),
    ),
);

const clients = oncePerPlan(
  ({ ofType }): ReadonlySet<string> =>
    new Set(ofType("aws_cognito_user_pool_client").flatMap(({ after }) => textAt(after, "id") ?? [])),
);

const redirects = oncePerPlan(
  ({ ofType }): ReadonlySet<string> =>
    new Set(ofType("aws_cognito_user_pool_client").flatMap(({ after }) => textsAt(after, "callback_urls"))),
);

const hasPool = oncePerPlan(({ ofType }): boolean =>
  [...ofType("aws_cognito_user_pool"), ...ofType("aws_cognito_user_pool_client")].some(
    ({ after }) => (textAt(after, "user_pool_id") ?? textAt(after, "id")) !== undefined,
  ),
);
