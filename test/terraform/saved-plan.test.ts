import { join } from "node:path";
import { strToU8, zipSync } from "fflate";
import { Secrets } from "../../common/secrets";
import { planPlace, readSavedPlan } from "../../terraform/saved-plan";
import { readStackOutputs } from "../../terraform/stack-outputs";
import { initStack } from "../../terraform/stack-plan";
import { inFolder, write } from "../local/fixtures";

/** As Terraform 1.11.4 saves a plan, without the changes themselves. */
const ENTRIES: Readonly<Record<string, string>> = {
  tfplan: "",
  tfstate: '{"version":4,"serial":7,"lineage":"0e7c","resources":[]}',
  "tfstate-prev": "{}",
  "tfconfig/m-/cdk.tf.json": '{"//":{"metadata":{"stackName":"dev"}},"locals":{"n":9007199254740993}}',
  "tfconfig/m-more/main.tf": "locals {}\n",
  "tfconfig/modules.json": '[{"Key":"","Dir":"."}]',
  ".terraform.lock.hcl": `# This file is maintained automatically
provider "registry.terraform.io/hashicorp/aws" {
  version     = "5.100.0"
  constraints = ">= 5.100.0, < 7.0.0"
  hashes = [
    "h1:a",
  ]
}

provider "registry.terraform.io/hashicorp/random" {
  version = "3.7.2"
}
`,
};

const archive = (entries: Readonly<Record<string, string>>): Uint8Array =>
  zipSync(Object.fromEntries(Object.entries(entries).map(([name, text]) => [name, strToU8(text)])));

test("a saved plan carries its files, its providers and its state, with numbers as they are", () =>
  inFolder(async (folder) => {
    const file = join(folder, "plan");
    write(file, archive(ENTRIES));
    const stack = { "//": { metadata: { stackName: "dev" } }, locals: { n: 9007199254740993n } };
    expect(readSavedPlan(file)).toMatchObject({
      files: { "m-/cdk.tf.json": stack, "m-more/main.tf": "locals {}\n" },
      configuration: stack,
      providers: {
        "registry.terraform.io/hashicorp/aws": "5.100.0",
        "registry.terraform.io/hashicorp/random": "3.7.2",
      },
      state: { lineage: "0e7c", serial: 7 },
    });
    expect(Object.keys(readSavedPlan(file).files)).toEqual(["m-/cdk.tf.json", "m-more/main.tf"]);
  }));

test.each([
  ["no state yet", { tfstate: '{"version":4,"serial":0,"lineage":""}' }],
  ["no state in it", { tfstate: "" }],
])("a plan with %s has no lineage", (_, change) =>
  inFolder(async (folder) => {
    const file = join(folder, "plan");
    write(file, archive({ ...ENTRIES, ...change }));
    expect(readSavedPlan(file).state).toEqual({ lineage: "", serial: 0 });
  }),
);

test("what is no saved plan is refused in words", () =>
  inFolder(async (folder) => {
    const file = join(folder, "plan");
    expect(() => readSavedPlan(file)).toThrow(/there is no such file/);
    write(file, "{}");
    expect(() => readSavedPlan(file)).toThrow(/it is no saved plan/);
    write(file, archive({ a: "b" }));
    expect(() => readSavedPlan(file)).toThrow(/no saved plan of Terraform's/);
  }));

test("the place of a plan is the backend as it was set up, the workspace, and where AWS is reached", () =>
  inFolder(async (folder) => {
    write(
      join(folder, ".terraform/terraform.tfstate"),
      '{"version":3,"backend":{"type":"s3","config":{"bucket":"state","key":"dev.tfstate"}}}',
    );
    const env = {
      AWS_ENDPOINT_URL: "http://127.0.0.1:1",
      AWS_ENDPOINT_URL_LAMBDA: "http://127.0.0.1:2",
      AWS_S3_ENDPOINT: "http://127.0.0.1:3",
      AWS_ENDPOINT_URL_STS: "",
      AWS_REGION: "us-east-1",
      TF_WORKSPACE: "other",
    };
    expect(planPlace(folder, env)).toEqual({
      backend: { type: "s3", config: { bucket: "state", key: "dev.tfstate" } },
      workspace: "other",
      endpoints: {
        AWS_ENDPOINT_URL: "http://127.0.0.1:1",
        AWS_ENDPOINT_URL_LAMBDA: "http://127.0.0.1:2",
        AWS_S3_ENDPOINT: "http://127.0.0.1:3",
      },
    });
    expect(planPlace(join(folder, "empty"), {})).toEqual({
      backend: { type: "local", config: {} },
      workspace: "default",
      endpoints: {},
    });
  }));

test("no command works on the state of another workspace", () =>
  inFolder(async (folder) => {
    write(join(folder, "cdk.tf.json"), "{}");
    write(join(folder, ".terraform/environment"), "other");
    const binary = { path: "/does/not/exist", product: "Terraform", version: "1.11.4" } as never;
    const options = { binary, folder, env: {}, signal: new AbortController().signal, secrets: new Secrets() };
    const refused = { exitCode: 2, message: expect.stringContaining("the workspace other is selected") };
    await expect(initStack(options)).rejects.toMatchObject(refused);
    await expect(readStackOutputs(options)).rejects.toMatchObject(refused);
  }));
