import { isDeeperThan, isObject, isSame, kindOf, member, valueAt } from "../common/json";
import { configuredOf } from "./configured";
import { configuredExpressions, configuredProvisioners, modulesOf } from "./digest-configuration";
import { Masker } from "./masked";
import type { Plan, PlanKind, PlannedChange, PlannedOutput } from "./plan";
import { absentResources, DEEPEST, missingConfiguration, planFlaws } from "./plan-flaws";
import { readChange } from "./read-change";
import { readOutputs } from "./read-outputs";
import { Reasons } from "./reasons";
import { isSecretName, isSecretVariable } from "./secret-names";
import { configuredSecrets } from "./secret-references";

/** A plan, as far as it can be read, and why it cannot be relied on. */
export interface ReadPlan {
  /** Undefined when nothing in it can be read. With reasons it may be a part of the plan only. */
  readonly plan?: Plan;
  /** Empty if and only if the plan can be relied on. */
  readonly notJudged: readonly string[];
}

/** Outside of Terraform a resource is changed or deleted; no-op is one that only moved. */
const DRIFT: ReadonlySet<string> = new Set(["update", "delete", "no-op"]);

/**
 * Reads a plan in the JSON format of `terraform show -json <plan>`, format 1.x, of Terraform 1.8 and later or OpenTofu
 * 1.6 and later. Strict: what is not understood is a reason not to judge the plan, and never taken for
 * harmless. Raises nothing.
 *
 * https://developer.hashicorp.com/terraform/internals/json-format
 */
export function readPlan(json: unknown): ReadPlan {
  if (!isObject(json)) {
    return {
      notJudged: [`The plan is ${kindOf(json)}, not an object. Give the output of \`terraform show -json <plan>\`.`],
    };
  }
  const reasons = new Reasons();
  planFlaws(json, reasons);
  const masker = new Masker();
  const configuration = isDeeperThan(member(json, "configuration"), 500) ? undefined : member(json, "configuration");
  const expressions = configuredExpressions(configuration);
  const provisioners = configuredProvisioners(configuration);
  const secrets = configuredSecrets(configuration);
  const scopes = new Map([...modulesOf(configuration)].map(({ prefix, scope }) => [prefix, scope]));
  if (!isDeeperThan(member(json, "output_changes"), DEEPEST) && !isDeeperThan(member(json, "variables"), DEEPEST)) {
    rememberSecrets(json, masker);
  }
  const readAll = (name: "resource_changes" | "resource_drift"): PlannedChange[] => {
    const list = member(json, name) ?? [];
    if (!Array.isArray(list)) {
      reasons.add(`${name} is ${kindOf(list)}, not a list.`);
      return [];
    }
    return list.flatMap((item: unknown, index) => {
      if (isDeeperThan(item, DEEPEST)) {
        reasons.add(`${name}[${index}] is nested deeper than ${DEEPEST} levels.`);
      } else {
        return (
          readChange(item, {
            where: `${name}[${index}]`,
            reasons,
            masker,
            expressions,
            provisioners,
            secrets,
            scopes,
          }) ?? []
        );
      }
      return [];
    });
  };

  const changes = readAll("resource_changes").sort(byAddress);
  const drift = readAll("resource_drift").sort(byAddress);
  for (const { address, action } of drift.filter(({ action: one }) => !DRIFT.has(one))) {
    reasons.add(`${address} was changed outside of Terraform in a way that is not known: ${action}.`);
  }
  const outputs = readOutputs(json, { reasons, masker, changes });
  duplicates(changes, reasons);
  absentResources(json, changes, reasons);
  missingConfiguration(json, changes, reasons);
  contradictions(json, changes, outputs, reasons);
  const guardsAccount = guardOf(member(json, "configuration"));
  const kind = kindOfPlan(json, changes, drift);
  const configured = configuredOf(configuration, sourcesOf(json), member(json, "variables"));
  return {
    plan: {
      kind,
      changes,
      drift,
      outputs,
      configured,
      guardsAccount,
      hide: masker.hide,
      holdsSecret: (text) => masker.holdsSecret(text, true),
    },
    notJudged: reasons.list(),
  };
}

/** The providers of the resources. */
function sourcesOf(json: unknown): ReadonlySet<string> {
  const resources = member(json, "resource_changes");
  const sources = (Array.isArray(resources) ? resources : []).map((it: unknown) => member(it, "provider_name"));
  return new Set(sources.filter((source) => typeof source === "string"));
}

/**
 * What is marked elsewhere than in a resource, or is a secret by its name: variables and outputs. Of an object, such as what the link
 * consists of, only the members that are secrets by their names: its ids and addresses are meant for everybody.
 */
function rememberSecrets(plan: unknown, masker: Masker): void {
  const declared = valueAt(plan, ["configuration", "root_module", "variables"]);
  for (const [name, variable] of Object.entries(isObject(declared) ? declared : {})) {
    const value = valueAt(plan, ["variables", name, "value"]);
    if (member(variable, "sensitive") === true || (isSecretVariable(name) && !isPlace(value))) {
      rememberNamed(value, masker);
    }
  }
  const outputs = member(plan, "output_changes");
  for (const change of Object.values(isObject(outputs) ? outputs : {})) {
    for (const side of ["before", "after"]) {
      if (member(change, `${side}_sensitive`) === true) {
        rememberNamed(member(change, side), masker);
      }
    }
  }
}

/** Where a secret is kept, under a name like a secret's: `db_password = "/shop/db/password"`. */
const isPlace = (value: unknown): boolean => typeof value === "string" && /^(?:arn:|\/|https?:)/.test(value);

function rememberNamed(value: unknown, masker: Masker, path: readonly string[] = []): void {
  if (typeof value !== "object" || value === null) {
    if (path.length === 0 || isSecretName(path)) {
      masker.remember(value);
    }
    return;
  }
  for (const [name, item] of Object.entries(value)) {
    rememberNamed(item, masker, [...path, name]);
  }
}

function duplicates(changes: readonly PlannedChange[], reasons: Reasons): void {
  const seen = new Set<string>();
  for (const { address, deposed } of changes) {
    const key = deposed === undefined ? address : `${address}\n${deposed}`;
    if (seen.has(key)) {
      reasons.add(`${address} is in the plan twice.`);
    }
    seen.add(key);
  }
}

/** Terraform says of every plan whether there is something to apply. */
function contradictions(
  json: unknown,
  changes: readonly PlannedChange[],
  outputs: readonly PlannedOutput[],
  reasons: Reasons,
): void {
  const applyable = member(json, "applyable");
  const does = changes.some(
    ({ action, previousAddress, imported }) =>
      (action !== "no-op" && action !== "read") || previousAddress !== undefined || imported,
  );
  const changesOutputs = outputs.some(({ action }) => action !== "no-op");
  const drift = member(json, "resource_drift");
  const refreshes = drift !== undefined && !(Array.isArray(drift) && drift.length === 0);
  if (applyable === false && does) {
    reasons.add("The plan has changes, and says that it cannot be applied.");
  }
  if (
    applyable === true &&
    !does &&
    !changesOutputs &&
    !refreshes &&
    !changes.some(({ action }) => action === "read")
  ) {
    reasons.add("The plan says that it changes something, and lists no change: a part of it is missing.");
  }
}

/** The plan does not say with which option it was made, but each option leaves its shape. */
function kindOfPlan(json: unknown, changes: readonly PlannedChange[], drift: readonly PlannedChange[]): PlanKind {
  const managed = changes.filter(({ mode }) => mode === "managed");
  const staysEmpty = !hasResources(member(member(json, "planned_values"), "root_module"));
  if (managed.length > 0 && staysEmpty && managed.every(({ action }) => action === "delete")) {
    return "destroy";
  }
  const had = hasResources(member(member(member(json, "prior_state"), "values"), "root_module"));
  return managed.length === 0 && had && drift.length > 0 ? "refresh-only" : "ordinary";
}

function hasResources(module: unknown): boolean {
  const [resources, modules] = [member(module, "resources"), member(module, "child_modules")];
  return (Array.isArray(resources) && resources.length > 0) || (Array.isArray(modules) && modules.length > 0);
}

function guardOf(configuration: unknown): boolean | undefined {
  const providers = Object.values(member(configuration, "provider_config") ?? {}).filter(
    (provider) => member(provider, "name") === "aws",
  );
  if (providers.length === 0) {
    return undefined;
  }
  return providers.every((provider) => {
    const allowed = member(member(provider, "expressions"), "allowed_account_ids");
    return isObject(allowed) && !isSame(member(allowed, "constant_value"), []);
  });
}

const byAddress = (a: PlannedChange, b: PlannedChange): number =>
  a.address === b.address ? ((a.deposed ?? "") < (b.deposed ?? "") ? -1 : 1) : a.address < b.address ? -1 : 1;
