import type { PlannedChange } from "../plan";
import type { Rename } from "../renames";
import { destruction } from "./destruction";
import { IMPACTS } from "./destruction-impacts";
import type { PlanRule, RuleContext, RuleFinding } from "./rule";

/**
 * One finding a renamed resource: it says what its end means to people, so that the rules on its end stay silent. Blocks
 * whatever the type: the fix costs one line.
 */
export const constructRenamed: PlanRule = {
  id: "construct-renamed",
  severity: "block",
  find: (context) =>
    [...context.renames.values()].map((rename) => ({ ...renamed(rename, context), change: rename.from })),
};

function renamed(rename: Rename, context: RuleContext): RuleFinding {
  const { from, to, sameName } = rename;
  const { what, who, effect } = destruction(from, context);
  const noun = IMPACTS[from.type]?.noun ?? `a resource of type ${from.type}`;
  const sure = sameName ? "was renamed" : "seems to have been renamed";
  return {
    severity: "block",
    what: `The construct of ${noun} ${sure}, and Terraform takes it for another one. ${what}`,
    who,
    effect: `${from.address} is destroyed and ${to.address} is ${to.imported ? "imported" : "created"}. ${effect} prevent_destroy does not help: it went with the old name.`,
    ...fix(from, to, context),
  };
}

function fix(from: PlannedChange, to: PlannedChange, context: RuleContext): Pick<RuleFinding, "recover" | "paste"> {
  const otherKey =
    from.configuredAddress === to.configuredAddress || (from.index === undefined) !== (to.index === undefined);
  if (otherKey || to.configuredAddress.startsWith("module.")) {
    return {
      recover:
        "Say in the same change that it is the same resource, by a moved block from the old address to the new one, or take back the new name.",
      paste: JSON.stringify({ moved: [{ from: from.address, to: to.address }] }, null, 2),
    };
  }
  return {
    recover: `Say in the same change that it is the same resource: call moveFromId on the resource in the construct ${context.nameOf(to)}. Or take back the new name. With moveFromId the plan shows a move, and nobody notices.`,
    paste: `${variableName(from.type)}.moveFromId(${JSON.stringify(from.configuredAddress)});`,
  };
}

/** `cognitoUserPool`: the provider's class, as a variable. */
const variableName = (type: string): string =>
  type.replace(/^aws_/, "").replace(/[_-]+(\w)/g, (_, letter: string) => letter.toUpperCase());
