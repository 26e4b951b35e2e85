/** Who can read a local state, and what Terraform makes of it: real applies, without a provider. */
import { execFileSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { findExecutable } from "../../common/executable";
import { removeFolder } from "../../common/temporary-folder";
import { keepLocalStatesPrivate } from "../../terraform/local-state";
import { newFolder } from "../local/fixtures";

const PATH = "../../../terraform.dev.tfstate";

let root: string;
let output: string;
let formerMask: number;
beforeEach(() => {
  formerMask = process.umask(0o022);
  root = newFolder();
  output = join(root, "cdktf.out");
});
afterEach(() => {
  process.umask(formerMask);
  removeFolder(root);
});

const inRoot = (name: string): string => join(root, name);
const modeOf = (name: string): string => (statSync(inRoot(name)).mode & 0o777).toString(8);

/** Writes a stack as cdktf does, and answers its folder. */
function writeStack(name: string, backend: unknown, value = "first"): string {
  const folder = join(output, "stacks", name);
  mkdirSync(folder, { recursive: true });
  const json = { resource: { terraform_data: { it: { input: value } } }, terraform: { backend } };
  writeFileSync(join(folder, "cdk.tf.json"), JSON.stringify(json, null, 2));
  return folder;
}

const terraform = findExecutable("terraform", process.env);

(terraform !== undefined || process.env.CI === "true" ? test : test.skip)(
  "the state and its backup are their owner's from the first apply on, and hold what was applied",
  () => {
    const env = { PATH: process.env.PATH, HOME: root, CHECKPOINT_DISABLE: "1", TF_CLI_CONFIG_FILE: "/dev/null" };
    for (const value of ["first", "second", "third"]) {
      const cwd = writeStack("dev", { local: { path: PATH } }, value);
      keepLocalStatesPrivate(output, root);
      // As cdktf runs it: with the umask of the person's shell.
      execFileSync(terraform ?? "terraform", ["init", "-input=false"], { cwd, env });
      execFileSync(terraform ?? "terraform", ["apply", "-input=false", "-auto-approve"], { cwd, env });

      expect(readFileSync(inRoot("terraform.dev.tfstate"), "utf8")).toContain(`"${value}"`);
      expect(modeOf("terraform.dev.tfstate")).toBe("600");
    }
    expect(readFileSync(inRoot("terraform.dev.tfstate.backup"), "utf8")).toContain('"second"');
    expect(modeOf("terraform.dev.tfstate.backup")).toBe("600");
  },
  60_000,
);

test("a state that everybody could read is its owner's afterwards, with its content", () => {
  writeStack("dev", { local: { path: PATH } });
  for (const name of ["terraform.dev.tfstate", "terraform.dev.tfstate.backup"]) {
    writeFileSync(inRoot(name), name, { mode: 0o644 });
  }

  keepLocalStatesPrivate(output, root);

  for (const name of ["terraform.dev.tfstate", "terraform.dev.tfstate.backup"]) {
    expect([readFileSync(inRoot(name), "utf8"), modeOf(name)]).toEqual([name, "600"]);
  }
});

test("a narrower mode stays", () => {
  writeStack("dev", { local: { path: PATH } });
  writeFileSync(inRoot("terraform.dev.tfstate"), "");
  chmodSync(inRoot("terraform.dev.tfstate"), 0o400);

  keepLocalStatesPrivate(output, root);

  expect(modeOf("terraform.dev.tfstate")).toBe("400");
});

test.each<[string, unknown]>([
  ["in S3", { s3: { bucket: "states", key: "x/dev.tfstate" } }],
  ["outside of the project", { local: { path: "../../../../terraform.dev.tfstate" } }],
  ["in a folder that is not there", { local: { path: "../../../states/terraform.dev.tfstate" } }],
  ["where Terraform puts it by itself", undefined],
])("no file is made for a state %s", (_, backend) => {
  const folder = writeStack("dev", backend);

  keepLocalStatesPrivate(output, root);

  expect(existsSync(join(folder, "terraform.tfstate"))).toBe(false);
  expect(existsSync(inRoot("states"))).toBe(false);
  expect(existsSync(join(root, "../terraform.dev.tfstate"))).toBe(false);
});

test("an output folder without stacks, and one that is not there, are none of its business", () => {
  keepLocalStatesPrivate(output, root);
  mkdirSync(output);
  keepLocalStatesPrivate(output, root);
  expect(existsSync(inRoot("terraform.dev.tfstate"))).toBe(false);
});
