import type { JsonObject } from "../common/json";
import { isObject, isSame, member } from "../common/json";
import type { Expressions, Scope } from "./digest-configuration";
import type { Masker } from "./masked";
import type { PlannedAction, PlannedChange } from "./plan";
import type { Reasons } from "./reasons";
import { excerpt } from "./reasons";

interface Reading {
  /** For messages: `resource_changes[3]`. */
  readonly where: string;
  readonly reasons: Reasons;
  readonly masker: Masker;
  readonly expressions: ReadonlyMap<string, Expressions>;
  readonly provisioners: ReadonlyMap<string, readonly string[]>;
  readonly secrets: ReadonlyMap<string, readonly string[]>;
  readonly scopes: ReadonlyMap<string, Scope>;
}

/** Terraform's `actions`, joined. The two orders of a replacement come to the same. */
const ACTIONS: ReadonlyMap<string, PlannedAction> = new Map([
  ["no-op", "no-op"],
  ["create", "create"],
  ["read", "read"],
  ["update", "update"],
  ["delete,create", "replace"],
  ["create,delete", "replace"],
  ["create,forget", "replace"],
  ["forget,create", "replace"],
  ["delete", "delete"],
  ["forget", "forget"],
]);

/** Which sides an action has. Undefined: either. */
const SIDES: Readonly<Record<PlannedAction, readonly [before: boolean | undefined, after: boolean | undefined]>> = {
  "no-op": [true, true],
  create: [false, true],
  read: [undefined, true],
  update: [true, true],
  replace: [true, true],
  delete: [true, false],
  forget: [true, false],
};

/** `module.a["x"].aws_lambda_permission.alexa["key"]`: a module's path, data, type, name, key. */
const ADDRESS =
  /^((?:module\.[\p{ID_Continue}-]+(?:\[(?:\d+|"(?:[^"\\]|\\.)*")\])?\.)*)(data\.)?([\p{ID_Continue}-]+)\.([\p{ID_Continue}-]+)(?:\[(\d+|"(?:[^"\\]|\\.)*")\])?$/u;
const KEYS = /\[(?:\d+|"(?:[^"\\]|\\.)*")\]/g;

/** One entry of `resource_changes` or `resource_drift`; undefined, with a reason, for one that is not understood. */
export function readChange(json: unknown, reading: Reading): PlannedChange | undefined {
  const { where, reasons, masker } = reading;
  const resource = addressed(json, reading);
  const change = member(json, "change");
  const actions = member(change, "actions");
  const joined = Array.isArray(actions) && actions.every((it) => typeof it === "string") ? actions.join() : "";
  const action = ACTIONS.get(joined);
  if (action === undefined) {
    reasons.add(`${where}: the actions are not known: ${excerpt(joined, 40)}.`);
  }
  const replacePaths = pathsOf(member(change, "replace_paths"));
  if (replacePaths === undefined) {
    reasons.add(`${where}: replace_paths is not a list of paths.`);
  }
  if (resource === undefined || action === undefined || replacePaths === undefined) {
    return undefined;
  }

  const [before, after] = [member(change, "before"), member(change, "after")];
  const flaw = shapeFlaw(action, resource.mode, change);
  if (flaw !== undefined) {
    reasons.add(`${where} (${resource.address}): ${flaw}.`);
  }
  const masked = masker.mask(objectOrNone(before), objectOrNone(after), {
    unknown: member(change, "after_unknown"),
    beforeSensitive: member(change, "before_sensitive"),
    afterSensitive: member(change, "after_sensitive"),
  });
  return {
    ...resource,
    action,
    forgetsOld: action === "replace" && joined.includes("forget"),
    imported: isObject(member(change, "importing")),
    ...masked,
    replacePaths,
  };
}

type Addressed = Pick<PlannedChange, "address" | "configuredAddress" | "mode" | "type"> &
  Partial<
    Pick<
      PlannedChange,
      | "provider"
      | "index"
      | "deposed"
      | "previousAddress"
      | "reason"
      | "expressions"
      | "provisioners"
      | "madeOfSecrets"
      | "scope"
    >
  >;

function addressed(
  json: unknown,
  { where, reasons, expressions, provisioners, secrets, scopes }: Reading,
): Addressed | undefined {
  const address = textOf(json, "address");
  const [, module = "", data, type, name, key] = ADDRESS.exec(address ?? "") ?? [];
  const mode = data === undefined ? "managed" : "data";
  const parts = ["mode", "type", "name"].map((part) => member(json, part));
  if (address === undefined || type === undefined || !isSame(parts, [mode, type, name])) {
    reasons.add(`${where}: the address is ${excerpt(address)}, and mode, type and name do not say the same.`);
    return undefined;
  }
  const optional = ["deposed", "previous_address", "action_reason"].map((part) => member(json, part));
  if (optional.some((value) => value !== undefined && typeof value !== "string")) {
    reasons.add(`${where} (${excerpt(address)}): deposed, previous_address or action_reason is not a text.`);
  }
  const configuredAddress = `${module.replace(KEYS, "")}${data ?? ""}${type}.${name}`;
  return {
    address,
    configuredAddress,
    mode,
    type,
    provider: textOf(json, "provider_name"),
    index: key === undefined ? undefined : keyOf(key),
    deposed: textOf(json, "deposed"),
    previousAddress: textOf(json, "previous_address"),
    reason: textOf(json, "action_reason"),
    expressions: expressions.get(configuredAddress),
    provisioners: provisioners.get(configuredAddress),
    madeOfSecrets: secrets.get(configuredAddress),
    scope: scopes.get(module.replace(KEYS, "")),
  };
}

/** What does not go together, though each part may be right. */
function shapeFlaw(action: PlannedAction, mode: PlannedChange["mode"], change: unknown): string | undefined {
  if (mode === "data" && !["read", "no-op", "delete", "forget"].includes(action)) {
    return `${action} of data`;
  }
  if (mode === "managed" && action === "read") {
    return "only data is read";
  }
  return memberFlaw(change) ?? sideFlaw(action, change);
}

/** Values are objects or absent; trees of marks are objects, or true or false for all of a value. */
function memberFlaw(change: unknown): string | undefined {
  const values = ["before", "after"].filter((name) => !isObject(member(change, name) ?? {}));
  const trees = ["after_unknown", "before_sensitive", "after_sensitive"].filter((name) => {
    const tree = member(change, name) ?? {};
    return typeof tree !== "boolean" && !isObject(tree);
  });
  const [first] = [...values, ...trees];
  return first === undefined ? undefined : `${first} is not an object`;
}

function sideFlaw(action: PlannedAction, change: unknown): string | undefined {
  const [before, after] = [member(change, "before"), member(change, "after")];
  const [has, will] = SIDES[action];
  if (has !== undefined && has !== isObject(before)) {
    return `${action} ${has ? "without" : "with"} a value before`;
  }
  if (will !== undefined && will !== isObject(after)) {
    return `${action} ${will ? "without" : "with"} a value after`;
  }
  if (action === "no-op" && !isSame(before, after)) {
    return "no-op, and values differ";
  }
  if (action === "no-op" && holdsMark(member(change, "after_unknown"))) {
    return "no-op, and a value is not known";
  }
  return action === "update" ? attributeFlaw(before, after, member(change, "after_unknown")) : undefined;
}

const holdsMark = (tree: unknown): boolean =>
  tree === true || (typeof tree === "object" && tree !== null && Object.values(tree).some(holdsMark));

/** Terraform writes every attribute of the type on both sides, unset ones as null, or marks it as unknown. */
function attributeFlaw(before: unknown, after: unknown, unknown: unknown): string | undefined {
  const [old, planned] = [before, after].map((side) => Object.keys(side ?? {}));
  const isIn = (side: unknown, name: string): boolean => member(side, name) !== undefined;
  const absent = [
    ...(planned ?? []).filter((name) => !isIn(before, name)),
    ...(old ?? []).filter((name) => unknown !== true && !isIn(after, name) && !isIn(unknown, name)),
  ];
  return absent.length === 0 ? undefined : `values lack the attribute ${excerpt(absent[0])} on one side`;
}

function pathsOf(value: unknown): readonly (readonly (string | number)[])[] | undefined {
  if (value === undefined || value === null) {
    return [];
  }
  const isStep = (step: unknown): boolean => typeof step === "string" || typeof step === "number";
  return Array.isArray(value) && value.every((path) => Array.isArray(path) && path.every(isStep)) ? value : undefined;
}

/** The key of an instance from its address, where strings stand in quotes. */
function keyOf(text: string): string | number {
  return text.startsWith('"') ? text.slice(1, -1).replace(/\\(.)/g, "$1") : Number(text);
}

function textOf(json: unknown, name: string): string | undefined {
  const value = member(json, name);
  return typeof value === "string" ? value : undefined;
}

function objectOrNone(value: unknown): JsonObject | undefined {
  return isObject(value) ? value : undefined;
}
