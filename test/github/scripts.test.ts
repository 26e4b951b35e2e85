/** The scripts that several workflows share: what hands a build over, and what waits for an apply. */
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { packed } from "./build-archive";
import type { Answer, Finished } from "./runner";
import { callsOf, Runner } from "./runner";
import { ROOT } from "./workflows";

let runner: Runner;
beforeEach(() => {
  runner = new Runner();
});
afterEach(() => runner.end());

const BUILD = {
  "cdktf.out/manifest.json": '{"stacks":{"dev":{}}}',
  "cdktf.out/stacks/dev/cdk.tf.json": "{}",
  "cdktf.out/stacks/dev/.terraform.lock.hcl": "# lock",
  "cdktf.out/stacks/dev/assets/skill_1A/0f/skill.zip": "zip",
};

describe("taking a build", () => {
  const take = (sha256: string): Finished =>
    runner.script('.github/scripts/take-build.sh "$RUNNER_TEMP/build.tar.gz" "$SHA256"', { SHA256: sha256 });

  test("puts it into the place of what is there", () => {
    runner.write("cdktf.out/stacks/gone/cdk.tf.json", "{}");
    runner.write("release.json", "old");
    expect(take(packed(runner, BUILD))).toMatchObject({ exitCode: 0, log: "" });
    for (const [path, content] of Object.entries(BUILD)) {
      expect(readFileSync(runner.path(path), "utf8")).toBe(content);
    }
    expect(["cdktf.out/stacks/gone", "release.json"].filter((path) => existsSync(runner.path(path)))).toEqual([]);
  });

  test.each([
    ["another hash", "0".repeat(64)],
    ["no hash", ""],
  ])("refuses a build of %s", (_which, sha256) => {
    packed(runner, BUILD);
    const found = take(sha256);
    expect(found).toMatchObject({ exitCode: 3, log: expect.stringContaining("Its SHA-256 is ") });
    expect(existsSync(runner.path("cdktf.out"))).toBe(false);
  });

  test.each([
    ["a second Terraform file", "cdktf.out/stacks/dev/backend_override.tf.json", "{}"],
    ["variables", "cdktf.out/stacks/dev/terraform.tfvars", ""],
    ["a workspace", "cdktf.out/stacks/dev/.terraform/environment", "other"],
    ["a link", "cdktf.out/stacks/dev/assets/skill.zip", "-> /etc/hostname"],
    ["a link as a folder", "cdktf.out/stacks/prod", "-> ../../cli"],
    ["code of the reviewer", "review/review.ts", "export {};"],
    ["an acknowledgement", "acknowledgements.json", "[]"],
    ["a program", "node_modules/.bin/alexa-link", "#!/bin/sh"],
    ["a name with a line break", "cdktf.out/stacks/dev/a\n::notice::b", ""],
  ])("refuses one with %s", (_what, path, content) => {
    const found = take(packed(runner, { ...BUILD, [path]: content }));
    expect(found).toMatchObject({ exitCode: 3, log: expect.stringContaining("a file that no synth makes") });
    expect(found.log.split("\n").filter((line) => line !== "")).toHaveLength(1);
    expect(existsSync(runner.path(path.split("/")[0] ?? ""))).toBe(false);
  });

  test.each([
    [
      "a provider that nobody let in",
      ".terraform.lock.hcl",
      'provider "registry.terraform.io/evil/aws" {\n}\n',
      "evil/aws",
    ],
    [
      "a program as a provider",
      ".terraform.lock.hcl",
      'provider "registry.terraform.io/hashicorp/external" {\n}\n',
      "external",
    ],
    [
      "a file of credentials",
      "cdk.tf.json",
      JSON.stringify({ provider: { aws: [{ shared_config_files: ["assets/x"] }] } }),
      "shared_config_files",
    ],
    [
      "a file of the backend",
      "cdk.tf.json",
      JSON.stringify({ terraform: { backend: { s3: { profile: "x" } } } }),
      "profile",
    ],
    ["no JSON", "cdk.tf.json", "{", "cannot be read"],
    [
      "a file of credentials in a list of blocks",
      "cdk.tf.json",
      JSON.stringify({ provider: [{ aws: [[{ shared_config_files: ["assets/x"] }]] }] }),
      "shared_config_files",
    ],
    [
      "a member that stands twice",
      "cdk.tf.json",
      '{"provider":{"aws":[{"profile":"x"}]},"provider":{"aws":[{}]}}',
      "cannot be read",
    ],
    [
      "a module that nobody let in",
      "cdk.tf.json",
      JSON.stringify({ module: { x: { source: "git::https://example.com/x.git" } } }),
      "modules.txt",
    ],
    [
      "a module in a list of blocks",
      "cdk.tf.json",
      JSON.stringify({ module: [{ x: [{ source: "./assets/x" }] }] }),
      "modules.txt",
    ],
    ["a local module", "assets/module/main.tf", 'provider "aws" {\n  profile = "x"\n}\n', "beside the stack"],
    ["a local module as JSON", "assets/module/main.TF.json", "{}", "beside the stack"],
    [
      "a provider that is written in another way",
      ".terraform.lock.hcl",
      'provider/**/"registry.terraform.io/evil/aws" {\n}\n',
      "does not write",
    ],
  ])("refuses one with %s", (_what, name, content, says) => {
    const found = take(packed(runner, { ...BUILD, [`cdktf.out/stacks/dev/${name}`]: content }));

    expect(found).toMatchObject({ exitCode: 3, log: expect.stringContaining(says) });
    expect(existsSync(runner.path("cdktf.out"))).toBe(false);
  });

  test("takes the module that is let in", () => {
    const stack = JSON.stringify({ module: { link: { source: "example/link/aws", version: "1.0.0" } } });
    const files = { "cdktf.out/stacks/dev/cdk.tf.json": stack };
    runner.write(".github/scripts/modules.txt", "example/link/aws\n");

    expect(take(packed(runner, { ...BUILD, ...files }))).toMatchObject({ exitCode: 0, log: "" });
  });

  test("takes the providers that are let in", () => {
    const lock = [
      '# This file is maintained automatically by "terraform init".',
      "",
      'provider "registry.terraform.io/hashicorp/aws" {',
      '  version     = "5.100.0"',
      '  constraints = ">= 5.100.0, < 7.0.0"',
      "  hashes = [",
      '    "h1:abc=",',
      '    "zh:0123",',
      "  ]",
      "}",
      "",
    ].join("\n");
    const stack = JSON.stringify({
      provider: { aws: [{ region: "us-east-1" }] },
      terraform: { backend: { local: {} } },
    });
    const files = { "cdktf.out/stacks/dev/.terraform.lock.hcl": lock, "cdktf.out/stacks/dev/cdk.tf.json": stack };

    expect(take(packed(runner, { ...BUILD, ...files }))).toMatchObject({ exitCode: 0, log: "" });
  });
});

describe("packing a build", () => {
  const pack = (environments: string): Finished =>
    runner.script('.github/scripts/pack-build.sh "$RUNNER_TEMP/build.tar.gz"', { ENVIRONMENTS: environments });

  beforeEach(() => {
    for (const [path, content] of Object.entries(BUILD)) {
      runner.write(path, content);
    }
    runner.write("cdktf.out/stacks/dev/.terraform/providers/aws", "large");
    execFileSync("git", ["init", "--quiet"], { cwd: runner.workspace });
  });

  test("and taking it gives the same files, with the hash that it told, without Terraform's own folder", () => {
    execFileSync("git", ["add", "cdktf.out/stacks/dev/.terraform.lock.hcl"], { cwd: runner.workspace });
    runner.write("release.json", "{}");
    const found = pack('{"dev":{}}');
    expect(found).toMatchObject({ exitCode: 0, outputs: { sha256: expect.stringMatching(/^[0-9a-f]{64}$/) } });
    const { sha256 = "" } = found.outputs;
    expect(
      runner.script('.github/scripts/take-build.sh "$RUNNER_TEMP/build.tar.gz" "$SHA256"', { SHA256: sha256 }),
    ).toMatchObject({ exitCode: 0, log: "" });
    const paths = [...Object.keys(BUILD), "release.json"];
    expect(paths.filter((path) => !existsSync(runner.path(path)))).toEqual([]);
    expect(existsSync(runner.path("cdktf.out/stacks/dev/.terraform"))).toBe(false);
  });

  test("refuses an environment whose provider lock file is not committed", () => {
    const found = pack('{"dev":{}}');
    expect(found).toMatchObject({ exitCode: 3, log: expect.stringContaining("::error title=No provider lock file::") });
    expect(found.outputs).toEqual({});
  });

  test.each(["", "{}", '{"elsewhere":{}}'])("asks for no lock where the variable is %p", (environments) => {
    expect(pack(environments)).toMatchObject({ exitCode: 0, log: "" });
  });
});

describe("waiting for an apply", () => {
  const wait = (answers: readonly Answer[]): Finished =>
    runner.script('.github/scripts/wait-for-apply.sh "$ENVIRONMENT"', { ENVIRONMENT: "dev" }, answers);
  const stack = (backend: object): string =>
    runner.write("cdktf.out/stacks/dev/cdk.tf.json", { terraform: { backend } });
  const head = "^aws s3api head-object --bucket state --key alexa-skill/dev.tfstate.tflock --region eu-west-1$";
  const free: Answer = [head, { exitCode: 254, stderr: "An error occurred (404) when calling HeadObject: Not Found" }];
  const held: Answer = [head, { stdout: "{}" }];

  beforeEach(() => {
    stack({ s3: { bucket: "state", key: "alexa-skill/dev.tfstate", region: "eu-west-1" } });
  });

  test("ends at once where nobody holds the lock", () => {
    expect(wait([free])).toMatchObject({ exitCode: 0, log: "" });
  });

  test("ends when the lock is gone", () => {
    const found = wait([held, held, free]);
    expect(found).toMatchObject({ exitCode: 0, log: "An apply holds the lock of dev: waiting for it.\n" });
    expect(callsOf(found, "sleep")).toHaveLength(2);
  });

  test("gives up after ten minutes, and says how to free a lock that is left over", () => {
    const found = wait([held]);
    expect(found).toMatchObject({ exitCode: 3, log: expect.stringMatching(/s3:\/\/state\/\S+\.tflock.*force-unlock/) });
    expect(callsOf(found, "sleep")).toEqual(Array(60).fill("sleep 10"));
  });

  test("takes no other answer for a free lock", () => {
    const found = wait([[head, { exitCode: 254, stderr: "An error occurred (403)\n::notice::Forbidden" }]]);
    expect(found).toMatchObject({ exitCode: 3, log: expect.stringContaining("(403) ::notice") });
  });

  test("refuses a state that no workflow can share, and an environment that there is not", () => {
    stack({ local: { path: "terraform.tfstate" } });
    expect(wait([])).toMatchObject({ exitCode: 3, log: expect.stringContaining("no object in S3") });
    const unknown = runner.script(".github/scripts/wait-for-apply.sh nowhere", {});
    expect(unknown).toMatchObject({ exitCode: 3, log: expect.stringContaining("is nowhere one of environments.ts?") });
  });
});

test("every shared script is one that bash can read, may be executed, and stops at the first failure", () => {
  const folder = join(ROOT, ".github/scripts");
  const files = readdirSync(folder)
    .filter((name) => !name.endsWith(".txt"))
    .map((name) => join(folder, name));
  expect(files).toHaveLength(3);
  for (const file of [...files, join(ROOT, "examples/bootstrap/github-environment.sh")]) {
    expect(statSync(file).mode & 0o111).toBe(0o111);
    const text = readFileSync(file, "utf8");
    expect(text).toContain("\nset -euo pipefail\n");
    execFileSync("bash", ["-n"], { input: text });
  }
});
