import { readIamPolicy } from "../iam-policy";
import type { PlannedChange } from "../plan";
import { accountOf, ownAccount } from "./accounts";
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
    const { action, mode, after, before, imported } = change;
    const isNew = action === "create" || action === "replace" || imported;
    const own = ownAccount(context);
    if (mode !== "managed" || !isNew || after === undefined || own === undefined) {
      return undefined;
    }
    const foreign = foreignIn(after, own);
    // What is imported has its values before, too, and is new all the same.
    const known = new Set(foreign.length === 0 || imported ? [] : foreignIn(before, own).map(([, arn]) => arn));
    const found = foreign.filter(([, arn]) => !known.has(arn));
    return found.length === 0
      ? undefined
      : {
          what: imported
            ? "What Terraform takes over is, or refers to, a thing of another AWS account."
            : "Something new refers to a thing of another AWS account.",
          who: "whoever's data it will hold, or whoever will depend on it",
          effect: `${found.map(([name, arn]) => `${name} is ${arn}`).join("; ")}. Most resources of the plan are in ${own}. Whoever has the other account can read what goes through that thing, or take it away.`,
          recover: "Check that the account is yours. Otherwise take a key, role, queue or certificate of your own.",
        };
  },
};

type Found = readonly [name: string, arn: string];

/** Texts that are, or hold, an ARN of another account, by the attribute that they stand in. */
function foreignIn(side: PlannedChange["after"], own: string): readonly Found[] {
  const found: Found[] = [];
  for (const name of Object.keys(side ?? {})) {
    if (!JUDGED_ELSEWHERE.has(name)) {
      collect(side?.[name], name, own, found);
    }
  }
  return found;
}

function collect(value: unknown, name: string, own: string, found: Found[]): void {
  if (typeof value === "string") {
    // Most texts hold none.
    for (const arn of value.includes("arn:") ? arnsIn(value) : []) {
      const account = accountOf(arn);
      if (account !== undefined && account !== own) {
        found.push([name, arn]);
      }
    }
  } else if (typeof value === "object" && value !== null) {
    for (const item of Object.values(value)) {
      collect(item, name, own, found);
    }
  }
}

/** A text that is an ARN; and those in JSON, but for policies, of which other rules say whom they let in. */
const arnsIn = (text: string): readonly string[] =>
  text.startsWith("arn:") ? [text] : readIamPolicy(text) === undefined ? (text.match(ARNS) ?? []) : [];

const ARNS = /\barn:[\w-]+:[\w-]+:[\w-]*:\d{12}:[\w+=,.@/:-]+/g;

export const foreignReferenceRules: readonly ChangeRule[] = [foreignReference];
