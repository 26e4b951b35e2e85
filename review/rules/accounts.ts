import { textAt } from "../../common/json";
import { oncePerPlan } from "./once";

/** The account in an ARN: `arn:partition:service:region:account:…`. */
export function accountOf(arn: string): string | undefined {
  const account = arn.startsWith("arn:") ? arn.split(":")[4] : undefined;
  return account === undefined || !/^\d{12}$/.test(account) ? undefined : account;
}

/** The AWS account that most resources of the plan are in; undefined where none has an ARN that is known. */
export const ownAccount = oncePerPlan(({ plan }): string | undefined => {
  const found = new Map<string, number>();
  for (const { mode, before, after } of plan.changes) {
    const account = mode === "managed" ? accountOf(textAt(before ?? after, "arn") ?? "") : undefined;
    if (account !== undefined) {
      found.set(account, (found.get(account) ?? 0) + 1);
    }
  }
  return [...found].sort(([, a], [, b]) => b - a)[0]?.[0];
});
