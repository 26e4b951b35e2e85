import { Token } from "cdktf";
import { ADVISED_REFRESH_TOKEN_DAYS } from "../../contract/alexa-limits";
import { contactAttributes } from "./contact-attributes";
import { linkHostOf } from "./domain-rules";
import type { Environment } from "./environment";
import { isPasswordless } from "./first-factors";
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
  /** Whether constructs beside the stack may still take the reason away, so that it is said when all are there. */
  readonly late?: true;
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
    path: "userPool.firstFactors",
    // Amazon Cognito, "Authentication flows": a code goes to an address that is verified.
    applies: ({ userPool: { firstFactors = [], signIn } }) => {
      const addresses = contactAttributes(signIn);
      return (
        (firstFactors.includes("EMAIL_OTP") && !addresses.includes("email")) ||
        (firstFactors.includes("SMS_OTP") && !addresses.includes("phone_number"))
      );
    },
    text: () =>
      "userPool.firstFactors has a code that goes to an address which nobody gives at sign-up: EMAIL_OTP needs email or username in signIn, SMS_OTP needs phone. Only users whose address an administrator enters and verifies can sign in by it.",
  },
  {
    path: "userPool.passkeys",
    // Seen in the requests of hashicorp/aws 5.100.0; Cognito answers "can't turn off MFA and configure an MFA together".
    applies: ({ userPool }) =>
      userPool.firstFactors?.includes("WEB_AUTHN") === true &&
      (userPool.signIn.includes("phone") || userPool.firstFactors.includes("SMS_OTP")) &&
      (userPool.mfa ?? (userPool.signIn.includes("phone") ? "off" : "optional")) === "off",
    text: () =>
      "userPool.passkeys: Cognito refuses to make such a pool, with passkeys, text messages and no second factor, the way the AWS provider asks for it; adding passkeys to a pool that is there works. Make a new pool without WEB_AUTHN in firstFactors and add it in a second apply, or set mfa to optional with sms among mfaMethods.",
  },
  {
    path: "userPool.passkeys.relyingPartyId",
    // Amazon Cognito API, WebAuthnConfigurationType; developer guide, "Authentication flows", on third-party domains.
    applies: ({ domain, region, userPool: { passkeys } }) =>
      passkeys.relyingPartyId !== undefined &&
      ![passkeys.relyingPartyId, domain.name, domain.prefix].some((it) => Token.isUnresolved(it)) &&
      passkeys.relyingPartyId !== linkHostOf({ domain, region }),
    text: () =>
      "userPool.passkeys.relyingPartyId is not the host of the link: passkeys for it serve an app of yours there, and nobody can sign in by one on the page that Alexa opens. Cognito's pages take the whole host name, not a domain above it.",
  },
  {
    path: "userPool.email.sesIdentityArn",
    // Amazon Cognito, "Email settings for user pools".
    applies: ({ userPool: { email, firstFactors = [] } }) =>
      firstFactors.includes("EMAIL_OTP") && email.sesIdentityArn === undefined,
    text: () =>
      "userPool.email.sesIdentityArn is missing, and users may sign in by a code that is sent to them: Cognito itself sends 50 e-mails a day, and who signs in after those gets none.",
  },
  {
    path: "domain.managedLoginBrandingId",
    // Amazon Cognito, "Things to know about authentication with user pools".
    late: true,
    applies: ({ domain: { managedLoginBrandingId }, userPool: { firstFactors } }) =>
      managedLoginBrandingId === undefined && isPasswordless(firstFactors) === true,
    text: () =>
      "domain.managedLoginBrandingId is missing: the classic pages, which Alexa then opens, ask for a password whatever userPool.firstFactors has. Codes and passkeys are on the pages of managed login alone.",
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

/**
 * Every warning about an environment.
 *
 * @param late whether those that constructs beside the stack may take away, or the others
 */
export const environmentWarnings = (environment: Environment, late = false): string[] =>
  environmentWarningRules
    .filter((rule) => (rule.late ?? false) === late && rule.applies(environment))
    .map(({ text }) => text(environment));
