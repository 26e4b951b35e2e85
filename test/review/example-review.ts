import type { Finding } from "../../review/finding";
import { combine } from "../../review/report";
import type { AttributeChange, EnvironmentReview, ResourceChange, Review } from "../../review/review";

/** A finding with words like those of the rules. */
export function finding(change: Partial<Finding> = {}): Finding {
  return {
    rule: "client-destroyed",
    severity: "block",
    construct: "prod/account_linking/client",
    address: "aws_cognito_user_pool_client.alexa",
    what: "Every Alexa account link ends.",
    who: "every linked user",
    effect: "The client id and secret change. Alexa goes on with the old ones, and each refresh fails within an hour.",
    recover: "If the construct was only renamed, tell Terraform with `moveFromId`.",
    paste: 'client.moveFromId("aws_cognito_user_pool_client.skill");',
    ...change,
  };
}

export const shorter: Partial<Finding> = {
  rule: "refresh-shorter",
  severity: "warn",
  what: "The refresh token lives 30 days instead of 3650.",
  who: "users who do not use the skill for 30 days",
  effect: "Their link ends, and the skill asks them to link again.",
  recover: "Keep refreshTokenValidityDays, or tell users.",
  paste: undefined,
};

export const released: Partial<Finding> = {
  rule: "lambda-release",
  severity: "info",
  construct: "prod/skill",
  address: "aws_lambda_alias.skill_live",
  what: "New code goes live.",
  who: "every user",
  effect: "All requests at once.",
  recover: "Deploy the release before.",
  paste: undefined,
};

export function attribute(path: string, before: string, after: string, forcesReplacement = false): AttributeChange {
  return { path, before, after, forcesReplacement };
}

export function change(more: Partial<ResourceChange> = {}): ResourceChange {
  return {
    address: "aws_cognito_user_pool_client.alexa",
    type: "aws_cognito_user_pool_client",
    construct: "prod/account_linking/client",
    action: "update",
    attributes: [attribute("refresh_token_validity", "3650", "30")],
    ...more,
  };
}

export function environment(name: string, more: Partial<EnvironmentReview> = {}): EnvironmentReview {
  const none = { add: 0, change: 0, replace: 0, destroy: 0, move: 0, import: 0, forget: 0 };
  return {
    environment: name,
    verdict: "safe",
    notJudged: [],
    findings: [],
    acknowledged: [],
    unexamined: [],
    changes: [],
    outputs: [],
    digest: `sha256:${"0123456789abcdef".repeat(4)}`,
    basis: { configuration: `sha256:${"c".repeat(64)}`, backend: "local", workspace: "default", state: "none yet" },
    ...more,
    counts: { ...none, ...more.counts },
  };
}

const counts = (more: object): EnvironmentReview["counts"] => ({ ...environment("").counts, ...more });

/** Blocked in prod, where staging only warns, and dev cannot be judged. */
export function blockedReview(): Review {
  const replaced = change({ action: "replace", attributes: [attribute("generate_secret", "false", "true", true)] });
  const alias = change({
    address: "aws_lambda_alias.skill_live",
    type: "aws_lambda_alias",
    construct: "prod/skill",
    attributes: [attribute("function_version", "6", "(known after apply)")],
  });
  return combine([
    environment("dev", { verdict: "not judged", notJudged: ["Terraform ended with an error."], digest: undefined }),
    environment("staging", {
      counts: counts({ change: 2 }),
      findings: [
        finding({ ...shorter, construct: "staging/account_linking/client" }),
        finding({ ...released, construct: "staging/skill" }),
      ],
      changes: [change({ construct: "staging/account_linking/client" }), { ...alias, construct: "staging/skill" }],
      outputs: [{ name: "client_id", action: "update" }],
    }),
    environment("prod", {
      verdict: "blocked",
      counts: counts({ change: 1, replace: 1 }),
      findings: [finding(), finding(shorter), finding(released)],
      acknowledged: [
        finding({
          rule: "redirect-removed",
          what: "Users in Japan cannot link.",
          who: "users in Japan who have not linked yet",
          paste: undefined,
          acknowledgement: { by: "Ada Example", reason: "The skill leaves Japan on Monday." },
        }),
      ],
      changes: [replaced, alias],
      outputs: [{ name: "client_id", action: "update" }],
    }),
  ]);
}

/** Two environments in which the same small thing changes. */
export function safeReview(): Review {
  const logs = change({
    address: "aws_cloudwatch_log_group.skill",
    type: "aws_cloudwatch_log_group",
    construct: undefined,
    attributes: [attribute("retention_in_days", "30", "90")],
  });
  return combine(
    ["staging", "prod"].map((name) => environment(name, { counts: counts({ change: 1 }), changes: [logs] })),
  );
}
