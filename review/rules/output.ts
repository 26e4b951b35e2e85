import { ACCOUNT_LINKING_OUTPUT } from "../../contract/account-linking";
import { accountOf, ownAccount } from "./accounts";
import { isOthers } from "./destruction";
import { scopesOf } from "./function-settings";
import { leadsToDomain } from "./link-address";
import { membersChanged } from "./linking-members";
import { unseenOf } from "./lost-to-view";
import { oncePerPlan } from "./once";
import { copiesElsewhere } from "./printed-output";
import type { PlanRule, RuleContext, RuleFinding } from "./rule";
import { ends, textAt, variableAt } from "./values";

const secretShown: PlanRule = {
  id: "secret-shown",
  severity: "block",
  find: ({ plan }) =>
    plan.outputs
      .filter(
        ({ action, wasSensitive, isSensitive, holdsSecret }) =>
          action !== "delete" &&
          action !== "no-op" &&
          !isSensitive &&
          (holdsSecret || (action !== "create" && wasSensitive)),
      )
      .map(({ name }) => ({
        what: `The output ${name} would be printed in clear text.`,
        who: "whoever may read a log of Terraform",
        effect:
          "It is not marked sensitive, and holds what is marked elsewhere or was marked before. The apply prints it, and so does every later plan.",
        recover: "Keep sensitive on the output. If it was shown already, renew the secret.",
      })),
};

/** What the commands after Terraform read. */
const CONTRACT = ACCOUNT_LINKING_OUTPUT;

const outputRemoved: PlanRule = {
  id: "output-removed",
  severity: "warn",
  find: ({ plan }) => {
    if (plan.kind === "destroy") {
      return [];
    }
    const gone = plan.outputs.filter(({ action }) => action === "delete").map(({ name }) => name);
    return gone.length === 0
      ? []
      : [
          {
            what: `Outputs are removed: ${gone.join(", ")}.`,
            who: "programs that read them; no user by itself",
            effect: gone.includes(CONTRACT)
              ? `${CONTRACT} is what the Alexa settings are written from and checked against.`
              : "Whatever reads them from this stack's state fails.",
            recover: "Remove an output when nothing reads it any more.",
          },
        ];
  },
};

/** Whom Alexa is told to trust, and with what: the rest of the output follows from the environment's own settings. */
const TRUSTED = ["access_token_uri", "authorization_uri", "client_id", "client_secret", "issuer", "user_info_uri"];

/** The output is written into Alexa's settings as it stands, with the client's secret. */
const linkingOutput: PlanRule = {
  id: "linking-output",
  severity: "block",
  find: (context) => [
    ...trustedChanged(context),
    ...endpointsChanged(context),
    ...scopesMissing(context),
    ...othersChanged(context),
    ...copiesElsewhere(context),
  ],
};

function trustedChanged(context: RuleContext): readonly RuleFinding[] {
  const output = context.plan.outputs.find(
    ({ name, action }) => name === CONTRACT && (action === "update" || action === "create"),
  );
  const changed = TRUSTED.filter((name) => output?.members.has(name));
  const urls = changed.filter((name) => output?.members.get(name)?.startsWith("https://"));
  const isToOwnDomain = (name: string): boolean => leadsToDomain(output?.members.get(name) ?? "", context);
  // A pool, client or domain that goes is told by its own rule, and changes the output with it: to one of the plan.
  const isTold = output?.action === "create" ? hasDomain(context) : isExplained(context);
  const names = isTold
    ? urls.filter((name) => OF_DOMAIN.has(name) && !isToOwnDomain(name))
    : output?.action === "create"
      ? []
      : changed;
  if (names.length === 0) {
    return [];
  }
  return [
    {
      severity: names.every(isToOwnDomain) ? "warn" : "block",
      what: `What Alexa is told of the link changes: ${names.join(", ")}.`,
      who: "everybody who links, and every linked user at the next refresh",
      effect: `The next \`alexa-link push\` writes it into Alexa's settings: ${names.map((name) => `${name} will be ${output?.members.get(name) ?? "known after the apply"}`).join("; ")}. Whoever answers at the token's address gets the client's secret. It is not what follows from the plan's own pool, client and domain.`,
      recover: "Let the output take these values from the stack's own pool, client and domain.",
    },
  ];
}

/** Of these, those that a sign-in domain answers at. */
const OF_DOMAIN = new Set(["access_token_uri", "authorization_uri", "user_info_uri"]);

const hasDomain = oncePerPlan(({ ofType }) =>
  ofType("aws_cognito_user_pool_domain").some(({ after }) => textAt(after, "domain") !== undefined),
);

const LINK = ["aws_cognito_user_pool", "aws_cognito_user_pool_client", "aws_cognito_user_pool_domain"];

const isExplained = oncePerPlan((context) => {
  const { ofType, plan } = context;
  const unseen = new Set(unseenOf({ plan }));
  return LINK.some((type) =>
    ofType(type).some(
      (change) => (ends(change) && !isOthers(change, context)) || change.action === "forget" || unseen.has(change),
    ),
  );
});

/** In an output that is new, all of it is. */
function othersChanged(context: RuleContext): readonly RuleFinding[] {
  const output = context.plan.outputs.find(({ name, action }) => name === CONTRACT && action === "update");
  return output === undefined ? [] : membersChanged(output, context);
}

const ENDPOINTS = ["aws_lambda_alias", "aws_lambda_function"];

/** `alexa-link skill --push` writes these into the skill: who has the function gets each user's tokens. */
function endpointsChanged(context: RuleContext): readonly RuleFinding[] {
  const output = context.plan.outputs.find(
    ({ name, action }) =>
      name === CONTRACT && (action === "update" || (action === "create" && ownEndpoints(context).size > 0)),
  );
  if (output?.members.has(FUNCTIONS) !== true) {
    return [];
  }
  const text = output.members.get(FUNCTIONS);
  const strange = (text?.match(/arn:[^"]*/g) ?? []).filter((arn) => !ownEndpoints(context).has(arn));
  if (strange.length === 0 && (text !== undefined || areEndpointsRenewed(context))) {
    return [];
  }
  const own = ownAccount(context);
  return [
    {
      severity: strange.some((arn) => accountOf(arn) !== own) ? "block" : "warn",
      what: "Alexa will be told to ask another function than the plan's own alias.",
      who: "everybody who talks to the skill: each request brings the user's token",
      effect: `The next \`alexa-link skill --push\` writes it into the skill: ${FUNCTIONS} will be ${text ?? "known after the apply"}.`,
      recover: "Let function_arns take the ARN of the alias that the stack makes.",
    },
  ];
}

const FUNCTIONS = "function_arns";

/** The ARNs of the plan's aliases; of its functions where it has no alias. */
const ownEndpoints = oncePerPlan(({ ofType }): ReadonlySet<string> => {
  const [aliases = [], functions = []] = ENDPOINTS.map((type) =>
    ofType(type).flatMap(({ mode, after }) => (mode === "managed" ? (textAt(after, "arn") ?? []) : [])),
  );
  return new Set(aliases.length > 0 ? aliases : functions);
});

/** One that is made beside those that stay is another one, such as that of one more region. */
const areEndpointsRenewed = oncePerPlan((context) =>
  ENDPOINTS.flatMap(context.ofType).some(
    ({ action }) => action === "replace" || (action === "create" && ownEndpoints(context).size === 0),
  ),
);

/** A token of a new link has what Alexa asked for: the skill refuses one that lacks what it demands. */
function scopesMissing(context: RuleContext): readonly RuleFinding[] {
  const asked = context.plan.outputs.find(({ name }) => name === CONTRACT)?.members.get("scopes");
  const missing = asked === undefined ? [] : demandedScopes(context).filter((scope) => !asked.includes(`"${scope}"`));
  return missing.length === 0
    ? []
    : [
        {
          what: `Alexa will no longer ask for scopes that the skill demands: ${missing.join(", ")}.`,
          who: "everybody who links from then on",
          effect: `The next \`alexa-link push\` writes it into Alexa's settings: scopes will be ${asked}. The skill refuses every token of such a link.`,
          recover: "Take the scope from alexa.requiredScopes first, and from alexa.scopes in a later change.",
        },
      ];
}

const demandedScopes = oncePerPlan(({ ofType }): readonly string[] =>
  ofType("aws_lambda_function").flatMap(({ after }) => scopesOf(variableAt(after, "SCOPES"))),
);

export const outputRules: readonly PlanRule[] = [secretShown, outputRemoved, linkingOutput];
