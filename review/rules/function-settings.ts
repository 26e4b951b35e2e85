import { valueAt } from "../../common/json";
import type { PlannedChange } from "../plan";
import { showValue } from "../show-value";
import { domainNameOf, domainNames } from "./link-address";
import type { RuleContext, RuleFinding } from "./rule";
import { isUpdate, variableAt } from "./values";

/** As the function takes them apart: it knows no other separator (`lambda/library/settings.ts`). */
const listOf = (value: unknown, separator: string): readonly string[] =>
  typeof value === "string"
    ? value
        .split(separator)
        .map((item) => item.trim())
        .filter((item) => item !== "")
    : [];

/** The skills that a function answers. */
export const skillIdsOf = (value: unknown): readonly string[] => listOf(value, ",");

/** The scopes that a function demands. */
export const scopesOf = (value: unknown): readonly string[] => listOf(value, " ");

const SKILL_ID = /^amzn1\.(?:ask\.skill|echo-sdk-ams\.app)\.[\w-]+$/;
const USER_INFO_URI = /^https:\/\/([a-z0-9.-]+)\/oauth2\/userInfo$/;

/** `lambda/library/memory/memory-settings.ts` */
const TABLE_ARN = /^arn:aws:dynamodb:[a-z0-9-]+:\d{12}:table\/[\w.-]{3,255}$/;

/** What it need not have had until now. */
const MEMORY = new Set(["MEMORY_DAYS", "MEMORY_TABLE"]);

/** What the function has to be able to read, or it stops at its first request. */
const READABLE: Readonly<Record<string, readonly [allowed: string, fits: (value: string) => boolean]>> = {
  SKILL_IDS: ["skill ids, joined by commas", (value) => skillIdsOf(value).every((id) => SKILL_ID.test(id))],
  SCOPES: ["scopes, joined by spaces, among them openid", (value) => scopesOf(value).includes("openid")],
  MEMORY_DAYS: ["days, 1 to 9999", (value) => /^[1-9]\d{0,3}$/.test(value)],
  MEMORY_TABLE: ["the ARN of a table", (value) => TABLE_ARN.test(value)],
  USER_INFO_URI: [
    "the address of the user information, https://…/oauth2/userInfo",
    (value) => USER_INFO_URI.test(value),
  ],
};

export const READABLE_VARIABLES: readonly string[] = Object.keys(READABLE);

/** Of a function of this project: variables that it cannot read, and another host that gets the tokens of users. */
export function settingsBroken(change: PlannedChange, context: RuleContext): readonly RuleFinding[] {
  if (!isUpdate(change) || variableAt(change.before, "ISSUER") === undefined) {
    return [];
  }
  return [...unreadable(change), ...profilesElsewhere(change, context)];
}

function unreadable({ before, after }: PlannedChange): readonly RuleFinding[] {
  const broken = Object.entries(READABLE).flatMap(([name, [allowed, fits]]) => {
    const [was, willBe] = [variableAt(before, name), variableAt(after, name)];
    const couldRead = was === undefined ? MEMORY.has(name) : fits(was);
    return couldRead && willBe !== undefined && willBe !== was && !fits(willBe)
      ? [`${name}: was ${showValue(was ?? null)}, will be ${showValue(willBe)}; the function reads ${allowed}.`]
      : [];
  });
  if (lacksDays(after) && !lacksDays(before)) {
    broken.push("MEMORY_DAYS: will be not set; the function reads it where it has a MEMORY_TABLE.");
  }
  return broken.length === 0
    ? []
    : [
        {
          what: "The function cannot read its settings, and answers nobody.",
          who: "everybody who talks to the skill",
          effect: `${broken.join(" ")} It ends with an error at its first request.`,
          recover: "Let the construct write the variables, from alexa.skillIds and alexa.requiredScopes.",
        },
      ];
}

const lacksDays = (side: PlannedChange["after"]): boolean =>
  variableAt(side, "MEMORY_TABLE") !== undefined &&
  (valueAt(side, ["environment", 0, "variables", "MEMORY_DAYS"]) ?? null) === null;

/** The skill asks there for profiles, and sends each user's access token along. */
function profilesElsewhere({ before, after }: PlannedChange, context: RuleContext): readonly RuleFinding[] {
  const [was, willBe] = [before, after].map((side) => variableAt(side, "USER_INFO_URI"));
  const host = USER_INFO_URI.exec(willBe ?? "")?.[1];
  if (was === undefined || willBe === was || host === undefined || domainNames(context).has(domainNameOf(host))) {
    return [];
  }
  return [
    {
      what: "The skill sends its users' access tokens to a host that is none of the plan's sign-in domains.",
      who: "every linked user",
      effect: `USER_INFO_URI: was ${showValue(was)}, will be ${showValue(willBe)}. Whoever answers there reads the tokens, and says what the profiles are.`,
      recover: "Let the value come from the same stack's sign-in domain.",
    },
  ];
}
