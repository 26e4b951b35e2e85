import { member, valueAt } from "../../common/json";
import type { PlannedChange } from "../plan";
import { showValue } from "../show-value";
import { alexaRedirect } from "./alexa-redirects";
import { ADMIN_SCOPE, mayBeOfAlexa, STANDARD_SCOPES } from "./app-client";
import { scopesOf } from "./function-settings";
import { oncePerPlan } from "./once";
import { protectionEnforced } from "./password-and-mfa";
import type { ChangeRule, RuleContext, RuleFinding } from "./rule";
import { differs, gained, isSet, isUpdate, textAt, textsAt, variableAt, wasWillBe } from "./values";

const DETAILS = "provider_details";

const provider: ChangeRule = {
  id: "identity-provider",
  severity: "warn",
  types: ["aws_cognito_identity_provider"],
  examines: { aws_cognito_identity_provider: ["*"] },
  find: (change) => {
    if (!isSet(change) || change.action === "replace") {
      return undefined;
    }
    const name = textAt(change.after, "provider_name") ?? "a provider";
    if (change.action === "create") {
      return {
        what: `People can sign in with ${showValue(name)}, as soon as a client offers it.`,
        who: "everybody who has an account there, and everybody whose e-mail address such an account can claim",
        effect: `Their accounts at ${showValue(name)} become users of the pool, with what attribute_mapping takes over: ${showValue(member(change.after, "attribute_mapping"))}.`,
        recover:
          "Check whose service it is, its client id and URLs, and that a mapped e-mail address is verified there.",
      };
    }
    const names = [
      ...new Set([change.before, change.after].flatMap((side) => Object.keys(member(side, DETAILS) ?? {}))),
    ];
    const details = names.filter((it) => differs(change, DETAILS, it)).sort();
    const others = ["attribute_mapping", "idp_identifiers"].filter((it) => differs(change, it));
    if (details.length === 0 && others.length === 0) {
      return undefined;
    }
    // Profiles are kept by issuer and subject: another client or issuer may give everybody another subject.
    const isAnother = details.some((it) => /client_id|issuer|_url|metadata|api_version|team_id/i.test(it));
    return {
      what: isAnother
        ? `Whom people are when they sign in with ${showValue(name)} is decided by another client or at another address.`
        : `How people sign in with ${showValue(name)} changes.`,
      who: "users who sign in with it, from the next sign-in on",
      effect: [
        ...details.map((it) => `${DETAILS}.${it} ${wasWillBe(change, DETAILS, it)}`),
        ...others.map((it) => `${it} ${wasWillBe(change, it)}`),
      ].join("; "),
      recover: isAnother
        ? "Check that it is your client at the real provider. Others could sign in as your users, and known users may become new ones."
        : "Try one sign-in in another environment first: a wrong secret, key or scope stops everybody who uses it.",
    };
  },
};

const implicit: ChangeRule = {
  id: "implicit-grant",
  severity: "warn",
  types: ["aws_cognito_user_pool_client"],
  examines: { aws_cognito_user_pool_client: ["allowed_oauth_flows"] },
  find: (change) => {
    const flows = isSet(change) ? gained(change, "allowed_oauth_flows").filter((flow) => flow !== "code") : [];
    if (flows.length === 0) {
      return undefined;
    }
    return {
      what: flows.includes("implicit")
        ? "Tokens are handed out in the address of a page."
        : "Programs get tokens without a user (client_credentials).",
      who: flows.includes("implicit")
        ? "everybody who signs in with this client"
        : "whoever's data those programs reach",
      effect: flows.includes("implicit")
        ? "With the implicit grant tokens pass through the browser's address, history and logs. Alexa uses the code grant."
        : "Whoever has the client's id and secret may act with the client's scopes.",
      recover: "Leave the client that Alexa uses with the code grant alone; give another program a client of its own.",
    };
  },
};

const lookAlike: ChangeRule = {
  id: "redirect-look-alike",
  severity: "block",
  types: ["aws_cognito_user_pool_client"],
  examines: { aws_cognito_user_pool_client: ["callback_urls", "default_redirect_uri"] },
  find: (change) => {
    const one = textAt(change.after, "default_redirect_uri");
    const urls = isSet(change)
      ? [
          ...gained(change, "callback_urls"),
          ...(one === undefined || one === textAt(change.before, "default_redirect_uri") ? [] : [one]),
        ]
      : [];
    const strange = urls.filter((url) => {
      const redirect = alexaRedirect(url);
      const host = /^[a-z][\w+.-]*:\/\/([^/?#]*)/i.exec(url)?.[1]?.toLowerCase() ?? "";
      const isAmazons = /^(?:[a-z0-9-]+\.)+amazon\.(?:com|co\.jp)$/.test(redirect?.host ?? host);
      const looksLike = redirect !== undefined || /amazon|alexa|layla|pitangui/.test(host);
      return (looksLike && !isAmazons) || host.includes("@") || /[^\x20-\x7e]|xn--/.test(host);
    });
    if (strange.length === 0) {
      return undefined;
    }
    return {
      what: `Sign-ins may end at an address that only looks like Alexa's: ${strange.map(showValue).join(", ")}.`,
      who: "everybody who signs in through a link that leads there",
      effect:
        "Amazon Cognito sends authorization codes there. Amazon's own hosts end with .amazon.com or .amazon.co.jp.",
      recover: "Take it out. Copy the URIs that the Alexa developer console shows.",
    };
  },
};

const scopes: ChangeRule = {
  id: "scope-gained",
  severity: "warn",
  types: ["aws_cognito_user_pool_client", "aws_lambda_function"],
  examines: {
    aws_cognito_user_pool_client: ["allowed_oauth_scopes"],
    aws_lambda_function: ["environment.variables.SCOPES"],
  },
  find: (change, context) => {
    if (change.type === "aws_lambda_function") {
      return isUpdate(change) ? demanded(change, context) : undefined;
    }
    const added = isSet(change) ? gained(change, "allowed_oauth_scopes") : [];
    // No link depends on a client that is not Alexa's, or that is new.
    const isOfLinks = change.action !== "create" && mayBeOfAlexa(change);
    if (added.length === 0 || (!isOfLinks && !added.includes(ADMIN_SCOPE))) {
      return isUpdate(change) ? moreOfAnApi(added) : undefined;
    }
    return {
      what: added.includes(ADMIN_SCOPE)
        ? "Tokens may change the accounts of those who sign in."
        : `Links may have more scopes, and those that exist lack them: ${added.join(", ")}.`,
      who: added.includes(ADMIN_SCOPE) ? "every linked user" : "users who have linked already",
      effect: added.includes(ADMIN_SCOPE)
        ? `${ADMIN_SCOPE}: whoever has an access token can change attributes, password and devices.`
        : "A refreshed token keeps the scopes of the day when the user linked. Only a new link has the new ones.",
      recover: added.includes(ADMIN_SCOPE)
        ? "Leave it out. The skill reads profiles with openid and profile."
        : "In stages: alexa.scopes first, then `npx alexa-link push`, so that Alexa asks for it; alexa.requiredScopes when enough users have linked anew.",
    };
  },
};

/** What a scope of an API allows is that API's: whoever has the client does more with it from the next token on. */
function moreOfAnApi(added: readonly string[]): RuleFinding | undefined {
  const scopes = added.filter((scope) => !STANDARD_SCOPES.has(scope));
  return scopes.length === 0
    ? undefined
    : {
        what: `Another program may do more: ${scopes.join(", ")}.`,
        who: "whoever's data the API of these scopes reaches",
        effect: "The next token that the client's program asks for may have them. No link of Alexa depends on it.",
        recover: "Check that the program's owner needs them, and what the API allows by them.",
      };
}

/** The order is: the client offers a scope, Alexa asks for it, users link anew, the skill demands it. */
function demanded(change: PlannedChange, context: RuleContext): ReturnType<ChangeRule["find"]> {
  const path = ["environment", 0, "variables", "SCOPES"] as const;
  if (typeof valueAt(change.after, path.slice(0, 3)) === "symbol" || typeof valueAt(change.after, path) === "symbol") {
    return undefined;
  }
  const [was, willBe] = [change.before, change.after].map((side) => scopesOf(textAt(side, ...path)));
  const added = (willBe ?? []).filter((scope) => was?.includes(scope) !== true);
  const isLess = (was ?? []).some((scope) => willBe?.includes(scope) !== true);
  const clientId = variableAt(change.before, "CLIENT_ID");
  const client = clientId === undefined ? undefined : clientsById(context).get(clientId);
  const never =
    client === undefined
      ? []
      : added.filter((scope) => !textsAt(client.before, "allowed_oauth_scopes").includes(scope));
  if (never.length > 0) {
    return {
      severity: "block",
      what: `The skill demands scopes that no link can have: ${never.join(", ")}.`,
      who: "every user who has linked already",
      effect: `SCOPES ${wasWillBe(change, ...path)}. Until this apply the app client does not offer them, so no token has them: the skill refuses all, and asks every user to link again.`,
      recover:
        "In stages, each a deployment: alexa.scopes first, then `npx alexa-link push`, so that Alexa asks for the scope; alexa.requiredScopes when enough users have linked anew.",
    };
  }
  if (added.length > 0) {
    return {
      what: `The skill demands scopes that links of today lack: ${added.join(", ")}.`,
      who: "every user who has linked already",
      effect: `SCOPES ${wasWillBe(change, ...path)}. A refreshed token keeps its scopes, so the skill refuses it and asks these users to link again.`,
      recover:
        "Leave it out of alexa.requiredScopes until enough users have linked anew: Alexa has to ask for it first (alexa.scopes, then `npx alexa-link push`).",
    };
  }
  return isLess
    ? {
        severity: "info",
        what: "The skill demands fewer scopes.",
        who: "nobody by itself",
        effect: `SCOPES ${wasWillBe(change, ...path)}.`,
        recover: "Check that the code does not need them.",
      }
    : undefined;
}

const clientsById = oncePerPlan(
  ({ ofType }): ReadonlyMap<string, PlannedChange> =>
    new Map(
      ofType("aws_cognito_user_pool_client").flatMap((client) => {
        const id = textAt(client.before, "id");
        return id === undefined ? [] : [[id, client] as const];
      }),
    ),
);

const GUARDS = ["aws_wafv2_web_acl_association", "aws_cognito_risk_configuration", "aws_wafv2_web_acl"];

const guard: ChangeRule = {
  id: "sign-in-guard",
  severity: "warn",
  types: [...GUARDS, "aws_cognito_user_pool"],
  examines: {
    ...Object.fromEntries(GUARDS.map((type) => [type, ["*"]])),
    aws_cognito_user_pool: ["user_pool_add_ons.advanced_security_mode"],
  },
  find: (change) => {
    if (change.type === "aws_cognito_user_pool") {
      return protectionEnforced(change);
    }
    if (!isSet(change)) {
      return undefined;
    }
    const target = textAt(change.after, "resource_arn");
    if (change.type === "aws_wafv2_web_acl_association" && target !== undefined && !target.includes(":cognito-idp:")) {
      return undefined;
    }
    if (change.type === "aws_wafv2_web_acl" && change.action === "create") {
      return undefined;
    }
    if (isUpdate(change) && changedNames(change).every((name) => LABELS.has(name))) {
      return undefined;
    }
    return {
      what: "Something decides from now on which sign-ins and token requests get through, or decides otherwise.",
      who: "everybody who signs in, and every linked user: Alexa refreshes tokens from Amazon's own addresses",
      effect: `A ${change.type === "aws_cognito_risk_configuration" ? "risk configuration" : "web ACL"} stands before the sign-in page and the token endpoint. A rule on countries, rates, bots or headers can refuse Alexa, and links end one by one.`,
      recover:
        "Let new rules count only (COUNT, notify) first, look at what they would refuse, and exempt the path /oauth2/.",
    };
  },
};

/** What decides nothing. */
const LABELS = new Set(["description", "lock_token", "tags", "tags_all"]);

const changedNames = (change: PlannedChange): readonly string[] =>
  [...new Set([change.before, change.after].flatMap((side) => Object.keys(side ?? {})))].filter((name) =>
    differs(change, name),
  );

const SIGN_IN = [
  "software_token_mfa_configuration",
  "device_configuration",
  "email_mfa_configuration",
  "sms_configuration",
];

const signInWays: ChangeRule = {
  id: "sign-in-ways",
  severity: "warn",
  types: ["aws_cognito_user_pool"],
  examines: { aws_cognito_user_pool: SIGN_IN },
  find: (change) => {
    const changed = SIGN_IN.filter(
      (name) => differs(change, name) && typeof valueAt(change.after, [name]) !== "symbol",
    );
    if (!isUpdate(change) || changed.length === 0) {
      return undefined;
    }
    return {
      what: "The ways in which people prove who they are change.",
      who: "everybody who signs in; linked users when they link again",
      effect: `${changed.map((name) => `${name} ${wasWillBe(change, name)}`).join("; ")}.`,
      recover: "Add the new way first, and keep the old one as long as users have nothing else.",
    };
  },
};

export const identityRules: readonly ChangeRule[] = [provider, implicit, lookAlike, scopes, guard, signInWays];
