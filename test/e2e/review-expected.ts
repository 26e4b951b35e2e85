/** What the plans of every rule have beside what they are made for. */

/** Rules that no real plan shows here, each with the reason. */
export const NOT_HERE: Readonly<Record<string, string>> = {
  "alarm-changed": "The emulator's front lets no call of CloudWatch's alarms through.",
  "adopted-pool-resets": "No pool of these plans is imported; test/e2e/adopt.test.ts has one that is.",
  "sign-in-look": "It is shown in custom-domain.test.ts, whose environment has a sign-in page.",
  "certificate-changed": "It is shown in custom-domain.test.ts, whose environment has a certificate.",
  "name-taken": "Of its things the emulator's front lets metric filters alone through, and no stack of these has one.",
  "log-delivery": "The provider 5.100 does not have the resource.",
  "sign-in-domain-added": "It is shown in custom-domain.test.ts, whose pool gets a second domain.",
};

/** Changes that one more rule finds, each because it is both. */
export const ALSO = [
  "email-sender warn aws_cognito_user_pool.email-factor-too-early",
  "function-open block aws_lambda_permission.skill-id-4",
  "implicit-grant warn aws_cognito_user_pool_client.oauth-off",
  "message-changed info aws_cognito_user_pool.email-factor-too-early",
  "provider-offered warn aws_cognito_user_pool_client.oauth-off-3",
  "scope-gained warn aws_cognito_user_pool_client.scope-unknown",
  "sign-in-ways warn aws_cognito_user_pool.email-factor-too-early",
  "trigger-unknown warn aws_cognito_user_pool.trigger-changed",
  "trigger-unknown warn aws_cognito_user_pool.trigger-changed-3",
];

/** Neighbours that are the same in another order or notation: Terraform plans nothing. */
export const SAME = [
  "aws_cognito_user_pool_client.removed-property-noop",
  "aws_cognito_user_pool_client.removed-property-noop-3",
  "aws_iam_role.iam-wider",
  "aws_iam_role_policy.iam-wider",
];

/** Neighbours of which no rule knows whether they harm: they are listed, and nothing is said of them. */
export const UNKNOWN: Readonly<Record<string, readonly string[]>> = {
  "aws_cognito_user_pool_client.access-too-short-2": ["id_token_validity"],
  "aws_lambda_function.one": ["environment.variables.LEVEL"],
};
