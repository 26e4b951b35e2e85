import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { GetPolicyCommand, LambdaClient } from "@aws-sdk/client-lambda";
import { awsReason } from "../../common/aws-reason";
import { makeTemporaryFolder, removeFolder } from "../../common/temporary-folder";

const folder = makeTemporaryFolder("aws");
const inherited = { ...process.env };
const CONFIG = `[default]
region = us-east-1
[profile shop-dev]
sso_start_url = https://example.awsapps.com/start
sso_region = us-east-1
sso_account_id = 123456789012
sso_role_name = Developer
[profile "empty"]
region = us-east-1
`;

beforeAll(() => {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "config"), CONFIG);
  writeFileSync(join(folder, "credentials"), "[other]\n");
});
beforeEach(() => {
  for (const name of Object.keys(process.env).filter((it) => it.startsWith("AWS_"))) {
    delete process.env[name];
  }
  Object.assign(process.env, {
    AWS_CONFIG_FILE: join(folder, "config"),
    AWS_SHARED_CREDENTIALS_FILE: join(folder, "credentials"),
    AWS_EC2_METADATA_DISABLED: "true",
    HOME: folder,
  });
});
afterAll(() => {
  Object.assign(process.env, inherited);
  removeFolder(folder);
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
