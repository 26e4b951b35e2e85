import { drifted, plans, tagsDrifted } from "../link-plans";
import { DOMAIN, deleted, fixture, LOGS, POOL, resource, updated } from "../planned";
import type { Case } from "../rule-plans";

export const PLAN_CASES: readonly Case[] = [
  [
    "plan-not-judged",
    "block",
    () =>
      plans((plan) => {
        plan.errored = true;
      }),
    /error/,
    () => fixture("unchanged"),
  ],
  [
    "everything-destroyed",
    "block",
    () =>
      plans((plan) => {
        plan.applyable = true;
        plan.planned_values.root_module = {};
        for (const { change } of plan.resource_changes) {
          change.actions = ["delete"];
          change.after = null;
        }
      }),
    /9 resources/,
    () => deleted(DOMAIN),
  ],
  [
    "refresh-only",
    "info",
    () =>
      plans((plan) => {
        drifted(plan);
        plan.resource_changes = [];
        plan.applyable = true;
      }),
    /No resource/,
    () => fixture("unchanged"),
  ],
  [
    "account-guard",
    "warn",
    () =>
      plans((plan) => {
        delete plan.configuration.provider_config.aws.expressions.allowed_account_ids;
      }),
    /allowed_account_ids/,
    () => fixture("unchanged"),
  ],
  [
    "account-guard",
    "warn",
    () =>
      plans((plan) => {
        plan.configuration.provider_config.aws.expressions.allowed_account_ids = { constant_value: [] };
      }),
    /allowed_account_ids/,
    () => fixture("unchanged"),
  ],
  [
    "resource-moved",
    "info",
    () =>
      plans((plan) => {
        plan.applyable = true;
        resource(plan, POOL).previous_address = "aws_cognito_user_pool.users";
      }),
    /In AWS nothing/,
    () => fixture("unchanged"),
  ],
  [
    "drift-undone",
    "warn",
    () => drifted(updated(LOGS, () => {})),
    /retention_in_days is 400, will be 30/,
    () =>
      drifted(
        plans((plan) => {
          resource(plan, LOGS).change.after.retention_in_days = 400;
        }),
      ),
  ],
  [
    "drift-undone",
    "warn",
    () => tagsDrifted({ Team: "b", Environment: "staging" }),
    /tags is/,
    // Only `tags` differs: what the provider's default_tags gave before they were changed.
    () => tagsDrifted({ Environment: "staging" }),
  ],
];
