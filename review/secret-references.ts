import { asList, isObject, listAt, member, valueAt } from "../common/json";
import { referencesIn } from "./digest-configuration";
import { isSecretName } from "./secret-names";

/** Attributes that are secrets, and not by their names alone. Their provider marks them as sensitive. */
const SECRETS: Readonly<Record<string, RegExp>> = {
  aws_iam_access_key: /^(?:encrypted_)?(?:secret|ses_smtp_password)/,
  random_bytes: /./,
  random_password: /^(?:result|bcrypt_hash)$/,
  tls_private_key: /^private_key/,
};

/**
 * Whether an expression takes an attribute that is a secret, whatever it makes of it: straight, or by an output of a
 * module, or by what only keeps a value in the state. What a local value is made of, Terraform's plan does not tell.
 *
 * @param module of the configuration, in which the expression stands; without one, only what it names itself counts
 */
export function namesSecret(expression: unknown, module?: unknown, seen: Set<unknown> = new Set()): boolean {
  if (seen.has(expression)) {
    return false;
  }
  seen.add(expression);
  return referencesIn(expression).some((reference) => {
    const [type = "", name = "", ...attribute] = reference
      .replace(/^(?:data|ephemeral)\./, "")
      .replace(/\[[^\]]*\]/g, "")
      .split(".");
    if (type === "module") {
      const child = valueAt(module, ["module_calls", name, "module"]);
      const output = valueAt(child, ["outputs", attribute[0] ?? ""]);
      return output !== undefined && namesSecret(member(output, "expression"), child, seen);
    }
    if (type === "terraform_data") {
      const kept = listAt(module, "resources").find((it) => member(it, "address") === `${type}.${name}`);
      return kept !== undefined && namesSecret(member(kept, "expressions"), module, seen);
    }
    return isSecretName(attribute) || member(SECRETS, type)?.test(attribute[0] ?? "") === true;
  });
}

/** Whether a value that no secret is meant for is made of one: not `password`, not a function's variables. */
export function isMadeOfSecret(expression: unknown, path: readonly (string | number)[]): boolean {
  if (path.includes("environment") || isSecretName(path)) {
    return false;
  }
  if (Array.isArray(member(expression, "references"))) {
    return namesSecret(expression);
  }
  return Array.isArray(expression)
    ? asList(expression).some((item, index) => isMadeOfSecret(item, [...path, index]))
    : isObject(expression) &&
        Object.entries(expression).some(
          ([name, item]) => name !== "constant_value" && isMadeOfSecret(item, [...path, name]),
        );
}
