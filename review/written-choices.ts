import { isObject, membersOf } from "../common/json";
import { referencesIn } from "./digest-configuration";
import type { Plan, PlannedChange } from "./plan";

/** Attributes of which rules ask what alone they are made of, where only the apply will bring the value. */
const ASKED: ReadonlySet<string> = new Set(
  (
    "alias certificate_arn client_id custom_domain_config dead_letter_config email_configuration key_id kms_key_arn " +
    "kms_key_id kms_master_key_id lambda_config name permissions_boundary records role " +
    "server_side_encryption sms_configuration source_arn target_key_id user_pool_id"
  ).split(" "),
);

/** Of others a name is mostly put together, and nobody asks. */
const RECORD = "aws_route53_record";

/** As an expression names it: nothing of the plan, so that no rule takes it for a thing of the plan. */
const WRITTEN = "local.(a text of the configuration)";

/**
 * A plan whose expressions say of themselves that they hold a text, too. Terraform's plan JSON names what an expression
 * refers to, and nothing else of it: `${aws_x.new.id == "" ? "" : "the old one"}` looks there as if it were the new one.
 *
 * @param files those of the configuration in JSON, of the root module
 */
export function withWrittenChoices(plan: Plan, files: readonly unknown[]): Plan {
  const choices = choicesOf(files);
  if (choices.size === 0) {
    return plan;
  }
  const known = new Map<string, PlannedChange["expressions"]>();
  const changes = plan.changes.map((change): PlannedChange => {
    const { configuredAddress: address, expressions } = change;
    const names = choices.get(address);
    if (names === undefined || expressions === undefined) {
      return change;
    }
    const found =
      known.get(address) ??
      new Map([...expressions, ...names.map((name) => [name, chosen(expressions.get(name))] as const)]);
    known.set(address, found);
    return { ...change, expressions: found };
  });
  return { ...plan, changes };
}

const chosen = (expression: unknown): object => ({ references: [...referencesIn(expression), WRITTEN] });

/** By address, the attributes whose expressions hold a text. */
function choicesOf(files: readonly unknown[]): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, readonly string[]>();
  for (const [type, named] of files.flatMap((file) => [...membersOf(membersOf(file).get("resource"))])) {
    for (const [name, body] of membersOf(named)) {
      const names = [...membersOf(body)].flatMap(([attribute, value]) =>
        ASKED.has(attribute) && (attribute !== "name" || type === RECORD) && holdsText(value) ? [attribute] : [],
      );
      if (names.length > 0) {
        found.set(`${type}.${name}`, names);
      }
    }
  }
  return found;
}

/**
 * Whether a text stands within or beside an expression, and not as the key of an instance: `aws_x.y["a"].id`. Without one,
 * nothing comes of it but what it refers to.
 */
function holdsText(value: unknown): boolean {
  const open = [value];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (typeof next === "string") {
      const isExpression = /[$%]\{/.test(next);
      if (isExpression && !/^\$\{[^"{}]*\}$/.test(next.replace(/\["[^"\]]*"\]/g, ""))) {
        return true;
      }
    } else if (Array.isArray(next)) {
      open.push(...next);
    } else if (isObject(next)) {
      open.push(...Object.values(next));
    }
  }
  return false;
}
