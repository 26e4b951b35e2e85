import { listAt, textAt } from "../../common/json";
import type { ConfiguredProvider } from "../configured";
import { oncePerPlan } from "./once";

/** The account in an ARN: `arn:partition:service:region:account:…`. */
export function accountOf(arn: string): string | undefined {
  const account = arn.startsWith("arn:") ? arn.split(":")[4] : undefined;
  return account === undefined || !/^\d{12}$/.test(account) ? undefined : account;
}

/** Every text of a value. Values of a plan are of limited depth. */
export function textsIn(value: unknown): readonly string[] {
  if (typeof value === "string") {
    return [value];
  }
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

/** The one account that the AWS provider may work in: of a first deployment, nothing has an ARN yet. */
function guarded(providers: readonly ConfiguredProvider[]): string | undefined {
  const ids = providers.flatMap(({ settings }) =>
    listAt(settings.get("allowed_account_ids"), "constant_value").filter((it) => typeof it === "string"),
  );
  return new Set(ids).size === 1 ? ids[0] : undefined;
}

/** The AWS account that most resources of the plan are in; undefined where nothing tells. */
export const ownAccount = oncePerPlan(({ plan }): string | undefined => {
  const found = new Map<string, number>();
  for (const { mode, before, after } of plan.changes) {
    const account = mode === "managed" ? accountOf(textAt(before ?? after, "arn") ?? "") : undefined;
    if (account !== undefined) {
      found.set(account, (found.get(account) ?? 0) + 1);
    }
  }
  return [...found].sort(([, a], [, b]) => b - a)[0]?.[0] ?? guarded(plan.configured.providers);
});
