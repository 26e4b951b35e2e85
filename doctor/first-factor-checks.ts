import type { UserPoolType } from "@aws-sdk/client-cognito-identity-provider";
import { list } from "../alexa/diagnosis/finding";
import { CHOICE_FLOW, PASSWORDLESS_FACTORS } from "../contract/first-factor";
import type { AppClient, Aws } from "./aws";
import type { Evidence } from "./evidence";
import type { Check, Judgement } from "./judgement";
import { ok, see, skip, warn } from "./judgement";

/** What a sign-in of the pool may begin with, and whether the page that Alexa opens lets users begin so. */
export const firstFactorChecks = (evidence: Evidence): readonly Check[] => [
  {
    name: "first-factors",
    what: "The sign-in page offers each way to sign in that the user pool has",
    expected: `for codes and passkeys managed login, ${CHOICE_FLOW}, and passkeys for the page's host`,
    follows: { "user-pool": "any", "app-client": "any" },
    judge: () => judgeFactors(evidence),
  },
];

async function judgeFactors({ client, domain, props, userPool }: Evidence): Promise<Judgement> {
  const { aws, skipped } = props;
  const [pool, ofClient] = await Promise.all([userPool(), client()]);
  if (aws === undefined || pool === undefined || ofClient === undefined) {
    return skip(skipped?.aws ?? "AWS is not asked.");
  }
  if (pool.kind !== "read" || ofClient.kind !== "read") {
    return see(pool.kind === "read" ? "app-client" : "user-pool");
  }
  const factors = passwordlessOf(pool.value);
  if (factors.length === 0) {
    return ok("Sign-ins begin with a password.");
  }
  const parts = await Promise.all([
    judgePages(aws, domain),
    ...(factors.includes("WEB_AUTHN") ? [judgePasskeys(aws, domain)] : []),
  ]);
  const missing = [...missingOf(pool.value, ofClient.value, factors), ...parts.flatMap((it) => it.missing ?? [])];
  const unseen = parts.flatMap((it) => it.unseen ?? []);
  const seen = [`The pool takes ${list(factors)}, too.`, ...missing, ...unseen].join(" ");
  return missing.length > 0 ? warn("factor-not-offered", seen) : ok(seen);
}

const passwordlessOf = ({ Policies }: UserPoolType): readonly string[] =>
  PASSWORDLESS_FACTORS.filter((it) => Policies?.SignInPolicy?.AllowedFirstAuthFactors?.includes(it));

function missingOf(
  { EmailConfigurationFailure, SmsConfigurationFailure }: UserPoolType,
  { ExplicitAuthFlows = [] }: AppClient,
  factors: readonly string[],
): readonly string[] {
  const fails = (factor: string, failure: string | undefined): readonly string[] =>
    factors.includes(factor) && failure !== undefined ? [`Codes cannot be sent: ${failure}.`] : [];
  return [
    ...(ExplicitAuthFlows.includes(CHOICE_FLOW)
      ? []
      : [`The app client lacks ${CHOICE_FLOW}: its pages ask for a password.`]),
    ...fails("EMAIL_OTP", EmailConfigurationFailure),
    ...fails("SMS_OTP", SmsConfigurationFailure),
  ];
}

/** What does not fit, and what could not be seen. */
interface Seen {
  readonly missing?: readonly string[];
  readonly unseen?: readonly string[];
}

async function judgePages(aws: Aws, host: string): Promise<Seen> {
  const reading = await aws.signInDomain(host);
  if (reading.kind !== "read") {
    return { unseen: [`Which pages ${host} has was not examined: ${reading.reason.replace(/\.$/, "")}.`] };
  }
  return reading.value.ManagedLoginVersion === 2
    ? {}
    : { missing: [`${host} has the classic pages, which ask for a password.`] };
}

/** Without a relying party of its own a pool takes the page's. Source: Amazon Cognito, "Authentication flows". */
async function judgePasskeys(aws: Aws, host: string): Promise<Seen> {
  const reading = await aws.passkeys();
  if (reading.kind !== "read") {
    return { unseen: [`What passkeys are made for was not examined: ${reading.reason.replace(/\.$/, "")}.`] };
  }
  const { RelyingPartyId: party = host } = reading.value ?? {};
  return party === host ? {} : { missing: [`Passkeys are made for ${party}, and do not work on ${host}.`] };
}
