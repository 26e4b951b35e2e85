import type { PlannedChange } from "../plan";
import type { ChangeRule } from "./rule";
import { isUpdate, numberAt, wasWillBe } from "./values";

export const logRetention: ChangeRule = {
  id: "log-kept-shorter",
  severity: "info",
  types: ["aws_cloudwatch_log_group"],
  examines: { aws_cloudwatch_log_group: ["retention_in_days"] },
  find: (change) => {
    if (!isUpdate(change) || keptDays(change.after) >= keptDays(change.before)) {
      return undefined;
    }
    return {
      what: "Older log entries are deleted.",
      who: "operators; no user",
      effect: `retention_in_days ${wasWillBe(change, "retention_in_days")}.`,
      recover: "Export what is still needed before the apply.",
    };
  },
};

/** 0 means for ever. */
export const keptDays = (side: PlannedChange["before"]): number =>
  numberAt(side, "retention_in_days") || Number.POSITIVE_INFINITY;
