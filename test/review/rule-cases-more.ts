/** Cases for what once passed as harmless, because a list was too wide or nobody looked there. */
import { created } from "./planned";
import type { Case } from "./rule-plans";
import { grants, newRole } from "./rule-plans";

const ON = "arn:aws:dynamodb:us-east-1:123456789012:table";

export const PASSED_ONCE: readonly Case[] = [
  ...(
    [
      ["iam:PutRolePolicy", "arn:aws:iam::123456789012:role/alexa-skill-staging"],
      ["lambda:UpdateFunctionCode", "arn:aws:lambda:us-east-1:123456789012:function:alexa-skill-staging"],
      ["cognito-idp:AdminSetUserPassword", "arn:aws:cognito-idp:us-east-1:123456789012:userpool/x"],
      ["s3:GetObject", "arn:aws:s3:::*"],
      ["s3:?etObject", "arn:aws:s3:::states/prod"],
      ["sts:AssumeRole", "arn:aws:iam::666666666666:role/x"],
      ["logs:*", "*"],
      ["dynamodb:GetItem", `${ON}/*`],
      ["dynamodb:GetItem", "arn:aws:dynamodb:us-east-1:666666666666:table/scores"],
    ] as const
  ).map(
    ([action, on]): Case => [
      "iam-wider",
      "warn",
      () => newRole(grants(action, on)),
      /The role may do more/,
      () => newRole(grants("dynamodb:GetItem", `${ON}/scores/index/*`)),
    ],
  ),
  [
    "iam-wider",
    "warn",
    () => newRole(undefined),
    /does not show to what/,
    () => newRole(grants("logs:PutLogEvents", "*"), created("aws_iam_user", "u", { name: "u" })),
  ],
];
