import type { PlannedChange } from "../plan";
import { accountOf, ownAccount, textsIn } from "./accounts";
import type { ChangeRule } from "./rule";

/** Attributes of which other rules say whom they let in, or whose code they bring. */
const JUDGED_ELSEWHERE: ReadonlySet<string> = new Set([
  "image_uri",
  "lambda_config",
  "layers",
  "managed_policy_arns",
  "policy_arn",
  "principal",
]);

/**
 * What is new is mostly harmless whatever its values, for nobody uses it yet. Not so where it refers to a thing of
 * another account: whoever has the key, role, queue or certificate there reads, sends or stops what this one will hold.
 */
const foreignReference: ChangeRule = {
  id: "foreign-reference",
  severity: "warn",
  find: (change, context) => {
    const { action, mode, after, before } = change;
    if (mode !== "managed" || (action !== "create" && action !== "replace") || after === undefined) {
      return undefined;
    }
    const known = new Set(arnsIn(before).map(([, arn]) => arn));
    const own = ownAccount(context);
    const foreign = arnsIn(after).filter(
      ([name, arn]) => own !== undefined && accountOf(arn) !== own && !JUDGED_ELSEWHERE.has(name) && !known.has(arn),
    );
    return foreign.length === 0
      ? undefined
      : {
          what: "Something new refers to a thing of another AWS account.",
          who: "whoever's data it will hold, or whoever will depend on it",
          effect: `${foreign.map(([name, arn]) => `${name} is ${arn}`).join("; ")}. Most resources of the plan are in ${own}. Whoever has the other account can read what goes through that thing, or take it away.`,
          recover: "Check that the account is yours. Otherwise take a key, role, queue or certificate of your own.",
        };
  },
};

/** Texts that are an ARN of some account, by the attribute that they stand in. */
const arnsIn = (side: PlannedChange["after"]): readonly (readonly [name: string, arn: string])[] =>
  Object.entries(side ?? {}).flatMap(([name, value]) =>
    textsIn(value)
      .filter((text) => accountOf(text) !== undefined)
      .map((arn) => [name, arn] as const),
  );

export const foreignReferenceRules: readonly ChangeRule[] = [foreignReference];
