import type { LambdaConfigType, UserPoolType } from "@aws-sdk/client-cognito-identity-provider";
import type { Rule, WebACL } from "@aws-sdk/client-wafv2";
import { list } from "../alexa/diagnosis/finding";
import type { Aws, Reading } from "./aws";
import type { Evidence } from "./evidence";
import { admitsPool } from "./function-policy";
import type { Check, Judgement } from "./judgement";
import { fail, ok, see, skip, unknown, warn, worst } from "./judgement";

/**
 * What stands on the way of users through a pool, above all one that others made: its triggers, and a web ACL before it.
 * What these credentials may not read is said as not examined: many may read the pool alone.
 */
export function userPoolChecks(evidence: Evidence): readonly Check[] {
  return [
    {
      name: "user-pool-triggers",
      what: "The user pool's triggers are there, and Cognito may invoke them",
      expected: "for each trigger a function that is active, with a permission for cognito-idp.amazonaws.com",
      follows: { "user-pool": "any" },
      judge: () => ofPool(evidence, judgeTriggers),
    },
    {
      name: "user-pool-web-acl",
      what: "A web ACL before the user pool lets people sign in, and Alexa fetch tokens",
      expected: "no rule that blocks by rate, asks for CAPTCHA or sets a challenge",
      follows: { "user-pool": "any" },
      judge: () => ofPool(evidence, judgeWebAcl),
    },
  ];
}

type OfPool = (aws: Aws, pool: UserPoolType, poolArn: string) => Promise<Judgement>;

async function ofPool(evidence: Evidence, judge: OfPool): Promise<Judgement> {
  const { aws, skipped } = evidence.props;
  const reading = await evidence.userPool();
  if (aws === undefined || reading === undefined) {
    return skip(skipped?.aws ?? "AWS is not asked.");
  }
  if (reading.kind !== "read") {
    return see("user-pool");
  }
  const { Arn } = reading.value;
  return Arn === undefined ? unknown("AWS does not say the user pool's ARN.") : judge(aws, reading.value, Arn);
}

/** Without these nobody signs in, or gets a token; the others are on the way of sign-up and of messages. */
const ON_SIGN_IN = new Set([
  "PreAuthentication",
  "PostAuthentication",
  "PreTokenGeneration",
  "UserMigration",
  "DefineAuthChallenge",
  "CreateAuthChallenge",
  "VerifyAuthChallengeResponse",
]);

async function judgeTriggers(aws: Aws, { LambdaConfig = {} }: UserPoolType, poolArn: string): Promise<Judgement> {
  const triggers = triggersOf(LambdaConfig);
  if (triggers.length === 0) {
    return ok("It has no triggers.");
  }
  const judged = await Promise.all(triggers.map(([name, arn]) => judgeTrigger(aws, name, arn, poolArn)));
  const found = worst(judged);
  const unseen = judged.filter(({ status }) => status === "skip").map(({ seen }) => seen);
  return found.status === "skip" ? found : { ...found, seen: [found.seen, ...unseen].join(" ") };
}

/** Whatever has the ARN of a function, also triggers that this project does not know. The newer form repeats the older one. */
const triggersOf = (config: LambdaConfigType): readonly (readonly [name: string, arn: string])[] => [
  ...new Map(
    Object.entries(config).flatMap(([name, value]: [string, unknown]) => {
      const arn =
        typeof value === "string" ? value : (value as { readonly LambdaArn?: unknown } | undefined)?.LambdaArn;
      return typeof arn === "string" && arn.includes(":function:") ? [[name.replace(/Config$/, ""), arn] as const] : [];
    }),
  ),
];

async function judgeTrigger(aws: Aws, name: string, arn: string, poolArn: string): Promise<Judgement> {
  const [configuration, policy] = await Promise.all([aws.functionByAlias(arn), aws.functionPolicy(arn)]);
  const trigger = `${name} (${arn.split(":").slice(6).join(":")})`;
  const hurt = ON_SIGN_IN.has(name) ? fail : warn;
  if (configuration.kind === "missing") {
    return hurt("trigger-unusable", `${trigger} is not there.`);
  }
  if (configuration.kind === "read" && configuration.value.State === "Failed") {
    return hurt("trigger-unusable", `${trigger} is Failed (${configuration.value.StateReason ?? "without a reason"}).`);
  }
  if (policy.kind === "read" && !admitsPool(policy.value, poolArn)) {
    return hurt("trigger-unusable", `${trigger} does not let Cognito invoke it for this pool.`);
  }
  const unread = [configuration, policy].filter((it) => it.kind === "unknown");
  return unread.length > 0
    ? notExamined(trigger, unread)
    : ok(`${trigger} is there, and Cognito may invoke it; what it answers is not examined.`);
}

/** Rights that somebody lacks are no failure of the link, and no reason to say that it was not judged. */
const notExamined = (what: string, unread: readonly Reading<unknown>[]): Judgement =>
  skip(
    `${what} was not examined: ${unread.map((it) => ("reason" in it ? it.reason.replace(/\.$/, "") : "")).join("; ")}.`,
  );

async function judgeWebAcl(aws: Aws, _: UserPoolType, poolArn: string): Promise<Judgement> {
  const reading = await aws.webAcl(poolArn);
  if (reading.kind === "unknown") {
    return notExamined("A web ACL", [reading]);
  }
  const acl = reading.kind === "read" ? reading.value : undefined;
  if (acl === undefined) {
    return ok("No web ACL stands before it.");
  }
  const reasons = inTheWay(acl);
  const name = acl.Name ?? acl.Id ?? "a web ACL";
  return reasons.length > 0
    ? warn("web-acl-in-the-way", `${name}: ${reasons.join("; ")}.`)
    : ok(`${name} stands before it${unseenIn(acl)}.`);
}

/** What stops Alexa, which solves no puzzle and comes from few addresses for all of its users. */
function inTheWay({ DefaultAction, Rules = [] }: WebACL): readonly string[] {
  return [
    ...(DefaultAction?.Block === undefined ? [] : ["what no rule allows is blocked"]),
    ...Rules.flatMap((rule) => {
      const { Action, Name, Statement } = rule;
      const asks = Action?.Captcha !== undefined ? "asks for CAPTCHA" : Action?.Challenge && "sets a challenge";
      const limits = Statement?.RateBasedStatement !== undefined && Action?.Block !== undefined;
      return asks !== undefined || limits ? [`rule ${Name} ${asks ?? "blocks by rate"}`] : [];
    }),
  ];
}

/** Groups of rules have contents of their own, and a rule that blocks may mean anybody. */
function unseenIn({ Rules = [] }: WebACL): string {
  const unseen = Rules.filter(isUnseen).map(({ Name = "" }) => Name);
  return unseen.length === 0 ? "" : `; not examined is whom ${list(unseen)} blocks`;
}

const isUnseen = ({ Action, Statement }: Rule): boolean =>
  Action?.Block !== undefined ||
  Statement?.ManagedRuleGroupStatement !== undefined ||
  Statement?.RuleGroupReferenceStatement !== undefined;
