import { member } from "../../common/json";
import { count } from "../../common/plain-text";
import {
  ADVISED_ACCESS_TOKEN_SECONDS,
  ADVISED_REFRESH_TOKEN_DAYS,
  MIN_ACCESS_TOKEN_SECONDS,
} from "../../contract/alexa-limits";
import { CHOICE_FLOW } from "../../contract/first-factor";
import { tokenLifetimeSeconds } from "../../contract/token-lifetime";
import type { PlannedChange } from "../plan";
import { isOfAlexa, isOfNewPool, mayBeOfAlexa } from "./app-client";
import type { ChangeRule } from "./rule";
import { differs, gained, isSet, isUpdate, lost, numberAt, textAt, textsAt, wasWillBe } from "./values";

type Token = "access" | "id" | "refresh";

const MIN_ACCESS_MINUTES = MIN_ACCESS_TOKEN_SECONDS / 60;
const ADVISED_ACCESS_MINUTES = ADVISED_ACCESS_TOKEN_SECONDS / 60;

const types = ["aws_cognito_user_pool_client"];

const refreshShorter: ChangeRule = {
  id: "refresh-shorter",
  severity: "warn",
  types,
  examines: { aws_cognito_user_pool_client: ["refresh_token_validity", "token_validity_units.refresh_token"] },
  find: (change) => {
    const days = minutesOf("refresh", change.after) / 1440;
    const before = change.before === undefined ? Number.POSITIVE_INFINITY : minutesOf("refresh", change.before) / 1440;
    const isOfLinks = mayBeOfAlexa(change);
    // A client that hands out no codes has no links that could end.
    const isForLinks = isOfLinks && textsAt(change.after, "allowed_oauth_flows").includes("code");
    const isNew = change.action === "create" && isForLinks && days < ADVISED_REFRESH_TOKEN_DAYS;
    if (!isSet(change) || !(isNew || (change.before !== undefined && days < before))) {
      return undefined;
    }
    const from = change.before === undefined ? "" : ` instead of ${daysText(before)}`;
    if (!isOfLinks) {
      return {
        what: "Users of another program have to sign in again sooner.",
        who: "users of the program that has this client; no Alexa user, as far as this plan shows",
        effect: `The refresh token lives ${daysText(days)}${from}.`,
        recover: "Keep the longer time, if the program is to stay signed in.",
      };
    }
    return {
      severity: days < 1 ? "block" : "warn",
      what:
        days < 1
          ? "Nearly every linked account will be unlinked within a day."
          : `Every link will end ${daysText(days)} after the user signed in.`,
      who: days < 1 ? "every linked user" : "every linked user, however often they use the skill",
      effect: `The refresh token lives ${daysText(days)}${from}. After that the skill asks to link again. Alexa wants at least ${ADVISED_REFRESH_TOKEN_DAYS} days. Whether tokens that were issued before keep their time is not confirmed.`,
      recover: "Keep the longer time, such as 3650 days, which Amazon's own sample uses.",
    };
  },
};

const accessTooShort: ChangeRule = {
  id: "access-too-short",
  severity: "block",
  types,
  examines: { aws_cognito_user_pool_client: ["access_token_validity", "token_validity_units.access_token"] },
  find: (change) => {
    const minutes = minutesOf("access", change.after);
    const isLess = change.action === "create" || minutes < minutesOf("access", change.before);
    if (!isSet(change) || !isLess || (change.action === "create" && !mayBeOfAlexa(change))) {
      return undefined;
    }
    if (!mayBeOfAlexa(change)) {
      return {
        severity: "info",
        what: `Access tokens of another program live ${minutesText(minutes)}.`,
        who: "nobody, if the program renews its tokens",
        effect: "The program asks for tokens more often; one that cannot renew them ends sooner.",
        recover: "Keep the longer time, if the program has no refresh token.",
      };
    }
    if (minutes < MIN_ACCESS_MINUTES) {
      return {
        what: "Alexa will not take the access tokens.",
        who: "everybody who links, and every linked user at the next token refresh",
        effect: `The access token lives ${minutesText(minutes)}; Alexa asks for at least 6 minutes (360 s).`,
        recover: "Set access_token_validity to 60 minutes or more, and look at its unit in token_validity_units.",
      };
    }
    return minutes < ADVISED_ACCESS_MINUTES
      ? {
          severity: "info",
          what: `Access tokens live ${minutesText(minutes)}.`,
          who: "nobody, as long as refreshes work",
          effect: "Alexa asks for tokens more often; Amazon recommends an hour at least.",
          recover: "Set access_token_validity to 60 minutes or more.",
        }
      : undefined;
  },
};

const CHANGES: readonly (readonly [name: string, effect: string])[] = [
  [
    "refresh_token_rotation",
    "With rotation each refresh ends the old refresh token within 60 s. Alexa sends old ones again, and has lost links after about a week and a half.",
  ],
  [
    "enable_token_revocation",
    "Revocation puts identifiers into the tokens; tokens from before the change cannot be revoked.",
  ],
];

const rotationOrRevocation: ChangeRule = {
  id: "rotation-or-revocation",
  severity: "warn",
  types,
  examines: {
    aws_cognito_user_pool_client: ["enable_token_revocation", "refresh_token_rotation", "explicit_auth_flows"],
  },
  find: (change) => {
    const isOnFromTheStart =
      isSet(change) && textAt(change.after, "refresh_token_rotation", 0, "feature") === "ENABLED";
    if (!isUpdate(change) && !isOnFromTheStart) {
      return undefined;
    }
    const changed = CHANGES.filter(([name]) =>
      isUpdate(change) ? differs(change, name) : name === "refresh_token_rotation",
    );
    const isOfLinks = mayBeOfAlexa(change);
    const flows = isUpdate(change) ? authFlows(change) : undefined;
    if (changed.length === 0 && flows === undefined) {
      return undefined;
    }
    return {
      what: "The way in which tokens are renewed or revoked changes.",
      who: isOfLinks
        ? "linked users, when a token is renewed"
        : "users of the program that has this client; no Alexa user, as far as this plan shows",
      effect: [
        ...changed.map(([name, effect]) => `${name} ${wasWillBe(change, name)}. ${effect}`),
        ...(flows ?? []),
      ].join(" "),
      recover: isOfLinks
        ? "Leave rotation off on the client that Alexa uses. Try one link over several refreshes in another environment."
        : "Try the program over several refreshes in another environment.",
    };
  },
};

/** So long may tokens of another program live without a word: who signs in once a year is asked again. */
const LONGEST_MINUTES = 366 * 1440;

/** A client of a pool that has users: whoever gets hold of a token of theirs keeps it. */
const tokensEndless: ChangeRule = {
  id: "tokens-endless",
  severity: "warn",
  types,
  examines: {
    aws_cognito_user_pool_client: ["enable_token_revocation", "refresh_token_validity", "token_validity_units"],
  },
  find: (change, context) => {
    if (change.action !== "create" || isOfNewPool(change, context)) {
      return undefined;
    }
    const minutes = minutesOf("refresh", change.after);
    const isUnrevoked = member(change.after, "enable_token_revocation") === false;
    // Alexa wants tokens that live for years, and keeps them.
    const isForLinks = isOfAlexa(change.after) || typeof member(change.after, "callback_urls") === "symbol";
    const isLong = minutes > LONGEST_MINUTES && !isForLinks;
    return isUnrevoked || isLong
      ? {
          what: isUnrevoked
            ? "Nobody can end the tokens of a new client."
            : "The tokens of a new client live for years.",
          who: "every user who signs in to the program that has this client",
          effect: `A refresh token lives ${daysText(minutes / 1440)}. ${
            isUnrevoked
              ? "Without enable_token_revocation a stolen one is good until then: a sign-out ends no token that is out."
              : "A stolen one is good until then, unless somebody finds out and revokes it."
          }`,
          recover: "Leave enable_token_revocation on, which AWS does by itself, and give a program 30 days.",
        }
      : undefined;
  },
};

/** Undefined where the flows stay, in whatever order. */
function authFlows(change: PlannedChange): readonly string[] | undefined {
  // The choice among ways to sign in has a rule of its own.
  const isOther = (flow: string): boolean => flow !== CHOICE_FLOW;
  const gone = lost(change, "explicit_auth_flows").filter(isOther);
  const added = gained(change, "explicit_auth_flows").filter(isOther);
  if (gone.length === 0 && added.length === 0) {
    return undefined;
  }
  const passwords = added.filter((flow) => /USER_PASSWORD_AUTH$/.test(flow));
  return [
    `explicit_auth_flows ${wasWillBe(change, "explicit_auth_flows")}.`,
    ...(gone.length === 0 ? [] : ["Programs that sign in with a flow that is taken away are refused."]),
    ...(added.length === 0 ? [] : [`Programs may now sign in with ${added.join(", ")} too.`]),
    ...(passwords.length === 0 ? [] : ["They take the password itself in, and send it to Amazon Cognito."]),
    "The token endpoint that Alexa uses is not touched.",
  ];
}

/** A token's lifetime. 0 and not set mean the service's default; a unit that nobody knows counts as none at all. */
export function minutesOf(token: Token, side: PlannedChange["before"]): number {
  const unit = textAt(side, "token_validity_units", 0, `${token}_token`);
  return tokenLifetimeSeconds(token, numberAt(side, `${token}_token_validity`), unit) / 60;
}

const daysText = (days: number): string => (days < 2 ? minutesText(days * 1440) : `${Math.round(days * 10) / 10} days`);

function minutesText(minutes: number): string {
  if (minutes >= 120) {
    return `${Math.round(minutes / 6) / 10} hours`;
  }
  return count(Math.round(minutes * 10) / 10, "minute");
}

export const tokenLifetimeRules: readonly ChangeRule[] = [
  refreshShorter,
  accessTooShort,
  rotationOrRevocation,
  tokensEndless,
];
