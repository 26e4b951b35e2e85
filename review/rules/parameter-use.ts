import { member } from "../../common/json";
import { referencesIn } from "../digest-configuration";
import { covers } from "../iam-policy";
import type { PlannedChange } from "../plan";
import { textsIn } from "./accounts";
import { accessOf } from "./iam-grants";
import { oncePerPlan } from "./once";
import type { RuleContext } from "./rule";
import { textAt } from "./values";

const PARAMETER = "aws_ssm_parameter";

/**
 * Whether anything of the plan takes a parameter of Systems Manager: by a reference of the configuration, by its name in
 * any text such as a function's variable, or by a role that may read it.
 */
export function isParameterUsed(change: PlannedChange, context: RuleContext): boolean {
  const name = textAt(change.after, "name");
  const uses = usesOf(context);
  if (name === undefined || uses.isAll || uses.addresses.has(`${PARAMETER}.${nameIn(change.configuredAddress)}`)) {
    return true;
  }
  const path = withoutSlash(name);
  return uses.names.has(path) || [...uses.lengths].some((length) => uses.beginnings.has(path.slice(0, length)));
}

interface Uses {
  /** Whether something may read any parameter, or nobody can see what it may read. */
  readonly isAll: boolean;
  /** As the configuration refers to it, whatever the module: `aws_ssm_parameter.x`. */
  readonly addresses: ReadonlySet<string>;
  /** Without the first slash. */
  readonly names: ReadonlySet<string>;
  /** What stands before the star of a policy's resource. */
  readonly beginnings: ReadonlySet<string>;
  /** How long these are. */
  readonly lengths: ReadonlySet<number>;
}

const usesOf = oncePerPlan((context): Uses => {
  const [addresses, names, starts] = [new Set<string>(), new Set<string>(), new Set<string>()];
  const asked = new Set(
    context
      .ofType(PARAMETER)
      .flatMap(({ action, after }) => (action === "update" ? withoutSlash(textAt(after, "name") ?? "") : [])),
  );
  let isAll = runsUnderOtherRoles(context) || isReadByPlan(context);
  for (const change of context.plan.changes) {
    collectReferences(change, addresses);
    if (change.type === PARAMETER && change.mode === "managed") {
      continue;
    }
    for (const text of [change.before, change.after].flatMap(textsIn)) {
      collectNames(text, asked, names, starts);
    }
    isAll ||= mayReadAny(change, starts);
  }
  const called = new Set(context.plan.changes.flatMap(({ scope }) => scope?.module ?? []));
  for (const module of called) {
    for (const part of ["module_calls", "outputs"]) {
      for (const it of Object.values(member(module, part) ?? {})) {
        addAddresses(member(it, "expressions") ?? member(it, "expression"), addresses);
      }
    }
  }
  return { isAll, addresses, names, beginnings: starts, lengths: new Set([...starts].map(({ length }) => length)) };
});

function collectReferences({ expressions }: PlannedChange, found: Set<string>): void {
  for (const expression of expressions?.values() ?? []) {
    addAddresses(expression, found);
  }
}

function addAddresses(expression: unknown, found: Set<string>): void {
  for (const reference of referencesIn(expression)) {
    const [type, name] = reference.replace(/\[[^\]]*\]/g, "").split(".");
    if (type === PARAMETER) {
      found.add(`${type}.${name}`);
    }
  }
}

/** Words of a text that are names which are asked for: of an ARN, what follows `parameter`. */
function collectNames(text: string, asked: ReadonlySet<string>, names: Set<string>, starts: Set<string>): void {
  for (const word of text.split(BETWEEN)) {
    // A path to which code adds the rest: `PREFIX=/shop/`.
    if (/^\/[\w./-]*\w\/$/.test(word)) {
      starts.add(withoutSlash(word));
    }
    const name = withoutSlash(word.startsWith("parameter/") ? word.slice("parameter/".length) : word);
    if (asked.has(name)) {
      names.add(name);
    }
  }
}

const BETWEEN = /[^\w./-]+/;

const READS = ["ssm:GetParameter", "ssm:GetParameters", "ssm:GetParametersByPath", "ssm:GetParameterHistory"];

/** Whether a role or user may read any parameter; what it may read of a beginning is added. */
function mayReadAny(change: PlannedChange, starts: Set<string>): boolean {
  const { type, after } = change;
  if (!/^aws_iam_\w*(?:role|policy|polic\w+_attachment)/.test(type) || after === undefined) {
    return false;
  }
  const access = accessOf(after, type);
  if (access === undefined) {
    return true;
  }
  return [...access.allows].some(([key, { action, on }]) => {
    if (key.startsWith("arn:")) {
      return !/:policy\/service-role\/AWSLambda|:policy\/AWSX[Rr]ay/.test(key);
    }
    if (!READS.some((one) => covers(action, one)) && !action.startsWith("not ")) {
      return false;
    }
    const [, start = "", star] = /^arn:[^:]*:ssm:[^:]*:[^:]*:parameter\/?([^*?]*)([*?])?/.exec(on) ?? [];
    if (star !== undefined && start !== "") {
      starts.add(start);
    }
    return start === "";
  });
}

/** What a role of another stack may read, no plan of this one shows. */
const runsUnderOtherRoles = ({ ofType }: RuleContext): boolean => {
  const roles = new Set(ofType("aws_iam_role").flatMap(({ after }) => textAt(after, "arn") ?? []));
  return ofType("aws_lambda_function").some(({ action, after }) => {
    const role = textAt(after, "role");
    return action !== "delete" && role !== undefined && !roles.has(role);
  });
};

/** Data of the configuration: which parameter it reads, the plan need not show. */
const isReadByPlan = ({ plan }: RuleContext): boolean =>
  plan.configured.readers.some(({ type }) => type.startsWith(PARAMETER));

const nameIn = (address: string): string => address.slice(address.lastIndexOf(".") + 1);
const withoutSlash = (name: string): string => (name.startsWith("/") ? name.slice(1) : name);
