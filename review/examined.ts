import { asObject, member } from "../common/json";
import { attributeChanges } from "./attribute-changes";
import { HARMLESS } from "./harmless";
import { BETTER, isSpelling } from "./harmless-directions";
import { SENSITIVE, SENSITIVE_CHANGED, UNKNOWN } from "./masked";
import { stepsOf, withOne } from "./one-attribute";
import type { PlannedChange } from "./plan";
import type { AttributeChange } from "./review";
import { ownRegion } from "./rules/accounts";
import { CHANGE_RULES } from "./rules/index";
import type { ChangeRule, Examines, RuleContext } from "./rules/rule";
import { originsOf, takenBy } from "./secret-references";

/** A change as a whole: a resource of a type that nothing here knows. */
const ALL = "(all of it)";

/** A resource that the plan brings without its part of the configuration. */
const NOT_CONFIGURED = "(all of it: the plan's configuration does not have it)";

/** Paths of a type's attributes, without indexes; a path stands for all that is below it. */
type Known = ReadonlyMap<string, ReadonlySet<string>>;

/** Whether a rule has a finding of a change. */
type HasFinding = (rule: ChangeRule, change: PlannedChange) => boolean;

/**
 * What changes of a resource, and neither a rule's finding covers nor the lists of harmless changes know. That a rule
 * knows the attribute is not enough: this very change of it has to be a finding, and be it a note. Where the rule is
 * silent, the change is harmless only if a list says so, and why.
 *
 * @param change of a plan as things (`things.ts`)
 * @param found the rules that have a finding of the change
 */
export function unexaminedOf(
  change: PlannedChange,
  context: RuleContext,
  found: ReadonlySet<ChangeRule>,
): readonly string[] {
  const { action, mode, type } = change;
  // A deletion, a replacement, a resource that is forgotten: each is a finding whatever the type.
  if (action === "no-op" || action === "delete" || action === "forget") {
    return [];
  }
  if (mode === "data") {
    return isReadOnly(type) ? [] : [ALL];
  }
  // The configuration tells what unknown values are made of, and which programs run with a resource.
  if (change.expressions === undefined) {
    return [NOT_CONFIGURED];
  }
  const isNew = action === "create";
  if (isNew && ![NEW, BETTER, CLAIMS].some((known) => known.has(type))) {
    return [ALL];
  }
  const changes = attributeChanges(change);
  const isFinding: HasFinding =
    action === "update" && changes.length > 1
      ? (rule, one) => hasFinding(rule, one, context)
      : (rule) => found.has(rule);
  const open = new Set<string>();
  for (const it of changes) {
    const path = withoutIndexes(it.path);
    if (!isListed(path, it, change, context) && !isFound(path, it, change, isFinding)) {
      open.add(path);
    }
  }
  return [...open];
}

/** Whether a list of harmless changes has it. */
function isListed(path: string, attribute: AttributeChange, change: PlannedChange, context: RuleContext): boolean {
  const { after } = attribute;
  const { action, type } = change;
  const name = topOf(path);
  if (isLabelOrComputed(path, attribute, change)) {
    return true;
  }
  const listed = action === "update" ? UPDATED.get(type) : NEW.get(type);
  // What is there already may become anything where its value is hidden.
  const isSeen = action !== "update" || !HIDDEN.has(after) || listed?.has("*") === true;
  if (listed !== undefined && isSeen && !isElsewhere(path, after, change) && isWithin(path, listed)) {
    return true;
  }
  if (action === "replace" && change.replacePaths.some(([first]) => first === name)) {
    return true;
  }
  // Version 6 of the provider lets each resource say it. A certificate of CloudFront is in one region alone.
  if (action === "create" && path === "region" && [ownRegion(context), member(REGIONS, type)].includes(after)) {
    return true;
  }
  if (action === "update" && isSpelling(member(change.before, name), member(change.after, name))) {
    return true;
  }
  return isBetter(path, attribute, change, context);
}

function isLabelOrComputed(path: string, { after }: AttributeChange, change: PlannedChange): boolean {
  const { action, type, expressions } = change;
  const name = topOf(path);
  // What is a label in AWS may open a firewall elsewhere: other providers give such names to what they like.
  const isKnown = /^aws(?:cc)?_/.test(type) || COMPUTED.has(name);
  const isOther = IDENTITY.has(name) && action === "update" && !HIDDEN.has(after) && !isFirstRegion(name, change);
  return (
    isKnown &&
    isWithin(path, ALWAYS) &&
    !isOther &&
    !(COMPUTED.has(name) && expressions?.has(name) === true && !change.imported)
  );
}

function isBetter(path: string, { before }: AttributeChange, change: PlannedChange, context: RuleContext): boolean {
  const { action, type } = change;
  // One value is better than another only for who sees both.
  return (
    !(action === "update" && WAS_SECRET.test(before)) &&
    (BETTER.get(type) ?? []).some(
      (one) => one.on.includes(action) && isWithin(path, one.paths) && one.if(change, context),
    )
  );
}

/** https://docs.aws.amazon.com/acm/latest/userguide/acm-regions.html */
const REGIONS: Readonly<Record<string, string>> = { aws_acm_certificate: "us-east-1" };

/** Whoever has what these name reads what is written with it, or gives what it may. */
const REFERS: ReadonlySet<string> = new Set([
  "certificate_arn",
  "dead_letter_config",
  "key_id",
  "kms_key_arn",
  "kms_key_id",
  "kms_master_key_id",
  "permissions_boundary",
  "redrive_policy",
  "role",
  "sns_caller_arn",
  "source_arn",
  "target_key_id",
]);

/** Whether a new thing refers to one that this plan neither makes nor shows. What is marked as a secret shows nothing. */
function isElsewhere(path: string, after: string, change: PlannedChange): boolean {
  const steps = path.split(".");
  const isReference = steps.some((step) => REFERS.has(step)) || BLOCKS_THAT_REFER.has(path);
  return isReference && HIDDEN.has(after) && !(after === UNKNOWN.description && isMadeOfPlan(change, steps));
}

/** Blocks that hold such a name, where all of the block is hidden. */
const BLOCKS_THAT_REFER: ReadonlySet<string> = new Set([
  "custom_domain_config",
  "email_configuration",
  "server_side_encryption",
  "sms_configuration",
]);

/** Whether the attribute, or the one in a block that is written once, is made of things of the plan alone. */
function isMadeOfPlan(change: PlannedChange, [first = "", ...rest]: readonly string[]): boolean {
  // A document is put together of what it refers to.
  if (first === "redrive_policy") {
    const origins = originsOf(change, first);
    return origins.length > 0 && origins.every((it) => /^aws_/.test(it));
  }
  return (
    takenBy(change, first, ...rest.flatMap((step) => [0, step]))?.every(({ origin }) => /^aws_/.test(origin)) === true
  );
}

/**
 * What stays is not another thing: AWS never gives one of these a new value. Version 6 of the provider writes the region
 * of each resource into a state that had none.
 */
const IDENTITY: ReadonlySet<string> = new Set([
  "arn",
  "cloudfront_distribution",
  "cloudfront_distribution_arn",
  "cloudfront_distribution_zone_id",
  "id",
  "region",
  "unique_id",
]);

const isFirstRegion = (name: string, change: PlannedChange): boolean =>
  name === "region" && (member(change.before, name) ?? "") === "";

/** Whether a rule that claims the attribute has a finding of the change of this attribute, all others being as before. */
function isFound(path: string, attribute: AttributeChange, change: PlannedChange, isFinding: HasFinding): boolean {
  const rules = (CLAIMS.get(change.type) ?? []).filter(({ paths }) => isWithin(path, paths));
  const one = rules.length === 0 ? change : alone(change, attribute.path);
  return rules.some(({ rule }) => isFinding(rule, one));
}

const hasFinding = (rule: ChangeRule, change: PlannedChange, context: RuleContext): boolean => {
  const found = rule.find(change, context) ?? [];
  return "what" in found || found.length > 0;
};

/** The change of one attribute, or of one member of a block: what is said of another member does not stand for it. */
function alone(change: PlannedChange, path: string): PlannedChange {
  const { action, before, after } = change;
  return action !== "update" || before === undefined || after === undefined
    ? change
    : { ...change, after: asObject(withOne(before, after, stepsOf(path))) ?? before };
}

/** How a value, or an item of a set, reads that is marked as a secret. */
const WAS_SECRET = new RegExp(`(?:^|[-,] )\\(${SENSITIVE.description?.slice(1, -1)}(?:, changed)?\\)`);

/** What a value reads as that nobody sees before the apply. */
const HIDDEN: ReadonlySet<string | undefined> = new Set([UNKNOWN.description, SENSITIVE_CHANGED.description]);

/** Data of Amazon's providers is only read, but for a function that is invoked. Other data runs a program or asks a host. */
const isReadOnly = (type: string): boolean =>
  type !== "aws_lambda_invocation" &&
  (/^(?:aws|awscc|terraform|archive|tls|random)_/.test(type) ||
    type === "local_file" ||
    type === "local_sensitive_file");

/** `schema[1].name` and `tags["a b"]` as `schema.name` and `tags`. */
const withoutIndexes = (path: string): string =>
  path.includes("[") ? path.replace(/\[\d+\]/g, "").replace(/\[".*$/, "") : path;

function topOf(path: string): string {
  const end = path.search(/[.[]/);
  return end === -1 ? path : path.slice(0, end);
}

function isWithin(path: string, known: ReadonlySet<string>): boolean {
  if (known.has(path) || known.has("*")) {
    return true;
  }
  if (!path.includes(".")) {
    return false;
  }
  for (let end = path.length; end > 0; end = path.lastIndexOf(".", end - 1)) {
    if (known.has(path.slice(0, end))) {
      return true;
    }
  }
  return false;
}

function known(declared: readonly Examines[]): Known {
  const found = new Map<string, Set<string>>();
  for (const [type, attributes] of declared.flatMap((it) => Object.entries(it))) {
    const all = found.get(type) ?? new Set();
    for (const attribute of attributes) {
      all.add(attribute);
    }
    found.set(type, all);
  }
  return found;
}

interface Claim {
  readonly rule: ChangeRule;
  readonly paths: ReadonlySet<string>;
}

/** By type, the rules that say which attributes they look at. */
const CLAIMS: ReadonlyMap<string, readonly Claim[]> = (() => {
  const found = new Map<string, Claim[]>();
  for (const rule of CHANGE_RULES) {
    for (const [type, paths] of Object.entries(rule.examines ?? {})) {
      found.set(type, [...(found.get(type) ?? []), { rule, paths: new Set(paths) }]);
    }
  }
  return found;
})();

const listed = (when: (typeof HARMLESS)[number]["when"]): readonly Examines[] =>
  HARMLESS.flatMap((one) => (one.when === when ? [one.things] : []));

const NEW = known(listed("new"));
const UPDATED = known(listed("changed"));
const COMPUTED: ReadonlySet<string> = new Set(listed("computed").flatMap((things) => Object.values(things).flat()));
const ALWAYS: ReadonlySet<string> = new Set([
  ...listed("any").flatMap((things) => Object.values(things).flat()),
  ...COMPUTED,
]);
