import { sortedJson } from "../../common/canonical-json";
import { valueAt } from "../../common/json";
import { count } from "../../common/plain-text";
import { unorderedListsOf } from "../digest-unordered";
import type { PlannedChange } from "../plan";
import { showValue } from "../show-value";
import { withoutUnset } from "../unset";
import { unseenOf } from "./lost-to-view";
import type { PlanRule, RuleContext, RuleFinding } from "./rule";

const planUnfit: PlanRule = {
  id: "plan-not-judged",
  severity: "block",
  find: ({ notJudged }) =>
    notJudged.length === 0
      ? []
      : [
          {
            what: "The plan cannot be judged.",
            who: "possibly every user: what is not understood is not taken for harmless",
            effect:
              notJudged.slice(0, 3).join(" ") +
              (notJudged.length > 3 ? ` And ${count(notJudged.length - 3, "more reason")}.` : ""),
            recover: "Make the plan again, whole and without errors. This cannot be acknowledged.",
          },
        ],
};

const everythingDestroyed: PlanRule = {
  id: "everything-destroyed",
  severity: "block",
  find: ({ plan }) =>
    plan.kind === "destroy"
      ? [
          {
            what: "The plan destroys everything that Terraform looks after here.",
            who: "every user",
            effect: `${count(destroyed(plan), "resource is", "resources are")} destroyed, and nothing is created.`,
            recover: "Plan without -destroy. If the environment is to end, tell its users first.",
          },
        ]
      : [],
};

const destroyed = ({ changes }: RuleContext["plan"]): number =>
  changes.filter(({ action }) => action === "delete").length;

const refreshOnly: PlanRule = {
  id: "refresh-only",
  severity: "info",
  find: ({ plan }) =>
    plan.kind === "refresh-only"
      ? [
          {
            what: "The plan only writes into the state what AWS has.",
            who: "nobody",
            effect: "No resource is changed. The next ordinary plan starts from what is there.",
            recover: "Nothing to do.",
          },
        ]
      : [],
};

const accountGuard: PlanRule = {
  id: "account-guard",
  severity: "warn",
  find: ({ plan }) =>
    plan.guardsAccount === false
      ? [
          {
            what: "Nothing keeps this plan out of the wrong AWS account.",
            who: "the users of whichever account it is applied in",
            effect: "The AWS provider has no allowed_account_ids.",
            recover:
              "Set allowed_account_ids of the AWS provider. A stack of this project takes it from the environment's accountId.",
          },
        ]
      : [],
};

const moved: PlanRule = {
  id: "resource-moved",
  severity: "info",
  find: ({ plan }) =>
    plan.changes
      .filter(
        ({ previousAddress, action }) => previousAddress !== undefined && action !== "replace" && action !== "delete",
      )
      .map((change) => ({
        change,
        what: "A resource gets another name in Terraform.",
        who: "nobody",
        effect: `${change.previousAddress} is ${change.address} from now on. In AWS nothing is touched by the move.`,
        recover: "Keep the moveFromId line until every environment has it applied.",
      })),
};

/** What somebody changed by hand and this plan puts back. */
const driftUndone: PlanRule = {
  id: "drift-undone",
  severity: "warn",
  find: ({ plan }) => {
    const unseen = new Set(unseenOf({ plan }));
    const planned = new Map(plan.changes.map((change) => [change.address, change]));
    return plan.drift.flatMap((drift) => {
      const change = planned.get(drift.address) ?? planned.get(drift.previousAddress ?? "");
      const finding = drift.action === "delete" ? recreated(change) : undone(drift, change);
      return finding === undefined || (change !== undefined && unseen.has(change))
        ? []
        : [{ ...finding, change: change ?? drift }];
    });
  },
};

function recreated(change: PlannedChange | undefined): RuleFinding | undefined {
  if (change?.action !== "create") {
    return undefined;
  }
  return {
    what: "Terraform does not find this resource any more, and the plan creates it again.",
    who: "whoever uses it",
    effect: `${change.address} is in Terraform's state and no longer in AWS. The new one has another id. Somebody deleted it by hand, or the plan looks in another region, account or workspace.`,
    recover: "Find out who deleted it and why. What refers to the old id has to learn the new one.",
  };
}

function undone(drift: PlannedChange, change: PlannedChange | undefined): RuleFinding | undefined {
  // A replacement is reported by its own rule, and puts back everything.
  if (change?.action !== "update") {
    return undefined;
  }
  const names = Object.keys(drift.after ?? {}).filter((name) => {
    // The provider takes its default_tags out of `tags` by value: after a change of those alone they seem to be there.
    if (name === "tags" && hasTagsAll(drift) && !isDrifted(drift, "tags_all")) {
      return false;
    }
    const [remembered, there, willBe] = [drift.before, drift.after, change.after].map((side) =>
      plain(valueAt(side, [name]), change.type, name),
    );
    return remembered !== there && willBe !== there && typeof valueAt(change.after, [name]) !== "symbol";
  });
  if (names.length === 0) {
    return undefined;
  }
  const values = names.map(
    (name) =>
      `${name} is ${showValue(valueAt(drift.after, [name]))}, will be ${showValue(valueAt(change.after, [name]))}`,
  );
  return {
    what: `Somebody changed this by hand, and the plan undoes it: ${names.join(", ")}.`,
    who: "whoever needed the change",
    effect: `${values.join("; ")}.`,
    recover: "Ask who changed it. If it is wanted, write it into the code first.",
  };
}

/** Other providers know `tags` only. */
const hasTagsAll = ({ after }: PlannedChange): boolean => valueAt(after, ["tags_all"]) !== undefined;

const isDrifted = ({ before, after, type }: PlannedChange, name: string): boolean =>
  plain(valueAt(before, [name]), type, name) !== plain(valueAt(after, [name]), type, name);

/** An attribute as one text; in a set, the order is the provider's and means nothing. */
function plain(value: unknown, type: string, name: string): string {
  const set = withoutUnset(value);
  const isSet = Array.isArray(set) && unorderedListsOf(type)(name);
  return isSet ? JSON.stringify(set.map(sortedJson).sort()) : sortedJson(set ?? null);
}

export const planRules: readonly PlanRule[] = [
  planUnfit,
  everythingDestroyed,
  refreshOnly,
  accountGuard,
  moved,
  driftUndone,
];
