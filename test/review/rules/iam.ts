import { policyOf } from "../link-plans";
import { created, POLICY, ROLE, updated } from "../planned";
import type { Case } from "../rule-plans";
import { grants, trusts } from "../rule-plans";

export const IAM_CASES: readonly Case[] = [
  [
    "iam-wider",
    "warn",
    () =>
      updated(POLICY, (it, was) => {
        was.policy = policyOf(["logs:PutLogEvents"]);
        it.policy = policyOf(["logs:PutLogEvents", "s3:*"]);
      }),
    /s3:\*/,
    () =>
      updated(POLICY, (it, was) => {
        was.policy = policyOf(["logs:PutLogEvents", "s3:*"]);
        it.policy = policyOf("logs:PutLogEvents");
      }),
  ],
  [
    "iam-wider",
    "warn",
    () => created("aws_iam_role_policy_attachment", "more", { role: "alexa-skill-staging", policy_arn: "arn:more" }),
    /arn:more/,
    () =>
      created(
        "aws_iam_role_policy_attachment",
        "more",
        { role: "new", policy_arn: "arn:aws:iam::aws:policy/AWSXRayDaemonWriteAccess" },
        created("aws_iam_role", "new", { name: "new" }),
      ),
  ],
  [
    "iam-wider",
    "warn",
    () =>
      updated(ROLE, (it, was) => {
        was.permissions_boundary = "arn:aws:iam::123456789012:policy/boundary";
        it.permissions_boundary = "";
      }),
    /The boundary of a role goes[\s\S]*policy\/boundary/,
    () =>
      updated(ROLE, (it, was) => {
        was.permissions_boundary = "";
        it.permissions_boundary = "arn:aws:iam::123456789012:policy/boundary";
      }),
  ],
  [
    "iam-wider",
    "warn",
    () =>
      updated(ROLE, (it, was) => {
        was.permissions_boundary = "arn:aws:iam::123456789012:policy/narrow";
        it.permissions_boundary = "arn:aws:iam::123456789012:policy/wide";
      }),
    /Another policy bounds a role[\s\S]*policy\/wide/,
    () => updated(ROLE, (it) => (it.description = "other")),
  ],
  [
    "iam-wider",
    "warn",
    () =>
      updated(ROLE, (it) => {
        it.assume_role_policy = it.assume_role_policy.replace("lambda.amazonaws.com", "*");
      }),
    /Service \*/,
    () =>
      updated(ROLE, (it) => {
        it.assume_role_policy = JSON.stringify(JSON.parse(it.assume_role_policy), null, 2);
      }),
  ],
  [
    "iam-wider",
    "block",
    () =>
      created("aws_iam_role", "r", {
        name: "r",
        assume_role_policy: trusts({ AWS: "arn:aws:iam::666666666666:root" }),
      }),
    /another account/,
    () => created("aws_iam_role", "r", { name: "r", assume_role_policy: trusts({ Service: "lambda.amazonaws.com" }) }),
  ],
  [
    "iam-wider",
    "warn",
    () =>
      created("aws_iam_user_policy", "u", { name: "u", user: "u", policy: grants("s3:GetObject", "arn:aws:s3:::b/*") }),
    /s3:GetObject/,
    () => created("aws_iam_user", "u", { name: "u" }),
  ],
];
