import { valueAt } from "../../common/json";
import { count } from "../../common/plain-text";
import type { PlannedChange } from "../plan";
import { showValue } from "../show-value";
import type { ChangeRule, RuleFinding } from "./rule";
import { blocksAt, isSet, isUpdate, numberAt, wasWillBe } from "./values";

/** Amazon Cognito's own default for a pool without a policy. */
const DEFAULT_MINIMUM_LENGTH = 8;

/** Longer, and a temporary password that lies in a mailbox is one that many can find. */
const LONGEST_INVITATION_DAYS = 30;

const validDays = (side: PlannedChange["before"]): number =>
  numberAt(side, "password_policy", 0, "temporary_password_validity_days") ?? 7;

const REQUIREMENTS = ["require_lowercase", "require_uppercase", "require_numbers", "require_symbols"];

const passwordWeaker: ChangeRule = {
  id: "password-weaker",
  severity: "warn",
  types: ["aws_cognito_user_pool"],
  examines: { aws_cognito_user_pool: ["password_policy"] },
  find: (change) => {
    if (!isSet(change)) {
      return undefined;
    }
    const at = (name: string) => ["password_policy", 0, name] as const;
    const length = numberAt(change.after, ...at("minimum_length")) ?? DEFAULT_MINIMUM_LENGTH;
    const weaker: string[] = length < 8 ? [`${length} characters are enough; 8 are the least that is advised`] : [];
    if (isUpdate(change)) {
      const shorter = (name: string, fallback: number): boolean =>
        (numberAt(change.before, ...at(name)) ?? fallback) > (numberAt(change.after, ...at(name)) ?? fallback);
      const fallen = [
        ...(shorter("minimum_length", DEFAULT_MINIMUM_LENGTH) ? ["minimum_length"] : []),
        ...(shorter("password_history_size", 0) ? ["password_history_size"] : []),
        ...(validDays(change.after) > Math.max(validDays(change.before), LONGEST_INVITATION_DAYS)
          ? ["temporary_password_validity_days"]
          : []),
        ...REQUIREMENTS.filter((name) => isOn(change.before, at(name)) && !isOn(change.after, at(name))),
      ];
      if (fallen.length === 0) {
        return undefined;
      }
      weaker.push(...fallen.map((name) => `${name} ${wasWillBe(change, ...at(name))}`));
    }
    if (weaker.length === 0) {
      return undefined;
    }
    return {
      what: "Weaker passwords will be accepted.",
      who: "people who choose a password from now on; passwords that exist stay",
      effect: `${weaker.join("; ")}.`,
      recover: "Keep the stricter policy. Users who exist never have to change their password because of it.",
    };
  },
};

/** From the strongest to the weakest. */
const RANKS: readonly (readonly [
  type: string,
  path: readonly (string | number)[],
  ranks: readonly string[],
  fallback: string,
])[] = [
  ["aws_cognito_user_pool", ["mfa_configuration"], ["ON", "OPTIONAL", "OFF"], "OFF"],
  ["aws_cognito_user_pool", ["user_pool_add_ons", 0, "advanced_security_mode"], ["ENFORCED", "AUDIT", "OFF"], "OFF"],
  ["aws_cognito_user_pool", ["user_pool_tier"], ["PLUS", "ESSENTIALS", "LITE"], "ESSENTIALS"],
  ["aws_cognito_user_pool_client", ["prevent_user_existence_errors"], ["ENABLED", "LEGACY"], "LEGACY"],
];

/**
 * Where a setting stands among its values, 0 for the strongest.
 *
 * @returns -1 for a value that is not known; undefined for a setting without an order
 */
export function rankOf(
  type: string,
  path: readonly (string | number)[],
  side: PlannedChange["before"],
): number | undefined {
  const known = RANKS.find(([of, at]) => of === type && at.join() === path.join());
  return known?.[2].indexOf(showValue(valueAt(side, path) ?? known[3]));
}

const mfaWeaker: ChangeRule = {
  id: "mfa-weaker",
  severity: "warn",
  types: ["aws_cognito_user_pool", "aws_cognito_user_pool_client"],
  examines: {
    aws_cognito_user_pool: ["mfa_configuration", "user_pool_add_ons", "user_pool_tier"],
    aws_cognito_user_pool_client: ["prevent_user_existence_errors"],
  },
  find: (change) => {
    if (!isUpdate(change)) {
      return undefined;
    }
    const weaker = RANKS.filter(([type, path, ranks, fallback]) => {
      const rank = (side: PlannedChange["before"]): number => ranks.indexOf(showValue(valueAt(side, path) ?? fallback));
      // Terraform keeps what is set where the code says nothing, so an absent value after is not a fall by itself.
      return type === change.type && rank(change.before) !== -1 && rank(change.after) > rank(change.before);
    });
    if (weaker.length === 0) {
      return undefined;
    }
    return {
      what: "A protection of accounts is lowered.",
      who: "every user: accounts become easier to take over or to find",
      effect: weaker
        .map(
          ([, path]) => `${path.filter((step) => typeof step === "string").join(".")} ${wasWillBe(change, ...path)}.`,
        )
        .join(" "),
      recover: weaker.some(([, [first]]) => first === "user_pool_tier")
        ? "Keep the stronger setting. From PLUS to ESSENTIALS threat protection ends; on LITE passkeys, one-time codes and managed login end too."
        : "Keep the stronger setting.",
    };
  },
};

const mfaRequired: ChangeRule = {
  id: "mfa-required",
  severity: "warn",
  types: ["aws_cognito_user_pool"],
  examines: { aws_cognito_user_pool: ["mfa_configuration"] },
  find: (change) =>
    isUpdate(change) &&
    valueAt(change.after, ["mfa_configuration"]) === "ON" &&
    valueAt(change.before, ["mfa_configuration"]) !== "ON"
      ? {
          what: "Signing in takes a second factor from now on.",
          who: "everybody who signs in and has no authenticator app set up; linked users stay linked",
          effect: `The sign-in page has them set one up before they can link. mfa_configuration ${wasWillBe(change, "mfa_configuration")}.`,
          recover: "Tell your users before, or leave it OPTIONAL and let an app of yours offer the second factor.",
        }
      : undefined,
};

/** A pool without a policy asks for all of them. Source: Amazon Cognito, "Adding user pool password requirements". */
function isOn(side: PlannedChange["before"], path: readonly (string | number)[]): boolean {
  return (blocksAt(side, "password_policy").length === 0 ? true : valueAt(side, path)) === true;
}

/** Longer ones few people can think of and keep. Source: NIST SP 800-63B asks for 15 at most. */
const LONGEST_DEMANDED = 24;

export function passwordTooLong(change: PlannedChange): RuleFinding | undefined {
  const path = ["password_policy", 0, "minimum_length"] as const;
  const [was = DEFAULT_MINIMUM_LENGTH, willBe = DEFAULT_MINIMUM_LENGTH] = [change.before, change.after].map((side) =>
    numberAt(side, ...path),
  );
  return isUpdate(change) && willBe > was && willBe > LONGEST_DEMANDED
    ? {
        what: "Hardly anybody can make an account, or get back into one.",
        who: "people who choose a password from now on; passwords that exist stay",
        effect: `minimum_length ${wasWillBe(change, ...path)}.`,
        recover: `Ask for ${LONGEST_DEMANDED} characters at most. More protection comes from a second factor or a passkey.`,
      }
    : undefined;
}

/** Shorter, and a weekend is enough to miss it. */
const SHORTEST_INVITATION_DAYS = 3;

/** Amazon Cognito API, PasswordPolicyType: whoever signs in later has to be invited anew. */
export function invitationShorter(change: PlannedChange): RuleFinding | undefined {
  const [was, willBe] = [validDays(change.before), validDays(change.after)];
  return isUpdate(change) && willBe < was
    ? {
        severity: willBe < SHORTEST_INVITATION_DAYS ? "warn" : "info",
        what: `People who were invited have ${count(willBe, "day")} for their first sign-in, not ${was}.`,
        who: "people whom an administrator invited and who have not signed in yet, those of today included",
        effect: `temporary_password_validity_days ${wasWillBe(change, "password_policy", 0, "temporary_password_validity_days")}. Later the temporary password no longer counts: they cannot get in, nor set another one themselves.`,
        recover: "Invite those anew who have not signed in (AdminCreateUser with RESEND), or keep the longer time.",
      }
    : undefined;
}

const ENFORCED_AT = ["user_pool_add_ons", 0, "advanced_security_mode"] as const;

/** Amazon Cognito, "Threat protection": in full function, sign-ins that look risky are refused or asked for more. */
export const protectionEnforced = (change: PlannedChange): RuleFinding | undefined =>
  isUpdate(change) &&
  valueAt(change.after, ENFORCED_AT) === "ENFORCED" &&
  valueAt(change.before, ENFORCED_AT) !== "ENFORCED"
    ? {
        what: "Amazon Cognito decides from now on which sign-ins look too risky to get through.",
        who: "everybody who signs in from a new place or device; linked users when they link again",
        effect: `advanced_security_mode ${wasWillBe(change, ...ENFORCED_AT)}. Who is asked for a second factor and has none cannot sign in.`,
        recover: "Let it count only (AUDIT) first, and look at what it would have refused.",
      }
    : undefined;

export const passwordAndMfaRules: readonly ChangeRule[] = [passwordWeaker, mfaWeaker, mfaRequired];
