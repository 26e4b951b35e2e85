import { asList, member, valueAt } from "../../common/json";
import { CHOICE_FLOW, PASSWORDLESS_FACTORS } from "../../contract/first-factor";
import { UNKNOWN } from "../masked";
import type { PlannedChange } from "../plan";
import { showValue } from "../show-value";
import { isOfNewPool, mayBeOfAlexa } from "./app-client";
import { isDomainOfPlan } from "./link-address";
import { oncePerPlan } from "./once";
import type { ChangeRule } from "./rule";
import { differs, gained, isUpdate, lost, textAt, textsAt, wasWillBe } from "./values";

const types = ["aws_cognito_user_pool"];
const FACTORS = ["sign_in_policy", 0, "allowed_first_auth_factors"] as const;
export const PASSKEYS = "web_authn_configuration";
const relyingParty = (side: PlannedChange["before"]) => textAt(side, PASSKEYS, 0, "relying_party_id");
/** Source: Amazon Cognito, "Authentication flows": it "defaults to preferred". */
const verification = (side: PlannedChange["before"]) => textAt(side, PASSKEYS, 0, "user_verification") ?? "preferred";
export const takesPasskeys = (side: PlannedChange["before"]) => textsAt(side, ...FACTORS).includes("WEB_AUTHN");

const PROVES: Readonly<Record<string, string>> = {
  EMAIL_OTP: "Whoever reads the mailbox of a verified address gets in with the code.",
  SMS_OTP: "Whoever gets the text messages of a verified number gets in with the code, also who took the number over.",
  WEB_AUTHN: "Whoever unlocks a device with a passkey of the account gets in.",
};

/** Sources: Amazon Cognito, "Authentication flows" and "Things to know about authentication with user pools". */
const factorAdded: ChangeRule = {
  id: "first-factor-added",
  severity: "warn",
  types,
  examines: { aws_cognito_user_pool: ["sign_in_policy"] },
  find: (change) => {
    const added = gained(change, ...FACTORS).filter((factor) => isPasswordless(factor));
    if (!isUpdate(change) || added.length === 0) {
      return undefined;
    }
    return {
      // A passkey cannot be guessed, read in a mailbox or typed into a page that only looks like this one.
      severity: added.every((factor) => factor === "WEB_AUTHN") ? "info" : "warn",
      what: `A sign-in may also begin with ${added.join(", ")}, in place of a password.`,
      who: "everybody who has such an address or passkey; linked users when they link again",
      effect: `${added.map((factor) => PROVES[factor]).join(" ")} No second factor is asked for after it; who has set one up goes on by password. The classic sign-in pages go on asking for a password.`,
      recover:
        "Check that the addresses are verified, and that the mailbox or number is as well guarded as the account has to be.",
    };
  },
};

const factorRemoved: ChangeRule = {
  id: "first-factor-removed",
  severity: "warn",
  types,
  examines: { aws_cognito_user_pool: ["sign_in_policy"] },
  find: (change) => {
    const gone = lost(change, ...FACTORS);
    if (!isUpdate(change) || gone.length === 0 || !Array.isArray(valueAt(change.after, FACTORS))) {
      return undefined;
    }
    return {
      what: `A sign-in can no longer begin with ${gone.join(", ")}.`,
      who: `whoever signs in by ${gone.join(", ")} alone, when they sign in or link again; linked users stay linked`,
      effect: gone.includes("PASSWORD")
        ? "Amazon Cognito does not let go of passwords: the apply fails, or goes on with them."
        : "Who never had a password, or forgot it, has to set one by the way to recover the account before the next sign-in.",
      recover: "Tell those users before, and keep the factor until they have another one.",
    };
  },
};

const relyingPartyChanged: ChangeRule = {
  id: "passkeys-lost",
  severity: "block",
  types,
  examines: { aws_cognito_user_pool: [PASSKEYS] },
  find: (change, context) => {
    const [was, willBe] = [relyingParty(change.before), relyingParty(change.after)];
    if (!isUpdate(change) || !differs(change, PASSKEYS, 0, "relying_party_id")) {
      return undefined;
    }
    if (!takesPasskeys(change.before)) {
      return {
        severity: willBe === undefined || isDomainOfPlan(willBe, context) ? "info" : "warn",
        what: `Passkeys will be made for ${willBe ?? "the pool's own domain"}.`,
        who: "nobody yet: no sign-in of the pool began with a passkey so far",
        effect: `relying_party_id ${wasWillBe(change, PASSKEYS, 0, "relying_party_id")}. A passkey works with that host alone, for good; on the page that Alexa opens, only if it is that page's.`,
        recover:
          "Choose the host that the sign-in page keeps, a domain of yours rather than a prefix, before the first passkey.",
      };
    }
    return {
      // Nobody sees here what Cognito took by itself until now; and where the factor goes, that alone takes passkeys away.
      severity: was === undefined || !takesPasskeys(change.after) ? "warn" : "block",
      what:
        was === undefined
          ? "Passkeys are made for a host that is now said."
          : "Every passkey of the pool stops working.",
      who: "everybody who signs in by passkey; linked users when they link again",
      effect: `relying_party_id ${wasWillBe(change, PASSKEYS, 0, "relying_party_id")}. A passkey works with the host that it was made for: unless that is the same, each user has to sign in another way and make a new one.`,
      recover: `Keep ${was ?? "the host that the pool used until now: its custom domain, or else its prefix domain"}${was === undefined ? "." : ", as userPool.passkeys.relyingPartyId. Setting it back lets the old passkeys work again."}`,
    };
  },
};

const verificationChanged: ChangeRule = {
  id: "passkey-verification",
  severity: "warn",
  types,
  examines: { aws_cognito_user_pool: [PASSKEYS] },
  find: (change) => {
    const [was, willBe] = [verification(change.before), verification(change.after)];
    // Who had no passkeys yet has nothing that becomes weaker, or is refused.
    if (!isUpdate(change) || was === willBe || !takesPasskeys(change.before)) {
      return undefined;
    }
    const isWeaker = willBe === "preferred";
    return {
      what: isWeaker ? "A passkey counts without asking who holds it." : "A passkey has to ask who holds it.",
      who: isWeaker
        ? "everybody with a passkey: who finds a security key, or an unlocked device, may sign in"
        : "whoever has a passkey on a device that knows neither finger, face nor PIN: it is refused from now on",
      effect: `user_verification was ${was}, will be ${willBe}.`,
      recover: isWeaker
        ? "Keep required."
        : "Tell those users before: they need another way to sign in, or another device.",
    };
  },
};

const choiceChanged: ChangeRule = {
  id: "sign-in-choice",
  severity: "warn",
  types: ["aws_cognito_user_pool_client"],
  examines: { aws_cognito_user_pool_client: ["explicit_auth_flows"] },
  find: (change) => {
    const isGone = lost(change, "explicit_auth_flows").includes(CHOICE_FLOW);
    if (!isUpdate(change) || (!isGone && !gained(change, "explicit_auth_flows").includes(CHOICE_FLOW))) {
      return undefined;
    }
    const pages = mayBeOfAlexa(change)
      ? "The pages that Alexa opens"
      : `The pages of ${showValue(valueAt(change.after, ["name"]))}`;
    return {
      severity: isGone ? "warn" : "info",
      what: isGone ? `${pages} ask for a password again.` : `${pages} let users choose how they sign in.`,
      who: isGone
        ? "whoever signs in there by a code or a passkey; linked users stay linked"
        : "everybody who signs in there, where the pool has more than passwords to choose from",
      effect: `explicit_auth_flows ${wasWillBe(change, "explicit_auth_flows")}.`,
      recover: isGone
        ? `Keep ${CHOICE_FLOW} until the pool has nothing but passwords.`
        : "Nothing is to be done. The classic pages go on asking for a password.",
    };
  },
};

/**
 * Amazon Cognito API, CreateUserPoolClient, ExplicitAuthFlows: who names none gets ALLOW_CUSTOM_AUTH beside SRP and
 * refresh tokens.
 */
const flowsUnset: ChangeRule = {
  id: "auth-flows-unset",
  severity: "warn",
  types: ["aws_cognito_user_pool_client"],
  examines: { aws_cognito_user_pool_client: ["explicit_auth_flows"] },
  find: (change, context) => {
    const flows = member(change.after, "explicit_auth_flows");
    const isUnset =
      flows === UNKNOWN ? change.expressions?.has("explicit_auth_flows") !== true : [flows ?? []].flat().length === 0;
    if (change.action !== "create" || change.imported || !isUnset || isOfNewPool(change, context)) {
      return undefined;
    }
    const pool = poolsById(context).get(textAt(change.after, "user_pool_id") ?? "");
    if (pool !== undefined && decidesNothing(pool.after)) {
      return undefined;
    }
    return {
      what: "A new client lets in whomever the pool's functions let in (ALLOW_CUSTOM_AUTH).",
      who: "every user of the pool: such a sign-in need not ask for a password",
      effect: `explicit_auth_flows is not set, and Amazon Cognito takes ALLOW_CUSTOM_AUTH by itself. ${
        pool === undefined
          ? "Whether the pool has functions for it, this plan does not show."
          : "The pool has a function for it (define_auth_challenge)."
      }`,
      recover: "Name the flows that the program needs: ALLOW_USER_SRP_AUTH and ALLOW_REFRESH_TOKEN_AUTH for passwords.",
    };
  },
};

/** Whether a pool surely has no function that decides a sign-in. */
function decidesNothing(pool: PlannedChange["before"]): boolean {
  const triggers = member(pool, "lambda_config") ?? [];
  const [one, more] = [valueAt(triggers, [0, "define_auth_challenge"]), asList(triggers).slice(1)];
  return (
    Array.isArray(triggers) &&
    more.length === 0 &&
    typeof triggers[0] !== "symbol" &&
    ["", null, undefined].includes(one as null)
  );
}

const poolsById = oncePerPlan(
  ({ ofType }): ReadonlyMap<string, PlannedChange> =>
    new Map(
      ofType("aws_cognito_user_pool").flatMap((pool) =>
        pool.mode === "managed" && pool.after !== undefined ? [[textAt(pool.after, "id") ?? "", pool] as const] : [],
      ),
    ),
);

const isPasswordless = (factor: string): boolean => PASSWORDLESS_FACTORS.some((it) => it === factor);

export const firstFactorRules: readonly ChangeRule[] = [
  factorAdded,
  factorRemoved,
  relyingPartyChanged,
  verificationChanged,
  choiceChanged,
  flowsUnset,
];
