import { adopted, adoptedAsItIs, plans } from "../link-plans";
import { CLIENT, fixture, POOL, resource, updated } from "../planned";
import type { Case } from "../rule-plans";

export const ADOPTION_CASES: readonly Case[] = [
  [
    "resource-imported",
    "info",
    () =>
      plans((plan) => {
        plan.applyable = true;
        resource(plan, POOL).change.importing = { id: "x" };
      }),
    /as it is/,
    () => fixture("unchanged"),
  ],
  [
    "adopted-pool-resets",
    "warn",
    () => adopted(POOL, (it) => Object.assign(it, { mfa_configuration: "OPTIONAL" })),
    /This plan may take settings[\s\S]*inbound federation/,
    () => updated(POOL, (it) => Object.assign(it, { mfa_configuration: "OPTIONAL" })),
  ],
  ["adopted-pool-resets", "info", () => adoptedAsItIs(POOL), /A later change/, () => adoptedAsItIs(CLIENT)],
];
