import type { Values } from "../planned";
import { CLIENT, fixture, LOGS, POOL, resource } from "../planned";
import type { Case } from "../rule-plans";
import { ACCOUNT, byHand } from "../rule-plans";

const [OURS, OTHER] = [`${ACCOUNT}:ours`, `${ACCOUNT}:other`];

/** Triggers that somebody changed by hand, and of which the plan undoes one. */
const triggers = (is: Values) => () => {
  const plan = fixture("unchanged");
  const found = resource(plan, POOL);
  const { before } = found.change;
  const pool = (trigger: Values): Values => ({ ...before, lambda_config: [trigger] });
  const [was, there] = [pool({ post_confirmation: OURS, user_migration: null }), pool(is)];
  plan.resource_drift = [{ ...found, change: { ...found.change, actions: ["update"], before: was, after: there } }];
  Object.assign(found.change, { actions: ["update"], before: there, after: pool({ ...is, post_confirmation: OURS }) });
  return { ...plan, applyable: true };
};

export const DRIFT_KEPT_CASES: readonly Case[] = [
  [
    "drift-kept",
    "warn",
    () => byHand(CLIENT, { callback_urls: ["https://elsewhere.example"] }),
    /leaves it so: callback_urls[\s\S]*elsewhere/,
    () => byHand(LOGS, { tags: { Team: "a" }, retention_in_days: 0 }),
  ],
  [
    "drift-kept",
    "warn",
    triggers({ post_confirmation: OTHER, user_migration: OTHER }),
    /leaves it so: lambda_config[\s\S]*gets what people sign in with[\s\S]*user_migration/,
    triggers({ post_confirmation: OTHER, user_migration: null }),
  ],
];
