import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { makeTemporaryFolder, removeFolder } from "../../common/temporary-folder";

/** A profile of AWS IAM Identity Center whose sign-in is missing. */
export const SSO_PROFILE = `[profile shop-dev]
region = us-east-1
sso_start_url = https://example.awsapps.com/start
sso_region = us-east-1
sso_account_id = 123456789012
sso_role_name = Developer
`;

/** Gives a file's tests shared AWS files, and nothing of the AWS variables that whoever runs them has. */
export function useAwsFiles({ config, credentials }: { readonly config: string; readonly credentials?: string }): void {
  const folder = makeTemporaryFolder("aws");
  const inherited = { ...process.env };
  const removeVariables = (): void => {
    for (const name of Object.keys(process.env).filter((it) => it.startsWith("AWS_"))) {
      delete process.env[name];
    }
  };

  beforeAll(() => {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, "config"), config);
    if (credentials !== undefined) {
      writeFileSync(join(folder, "credentials"), credentials);
    }
  });
  beforeEach(() => {
    removeVariables();
    Object.assign(process.env, {
      AWS_CONFIG_FILE: join(folder, "config"),
      AWS_SHARED_CREDENTIALS_FILE: join(folder, "credentials"),
      AWS_EC2_METADATA_DISABLED: "true",
      HOME: folder,
    });
  });
  afterAll(() => {
    removeVariables();
    Object.assign(process.env, inherited);
    removeFolder(folder);
  });
}
