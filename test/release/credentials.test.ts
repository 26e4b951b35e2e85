/** What promote, rollback and drift say when the AWS credentials are at fault: the same as doctor. */
import { deployedFacts } from "../../release/deployed-facts";
import { functionExists } from "../../release/first-deployment";
import { FunctionAlias } from "../../release/function-alias";
import { SSO_PROFILE, useAwsFiles } from "../common/aws-files";
import { ACCOUNT_LINKING, FUNCTION_ARN } from "../contract/account-linking";

const { signal } = new AbortController();

useAwsFiles({ config: SSO_PROFILE });

const CALLS: readonly (readonly [string, (profile?: string) => Promise<unknown>])[] = [
  ["the function behind the alias", (profile) => new FunctionAlias({ arn: FUNCTION_ARN, profile }).running(signal)],
  ["the versions to go back to", (profile) => new FunctionAlias({ arn: FUNCTION_ARN, profile }).versions(signal)],
  ["the move of the alias", (profile) => new FunctionAlias({ arn: FUNCTION_ARN, profile }).moveTo(1, "1", signal)],
  [
    "what is deployed",
    (profile) => deployedFacts({ environment: "dev", accountLinking: ACCOUNT_LINKING, profile, signal }),
  ],
  ["a first deployment", (profile) => functionExists({ name: "skill", region: "us-east-1" }, { profile, signal })],
];

describe.each(CALLS)("%s", (_, call) => {
  test.each([
    ["a profile that is misspelt", "shop-dve", /There is no AWS profile "shop-dve"\. Did you mean shop-dev\?/],
    [
      "a sign-in that is over",
      "shop-dev",
      /IAM Identity Center is missing or has expired: run `aws sso login --profile shop-dev`/,
    ],
  ])("with %s says so, and what helps", async (_what, profile, words) => {
    await expect(call(profile)).rejects.toThrow(words);
  });
});
