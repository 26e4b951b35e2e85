import type { Finding, Severity } from "./finding";
import { pathInStack, withoutOwnValues } from "./report-own-values";
import type { AttributeChange, EnvironmentDifference, EnvironmentReview, ResourceChange } from "./review";

/** No change of this subject or attribute. */
const NONE = "-";

type Action = ResourceChange["action"];

/** What most needs a look comes first. */
const ACTIONS: readonly Action[] = ["replace", "delete", "forget", "update", "import", "move", "create", "read"];
const SEVERITIES: readonly Severity[] = ["block", "warn", "info"];

/** What is left out of two values before they are compared. */
type Normalize = (value: string, environment: string) => string;

/** One resource in all the environments that change it. */
interface Subject {
  readonly name: string;
  readonly changes: ReadonlyMap<string, ResourceChange>;
}

/**
 * What one environment's plan does and another's does not, the most dangerous first. Environments whose plan could not
 * be judged are left out; with fewer than two there is nothing to compare. Values that differ only in what is an
 * environment's own (its name, account, region, domain prefix, ids) are no difference; another environment's name in a
 * value is one.
 */
export function environmentDifferences(environments: readonly EnvironmentReview[]): readonly EnvironmentDifference[] {
  return changeDifferences(
    environments.filter(({ verdict }) => verdict !== "not judged"),
    (value, environment) => withoutOwnValues(value, environment),
  );
}

/** As environmentDifferences, with a choice of what is left out of values; by default nothing is. */
export function changeDifferences(
  environments: readonly EnvironmentReview[],
  normalize: Normalize = (value) => value,
): readonly EnvironmentDifference[] {
  if (environments.length < 2) {
    return [];
  }
  const names = environments.map(({ environment }) => environment);
  const danger = dangerByAddress(environments);
  const ranked = subjectsOf(environments, normalize).map((subject) => ({
    rank: [gravestFinding(subject, danger), worstAction(subject), subject.name] as const,
    differences: subjectDifferences(subject, names, normalize),
  }));
  ranked.sort(({ rank: a }, { rank: b }) => a[0] - b[0] || a[1] - b[1] || (a[2] < b[2] ? -1 : 1));
  return [...ranked.flatMap(({ differences }) => differences), ...outputDifferences(environments, names)];
}

function subjectsOf(environments: readonly EnvironmentReview[], normalize: Normalize): readonly Subject[] {
  const subjects = new Map<string, { name: string; readonly changes: Map<string, ResourceChange> }>();
  for (const { environment, changes } of environments) {
    const used = new Map<string, number>();
    for (const change of changes) {
      const address = sharedAddress(change.address, environment, normalize);
      // Two instances whose keys are equal but for ids are paired in their order.
      const number = (used.get(address) ?? 0) + 1;
      used.set(address, number);
      const key = number === 1 ? address : `${address} (${number})`;
      const subject = subjects.get(key) ?? { name: key, changes: new Map() };
      // A resource that the code no longer has is known by its address only.
      if (change.construct !== undefined) {
        subject.name = pathInStack(change.construct, environment);
      }
      subject.changes.set(environment, change);
      subjects.set(key, subject);
    }
  }
  return [...subjects.values()];
}

/** Addresses are the same in all environments, but for instance keys such as a skill's id. */
function sharedAddress(address: string, environment: string, normalize: Normalize): string {
  return address.replace(/\["[^"]*"\]/g, (key) => normalize(key, environment));
}

function subjectDifferences(
  { name, changes }: Subject,
  environments: readonly string[],
  normalize: Normalize,
): readonly EnvironmentDifference[] {
  const actions = difference(name, "action", environments, (environment) => changes.get(environment)?.action ?? NONE);
  if (!comparesAttributes(changes, environments)) {
    return actions;
  }
  const attributes = [...attributesOf(changes)].flatMap(([path, byEnvironment]) =>
    difference(
      name,
      path,
      environments,
      (environment) => attributeText(byEnvironment.get(environment), changes.get(environment)?.action),
      normalize,
    ),
  );
  // Where one environment has an update and another none, its attributes say so already.
  const impliedByAttributes =
    attributes.length > 0 && [...changes.values()].every((change) => change.action === "update");
  return impliedByAttributes ? attributes : [...actions, ...attributes];
}

/** Attributes are worth comparing between edits of the same resource, and between new ones that all have. */
function comparesAttributes(changes: Subject["changes"], environments: readonly string[]): boolean {
  const all = [...changes.values()];
  const allEdit = all.every(({ action }) => action === "update" || action === "replace");
  const allCreate = all.every(({ action }) => action === "create");
  return allEdit || (allCreate && all.length === environments.length);
}

function attributesOf(changes: Subject["changes"]): ReadonlyMap<string, ReadonlyMap<string, AttributeChange>> {
  const attributes = new Map<string, Map<string, AttributeChange>>();
  for (const [environment, change] of changes) {
    for (const attribute of change.attributes) {
      const byEnvironment = attributes.get(attribute.path) ?? new Map<string, AttributeChange>();
      byEnvironment.set(environment, attribute);
      attributes.set(attribute.path, byEnvironment);
    }
  }
  return attributes;
}

function attributeText(attribute: AttributeChange | undefined, action: Action | undefined): string {
  if (attribute === undefined) {
    return NONE;
  }
  return action === "create" ? attribute.after : `${attribute.before} to ${attribute.after}`;
}

function outputDifferences(
  environments: readonly EnvironmentReview[],
  names: readonly string[],
): readonly EnvironmentDifference[] {
  const actions = new Map(
    environments.map(({ environment, outputs }) => [
      environment,
      new Map(outputs.map(({ name, action }) => [name, action])),
    ]),
  );
  const outputs = [...new Set([...actions.values()].flatMap((byName) => [...byName.keys()]))].sort();
  return outputs.flatMap((output) =>
    difference(`output ${output}`, "action", names, (environment) => actions.get(environment)?.get(output) ?? NONE),
  );
}

function difference(
  subject: string,
  what: string,
  environments: readonly string[],
  value: (environment: string) => string,
  normalize: Normalize = (text) => text,
): readonly EnvironmentDifference[] {
  const values = environments.map((environment) => [environment, value(environment)] as const);
  const distinct = new Set(values.map(([environment, text]) => normalize(text, environment)));
  return distinct.size < 2 ? [] : [{ subject, what, values: Object.fromEntries(values) }];
}

/** The gravest finding of each address, as an index into SEVERITIES. Acknowledged blocks are no less dangerous. */
function dangerByAddress(environments: readonly EnvironmentReview[]): ReadonlyMap<string, number> {
  const danger = new Map<string, number>();
  const note = ({ address, severity }: Finding): void => {
    if (address === undefined) {
      return;
    }
    danger.set(address, Math.min(danger.get(address) ?? SEVERITIES.length, SEVERITIES.indexOf(severity)));
  };
  for (const { findings, acknowledged } of environments) {
    findings.forEach(note);
    acknowledged.forEach(note);
  }
  return danger;
}

const gravestFinding = ({ changes }: Subject, danger: ReadonlyMap<string, number>): number =>
  Math.min(...[...changes.values()].map(({ address }) => danger.get(address) ?? SEVERITIES.length));

const worstAction = ({ changes }: Subject): number =>
  Math.min(...[...changes.values()].map(({ action }) => ACTIONS.indexOf(action)));
