import { outputChanged, plans } from "../link-plans";
import { fixture } from "../planned";
import type { Case } from "../rule-plans";

export const OUTPUT_CASES: readonly Case[] = [
  [
    "secret-shown",
    "block",
    () => outputChanged({ before_sensitive: true, after_sensitive: true }, {}),
    /account_linking/,
    () => outputChanged({ before_sensitive: true, after_sensitive: true }, { sensitive: true }),
  ],
  [
    "secret-shown",
    "block",
    () => outputChanged({ before_sensitive: true, after_sensitive: false }, {}),
    /account_linking/,
    () => outputChanged({ before_sensitive: false, after_sensitive: true }, { sensitive: true }),
  ],
  [
    "output-removed",
    "warn",
    () =>
      plans((plan) => {
        plan.applyable = true;
        plan.output_changes.account_linking.actions = ["delete"];
      }),
    /account_linking/,
    () => fixture("unchanged"),
  ],
];
