import { member } from "../../common/json";
import type { PlannedChange } from "../plan";
import { showValue } from "../show-value";
import { accountOf, ownAccount } from "./accounts";
import { isOfNewPool, mayBeOfAlexa } from "./app-client";
import { oncePerPlan } from "./once";
import type { ChangeRule, RuleContext, RuleFinding } from "./rule";
import { hidingIn } from "./style-sheet";
import { differs, isSet, isUpdate, textAt, wasWillBe } from "./values";

const types = ["aws_cognito_user_pool_domain"];

const managedLogin: ChangeRule = {
  id: "sign-in-page",
  severity: "warn",
  types,
  examines: { aws_cognito_user_pool_domain: ["managed_login_version"] },
  find: (change, context) =>
    isUpdate(change) && differs(change, "managed_login_version")
      ? {
          // A style that the same plan brings is there with the page.
          severity: isVersion2(change) && areBranded(change, context) ? "info" : "warn",
          what: "People will see another sign-in page.",
          who: "everybody who signs in",
          effect: `managed_login_version ${wasWillBe(change, "managed_login_version")}. Version 2 needs the plan ESSENTIALS or PLUS and a style for each client; without one the page says: Login pages unavailable.`,
          recover: "Create the client's branding in an earlier change, and look at the page in another environment.",
        }
      : undefined,
};

const added: ChangeRule = {
  id: "sign-in-domain-added",
  severity: "info",
  types,
  examines: { aws_cognito_user_pool_domain: ["domain"] },
  find: (change, context) =>
    change.action === "create" && !isOfNewPool(change, context)
      ? {
          what: `People can sign in at one more address: ${showValue(member(change.after, "domain"))}.`,
          who: "nobody by itself: the link stays at the host that it has",
          effect:
            "The user pool is there already, and its sign-in pages and token endpoint answer under this name, too. A pool has one prefix domain and one of its own at most.",
          recover: "Check that the name is yours, and that people will know it for yours: they type a password there.",
        }
      : undefined,
};

/** What a page looks like, by what makes it: the classic one, and the managed login. */
const LOOKS: Readonly<Record<string, readonly string[]>> = {
  aws_cognito_managed_login_branding: ["asset", "settings", "use_cognito_provided_values", "client_id"],
  aws_cognito_user_pool_ui_customization: ["css", "image_file", "client_id"],
};

const look: ChangeRule = {
  id: "sign-in-look",
  severity: "info",
  types: Object.keys(LOOKS),
  examines: LOOKS,
  find: (change, context) => {
    const changed = (LOOKS[change.type] ?? []).filter((name) => differs(change, name));
    // What a branding becomes is JSON of Amazon's and pictures: nothing here can say what they show.
    const isManaged = change.type === "aws_cognito_managed_login_branding";
    const isSeen = isSet(change) && !(change.action === "create" && isOfNewPool(change, context));
    if (!isSeen || changed.length === 0) {
      return undefined;
    }
    return {
      severity: isManaged && isUpdate(change) ? "warn" : "info",
      what: "The sign-in page will look different.",
      who: "whoever signs in by that client; nobody is cut off",
      effect: `What changes: ${changed.join(", ")}. ${
        isManaged
          ? "Pictures and texts say whose page it is, and settings can hide what people need."
          : "A style sheet can hide what people need, such as the link to a forgotten password."
      }`,
      recover: "Look at the page in another environment.",
      ...(changed.includes("css") ? hides(member(change.after, "css")) : {}),
    };
  },
};

/** A style sheet that does more than decorate, or that nobody can see yet. */
function hides(css: unknown): Partial<RuleFinding> {
  const hiding = typeof css === "string" ? hidingIn(css) : typeof css === "symbol" ? [showValue(css)] : [];
  return hiding.length === 0
    ? {}
    : {
        severity: "warn",
        what: "The sign-in page's style may hide, cover or replace a part of it.",
        who: "whoever signs in by that client",
        effect: `More than colors and shapes that can be read: ${hiding.slice(0, MOST_SHOWN).join(" ")}. People may miss the way to an account or to a forgotten password, or what they agree to.`,
      };
}

/** So many declarations of a style sheet are named. */
const MOST_SHOWN = 5;

const isVersion2 = ({ after }: PlannedChange): boolean => member(after, "managed_login_version") === 2;

/** Whether each client of Alexa's in the domain's pool has a style after the apply, and there is one. */
const areBranded = ({ after }: PlannedChange, context: RuleContext): boolean =>
  brandedPools(context).get(member(after, "user_pool_id")) === true;

/** By pool with clients of Alexa's, whether each of them has a style after the apply. */
const brandedPools = oncePerPlan(({ ofType }): ReadonlyMap<unknown, boolean> => {
  const branded = new Set(
    ofType("aws_cognito_managed_login_branding").flatMap(({ after, mode }) =>
      mode === "managed" ? (textAt(after, "client_id") ?? []) : [],
    ),
  );
  const pools = new Map<unknown, boolean>();
  for (const client of ofType("aws_cognito_user_pool_client")) {
    const pool = member(client.after, "user_pool_id");
    if (client.after !== undefined && mayBeOfAlexa(client)) {
      pools.set(pool, pools.get(pool) !== false && branded.has(textAt(client.after, "id") ?? ""));
    }
  }
  return pools;
});

const certificate: ChangeRule = {
  id: "certificate-changed",
  severity: "info",
  types,
  examines: { aws_cognito_user_pool_domain: ["certificate_arn", "custom_domain_config"] },
  find: (change, context) =>
    isUpdate(change) && (differs(change, "certificate_arn") || differs(change, "custom_domain_config"))
      ? {
          severity: isOfOwnAccount(change, context) ? "info" : "warn",
          what: "The sign-in domain gets another certificate.",
          who: "nobody, if the certificate fits the domain",
          effect: "The address stays. The change takes some minutes to reach everybody.",
          recover: "Check that the certificate is issued, in us-east-1, and covers the domain.",
        }
      : undefined,
};

/** The certificate of another account, or one that is known after the apply only, is one that nobody can look at. */
function isOfOwnAccount({ after }: PlannedChange, context: RuleContext): boolean {
  const arn = textAt(after, "certificate_arn") ?? textAt(after, "custom_domain_config", 0, "certificate_arn") ?? "";
  const [account, own] = [accountOf(arn), ownAccount(context)];
  return account !== undefined && (own === undefined || account === own);
}

export const domainRules: readonly ChangeRule[] = [managedLogin, added, look, certificate];
