import { isDeeperThan, isObject, isSame, kindOf, member, valueAt } from "../common/json";
import type { Scope } from "./digest-configuration";
import type { Masker } from "./masked";
import { OpenWords } from "./open-words";
import type { PlannedChange, PlannedOutput } from "./plan";
import { DEEPEST } from "./plan-flaws";
import type { Reasons } from "./reasons";
import { isOnly } from "./reasons";
import { textsIn } from "./rules/accounts";
import { isSecretName } from "./secret-names";
import { namesSecret, opaqueIn } from "./secret-references";

interface Reading {
  readonly reasons: Reasons;
  readonly masker: Masker;
  readonly changes: readonly PlannedChange[];
}

/** The changes of outputs; with a reason for each that is not understood. */
export function readOutputs(plan: unknown, { reasons, masker, changes }: Reading): PlannedOutput[] {
  const json = member(plan, "output_changes");
  if (json !== undefined && !isObject(json)) {
    reasons.add(`output_changes is ${kindOf(json)}, not an object.`);
    return [];
  }
  const scope = { module: valueAt(plan, ["configuration", "root_module"]) };
  const configured = member(scope.module, "outputs");
  const open = new OpenWords(changes);
  return Object.entries(json ?? {}).flatMap(([name, change]): PlannedOutput[] => {
    const action = (["no-op", "create", "update", "delete"] as const).find((one) =>
      isOnly(member(change, "actions"), one),
    );
    const [was, is] = [member(change, "before_sensitive"), member(change, "after_sensitive")];
    if (action === undefined) {
      reasons.add("An output's action is none of no-op, create, update, delete.");
    }
    // Only true and false are marks here: an output is sensitive as a whole.
    if (typeof was !== "boolean" || typeof is !== "boolean") {
      reasons.add("Whether an output is sensitive cannot be seen.");
    }
    // Terraform marks both sides of an output that was sensitive or will be: the configuration has which.
    const output = member(configured, name);
    const isSensitive = is === true && (output === undefined || member(output, "sensitive") === true);
    return action === undefined
      ? []
      : [
          {
            name,
            action,
            wasSensitive: was !== false,
            isSensitive,
            ...shownBy(change, isSensitive, member(output, "expression"), { scope, masker, open }),
            ...contentOf(change, masker),
          },
        ];
  });
}

interface Shown {
  readonly scope: Scope;
  readonly masker: Masker;
  readonly open: OpenWords;
}

/** What an output shows that is no secret's place. */
function shownBy(
  change: unknown,
  isSensitive: boolean,
  expression: unknown,
  { scope, masker, open }: Shown,
): Pick<PlannedOutput, "holdsSecret" | "unseen"> {
  if (isSensitive || isDeeperThan(change, DEEPEST)) {
    return { holdsSecret: false, unseen: [] };
  }
  const after = member(change, "after");
  const isUnseen = hasMark(member(change, "after_unknown")) || !open.isOpen(after);
  return {
    holdsSecret: masker.holdsSecret(after, true) || namesSecret(expression, scope),
    unseen: isUnseen && !isSame(after, member(change, "before")) ? opaqueIn(expression, scope) : [],
  };
}

const hasMark = (tree: unknown): boolean =>
  tree === true || (typeof tree === "object" && tree !== null && Object.values(tree).some(hasMark));

function contentOf(change: unknown, masker: Masker): Pick<PlannedOutput, "isUnknown" | "members" | "was" | "willBe"> {
  if (isDeeperThan(change, DEEPEST)) {
    return { members: new Map(), was: [], willBe: [], isUnknown: false };
  }
  const [was = [], willBe = []] = ["before", "after"].map((side) => textsIn(member(change, side)).map(masker.hide));
  return { members: changedMembers(change, masker), was, willBe, isUnknown: hasMark(member(change, "after_unknown")) };
}

/** A text stands for itself; anything that is more is shown as JSON. */
function shownMember(name: string, value: unknown, masker: Masker): string {
  return isSecretName([name])
    ? "(sensitive)"
    : masker.hide(typeof value === "string" ? value : JSON.stringify(value ?? ""));
}

function changedMembers(change: unknown, masker: Masker): PlannedOutput["members"] {
  const [before, after, unknown] = ["before", "after", "after_unknown"].map((name) => member(change, name));
  const names = new Set([before, after, unknown].flatMap((side) => (isObject(side) ? Object.keys(side) : [])));
  return new Map(
    [...names].flatMap((name): [string, string | undefined][] => {
      const [was, willBe] = [member(before, name), member(after, name)];
      if (unknown === true || hasMark(member(unknown, name))) {
        return [[name, undefined]];
      }
      return isSame(was ?? null, willBe ?? null) ? [] : [[name, shownMember(name, willBe, masker)]];
    }),
  );
}
