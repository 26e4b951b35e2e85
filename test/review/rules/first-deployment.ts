import { firstDeployment } from "../link-plans";
import type { Values } from "../planned";
import { fixture, LOGS, resource } from "../planned";
import type { Case } from "../rule-plans";

export const FIRST_DEPLOYMENT_CASES: readonly Case[] = [
  [
    "first-deployment",
    "warn",
    () => firstDeployment(),
    /no longer looks after the pool that holds the users/,
    () =>
      firstDeployment((plan) => {
        resource(plan, LOGS).change = fixture("unchanged").resource_changes.find(
          ({ address }: Values) => address === LOGS,
        ).change;
      }),
  ],
];
