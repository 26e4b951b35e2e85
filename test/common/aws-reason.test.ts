import { GetPolicyCommand, LambdaClient } from "@aws-sdk/client-lambda";
import { awsReason } from "../../common/aws-reason";
import { SSO_PROFILE, useAwsFiles } from "./aws-files";

useAwsFiles({
  config: `[default]
region = us-east-1
${SSO_PROFILE}[profile "empty"]
region = us-east-1
`,
  credentials: "[other]\n",
});

/** The SDK's own error: nothing is sent anywhere without credentials. */
async function reasonWith(profile: string | undefined): Promise<string> {
  if (profile !== undefined) {
    process.env.AWS_PROFILE = profile;
  }
  const client = new LambdaClient({ region: "us-east-1", maxAttempts: 1 });
  const error = await client.send(new GetPolicyCommand({ FunctionName: "example" })).catch((it: unknown) => it);
  client.destroy();
  return awsReason(error, "lambda:GetPolicy");
}

test.each([
  ["no profile", undefined, /There are no AWS credentials: set AWS_PROFILE/],
  ["a sign-in that is missing or over", "shop-dev", /Identity Center.*`aws sso login --profile shop-dev`/],
  [
    "a misspelt profile",
    "shop-dve",
    /There is no AWS profile "shop-dve", which AWS_PROFILE names\. Did you mean shop-dev\?/,
  ],
  ["a profile of another world", "zebra", /There is no AWS profile "zebra".*`aws configure list-profiles`/],
  [
    "a profile without credentials",
    "empty",
    /"empty" gives no credentials.*`aws sts get-caller-identity --profile empty`/,
  ],
  ["one of the credentials file", "other", /"other" gives no credentials/],
])("says of %s what AWS's own tools would, with the command that helps", async (_, profile, words) => {
  expect(await reasonWith(profile)).toMatch(words);
});

test("names the profile in the command when a token has expired", () => {
  process.env.AWS_PROFILE = "shop-dev";
  const expired = Object.assign(new Error("expired"), { name: "ExpiredTokenException" });

  expect(awsReason(expired, "lambda:GetPolicy")).toContain("`aws sso login --profile shop-dev`");
});
