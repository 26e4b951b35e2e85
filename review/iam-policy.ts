import { sortedJson } from "../common/canonical-json";
import { asText, isObject, member } from "../common/json";
import { jsonIn } from "./show-value";

/** What one action on one resource may be done by: the smallest part of a policy. */
export interface Grant {
  /** `s3:GetObject`; `not s3:GetObject` for NotAction. */
  readonly action: string;
  /** The resource in a role's policy, or the principal in a trust policy; `not …` for NotResource. */
  readonly on: string;
  /** Whether `on` says who, not what. */
  readonly isPrincipal?: true;
  /** Where `on` says who: what they may do it with, if the statement says so. Who may read what is not who and what. */
  readonly to?: string;
  /** The conditions, as sorted JSON; empty without any. */
  readonly condition: string;
}

/** An IAM policy: what it allows and what it denies. */
export interface IamPolicy {
  readonly allows: ReadonlyMap<string, Grant>;
  readonly denies: ReadonlyMap<string, Grant>;
}

/** IAM takes policies of some thousand characters; more than this is no policy. */
const MAX_GRANTS = 10_000;

/** Reads a policy document; undefined for any other text. A text with an action may stand for a list of one. */
export function readIamPolicy(text: unknown): IamPolicy | undefined {
  if (typeof text !== "string" || !/^\s*\{/.test(text)) {
    return undefined;
  }
  const found = policies.get(text) ?? { policy: policyIn(text) };
  // The same policy is looked at by several rules, and comes again with other resources.
  if (policies.size < MAX_POLICIES && text.length < MAX_POLICY_LENGTH) {
    policies.set(text, found);
  }
  return found.policy;
}

const MAX_POLICIES = 1000;
/** In characters; IAM takes 10,240 at most. */
const MAX_POLICY_LENGTH = 20_000;
const policies = new Map<string, { readonly policy: IamPolicy | undefined }>();

function policyIn(text: string): IamPolicy | undefined {
  const document = jsonIn(text);
  const statements = member(document, "Statement");
  return statements === undefined || !hasOnly(document, MEMBERS)
    ? undefined
    : policyOf([statements].flat(), member(document, "Version"));
}

function policyOf(statements: readonly unknown[], version: unknown): IamPolicy | undefined {
  const allows = new Map<string, Grant>();
  const denies = new Map<string, Grant>();
  for (const statement of statements) {
    const effect = member(statement, "Effect");
    if (effect !== "Allow" && effect !== "Deny") {
      return undefined;
    }
    const grants = grantsOf(statement, version);
    if (grants === undefined || allows.size + denies.size > MAX_GRANTS) {
      return undefined;
    }
    for (const grant of grants) {
      (effect === "Allow" ? allows : denies).set(sortedJson(grant), grant);
    }
  }
  return { allows, denies };
}

/** What a policy grants and another does not. */
export function grantsAdded(from: IamPolicy | undefined, to: IamPolicy): readonly Grant[] {
  const granted = [...to.allows].filter(([key]) => from?.allows.has(key) !== true).map(([, grant]) => grant);
  const noLongerDenied = [...(from?.denies ?? [])].filter(([key]) => !to.denies.has(key)).map(([, grant]) => grant);
  return [...granted, ...noLongerDenied];
}

/** Conditions that say who is meant, or from where; others, such as on encryption, let anybody in who fulfils them. */
const WHO =
  /^(?:aws:(?:Principal(?:Org(?:ID|Paths)|Account|Arn)|Source(?:Arn|Account|Org(?:ID|Paths)|Vpce?|Ip)|VpcSourceIp|userid)|kms:CallerAccount|sts:ExternalId|lambda:\w+|[\w./-]+:(?:sub|aud))$/i;
const POSITIVE = /^(?:ForAnyValue:)?(?:String(?:Equals|Like)(?:IgnoreCase)?|Arn(?:Equals|Like)|IpAddress)$/i;

/** Stars alone, or as good as; half of all addresses; an ARN of whatever account. A principal's tags its own account writes. */
const ANYBODY =
  /^(?:[*?].*|[*?:]*|\w{0,2}-?[*?]+|[\d.]+\/[0-7]|[\da-f:]*::?\/(?:\d|1\d)|arn:[^:]*[*?].*|arn:[^:]*:[^:]*[*?].*|arn:[^:]*:[^:]*:[^:]*:[^:]*[*?].*)$/i;

const isAnybody = (value: string): boolean => ANYBODY.test(value);

/** What whoever calls writes himself: it keeps strangers out of a partner's role, and nobody out of one for everybody. */
const GIVEN_BY_CALLER = /^sts:ExternalId$/i;

/**
 * Whether a condition, as sorted JSON, says who is meant.
 *
 * @param isForAnybody whether the principal says nothing of it
 */
export function isBound(condition: string, isForAnybody = false): boolean {
  if (condition === "") {
    return false;
  }
  return Object.entries(jsonIn(condition) ?? {}).some(
    ([operator, keys]) =>
      POSITIVE.test(operator) &&
      Object.entries(keys ?? {}).some(
        ([key, values]) =>
          WHO.test(key) &&
          !(isForAnybody && GIVEN_BY_CALLER.test(key)) &&
          [values].flat().every((value) => !isAnybody(asText(value))),
      ),
  );
}

/** Whether a condition, as sorted JSON, asks for an account: by its number, or by ARNs of it. */
export function isBoundTo(condition: string, account: string): boolean {
  return Object.entries(jsonIn(condition) ?? {}).some(
    ([operator, keys]) =>
      POSITIVE.test(operator) &&
      Object.entries(keys ?? {}).some(
        ([key, values]) =>
          /^(?:aws:Source(?:Arn|Account)|kms:EncryptionContext:[\w:-]+)$/i.test(key) &&
          [values]
            .flat()
            .every(
              (value) =>
                value === account || new RegExp(`^arn:[\\w-]+:[\\w-]+:[\\w-]*:${account}:`).test(asText(value)),
            ),
      ),
  );
}

/** Of whom a token of an issuer is: of a pipeline its repository or project, of an app's users the app. */
const OF_PIPELINE = /^(?:token\.actions|gitlab|app\.terraform|agent\.buildkite)/i;

/** `repo:shop/skill:*`: who owns it stands before the first star. */
const OWNED = /^[\w-]+:[^*?]*\w[/:]/;

/** Whether a condition, as sorted JSON, says whose tokens of an issuer are taken: all of a pipeline's have one audience. */
export function isUserBound(condition: string, issuer: string): boolean {
  return Object.entries(jsonIn(condition) ?? {}).some(
    ([operator, keys]) =>
      POSITIVE.test(operator) &&
      Object.entries(keys ?? {}).some(([key, values]) => {
        const [host, claim = ""] = [key.slice(0, key.lastIndexOf(":")), key.slice(key.lastIndexOf(":") + 1)];
        const isOwned = (value: string): boolean => /^[^*?]+$/.test(value) || OWNED.test(value);
        return (
          host.toLowerCase() === issuer.toLowerCase() &&
          (OF_PIPELINE.test(issuer)
            ? claim === "sub" && [values].flat().every((value) => isOwned(asText(value)))
            : [values].flat().every((value) => !isAnybody(asText(value))))
        );
      }),
  );
}

/** Whether an action of a policy, with its stars and question marks, holds for an action of AWS. */
export function covers(pattern: string, action: string): boolean {
  const known = patterns.get(pattern) ?? toExpression(pattern);
  if (patterns.size < 10_000) {
    patterns.set(pattern, known);
  }
  return known.test(action);
}

const patterns = new Map<string, RegExp>();

function toExpression(pattern: string): RegExp {
  const text = pattern
    .replace(/\*+/g, "*")
    .split("")
    .map((sign) => (sign === "*" ? ".*" : sign === "?" ? "." : sign.replace(/[^\w:-]/, "\\$&")))
    .join("");
  return new RegExp(`^${text}$`, "i");
}

export function grantText({ action, on, to, condition }: Grant): string {
  return `${action} on ${on}${to === undefined ? "" : ` (${to})`}${condition === "" ? "" : ` if ${condition}`}`;
}

/** A policy in one line: its grants, sorted. */
export function policyLines({ allows, denies }: IamPolicy): readonly string[] {
  const lines = (effect: string, grants: ReadonlyMap<string, Grant>): string[] =>
    [...grants.values()].map((grant) => `${effect} ${grantText(grant)}`);
  return [...lines("allow", allows), ...lines("deny", denies)].sort();
}

/** Whoever reads a policy has to know all that it says: a document with more is another kind of text. */
const MEMBERS = new Set(["Version", "Id", "Statement"]);
const STATEMENT = new Set([
  "Sid",
  "Effect",
  ...["Action", "Resource", "Principal"].flatMap((name) => [name, `Not${name}`]),
  "Condition",
]);

const hasOnly = (value: unknown, names: ReadonlySet<string>): boolean =>
  isObject(value) && Object.keys(value).every((name) => names.has(name));

/** Only in this version, `${aws:username}` stands for a name; in the other, which is the default, for itself. */
const LITERAL = " (without variables: Version is not 2012-10-17)";
const WITH_VARIABLES = "2012-10-17";

/** Undefined when there are too many, or the statement says more than is known. */
function grantsOf(statement: unknown, version: unknown): Grant[] | undefined {
  const actions = [...texts(member(statement, "Action")), ...texts(member(statement, "NotAction"), "not ")];
  const resources = [...texts(member(statement, "Resource")), ...texts(member(statement, "NotResource"), "not ")];
  const principals = [
    ...principalTexts(member(statement, "Principal")),
    ...principalTexts(member(statement, "NotPrincipal"), "not "),
  ];
  const length = actions.length * Math.max(1, principals.length) * Math.max(1, resources.length);
  if (length > MAX_GRANTS || !hasOnly(statement, STATEMENT)) {
    return undefined;
  }
  const places: readonly Pick<Grant, "on" | "isPrincipal" | "to">[] =
    principals.length === 0
      ? resources.map((on) => ({ on }))
      : principals.flatMap((on) =>
          resources.length === 0
            ? [{ on, isPrincipal: true as const }]
            : resources.map((to) => ({ on, isPrincipal: true as const, to })),
        );
  const conditions = member(statement, "Condition");
  const isLiteral = version !== WITH_VARIABLES && sortedJson(statement).includes("${");
  const condition = [conditions === undefined ? "" : sortedJson(conditions), isLiteral ? LITERAL : ""].join("");
  return (actions.length === 0 ? ["(no action)"] : actions).flatMap((action) =>
    (places.length === 0 ? [{ on: "(nothing named)" }] : places).map((place) => ({ action, ...place, condition })),
  );
}

function texts(value: unknown, prefix = ""): string[] {
  if (value === undefined) {
    return [];
  }
  return (Array.isArray(value) ? value : [value]).map(
    (item) => `${prefix}${typeof item === "string" ? item : sortedJson(item)}`,
  );
}

function principalTexts(value: unknown, prefix = ""): string[] {
  if (!isObject(value)) {
    return texts(value, prefix);
  }
  return Object.entries(value).flatMap(([kind, names]) => texts(names, `${prefix}${kind} `));
}
