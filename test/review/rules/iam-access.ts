import type { Values } from "../planned";
import { created, POLICY, ROLE, updated } from "../planned";
import type { Case } from "../rule-plans";
import { grants, ofFunction, policy } from "../rule-plans";

const tagged =
  (tags: object, tags_all: object): (() => Values) =>
  () =>
    updated(ROLE, (it, was) => {
      Object.assign(was, { tags: {}, tags_all: {} });
      Object.assign(it, { tags, tags_all });
    });

export const IAM_ACCESS_CASES: readonly Case[] = [
  [
    "access-by-tags",
    "warn",
    tagged({ team: "payments" }, { team: "payments" }),
    /payments.*aws:PrincipalTag/,
    tagged({}, { team: "payments" }),
  ],
  [
    "iam-administrator",
    "block",
    () =>
      created("aws_iam_role", "r", {
        name: "r",
        assume_role_policy: policy("x"),
        managed_policy_arns: ["arn:aws:iam::aws:policy/AdministratorAccess"],
      }),
    /AdministratorAccess/,
    () =>
      created("aws_iam_role", "r", {
        name: "r",
        assume_role_policy: policy("x"),
        managed_policy_arns: ["arn:aws:iam::aws:policy/ReadOnlyAccess"],
      }),
  ],
  [
    "iam-administrator",
    "block",
    () =>
      updated(POLICY, (it) => {
        it.policy = grants("*", "*");
      }),
    /\* on \*/,
    () =>
      updated(POLICY, (it) => {
        it.policy = grants("logs:PutLogEvents", "arn:aws:logs:us-east-1:1:x");
      }),
  ],
  [
    "identity-access",
    "warn",
    () => created("aws_iam_access_key", "k", { user: "u" }),
    /created/,
    () => created("aws_iam_policy", "k", { name: "k", policy: grants("logs:PutLogEvents", "x") }),
  ],
  [
    "access-narrower",
    "block",
    () =>
      updated(ROLE, (it, was) => {
        it.assume_role_policy = was.assume_role_policy.replace('"Allow"', '"Deny"');
      }),
    /denied: sts:AssumeRole/,
    () =>
      updated(ROLE, (it) => {
        it.description = "new";
      }),
  ],
  [
    "access-narrower",
    "warn",
    () =>
      updated(POLICY, (it) => {
        it.policy = grants("logs:PutLogEvents", "arn:none");
      }),
    /no longer allowed/,
    () =>
      updated(POLICY, (it, was) => {
        it.policy = `${was.policy} `;
      }),
  ],
  [
    "function-role",
    "block",
    () => ofFunction({ role: "arn:aws:iam::123456789012:role/admin" }),
    /role\/admin/,
    () => ofFunction({ description: "new" }),
  ],
];
