import { listAt, textAt } from "../../common/json";
import type { ConfiguredProvider } from "../configured";
import { oncePerPlan } from "./once";
import type { RuleContext } from "./rule";

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

/** What most ARNs of the plan's resources have at a place. */
function mostOften({ plan }: RuleContext, partOf: (arn: string) => string | undefined): string | undefined {
  const found = new Map<string, number>();
  for (const { mode, before, after } of plan.changes) {
    const part = mode === "managed" ? partOf(textAt(before ?? after, "arn") ?? "") : undefined;
    if (part !== undefined) {
      found.set(part, (found.get(part) ?? 0) + 1);
    }
  }
  return [...found].sort(([, a], [, b]) => b - a)[0]?.[0];
}

/** The AWS account that most resources of the plan are in; undefined where nothing tells. */
export const ownAccount = oncePerPlan(
  (context): string | undefined => mostOften(context, accountOf) ?? guarded(context.plan.configured.providers),
);

/** The AWS region that most resources of the plan are in; undefined where nothing tells. */
export const ownRegion = oncePerPlan((context): string | undefined =>
  mostOften(context, (arn) => /^arn:[\w-]+:[\w-]+:([a-z]{2}-[a-z-]+-\d):/.exec(arn)?.[1]),
);
