/** Names whose values are secrets, wherever they stand. */
const SECRET =
  /(?:^|_|-)(?:secret|password|passwd|passphrase|pwd|token|credential|private_?key|api_?key|access_?key|auth_?key|signing_?key|encryption_?key)s?$|^secret_(?:string|binary)|(?:secret|password|token|privatekey|apikey)$/i;

/** In an environment variable's name, where secrets have any name. */
const SECRET_VARIABLE = /secret|passw|pwd|token|credential|private|_key$|^key$|api_?key|auth(?!or)|salt|signature|dsn/i;

/** End like a secret's name, and are none. */
const HARMLESS = new Set(["event_source_token", "continuation_token"]);

/** Under these, names that look like a secret's stand for something else: `token_validity_units[0].refresh_token`. */
const HARMLESS_PARENTS = new Set(["token_validity_units"]);

/** Under these every value is taken for a secret, */
const SECRET_PARENTS = new Set(["provider_details"]);

/** but for those that are sent to every browser: whose client it is, and where. */
const OPEN_DETAILS =
  /^(?:client_id|team_id|key_id|oidc_issuer|authorize_scopes|attributes_request_method|attributes_url_add_attributes|token_request_method|api_version|MetadataURL|IDP\w+|\w+_url)$/;

/** The same names come again with every resource. */
const known = new Map<string, boolean>();

/** Whether the value at a path is a secret by its name. Numbers are an index in a list. */
export function isSecretName(path: readonly (string | number)[]): boolean {
  const last = path.findLastIndex((step) => typeof step === "string");
  if (last === -1) {
    return false;
  }
  const parents = path.slice(0, last);
  if (parents.some((name) => SECRET_PARENTS.has(String(name)))) {
    return !OPEN_DETAILS.test(String(path[last]));
  }
  const name = String(path[last]);
  if (parents.at(-1) === "variables" && parents.includes("environment") && SECRET_VARIABLE.test(name)) {
    return true;
  }
  return looksSecret(name) && !parents.some((parent) => HARMLESS_PARENTS.has(String(parent)));
}

/** Whether a variable of Terraform is a secret by its name. More than one of them are settings: `tokens`, `passwords`. */
export const isSecretVariable = (name: string): boolean =>
  /(?:^|_)(?:pass|dsn|connection_string|webhook_url)$/i.test(name) ||
  (isSecretName([name]) && (!/[^s]s$/i.test(name) || /credentials$/i.test(name)));

/** Whether {@link isSecretName} has to look closer at a name below these parents. */
export function mayBeSecretName(name: string, parents: readonly (string | number)[]): boolean {
  return parents.length > 0 || looksSecret(name);
}

function looksSecret(name: string): boolean {
  const answer = known.get(name) ?? (!HARMLESS.has(name) && SECRET.test(name));
  if (known.size < 10_000) {
    known.set(name, answer);
  }
  return answer;
}
