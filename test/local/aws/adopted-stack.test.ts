import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { EnvironmentProps } from "../../../constructs";
import { makeWhatIsAdopted } from "../../../local/aws/adopted-stack";
import { minimalEnvironment } from "../../constructs/example-environment";
import { synthesizeTexts, temporaryFolder } from "../../constructs/synthesize";

const folderOf = (environment: EnvironmentProps): string => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, "cdk.tf.json"), synthesizeTexts([environment])[environment.name] ?? "");
  return folder;
};
const textIn = (folder: string): string => readFileSync(join(folder, "cdk.tf.json"), "utf8");

test("what is imported at AWS is made here, the client with a secret", () => {
  const folder = folderOf({ ...minimalEnvironment(), adopt: { userPoolId: "us-east-1_Abc", clientId: "abc" } });

  expect(makeWhatIsAdopted(folder)).toEqual(["aws_cognito_user_pool.user_pool", "aws_cognito_user_pool_client.alexa"]);
  const json = JSON.parse(textIn(folder));
  expect(json).not.toHaveProperty("import");
  expect(json.resource.aws_cognito_user_pool_client.alexa.generate_secret).toBe(true);
});

test("any other stack stays as it is, to the byte", () => {
  const folder = folderOf(minimalEnvironment());
  const before = textIn(folder);

  expect(makeWhatIsAdopted(folder)).toEqual([]);
  expect(textIn(folder)).toBe(before);
});
