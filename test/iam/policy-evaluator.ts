/**
 * Whether AWS would allow a call, by the documents' rules of evaluation: nothing is allowed that no statement allows,
 * and what one denies is denied. As much of the language as the project's policies use; anything else is an error, so
 * that no test passes by what is not understood.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */

type List = string | readonly string[];

export interface Statement {
  readonly Sid?: string;
  readonly Effect: string;
  readonly Action: List;
  readonly Resource?: List;
  readonly NotResource?: List;
  readonly Principal?: string | Readonly<Record<string, List>>;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, List>>>>;
}

export interface Policy {
  readonly Version: string;
  readonly Statement: readonly Statement[];
}

export interface Call {
  /** As in `s3:PutObject`. */
  readonly action: string;
  /** Its ARN. @default - none, as in a trust policy */
  readonly resource?: string;
  /** Condition keys of the request. A key that is missing is absent from it. @default - none */
  readonly context?: Readonly<Record<string, string>>;
  /** Who calls, for a policy of a resource: as in `Federated: arn:…`. @default - somebody of the account */
  readonly principal?: Readonly<Record<string, string>>;
}

const KNOWN = ["Sid", "Effect", "Action", "Resource", "NotResource", "Principal", "Condition"];

/** Whether the policies together allow a call. */
export function isAllowed(policies: readonly Policy[], call: Call): boolean {
  const fitting = policies.flatMap(statementsOf).filter((statement) => fits(statement, call));
  return fitting.some(({ Effect }) => Effect === "Allow") && !isDenied(policies, call);
}

/** Whether one of them denies it, whatever others say. */
export const isDenied = (policies: readonly Policy[], call: Call): boolean =>
  policies.flatMap(statementsOf).some((statement) => statement.Effect === "Deny" && fits(statement, call));

/** @throws Error for what is not understood */
function statementsOf({ Version, Statement: statements }: Policy): readonly Statement[] {
  if (Version !== "2012-10-17" || !Array.isArray(statements)) {
    throw new Error(`This is no policy that is understood: version ${Version}.`);
  }
  for (const statement of statements) {
    const unknown = Object.keys(statement).filter((key) => !KNOWN.includes(key));
    if (unknown.length > 0 || !["Allow", "Deny"].includes(statement.Effect) || statement.Action === undefined) {
      throw new Error(`This statement is not understood: ${JSON.stringify(statement)}`);
    }
  }
  return statements;
}

function fits(statement: Statement, { action, resource = "", context = {}, principal = {} }: Call): boolean {
  const { Action, Resource, NotResource, Principal, Condition = {} } = statement;
  return (
    listed(Action).some((pattern) => isLike(pattern.toLowerCase(), action.toLowerCase())) &&
    (Resource === undefined || listed(Resource).some((pattern) => isLike(pattern, resource))) &&
    (NotResource === undefined || !listed(NotResource).some((pattern) => isLike(pattern, resource))) &&
    isPrincipal(Principal, principal) &&
    Object.entries(Condition).every(([operator, keys]) =>
      Object.entries(keys).every(([key, values]) => holds(operator, contextValue(context, key), listed(values))),
    )
  );
}

function isPrincipal(pattern: Statement["Principal"], principal: Readonly<Record<string, string>>): boolean {
  if (pattern === undefined || pattern === "*") {
    return true;
  }
  if (typeof pattern === "string") {
    throw new Error(`This principal is not understood: ${pattern}`);
  }
  return Object.entries(pattern).some(([kind, names]) => {
    if (!["AWS", "Federated", "Service"].includes(kind)) {
      throw new Error(`This kind of principal is not understood: ${kind}`);
    }
    return listed(names).some((name) => name === "*" || name === principal[kind]);
  });
}

/** The names of condition keys are the same in upper and lower case. */
const contextValue = (context: Readonly<Record<string, string>>, key: string): string | undefined =>
  Object.entries(context).find(([name]) => name.toLowerCase() === key.toLowerCase())?.[1];

/** The six parts of an ARN are compared each by itself: a star reaches no further than its part. */
function isLikeArn(pattern: string, arn: string): boolean {
  const [wanted, found] = [pattern, arn].map((it) =>
    /^([^:]*):([^:]*):([^:]*):([^:]*):([^:]*):(.*)$/s.exec(it)?.slice(1),
  );
  return wanted?.every((part, index) => isLike(part, found?.[index] ?? "")) === true && found !== undefined;
}

/** A key that the request does not have fulfils no comparison, but one for all values, of which it then has none. */
function holds(operator: string, value: string | undefined, values: readonly string[]): boolean {
  switch (operator) {
    case "ForAllValues:StringEquals":
      return value === undefined || values.includes(value);
    case "ForAllValues:StringLike":
      return value === undefined || values.some((pattern) => isLike(pattern, value));
    case "StringEquals":
      return value !== undefined && values.includes(value);
    case "StringLike":
      return value !== undefined && values.some((pattern) => isLike(pattern, value));
    case "ArnEquals":
    case "ArnLike":
      return value !== undefined && values.some((pattern) => isLikeArn(pattern, value));
    case "Bool":
      return value !== undefined && values.some((it) => it.toLowerCase() === value.toLowerCase());
    case "Null":
      return values.includes(`${value === undefined}`);
    default:
      throw new Error(`This condition is not understood: ${operator}`);
  }
}

/** `*` is any text, `?` any character. */
function isLike(pattern: string, text: string): boolean {
  if (pattern.includes("${")) {
    throw new Error(`Variables of policies are not understood: ${pattern}`);
  }
  const expression = pattern
    .replaceAll(/[.+^${}()|[\]\\]/g, "\\$&")
    .replaceAll("*", ".*")
    .replaceAll("?", ".");
  return new RegExp(`^${expression}$`, "s").test(text);
}

const listed = (value: List): readonly string[] => [value].flat();
