import { terraformErrorText } from "../../terraform/error-text";
import { SSO_PROFILE, useAwsFiles } from "../common/aws-files";

useAwsFiles({
  config: `${SSO_PROFILE}[profile empty]
region = us-east-1
[profile half]
aws_access_key_id = AKIAEXAMPLE
`,
  credentials: "",
});

const none = (reason: string): string => `╷
│ Error: No valid credential sources found
│
│ Please see https://developer.hashicorp.com/terraform/language/backend/s3
│ for more information about providing credentials.
│
│ Error: failed to refresh cached credentials, ${reason}
╵
`;
const NO_SERVER = "no EC2 IMDS role found,\n│ operation error ec2imds: GetMetadata, access disabled to EC2 IMDS";
const refused = (reason: string): string =>
  `Error: reading STS Caller Identity: operation error STS: GetCallerIdentity, https response error StatusCode: 403, api error ${reason}`;

/** As Terraform 1.11.4 and AWS provider 5.100.0 print them; what AWS itself refuses, by the form of its errors. */
test.each([
  [
    "a misspelt profile",
    "shop-dve",
    '╷\n│ Error: failed to get shared config profile, shop-dve\n│ \n│   with provider["registry.terraform.io/hashicorp/aws"],\n╵\n',
    /^There is no AWS profile "shop-dve", which AWS_PROFILE names\. Did you mean shop-dev\?\n\nError: failed to get/,
  ],
  [
    "a misspelt profile of the provider's own",
    undefined,
    "Error: failed to get shared config profile, shop-dve",
    /^There is no AWS profile "shop-dve"\. Did you mean shop-dev\?/,
  ],
  [
    "a sign-in that was never made",
    "shop-dev",
    none(
      "failed to read cached SSO token\n│ file, open /home/ada/.aws/sso/cache/ee0b.json: no such\n│ file or directory",
    ),
    /^The sign-in at AWS IAM Identity Center is missing or has expired: run `aws sso login --profile shop-dev`\./,
  ],
  [
    "a sign-in that is over",
    "shop-dev",
    none("the SSO session has expired or\n│ is invalid"),
    /run `aws sso login --profile shop-dev`\./,
  ],
  ["a profile without credentials", "empty", none(NO_SERVER), /^The AWS profile "empty" gives no credentials\./],
  [
    "half a profile",
    "half",
    "Error: error fetching config from profile, half, Error using profile: \n 1, partial credentials found for profile profile half",
    /^The AWS profile "half" gives no credentials\./,
  ],
  ["no credentials at all", undefined, none(NO_SERVER), /^There are no AWS credentials: set AWS_PROFILE, or/],
  [
    "a token that has expired",
    "shop-dev",
    refused("ExpiredToken: The security token included in the request is expired"),
    /^The AWS credentials have expired: sign in again, for example with `aws sso login --profile shop-dev`\./,
  ],
  [
    "keys that AWS does not know",
    undefined,
    refused("InvalidClientTokenId: The security token included in the request is invalid."),
    /^AWS does not accept the credentials \(InvalidClientTokenId\): check AWS_PROFILE/,
  ],
  [
    "a key that is not the id's",
    undefined,
    refused("SignatureDoesNotMatch: The request signature we calculated does not match"),
    /^AWS does not accept the credentials \(SignatureDoesNotMatch\): check AWS_PROFILE/,
  ],
])("says of %s what doctor says, before Terraform's own words", (_, profile, output, words) => {
  if (profile !== undefined) {
    process.env.AWS_PROFILE = profile;
  }
  expect(terraformErrorText(output)).toMatch(words);
});

test("a stack of which nothing was set up here yet is no stack of another backend", () => {
  const text = terraformErrorText(
    'Error: Backend initialization required, please run "terraform init"\n\nReason: Initial configuration of the requested backend "local"\n',
  );
  expect(text).toMatch(/^That folder was not set up on this machine: run `terraform -chdir=<that folder> init`\./);
});
