import { member, valueAt } from "../../common/json";
import { UNKNOWN } from "../masked";
import type { PlannedChange } from "../plan";
import { originsOf } from "../secret-references";
import { showValue } from "../show-value";
import { alexaRedirect, isAlexas } from "./alexa-redirects";
import { oncePerPlan } from "./once";
import type { ChangeRule, RuleContext, RuleFinding } from "./rule";
import { blocksAt, differs, gained, isSet, isUpdate, lost, textAt, textsAt, wasWillBe } from "./values";

const types = ["aws_cognito_user_pool_client"];

const redirectRemoved: ChangeRule = {
  id: "redirect-removed",
  severity: "block",
  types,
  examines: { aws_cognito_user_pool_client: ["callback_urls", "default_redirect_uri"] },
  find: (change) => {
    if (change.action === "create" || !isSet(change)) {
      return undefined;
    }
    const gone = lost(change, "callback_urls");
    const alexas = gone.flatMap((url) => alexaRedirect(url) ?? []);
    const others = gone.filter((url) => alexaRedirect(url) === undefined);
    return [...alexaRedirectsGone(change, alexas), ...otherRedirectsGone(change, others), ...defaultMoved(change)];
  },
};

function alexaRedirectsGone(
  change: PlannedChange,
  gone: readonly { vendorId: string; region: string }[],
): RuleFinding[] {
  if (gone.length === 0) {
    return [];
  }
  const regions = [...new Set(gone.map(({ region }) => region))].join("; ");
  const [old, fresh] = [gone, gained(change, "callback_urls").flatMap((url) => alexaRedirect(url) ?? [])].map(
    (redirects) => [...new Set(redirects.map(({ vendorId }) => vendorId))].join(", "),
  );
  const isOtherVendor = fresh !== "" && fresh !== old;
  return [
    {
      what: isOtherVendor
        ? `The vendor id in Alexa's redirect URIs changes from ${old} to ${fresh}.`
        : `Users in these regions can no longer link: ${regions}.`,
      who: `everybody who links an account in: ${regions}`,
      effect:
        "Alexa sends the redirect URI of the user's region and the skill's own vendor id. Amazon Cognito shows an error page, redirect_mismatch, when it is not registered letter by letter. Linked users stay linked.",
      recover: isOtherVendor
        ? "Keep the old URIs and add the new ones beside them; remove the old ones when no skill of the old developer account uses this client."
        : "Keep all the URIs that the Alexa developer console shows. The stack makes them from alexa.vendorId.",
    },
  ];
}

function otherRedirectsGone(change: PlannedChange, gone: readonly string[]): RuleFinding[] {
  if (gone.length === 0) {
    return [];
  }
  return [
    {
      severity: "warn",
      what: `Callback URLs are removed: ${gone.join(", ")}.`,
      who: isOfAlexa(change.before)
        ? "users of whatever else signs in with this client"
        : "users who sign in through these URLs",
      effect: "Amazon Cognito shows an error page, redirect_mismatch, to whoever is sent there.",
      recover: "Remove a URL when nothing asks for it any more.",
    },
  ];
}

/** Amazon Cognito, authorization endpoint: where a request without `redirect_uri` ends. Alexa always sends one. */
function defaultMoved(change: PlannedChange): RuleFinding[] {
  const was = textAt(change.before, "default_redirect_uri") ?? "";
  if (was === "" || !differs(change, "default_redirect_uri")) {
    return [];
  }
  return [
    {
      severity: mayBeOfAlexa(change) ? "info" : "warn",
      what: "Sign-ins that name no callback URL will end elsewhere, or fail.",
      who: "users of programs that rely on the default; nobody who links, because Alexa names its own",
      effect: `default_redirect_uri ${wasWillBe(change, "default_redirect_uri")}.`,
      recover: "Let the program send redirect_uri first.",
    },
  ];
}

const redirectAdded: ChangeRule = {
  id: "redirect-added",
  severity: "warn",
  types,
  examines: { aws_cognito_user_pool_client: ["callback_urls"] },
  find: (change, context) => {
    if (!isSet(change)) {
      return undefined;
    }
    const added = gained(change, "callback_urls").filter((url) => !isAlexas(url));
    // Not https: localhost, or a scheme of an app's own, which any program can take.
    const unencrypted = added.filter((url) => !/^https:/i.test(url));
    return [
      ...redirectsAdded(
        added.filter((url) => !unencrypted.includes(url)),
        change.action === "create" && isOfNewPool(change, context) ? "info" : "warn",
        mayBeOfAlexa(change),
      ),
      ...localRedirectsAdded(unencrypted),
      ...vendorsAdded(change, context),
    ];
  },
};

const vendorsOf = (urls: readonly string[]): readonly string[] =>
  urls.filter(isAlexas).map((url) => alexaRedirect(url)?.vendorId ?? "");

/** The vendor ids that any client of the plan has so far. */
const knownVendors = oncePerPlan(
  ({ ofType }): ReadonlySet<string> =>
    new Set(
      ofType("aws_cognito_user_pool_client").flatMap(({ before }) => vendorsOf(textsAt(before, "callback_urls"))),
    ),
);

/** The hosts are Amazon's, and the skills those of whoever has the vendor id: any developer has one. */
function vendorsAdded(change: PlannedChange, context: RuleContext): RuleFinding[] {
  const known = knownVendors(context);
  const added = [...new Set(vendorsOf(gained(change, "callback_urls")))].filter((id) => !known.has(id));
  const isFirstOne = change.action === "update" || (change.action === "create" && !isOfNewPool(change, context));
  if (known.size === 0 && added.length > 0 && isFirstOne) {
    return [
      {
        // A client that is there has users already, of another program.
        severity: change.action === "update" ? "warn" : "info",
        what: `Skills of a developer account may link: ${added.join(", ")}.`,
        who: "every user of the pool who enables such a skill",
        effect:
          "No client of this plan was Alexa's so far. A vendor id stands for the skills of one developer account.",
        recover: "Check that the developer account is yours: the Alexa developer console shows its vendor id.",
      },
    ];
  }
  // One in the place of another is told by redirect-removed.
  if (known.size === 0 || added.length === 0 || vendorsOf(lost(change, "callback_urls")).length > 0) {
    return [];
  }
  return [
    {
      severity: "warn",
      what: `Skills of another developer account may link: ${added.join(", ")}.`,
      who: "every user who enables such a skill: it gets tokens of their account here",
      effect: `Until now the vendor ids were ${[...known].join(", ")}. A vendor id is the last part of Alexa's redirect URI, and stands for the skills of one developer account.`,
      recover: "Check that the developer account is yours: the Alexa developer console shows its vendor id.",
    },
  ];
}

function redirectsAdded(added: readonly string[], severity: "info" | "warn", isOfLinks: boolean): RuleFinding[] {
  if (added.length === 0) {
    return [];
  }
  return [
    {
      severity,
      what: `Sign-ins may also end at: ${added.join(", ")}.`,
      who: "users who follow a sign-in link that leads there",
      effect: `Amazon Cognito sends authorization codes to these callback URLs too${isOfLinks ? ", not only to Alexa" : ""}.`,
      recover: `Check each URL letter by letter, and that it is yours.${isOfLinks ? " Another program is better off with its own client." : ""}`,
    },
  ];
}

function localRedirectsAdded(added: readonly string[]): RuleFinding[] {
  if (added.length === 0) {
    return [];
  }
  return [
    {
      severity: "warn",
      what: `Sign-ins may also end at an address without encryption: ${added.join(", ")}.`,
      who: "users who follow a sign-in link that leads there",
      effect:
        "Amazon Cognito sends authorization codes there: to whatever program listens on the user's own computer, or has taken the app's scheme.",
      recover: "Keep such URLs to a client for development, in an environment without users.",
    },
  ];
}

const signOutRemoved: ChangeRule = {
  id: "sign-out-removed",
  severity: "warn",
  types,
  examines: { aws_cognito_user_pool_client: ["logout_urls"] },
  find: (change) => {
    const gone = lost(change, "logout_urls");
    if (!isUpdate(change) || gone.length === 0) {
      return undefined;
    }
    return {
      what: `Sign-out URLs are removed: ${gone.join(", ")}.`,
      who: "users who sign out",
      effect: "Amazon Cognito refuses to send them there after signing out. Links of Alexa are not touched.",
      recover: "Remove a URL when nothing sends people there any more.",
    };
  },
};

const oauthOff: ChangeRule = {
  id: "oauth-off",
  severity: "block",
  types,
  examines: {
    aws_cognito_user_pool_client: [
      "allowed_oauth_flows",
      "allowed_oauth_flows_user_pool_client",
      "allowed_oauth_scopes",
      "supported_identity_providers",
    ],
  },
  find: (change) => {
    if (!isSet(change) || change.action === "create") {
      return undefined;
    }
    const scopes = lost(change, "allowed_oauth_scopes");
    const providers = lost(change, "supported_identity_providers");
    const switchedOff =
      valueAt(change.before, ["allowed_oauth_flows_user_pool_client"]) === true &&
      valueAt(change.after, ["allowed_oauth_flows_user_pool_client"]) !== true;
    const isOfLinks = mayBeOfAlexa(change);
    const flows = lost(change, "allowed_oauth_flows");
    const reasons = [
      ...(flows.includes("code") ? ["the authorization code grant is taken away"] : []),
      ...(flows.includes("client_credentials") && !isOfLinks ? ["the client-credentials grant is taken away"] : []),
      ...(switchedOff ? ["OAuth is switched off (allowed_oauth_flows_user_pool_client)"] : []),
      ...(providers.length > 0 ? [`nobody can sign in with ${providers.join(", ")}`] : []),
      ...(scopes.length > 0 ? [`these scopes are refused: ${scopes.join(", ")}`] : []),
    ];
    if (reasons.length === 0) {
      return undefined;
    }
    if (!isOfLinks) {
      return {
        severity: "warn",
        what: "A program can no longer get tokens as it does today.",
        who: `whoever uses the client ${showValue(valueAt(change.after, ["name"]))}; no Alexa user, as far as this plan shows`,
        effect: `Of the app client, ${reasons.join("; ")}.`,
        recover: "Release a program that does without first.",
      };
    }
    return {
      what: "New links will fail.",
      who: "everybody who links; linked users when they have to sign in again",
      effect: `Of the app client, ${reasons.join("; ")}. Alexa goes on asking for what stands in its account-linking settings.`,
      recover:
        "First change the Alexa account-linking settings (and the skill, if it needs the scope), then take it away in a later change.",
    };
  },
};

/** Scopes that every pool knows. */
export const STANDARD_SCOPES = new Set(["openid", "profile", "email", "phone", "aws.cognito.signin.user.admin"]);

const unknownScope: ChangeRule = {
  id: "scope-unknown",
  severity: "warn",
  types,
  examines: { aws_cognito_user_pool_client: ["allowed_oauth_scopes"] },
  find: (change, context) => {
    if (!isSet(change)) {
      return undefined;
    }
    const strange = gained(change, "allowed_oauth_scopes").filter((scope) => !knownScopes(context).has(scope));
    if (strange.length === 0) {
      return undefined;
    }
    return {
      what: `The app client gets scopes that the user pool may not know: ${strange.join(", ")}.`,
      who: "nobody, as long as the apply fails",
      effect:
        "No resource server of this plan offers them. Unless another stack does, AWS refuses the apply with ScopeDoesNotExistException.",
      recover: "Add an aws_cognito_resource_server with these scopes, and let the client depend on it.",
    };
  },
};

/** The standard scopes, and those of the plan's resource servers. */
export const knownScopes = oncePerPlan(({ ofType }): ReadonlySet<string> => {
  const servers = ofType("aws_cognito_resource_server").filter(({ after }) => after !== undefined);
  return new Set([
    ...STANDARD_SCOPES,
    ...servers.flatMap(({ after }) =>
      blocksAt(after, "scope").map(({ scope_name }) => `${textAt(after, "identifier")}/${showValue(scope_name)}`),
    ),
  ]);
});

/**
 * Whether the pool of a client, a domain or a page's look comes with it, by the same plan: nobody has an account in it
 * yet. An id that is marked as a secret may be any pool's.
 */
export function isOfNewPool(change: PlannedChange, context: RuleContext): boolean {
  const id = member(change.after, "user_pool_id");
  const pools = newPools(context);
  if (typeof id === "string") {
    return pools.has(id);
  }
  if (typeof id === "symbol" && id !== UNKNOWN) {
    return false;
  }
  const origins = originsOf(change, "user_pool_id");
  return origins.length > 0 && origins.every((it) => pools.has(it));
}

/** Pools that the plan makes, by what refers to them: not by the name of one that is there in another module or instance. */
const newPools = oncePerPlan(({ ofType }): ReadonlySet<string> => {
  const pools = ofType("aws_cognito_user_pool").filter(({ mode }) => mode === "managed");
  const nameOf = ({ configuredAddress }: PlannedChange): string => configuredAddress.split(".").slice(-2).join(".");
  const living = new Set(pools.filter(({ action }) => action !== "create").map(nameOf));
  return new Set(
    pools
      .filter(({ action }) => action === "create")
      .flatMap((pool) => [nameOf(pool), textAt(pool.after, "id") ?? ""])
      .filter((it) => it !== "" && !living.has(it)),
  );
});

/** With this scope a token can change the user's own account: attributes, password, devices. */
export const ADMIN_SCOPE = "aws.cognito.signin.user.admin";

/** Whether Alexa links accounts by a client. */
export const isOfAlexa = (side: PlannedChange["before"]): boolean =>
  textsAt(side, "callback_urls").some((url) => alexaRedirect(url) !== undefined);

/** Whether links may depend on a client: Alexa's, and one that does not show where it sends people. */
export const mayBeOfAlexa = ({ before, after }: Pick<PlannedChange, "before" | "after">): boolean => {
  const sides = [before, after];
  const isWithout = sides.every((side) => textsAt(side, "callback_urls").length === 0);
  return (
    sides.some((side) => isOfAlexa(side) || isHidden(member(side, "callback_urls"))) ||
    (isWithout && !sides.some((side) => textsAt(side, "allowed_oauth_flows").includes("client_credentials")))
  );
};

const isHidden = (urls: unknown): boolean => [urls].flat().some((url) => typeof url === "symbol");

const providerOffered: ChangeRule = {
  id: "provider-offered",
  severity: "warn",
  types,
  examines: { aws_cognito_user_pool_client: ["supported_identity_providers"] },
  find: (change) => {
    const added = gained(change, "supported_identity_providers");
    if (!isUpdate(change) || added.length === 0) {
      return undefined;
    }
    return {
      severity: mayBeOfAlexa(change) ? "warn" : "info",
      what: `People can sign in to this client with ${added.join(", ")} too.`,
      who: "everybody who has an account there, and everybody whose e-mail address such an account can claim",
      effect: `Their accounts at ${added.join(", ")} become users of the pool. Who they are is decided there, by what the provider maps.`,
      recover: "Check whose service it is, and that a mapped e-mail address is verified there.",
    };
  },
};

export const appClientRules: readonly ChangeRule[] = [
  redirectRemoved,
  redirectAdded,
  signOutRemoved,
  oauthOff,
  unknownScope,
  providerOffered,
];
