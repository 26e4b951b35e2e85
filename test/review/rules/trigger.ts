import { created, PERMISSION, POOL, resource, updated } from "../planned";
import type { Case } from "../rule-plans";
import { ACCOUNT, COGNITO, cognitos, letGo, slowFor } from "../rule-plans";

export const TRIGGER_CASES: readonly Case[] = [
  [
    "trigger-permission",
    "block",
    () => cognitos(() => {}),
    /taken away/,
    () => cognitos((plan) => created("aws_lambda_permission", "other", resource(plan, PERMISSION).change.before, plan)),
  ],
  ["trigger-permission", "block", () => letGo(`${ACCOUNT}:f`), /taken away/, () => letGo(`${ACCOUNT}:another`)],
  ["trigger-slow", "warn", () => slowFor(COGNITO), /three times/, () => slowFor("alexa-appkit.amazon.com")],
  [
    "trigger-foreign",
    "block",
    () =>
      updated(POOL, (it) => {
        it.lambda_config = [
          { custom_email_sender: [{ lambda_arn: "arn:aws:lambda:us-east-1:666666666666:function:f" }] },
        ];
      }),
    /666666666666/,
    () =>
      updated(POOL, (it) => {
        it.lambda_config = [{ pre_sign_up: `${ACCOUNT}:f` }];
      }),
  ],
  [
    "trigger-unknown",
    "warn",
    () =>
      updated(POOL, (it, _was, change) => {
        it.lambda_config = [{}];
        change.after_unknown.lambda_config = [{ pre_sign_up: true }];
      }),
    /known after the apply/,
    () =>
      updated(POOL, (it) => {
        it.lambda_config = [{ pre_sign_up: `${ACCOUNT}:f` }];
      }),
  ],
];
