import { sortedJson } from "../common/canonical-json";
import { member } from "../common/json";
import type { Plan, PlannedChange } from "./plan";
import { IMPACTS } from "./rules/destruction-impacts";

/** A resource that the plan destroys because the code calls it by another name now. */
export interface Rename {
  readonly from: PlannedChange;
  readonly to: PlannedChange;
  /** Whether both have the same name in AWS. Otherwise they are the only ones of their type that could be meant. */
  readonly sameName: boolean;
}

/** The configuration no longer has the resource, or no longer has it under this key. */
const GONE = new Set([
  "delete_because_no_resource_config",
  "delete_because_no_module",
  "delete_because_no_move_target",
  "delete_because_wrong_repetition",
  "delete_because_count_index",
  "delete_because_each_key",
]);

/** These look for another key of the same resource only. */
const KEY_GONE = new Set(["delete_because_wrong_repetition", "delete_because_count_index", "delete_because_each_key"]);

/** What AWS knows a resource by, the strongest sign that two are the same. Default: `name`. */
const IDENTITY: Readonly<Record<string, readonly string[]>> = {
  aws_cognito_identity_provider: ["provider_name"],
  aws_cognito_resource_server: ["identifier"],
  aws_cognito_user_pool_domain: ["domain"],
  aws_iam_role_policy_attachment: ["policy_arn"],
  aws_lambda_function: ["function_name"],
  aws_lambda_permission: ["statement_id", "event_source_token"],
  aws_s3_bucket: ["bucket"],
};

/** Pairs what is destroyed with what is created or imported in its place, by the destroyed resource. */
export function findRenames({ changes }: Plan): ReadonlyMap<PlannedChange, Rename> {
  const gone = changes.filter(
    ({ action, reason, deposed }) => action === "delete" && deposed === undefined && GONE.has(reason ?? ""),
  );
  const types = new Set(gone.map(({ type }) => type));
  const added = changes.filter(
    // An import block that follows the new name finds the very thing that the old name is about to destroy.
    ({ action, imported, mode, type }) =>
      (action === "create" || (imported && action !== "replace")) && mode === "managed" && types.has(type),
  );
  const renames = new Map<PlannedChange, Rename>();
  const paired = new Set<PlannedChange>();
  const pairBy = (key: (change: PlannedChange) => string | undefined, sameName: boolean): void => {
    const [old, fresh] = [gone, added].map((side) =>
      unique(
        side.filter((it) => !renames.has(it) && !paired.has(it)),
        key,
      ),
    );
    for (const [text, from] of old ?? []) {
      const to = fresh?.get(text);
      const isOther =
        to !== undefined && (to.configuredAddress !== from.configuredAddress) !== KEY_GONE.has(from.reason ?? "");
      if (to === undefined || !isOther) {
        continue;
      }
      renames.set(from, { from, to, sameName });
      paired.add(to);
    }
  };
  if (added.length === 0) {
    return renames;
  }
  pairBy(identityOf, true);
  // Several resources under one AWS name, such as aliases called live: their keys and the end of their names tell.
  pairBy((change) => identityOf(change) && sortedJson([identityOf(change), change.index, lastWord(change)]), true);
  // Of a type that holds nothing, one that goes and another that comes are no rename by that alone.
  const byType = (change: PlannedChange, more?: string): string | undefined =>
    KEY_GONE.has(change.reason ?? "") || !Object.hasOwn(IMPACTS, change.type)
      ? undefined
      : sortedJson([change.type, change.index, more]);
  pairBy((change) => byType(change), false);
  pairBy((change) => byType(change, lastWord(change)), false);
  return renames;
}

/** The changes whose key no other change has. */
function unique(
  changes: readonly PlannedChange[],
  key: (change: PlannedChange) => string | undefined,
): ReadonlyMap<string, PlannedChange> {
  const found = new Map<string, PlannedChange | undefined>();
  for (const change of changes) {
    const text = key(change);
    if (text !== undefined) {
      found.set(text, found.has(text) ? undefined : change);
    }
  }
  return new Map([...found].flatMap(([text, change]) => (change === undefined ? [] : [[text, change] as const])));
}

function identityOf({ type, before, after }: PlannedChange): string | undefined {
  const values = (member(IDENTITY, type) ?? ["name"]).map((name) => member(after ?? before, name) ?? null);
  return values.some((value) => typeof value === "string") && values.every((value) => typeof value !== "symbol")
    ? sortedJson([type, ...values])
    : undefined;
}

/** `role` of `aws_iam_role.skill_role`: what is left when the scope around a construct is renamed. */
const lastWord = ({ configuredAddress }: PlannedChange): string => configuredAddress.split(/[._]/).at(-1) ?? "";
