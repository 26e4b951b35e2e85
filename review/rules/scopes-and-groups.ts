import { asText } from "../../common/json";
import { STANDARD_ATTRIBUTES } from "../../contract/user-attributes";
import type { PlannedChange } from "../plan";
import { isOfAlexa, mayBeOfAlexa } from "./app-client";
import { oncePerPlan } from "./once";
import type { ChangeRule } from "./rule";
import { blocksAt, differs, isSet, isUpdate, numberAt, textAt, textsAt, wasWillBe } from "./values";

type Side = PlannedChange["before"];

const SERVER = "aws_cognito_resource_server";
const CLIENT = "aws_cognito_user_pool_client";
const GROUP = "aws_cognito_user_group";

/** The scopes of a resource server as clients ask for them. */
export const scopesOf = (server: Side): readonly string[] =>
  blocksAt(server, "scope").map(({ scope_name }) => `${textAt(server, "identifier")}/${asText(scope_name)}`);

/** What Alexa's clients of the plan ask for, before and after it. */
const alexasScopes = oncePerPlan(
  ({ ofType }): ReadonlySet<string> =>
    new Set(
      ofType(CLIENT).flatMap(({ before, after }) =>
        [before, after].flatMap((side) => (isOfAlexa(side) ? textsAt(side, "allowed_oauth_scopes") : [])),
      ),
    ),
);

const scopeWithdrawn: ChangeRule = {
  id: "scope-withdrawn",
  severity: "warn",
  types: [SERVER],
  examines: { [SERVER]: ["scope"] },
  find: (change, context) => {
    const left = new Set(scopesOf(change.after));
    const gone = scopesOf(change.before).filter((scope) => !left.has(scope));
    if (!isUpdate(change) || gone.length === 0) {
      return undefined;
    }
    const isAlexas = gone.some((scope) => alexasScopes(context).has(scope));
    return {
      severity: isAlexas ? "block" : "warn",
      what: `An API's scopes are taken away: ${gone.join(", ")}.`,
      who: isAlexas
        ? "everybody who links, and linked users at the next token refresh"
        : "whoever signs in to a program that asks for them; no Alexa user, as far as this plan shows",
      effect:
        "Amazon Cognito answers invalid_scope to whoever asks for them, and new tokens do not have them. A client that still lists them cannot be changed.",
      recover:
        "First stop asking for the scopes, in the Alexa settings and in every client; remove them in a later change.",
    };
  },
};

/** What a client may write. One that says nothing may write every standard attribute. */
const writable = (client: Side): readonly string[] => {
  const named = textsAt(client, "write_attributes");
  return named.length > 0 ? named : STANDARD_ATTRIBUTES;
};

const attributesWritable: ChangeRule = {
  id: "attribute-writable",
  severity: "warn",
  types: [CLIENT],
  examines: { [CLIENT]: ["write_attributes"] },
  find: (change) => {
    if (!isUpdate(change) || !differs(change, "write_attributes")) {
      return undefined;
    }
    const [was, willBe] = [writable(change.before), writable(change.after)];
    const gone = was.filter((name) => !willBe.includes(name));
    const added = willBe.filter((name) => !was.includes(name));
    return [
      ...(added.length === 0
        ? []
        : [
            {
              what: `Users can change of themselves by this client: ${added.join(", ")}.`,
              who: "everybody who trusts these attributes",
              effect:
                "Whoever has a token of this client with the scope aws.cognito.signin.user.admin sets them to any value.",
              recover: "Keep what decides rights out of the list, and let your own service write it.",
            },
          ]),
      ...(gone.length === 0
        ? []
        : [
            {
              severity: "info" as const,
              what: `Users can no longer change by this client: ${gone.join(", ")}.`,
              who: "users of the program that lets them edit their profile",
              effect:
                "Amazon Cognito refuses the change. What the pool requires can be written at sign-up in any case.",
              recover: "Release a program that does without first.",
            },
          ]),
    ];
  },
};

/** Amazon Cognito API, UserPoolClientType: a client that names none reads every standard attribute. */
export function readAttributesLost({ before, after }: Pick<PlannedChange, "before" | "after">): readonly string[] {
  const [was, willBe] = [before, after].map((side) => textsAt(side, "read_attributes"));
  const all: readonly string[] = [...STANDARD_ATTRIBUTES, "email_verified", "phone_number_verified"];
  const left = new Set(willBe?.length === 0 ? all : willBe);
  return (was?.length === 0 ? all : (was ?? [])).filter((name) => !left.has(name));
}

const attributesHidden: ChangeRule = {
  id: "attribute-hidden",
  severity: "warn",
  types: [CLIENT],
  examines: { [CLIENT]: ["read_attributes"] },
  find: (change) => {
    const gone = readAttributesLost(change);
    if (!isUpdate(change) || gone.length === 0) {
      return undefined;
    }
    const [reader, users] = mayBeOfAlexa(change)
      ? ["skill", "linked users whose answers need it"]
      : ["program", "users of the program that has this client"];
    return {
      what: `The ${reader} can no longer read of its users: ${gone.join(", ")}.`,
      who: users,
      effect: "The attributes are missing from ID tokens and from userInfo, at the next token.",
      recover: `Release a ${reader} that does without them first.`,
    };
  },
};

/** What a client reads after the change, and did not before. */
export const readAttributesGained = ({ before, after }: PlannedChange): readonly string[] =>
  readAttributesLost({ before: after, after: before });

/** Alexa's skill reads a profile by its own scopes, and its code is reviewed with the plan. */
const attributesReadable: ChangeRule = {
  id: "attribute-readable",
  severity: "warn",
  types: [CLIENT],
  examines: { [CLIENT]: ["read_attributes"] },
  find: (change) => {
    const more = isUpdate(change) && !mayBeOfAlexa(change) ? readAttributesGained(change) : [];
    return more.length === 0
      ? undefined
      : {
          what: `Another program can read more of its users: ${more.join(", ")}.`,
          who: "every user who signs in to the program that has this client",
          effect: `read_attributes ${wasWillBe(change, "read_attributes")}. They stand in ID tokens and userInfo from the next token on, without a question to the user.`,
          recover: "Check that the program's owner needs them and may have them, and that your privacy notice says so.",
        };
  },
};

const sessionShorter: ChangeRule = {
  id: "sign-in-session-shorter",
  severity: "info",
  types: [CLIENT],
  examines: { [CLIENT]: ["auth_session_validity"] },
  find: (change) => {
    // Amazon Cognito API, AuthSessionValidityType: 3 minutes unless it says otherwise.
    const [was = 3, willBe = 3] = [change.before, change.after].map((side) => numberAt(side, "auth_session_validity"));
    return isUpdate(change) && willBe < was
      ? {
          what: `Users have less time between the steps of a sign-in: ${willBe} minutes, not ${was}.`,
          who: "users who wait for a code by e-mail or SMS, or look for their authenticator app",
          effect: "Who is slower begins anew.",
          recover: "Keep the time that your slowest second factor needs.",
        }
      : undefined;
  },
};

const groupRole: ChangeRule = {
  id: "group-role",
  severity: "warn",
  types: [GROUP],
  examines: { [GROUP]: ["role_arn", "precedence"] },
  find: (change) => {
    const roles = [change.before, change.after].map((side) => textAt(side, "role_arn"));
    const isOther = differs(change, "role_arn");
    const isNext = !isOther && differs(change, "precedence") && roles.some((role = "") => role !== "");
    if (!isSet(change) || !(isOther || isNext)) {
      return undefined;
    }
    return {
      what: isOther
        ? `Users of a group act under another role: ${wasWillBe(change, "role_arn")}.`
        : `Which group's role counts changes: precedence ${wasWillBe(change, "precedence")}.`,
      who: "every user in the group, where an identity pool gives out roles",
      effect:
        "The role of the group with the lowest precedence is the preferred one of a user (cognito:preferred_role).",
      recover: "Check what the role may do: every member of the group may do it.",
    };
  },
};

export const scopeAndGroupRules: readonly ChangeRule[] = [
  scopeWithdrawn,
  attributesWritable,
  attributesHidden,
  attributesReadable,
  sessionShorter,
  groupRole,
];
