import type { Path } from "../common/json";
import { asList, isObject, listAt, member, textAt, valueAt } from "../common/json";
import type { Scope } from "./digest-configuration";
import { calledIn, modulesOf, referencesIn } from "./digest-configuration";
import type { PlannedChange } from "./plan";
import { isSecretName, isSecretVariable } from "./secret-names";
import { thingOf } from "./things";

/** Attributes that are secrets, and not by their names alone. Their provider marks them as sensitive. */
const SECRETS: Readonly<Record<string, RegExp>> = {
  aws_iam_access_key: /^(?:encrypted_)?(?:secret|ses_smtp_password)/,
  aws_kms_data_key: /^plaintext/,
  aws_kms_secrets: /^plaintext/,
  random_bytes: /./,
  random_password: /^(?:result|bcrypt_hash)$/,
  tls_private_key: /^private_key/,
};

/** What may hold a secret as well as anything else: a plan does not tell which. */
const OPAQUE: Readonly<Record<string, RegExp>> = {
  aws_dynamodb_table_item: /^item/,
  aws_lambda_function: /^environment/,
  aws_lambda_invocation: /^result/,
  aws_s3_object: /^body/,
  aws_ssm_parameter: /value/,
  aws_ssm_parameters_by_path: /^values/,
  external: /^result/,
  http: /^(?:response_)?body/,
  local_file: /^content/,
  local_sensitive_file: /^content/,
  terraform_remote_state: /^outputs/,
};

/** What holds a secret beside other attributes. */
const HOLDS_SECRET: ReadonlySet<string> = new Set([
  ...Object.keys(SECRETS),
  ...Object.keys(OPAQUE),
  "aws_cognito_identity_provider",
  "aws_cognito_user_pool_client",
  "aws_secretsmanager_secret_version",
]);

/** A reference that is made of nothing else in the configuration. */
interface Leaf {
  readonly reference: string;
  readonly type: string;
  readonly name: string;
  /** None where the resource is taken as a whole, or one that only the program finds. */
  readonly attribute: readonly string[];
  readonly scope: Scope;
  /** Whether it is taken as it stands, as far as the configuration shows it. */
  readonly isPlain?: boolean;
}

/** An expression, and the module in which it stands. */
interface Written {
  readonly expression: unknown;
  readonly scope: Scope;
  /** @default true */
  readonly isPlain?: boolean;
}

/** Through more expressions than that nobody looks. */
const MOST_STEPS = 200;

/**
 * What an expression is made of: straight, by an output of a module or a variable of one, or by what only keeps a value in
 * the state. What a local value is made of, Terraform's plan does not tell.
 */
function leavesOf(expression: unknown, scope: Scope): readonly Leaf[] {
  const found: Leaf[] = [];
  const seen = new Set<unknown>();
  const open: Written[] = [{ expression, scope }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (seen.size > MOST_STEPS) {
      return [...found, { reference: "(more)", type: "local", name: "", attribute: [], scope }];
    }
    if (seen.has(next.expression)) {
      continue;
    }
    seen.add(next.expression);
    const isPlain = next.isPlain !== false && isPlainText(member(next.expression, "constant_value"));
    for (const it of referencesOf(next.expression)) {
      const { leaves, more } = followed(it, next.scope);
      found.push(...leaves.map((leaf) => ({ ...leaf, isPlain })));
      open.push(...more.map((one) => ({ ...one, isPlain })));
    }
  }
  return found;
}

/**
 * Of configuration that is JSON, Terraform writes the text of a template into the plan: `${aws_iam_role.x.arn}`. A function
 * in it makes another value of what it takes, and what it adds is no reference. Of HCL there is no text.
 */
function isPlainText(text: unknown): boolean {
  return typeof text === "string"
    ? !text.includes("${") || PLAIN.test(text)
    : !isObject(text) && !Array.isArray(text)
      ? true
      : Object.values(text).every(isPlainText);
}

const PLAIN = /^\$\{[\w-]+(?:\.[\w*-]+|\[(?:\d+|\*|"[^"\\]*"|[\w.-]+)\])*\}$/;

interface Reference {
  readonly reference: string;
  readonly steps: readonly string[];
}

function referencesOf(expression: unknown): readonly Reference[] {
  const all = referencesIn(expression).map((reference) => ({ reference, steps: stepsOf(reference) }));
  const taken = new Set(all.flatMap(({ steps: [type, name, ...more] }) => (more.length > 0 ? `${type}.${name}` : [])));
  // Terraform names a resource beside each attribute that is taken of it.
  return all.filter(({ steps: [type, name, ...more] }) => more.length > 0 || !taken.has(`${type}.${name}`));
}

function followed(
  { reference, steps }: Reference,
  scope: Scope,
): { readonly leaves: readonly Leaf[]; readonly more: readonly Written[] } {
  const [type = "", name = "", ...attribute] = steps;
  const { module, caller } = scope;
  const itself: Leaf = { reference, type: thingOf(type), name, attribute, scope };
  if (type === "module") {
    const called = calledIn(scope, valueAt(module, ["module_calls", name]));
    const outputs = member(called.module, "outputs");
    const taken = attribute[0] === undefined ? Object.values(outputs ?? {}) : [member(outputs, attribute[0])];
    return {
      leaves: taken.some((output) => member(output, "sensitive") === true) ? [{ ...itself, type: "sensitive" }] : [],
      more: taken.map((output) => ({ expression: member(output, "expression"), scope: called })),
    };
  }
  if (type === "terraform_data") {
    const kept = member(resourcesOf(module).get(`${type}.${name}`), "expressions");
    return { leaves: [itself], more: [{ expression: kept, scope }] };
  }
  const given = type === "var" ? member(caller?.expressions, name) : undefined;
  return given !== undefined && caller !== undefined && !isSensitiveVariable(scope, name) && !isSecretVariable(name)
    ? {
        leaves: [],
        more: [given, ...(referencesIn(given).some(isOfRepetition) ? caller.repeats : [])].map((expression) => ({
          expression,
          scope: caller.scope,
        })),
      }
    : { leaves: [itself], more: [] };
}

const stepsOf = (reference: string): readonly string[] =>
  reference
    .replace(/^(?:data|ephemeral)\./, "")
    .replace(/\[[^\]]*\]/g, "")
    .split(".");

/** By address, found once for a module. */
const known = new WeakMap<object, ReadonlyMap<string, unknown>>();

function resourcesOf(module: unknown): ReadonlyMap<string, unknown> {
  if (!isObject(module)) {
    return new Map();
  }
  const found =
    known.get(module) ?? new Map(listAt(module, "resources").map((it) => [textAt(it, "address") ?? "", it]));
  known.set(module, found);
  return found;
}

/** By which provider a resource is made, as the configuration calls it: `aws`, `aws.west`. */
export const providerKeyOf = ({ scope, configuredAddress }: PlannedChange): string =>
  textAt(
    resourcesOf(scope?.module).get(configuredAddress.replace(/^(?:module\.[\w-]+\.)*/, "")),
    "provider_config_key",
  ) ?? "";

const isSensitiveVariable = ({ module }: Scope, name: string): boolean =>
  valueAt(module, ["variables", name, "sensitive"]) === true;

const isSecret = ({ type, name, attribute, scope }: Leaf): boolean =>
  type === "var"
    ? isSensitiveVariable(scope, name) || isSecretVariable(name)
    : isSecretName(attribute) || member(SECRETS, type)?.test(attribute[0] ?? "") === true;

type Configured = Pick<PlannedChange, "expressions" | "scope">;

/**
 * What an attribute is made of: `aws_cognito_user_pool.users`, `data.aws_iam_policy_document.x`, `local.x`; none where
 * nothing is referred to, or the plan does not tell.
 */
export function originsOf({ expressions, scope }: Configured, ...[first, ...rest]: Path): readonly string[] {
  const expression = valueAt(expressions?.get(String(first)), rest);
  if (scope === undefined || !isObject(expression)) {
    return [];
  }
  const found =
    origins.get(expression) ??
    leavesOf(expression, scope).map(
      ({ reference, type, name }) => `${/^(?:data|ephemeral)\./.exec(reference)?.[0] ?? ""}${type}.${name}`,
    );
  origins.set(expression, found);
  return found;
}

/** By expression: all instances of a resource have the same. */
const origins = new WeakMap<object, readonly string[]>();

/** What an attribute takes as it stands. */
export interface Taken {
  /** `aws_iam_role.x`, as {@link originsOf} has it. */
  readonly origin: string;
  /** The thing, and its name in the module. */
  readonly type: string;
  readonly name: string;
  /** What of it: `arn`; empty for all of it. */
  readonly attribute: string;
  /** The module's configuration. */
  readonly module: unknown;
}

/** What an attribute takes; undefined where something is made of it on the way, or nothing is referred to. */
export function takenBy({ expressions, scope }: Configured, ...[first, ...rest]: Path): readonly Taken[] | undefined {
  const expression = valueAt(expressions?.get(String(first)), rest);
  const leaves = scope === undefined || !isObject(expression) ? [] : leavesOf(expression, scope);
  return leaves.length === 0 || leaves.some(({ isPlain }) => isPlain === false)
    ? undefined
    : leaves.map(({ reference, type, name, attribute, scope: { module } }) => ({
        origin: `${/^(?:data|ephemeral)\./.exec(reference)?.[0] ?? ""}${type}.${name}`,
        type,
        name,
        attribute: attribute.join("."),
        module,
      }));
}

/** Whether an attribute is made of such things of the plan alone. */
export function isMadeOf(change: Configured, name: string, things: RegExp): boolean {
  const origins = originsOf(change, name);
  return origins.length > 0 && origins.every((it) => things.test(it));
}

/** Whether a resource is there for each of such things of the plan alone: `for_each = aws_acm_certificate.x.…`. */
export function isForEachOf({ scope, configuredAddress }: PlannedChange, things: RegExp): boolean {
  if (scope === undefined) {
    return false;
  }
  const address = configuredAddress.replace(/^(?:module\.[\w-]+\.)*/, "");
  const leaves = leavesOf(member(resourcesOf(scope.module).get(address), "for_each_expression"), scope);
  return leaves.length > 0 && leaves.every(({ reference }) => things.test(reference));
}

/** Whether an expression takes what is a secret, whatever it makes of it. */
export const namesSecret = (expression: unknown, scope: Scope): boolean => leavesOf(expression, scope).some(isSecret);

/**
 * What of an expression may hold a secret, and does not show it: a local value, a client as a whole, what a module itself
 * calls sensitive, a parameter or a file that is read.
 */
export function opaqueIn(expression: unknown, scope: Scope): readonly string[] {
  if (!isObject(expression) && !Array.isArray(expression)) {
    return [];
  }
  const found = opaque.get(expression) ?? opaqueOf(expression, scope);
  opaque.set(expression, found);
  return found;
}

/** By expression: all instances of a resource have the same. */
const opaque = new WeakMap<object, readonly string[]>();

function opaqueOf(expression: unknown, scope: Scope): readonly string[] {
  const found = leavesOf(expression, scope).filter(
    ({ type, attribute }) =>
      type === "local" ||
      type === "sensitive" ||
      (attribute.length === 0 ? HOLDS_SECRET.has(type) : OPAQUE[type]?.test(attribute[0] ?? "") === true),
  );
  return [...new Set(found.map(({ reference }) => reference))];
}

/** The attributes that are made of a secret and are not meant for one, by a resource's address in the configuration. */
export function configuredSecrets(configuration: unknown): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, readonly string[]>();
  for (const { prefix, members, scope } of modulesOf(configuration)) {
    for (const resource of asList(members.get("resources"))) {
      const expressions = Object.entries(member(resource, "expressions") ?? {});
      const repeats = REPEATS.some((name) => namesSecret(member(resource, name), scope));
      const names = expressions.flatMap(([name, it]) => (isMadeOfSecret(it, [name], scope, repeats) ? [name] : []));
      if (names.length > 0) {
        found.set(`${prefix}${textAt(resource, "address") ?? ""}`, names);
      }
    }
  }
  return found;
}

/** What a resource or a module is there for, again and again. */
const REPEATS = ["for_each_expression", "count_expression"];

const isOfRepetition = (reference: string): boolean => /^(?:each|count)\./.test(reference);

/**
 * Whether a value that no secret is meant for is made of one: not `password`, not a function's variables.
 *
 * @param repeats whether the resource is repeated for what is one
 */
function isMadeOfSecret(
  expression: unknown,
  path: readonly (string | number)[],
  scope: Scope,
  repeats: boolean,
): boolean {
  if (path.includes("environment") || isSecretName(path)) {
    return false;
  }
  if (Array.isArray(member(expression, "references"))) {
    return namesSecret(expression, scope) || (repeats && referencesIn(expression).some(isOfRepetition));
  }
  return Array.isArray(expression)
    ? expression.some((item, index) => isMadeOfSecret(item, [...path, index], scope, repeats))
    : isObject(expression) &&
        Object.entries(expression).some(
          ([name, item]) => name !== "constant_value" && isMadeOfSecret(item, [...path, name], scope, repeats),
        );
}
