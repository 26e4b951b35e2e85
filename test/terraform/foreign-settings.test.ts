import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Environment } from "../../common/child-process";
import { foreignSettings } from "../../terraform/foreign-settings";
import { inFolder, write } from "../local/fixtures";

const STACK = { variable: { plain: {}, token: { ephemeral: true } } };

/** What is told of a stack's folder, beside its `cdk.tf.json`, with files and variables. */
function told(files: readonly string[], env: Environment = {}): Promise<readonly string[]> {
  let found: readonly string[] = [];
  return inFolder(async (folder) => {
    write(join(folder, "cdk.tf.json"), JSON.stringify(STACK));
    for (const file of files) {
      write(join(folder, file), "other");
    }
    found = foreignSettings({ folder, env }).map((text) => text.replaceAll(folder, "FOLDER"));
  }).then(() => found);
}

test("a stack as synth, Terraform and cdktf leave it holds nothing foreign", async () => {
  const own = [
    "assets/skill_bundle_1/2/skill.zip",
    ".terraform/providers/a",
    ".terraform.lock.hcl",
    "plan",
    "terraform.dev.tfstate",
    "terraform.dev.tfstate.backup",
    ".terraform.dev.tfstate.lock.info",
    ".DS_Store",
  ];
  const env = {
    TF_CLI_ARGS: "-no-color",
    TF_CLI_ARGS_plan: "-lock-timeout=10m -parallelism=4 -compact-warnings",
    TF_CLI_ARGS_init: "-lockfile=readonly",
    TF_CLI_ARGS_import: "-var=a=b",
    TF_VAR_plain: "counts in the digest",
    TF_IN_AUTOMATION: "1",
    TF_WORKSPACE: "default",
    TF_REATTACH_PROVIDERS: "",
  };
  expect(await told(own, env)).toEqual([]);
});

test.each([
  ["override.tf", "with which Terraform overrides the stack"],
  ["override.tf.json", "with which Terraform overrides the stack"],
  ["a_override.tf.json", "with which Terraform overrides the stack"],
  ["a_override.tofu", "with which Terraform overrides the stack"],
  ["more.tf", "which Terraform takes for a part of the stack"],
  ["more.tf.json", "which Terraform takes for a part of the stack"],
  ["terraform.tfvars", "from which Terraform takes variables"],
  ["a.auto.tfvars.json", "from which Terraform takes variables"],
  [".terraformrc", "which no synth wrote. Allowed"],
  ["terraform.d/plugins/a", "which no synth wrote. Allowed"],
  ["Cdk.tf.json.bak", "which no synth wrote. Allowed"],
])("%s is reported, with what Terraform does with it", async (file, what) => {
  const [text, ...others] = await told([file]);
  expect(others).toEqual([]);
  expect(text).toContain(`FOLDER holds ${JSON.stringify(file.split("/")[0])}, `);
  expect(text).toContain(what);
  expect(text).toContain("Remove it");
});

test.each([
  ["TF_CLI_ARGS", "-target=aws_iam_role.a", "-target=…"],
  ["TF_CLI_ARGS_plan", "-no-color -var=token=s3cret", "-var=…"],
  ["TF_CLI_ARGS_plan", "-var 'token=s3cret'", "-var (a value)"],
  ["TF_CLI_ARGS_plan", "-refresh=false", "-refresh=…"],
  ["TF_CLI_ARGS_plan", "-destroy", "-destroy"],
  ["TF_CLI_ARGS_plan", "-lock=false", "-lock=…"],
  ["TF_CLI_ARGS_init", "-backend-config=key=other", "-backend-config=…"],
  ["TF_CLI_ARGS_init", "-plugin-dir=/tmp", "-plugin-dir=…"],
  ["TF_CLI_ARGS_apply", "--state=other", "--state=…"],
])("%s=%s is reported without its value", async (name, value, shown) => {
  expect(await told([], { [name]: value })).toEqual([expect.stringContaining(`${name} gives Terraform ${shown}, so`)]);
});

test.each([
  ["TF_REATTACH_PROVIDERS", "{}"],
  ["TF_PLUGIN_CACHE_MAY_BREAK_DEPENDENCY_LOCK_FILE", "1"],
  ["TF_VAR_token", "s3cret"],
  ["TF_WORKSPACE", "other"],
])("%s is reported", async (name, value) => {
  const [text, ...others] = await told([], { [name]: value });
  expect(others).toEqual([]);
  expect(text).toContain(name);
  expect(text).not.toContain("s3cret");
});

test("a workspace that was selected in the folder is reported, wherever Terraform keeps its data", () =>
  inFolder(async (folder) => {
    write(join(folder, "cdk.tf.json"), "{}");
    mkdirSync(join(folder, ".terraform"));
    write(join(folder, ".terraform/environment"), "other");
    expect(foreignSettings({ folder, env: {} })).toEqual([expect.stringContaining("The workspace other is selected")]);
    expect(foreignSettings({ folder, env: { TF_DATA_DIR: join(folder, ".terraform/data") } })).toEqual([]);
    write(join(folder, ".terraform/data/environment"), "third");
    expect(foreignSettings({ folder, env: { TF_DATA_DIR: ".terraform/data" } })).toEqual([
      expect.stringContaining("The workspace third is selected"),
    ]);
  }));
