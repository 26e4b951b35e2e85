import type { Severity } from "../../review/finding";

/** Terraform's JSON, free to be changed by a test. */
// biome-ignore lint/suspicious/noExplicitAny: it is of any shape
export type Json = Record<string, any>;

export type Edit = (resource: Json) => void;

/** The configuration no longer has the resource. */
export const REMOVED = "removed";

/** A change that one rule finds, and a change like it on which every rule stays silent. */
export interface ReviewCase {
  readonly rule: string;
  readonly severity: Severity;
  /** What is copied: an address of the stack, or a type of `TEMPLATES`. */
  readonly of: string;
  readonly change: Edit | typeof REMOVED;
  /** @default a resource of this type has nothing that could be changed without harm */
  readonly neighbour?: Edit;
  /** What the copy has that the original has not. */
  readonly base?: Edit;
  /** The copy's name. Cases that share one are told apart by their rules. @default a copy of its own */
  readonly copy?: string;
}

export type More = Pick<ReviewCase, "base" | "copy">;

/** Cases on copies of one resource. */
export const casesOf =
  (of: string, shared: More = {}) =>
  (rule: string, severity: Severity, change: ReviewCase["change"], neighbour?: Edit, more: More = {}): ReviewCase => ({
    rule,
    severity,
    of,
    change,
    neighbour,
    ...shared,
    ...more,
  });

/** Sets attributes. */
export const set =
  (values: Json): Edit =>
  (it) => {
    Object.assign(it, structuredClone(values));
  };

/** Sets what is inside a block. */
export const within =
  (block: string, values: Json): Edit =>
  (it) => {
    Object.assign(Array.isArray(it[block]) ? it[block][0] : it[block], values);
  };

/** What Terraform takes a value from. */
export const reference = (expression: string): string => `\${${expression}}`;

/** Takes lines away. */
export const without =
  (...names: readonly string[]): Edit =>
  (it) => {
    for (const name of names) {
      delete it[name];
    }
  };

/** Adds to the end of a list. */
export const push =
  (list: string, ...items: readonly unknown[]): Edit =>
  (it) => {
    it[list] = [...it[list], ...structuredClone(items)];
  };

export const reversed =
  (list: string): Edit =>
  (it) => {
    it[list] = [...it[list]].reverse();
  };

export const all =
  (...edits: readonly Edit[]): Edit =>
  (it) => {
    for (const edit of edits) {
      edit(it);
    }
  };

export const described = set({ description: "Another text" });
export const tagged = set({ tags: { Team: "Voice" } });

export const POOL = "aws_cognito_user_pool.user_pool";
export const CLIENT = "aws_cognito_user_pool_client.alexa";
export const DOMAIN = "aws_cognito_user_pool_domain.domain";
export const FUNCTION = "aws_lambda_function.skill";
export const ALIAS = "aws_lambda_alias.skill_live";
export const PERMISSION = "aws_lambda_permission.skill_alexa";
export const ROLE = "aws_iam_role.skill_role";
export const POLICY = "aws_iam_role_policy.skill_write_logs";
export const LOGS = "aws_cloudwatch_log_group.skill_logs";

export function at(file: Json, address: string): Json {
  const [type = "", name = ""] = address.split(".");
  return file.resource[type][name];
}
