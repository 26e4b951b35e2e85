import { Token } from "cdktf";
import { ADVISED_REFRESH_TOKEN_DAYS } from "../../contract/alexa-limits";
import type { Environment } from "./environment";
import type { AccountTakeoverProps } from "./protection";
import type { TriggerSettings } from "./triggers";

/** What is allowed but will hurt somebody. */
export interface EnvironmentWarning {
  /** The property that a person would change. */
  readonly path: string;
  /** Whether there is reason to warn; not where only Terraform knows. */
  readonly applies: (environment: Environment) => boolean;
  /** For the person who reads the plan. */
  readonly text: (environment: Environment) => string;
}

export const environmentWarningRules: readonly EnvironmentWarning[] = [
  {
    path: "tokens.refreshTokenDays",
    applies: ({ tokens: { refreshTokenDays } }) =>
      !Token.isUnresolved(refreshTokenDays) && refreshTokenDays < ADVISED_REFRESH_TOKEN_DAYS,
    text: ({ tokens: { refreshTokenDays } }) =>
      `tokens.refreshTokenDays is ${refreshTokenDays}: every link ends that many days after the sign-in, without a word. Alexa asks for ${ADVISED_REFRESH_TOKEN_DAYS} or more.`,
  },
  {
    path: "userPool.mfa",
    applies: ({ userPool: { mfa, signIn } }) => mfa !== undefined && mfa !== "off" && signIn.includes("phone"),
    text: ({ userPool: { mfa } }) =>
      `userPool.mfa is ${mfa}, and users sign in by phone: codes by SMS are a second factor too, beside those of an authenticator app. The AWS provider turns them on wherever a pool can send messages. Whoever takes over a phone number has both factors.`,
  },
  {
    path: "userPool.triggers",
    applies: ({ userPool: { triggers } }) => isSlow(triggers.preTokenGeneration),
    text: () =>
      "userPool.triggers.preTokenGeneration may take more than 3 seconds. Alexa waits 4.5 seconds for its tokens, at every link and refresh, and Cognito, the network and a cold start need their part of it. Keep timeoutSeconds at 3 or less.",
  },
  {
    path: "protection.webAclArn",
    applies: ({ protection: { webAclArn } }) => webAclArn !== undefined,
    text: () =>
      "protection.webAclArn puts a web ACL before the token endpoint too: a rule that asks for a CAPTCHA, or blocks by rate, country or header, can refuse Alexa's refreshes, and end links one by one. Let requests to /oauth2/token through.",
  },
  {
    path: "protection.riskRules",
    applies: ({ protection: { riskRules } }) =>
      riskRules?.accountTakeover !== undefined && actsOn(riskRules.accountTakeover),
    text: () =>
      "protection.riskRules refuses sign-ins, or asks for a second factor, by what Cognito takes for a risk. Users who sign in from the Alexa app on a new network may be among them. Begin with NO_ACTION, and read what Cognito writes down.",
  },
  {
    path: "state",
    applies: ({ state, userPool }) => state.type === "local" && userPool.deletionProtection,
    text: () =>
      "state is a local file, and it holds the client secret in clear text. An environment worth deletion protection is worth encrypted state in S3.",
  },
  {
    path: "function.vpc",
    applies: ({ function: { vpc }, functionRegions = {} }) =>
      [vpc, ...Object.values(functionRegions).map((region) => region.vpc)].some((it) => it !== undefined),
    text: () =>
      "function.vpc: the function fetches the pool's keys and users' profiles over the internet, and each linked request fails where it cannot. Its subnets need a route to a NAT gateway, and its security groups have to let out TCP 443. Nobody can see that from here.",
  },
  {
    path: "function.reservedConcurrency",
    applies: ({ function: { reservedConcurrency } }) => reservedConcurrency === 0,
    text: () => "function.reservedConcurrency is 0: AWS refuses every request to the function. The skill is stopped.",
  },
  {
    path: "alexa.skillIds",
    applies: ({ alexa: { skillIds } }) => !Token.isUnresolved(skillIds) && skillIds.length === 0,
    text: () => "alexa.skillIds is empty: no skill may invoke the function until its id is added.",
  },
];

/** Of a function that is made elsewhere nobody can see it from here. */
const isSlow = (trigger: TriggerSettings | undefined): boolean =>
  trigger?.zip !== undefined && !Token.isUnresolved(trigger.timeoutSeconds) && trigger.timeoutSeconds > 3;

const actsOn = ({ high, low, medium }: AccountTakeoverProps): boolean =>
  [low, medium, high].some((action) => action === "BLOCK" || action === "MFA_REQUIRED");

/** Every warning about an environment. */
export const environmentWarnings = (environment: Environment): string[] =>
  environmentWarningRules.filter(({ applies }) => applies(environment)).map(({ text }) => text(environment));
