import { isDeeperThan, isObject, isSame, listAt, member } from "../common/json";
import type { PlannedChange } from "./plan";
import type { Reasons } from "./reasons";
import { excerpt } from "./reasons";

/** OpenTofu's plans lack what Terraform 1.8 added. */
const OPENTOFU = "registry.opentofu.org/";

/** Deeper than any value of a resource or an output; a plan that is nested deeper was not made by Terraform. */
export const DEEPEST = 64;

/** What a plan says about itself. */
export function planFlaws(json: unknown, reasons: Reasons): void {
  formatFlaws(json, reasons);
  completenessFlaws(json, reasons);
  checkFlaws(member(json, "checks"), reasons);
  // Terraform leaves the member out where there are no changes; null says that somebody took them out.
  if (member(json, "resource_changes") === null) {
    reasons.add("resource_changes is null, not a list.");
  }
  for (const name of ["deferred_changes", "deferred_action_invocations"]) {
    if (!isEmpty(member(json, name))) {
      reasons.add(`The plan puts changes off to a later one (${name}): what they will do is not known yet.`);
    }
  }
  if (!isEmpty(member(json, "action_invocations"))) {
    reasons.add("The plan runs a provider's actions (action_invocations): what they do is not in the plan.");
  }
}

function formatFlaws(json: unknown, reasons: Reasons): void {
  const version = member(json, "format_version");
  if (version === undefined) {
    reasons.add("There is no format_version: this is no plan. Give the output of `terraform show -json <plan>`.");
  } else if (typeof version !== "string" || !/^1\.\d{1,6}$/.test(version)) {
    reasons.add(`format_version is ${excerpt(version, 20)}; versions 1.0 up to, not including, 2.0 are understood.`);
  }
  if (member(json, "values") !== undefined && member(json, "planned_values") === undefined) {
    reasons.add("This is a state, not a plan. Give the name of a saved plan: `terraform show -json <plan>`.");
  } else if (!isObject(member(json, "planned_values"))) {
    reasons.add("There are no planned_values: a part of the plan is missing.");
  }
}

/**
 * Terraform and OpenTofu write the configuration into every plan. Without it nobody sees which programs run, which values
 * are set and where the providers work.
 */
export function missingConfiguration(json: unknown, changes: readonly PlannedChange[], reasons: Reasons): void {
  const root = member(member(json, "configuration"), "root_module");
  const kept = changes.filter(({ action }) => action !== "delete" && action !== "forget");
  if (!isObject(root)) {
    reasons.add(
      "There is no configuration, or no root_module in it: a part of the plan is missing. What unknown values are made of, and which programs run (provisioners), cannot be examined.",
    );
  } else {
    const known = modulesIn(root);
    const absent = kept.find(({ configuredAddress }) => !known.has(MODULE.exec(configuredAddress)?.[0] ?? ""));
    if (absent !== undefined) {
      reasons.add(
        `The configuration has no resources where ${excerpt(absent.address)} should be: a part of it is missing. What unknown values are made of, and which programs run (provisioners), cannot be examined.`,
      );
    }
  }
}

const MODULE = /^(?:module\.[\p{ID_Continue}-]+\.)*/u;

/** The modules that have resources, as prefixes of their addresses. */
function modulesIn(root: unknown): ReadonlySet<string> {
  const found = new Set<string>();
  const modules = [{ prefix: "", module: root }];
  for (let next = modules.pop(); next !== undefined; next = modules.pop()) {
    const { prefix, module } = next;
    if (listAt(module, "resources").length > 0) {
      found.add(prefix);
    }
    const calls = member(module, "module_calls");
    for (const [name, call] of Object.entries(isObject(calls) ? calls : {})) {
      modules.push({ prefix: `${prefix}module.${name}.`, module: member(call, "module") });
    }
  }
  return found;
}

function completenessFlaws(json: unknown, reasons: Reasons): void {
  if (member(json, "errored") === true) {
    reasons.add("Planning ended with an error: the plan is incomplete. Fix the error and plan again.");
  } else if (member(json, "errored") !== false) {
    reasons.add("Whether planning ended with an error cannot be seen (errored): plan with Terraform 1.10 or newer.");
  }
  const [complete, applyable] = [member(json, "complete"), member(json, "applyable")];
  if (complete === undefined && applyable === undefined && isOfOpenTofu(json)) {
    return;
  }
  if (complete === false) {
    reasons.add("The plan is a part of one (-target, or changes put off to a later plan). Plan without -target.");
  } else if (complete !== true) {
    reasons.add("Whether the plan is all of it cannot be seen (complete): plan with Terraform 1.10 or newer.");
  }
  if (typeof applyable !== "boolean") {
    reasons.add("Whether the plan can be applied cannot be seen (applyable): plan with Terraform 1.10 or newer.");
  }
}

/** What a check found is left out of the reason: its message may show any value. */
function checkFlaws(checks: unknown, reasons: Reasons): void {
  if (checks !== undefined && !Array.isArray(checks)) {
    reasons.add("The checks are not a list.");
  }
  for (const check of Array.isArray(checks) ? checks : []) {
    const status = member(check, "status");
    const address = excerpt(member(member(check, "address"), "to_display"));
    if (status === "fail" || status === "error") {
      reasons.add(`The check ${address} ended with: ${status}.`);
    }
    // An unknown check is decided by the apply, which stops when it fails.
    else if (status !== "pass" && status !== "unknown") {
      reasons.add(`The check ${address} has an unknown status.`);
    }
  }
}

/**
 * Every resource of the prior state and of the planned values is a change of its own, if only a no-op. One that is not
 * was lost on the way.
 */
export function absentResources(json: unknown, changes: readonly PlannedChange[], reasons: Reasons): void {
  const known = new Set(changes.flatMap(({ address, previousAddress }) => [address, previousAddress]));
  const planned = resourcesIn(member(member(json, "planned_values"), "root_module"));
  const prior = resourcesIn(member(member(member(json, "prior_state"), "values"), "root_module"));
  // A plan that says itself that it is a part of one has been reported already.
  if (member(json, "errored") === true || member(json, "complete") === false) {
    return;
  }
  if (changes.length === 0 && Array.isArray(member(json, "resource_drift")) && onlyRefreshes(planned, prior)) {
    return;
  }
  const absent = new Set([...planned.keys(), ...prior.keys()].filter((address) => !known.has(address)));
  for (const address of absent) {
    reasons.add(`${excerpt(address)} is in the state or in the planned values, and the plan says nothing about it.`);
  }
}

/**
 * A plan that only refreshes has no changes at all, and plans no values: so writes it Terraform 1.11.4. Values that it
 * does plan must be those of the state; others would be changes that were lost on the way.
 */
function onlyRefreshes(planned: Resources, prior: Resources): boolean {
  if (planned.size === 0) {
    return true;
  }
  const isKept = ([address, values]: readonly [string, unknown]): boolean =>
    prior.has(address) && !isDeeperThan(values, DEEPEST) && isSame(values, prior.get(address));
  return planned.size === prior.size && [...planned].every(isKept);
}

/** Values by address. */
type Resources = ReadonlyMap<string, unknown>;

function resourcesIn(root: unknown): Resources {
  const resources = new Map<string, unknown>();
  const modules = [root];
  for (let module = modules.pop(); module !== undefined; module = modules.pop()) {
    for (const resource of listAt(module, "resources")) {
      const address = member(resource, "address");
      if (typeof address === "string" && member(resource, "mode") === "managed") {
        resources.set(address, member(resource, "values"));
      }
    }
    for (const child of listAt(module, "child_modules")) {
      if (isObject(child)) {
        modules.push(child);
      }
    }
  }
  return resources;
}

function isOfOpenTofu(json: unknown): boolean {
  const names = [
    ...listAt(json, "resource_changes").map((change) => member(change, "provider_name")),
    ...Object.values(member(member(json, "configuration"), "provider_config") ?? {}).map((it) =>
      member(it, "full_name"),
    ),
  ];
  return names.some((name) => typeof name === "string" && name.startsWith(OPENTOFU));
}

const isEmpty = (value: unknown): boolean => value === undefined || (Array.isArray(value) && value.length === 0);
