/** `alexa-link drift` on plans of real Terraform, which a stand-in for it gives out. */
import { chmodSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { zipSync } from "fflate";
import type { Values } from "../../review/planned";
import { FUNCTION, fixture, stack, updated } from "../../review/planned";
import type { Finished } from "./alexa-link";
import { AlexaLink } from "./alexa-link";

jest.setTimeout(60_000);

/** Answers what `drift` asks Terraform, and saves as the plan an archive as Terraform's. */
const STAND_IN = `#!/bin/sh
here=$(dirname "$0")
if [ "$1" = version ]; then echo "Terraform v1.11.4"; fi
case $2 in
  init) if [ -e "$here/unreachable" ]; then cat "$here/unreachable" >&2; exit 1; fi ;;
  plan) for it; do case $it in -out=*) cp "$here/plan.zip" "\${it#-out=}" ;; esac; done ;;
  show) cat "$here/plan.json" ;;
esac
`;

const NO_DRIFT = "No drift: the plan finds nothing in staging that was changed outside of Terraform.";

let link: AlexaLink;
beforeAll(async () => {
  link = await AlexaLink.start();
  mkdirSync(join(link.folder, "cdktf.out/stacks/staging"), { recursive: true });
  link.file("cdktf.json", "{}");
  link.file("package.json", "{}");
  link.file("cdktf.out/manifest.json", '{"stacks": {"staging": {}}}');
  const configuration = link.file("cdktf.out/stacks/staging/cdk.tf.json", JSON.stringify(stack()));
  const saved = { tfplan: new Uint8Array(), "tfconfig/m-/cdk.tf.json": new Uint8Array(readFileSync(configuration)) };
  writeFileSync(join(link.folder, "plan.zip"), zipSync(saved));
  chmodSync(link.file("terraform", STAND_IN), 0o700);
});
afterAll(() => link.end());

function drift(plan: Values, ...options: readonly string[]): Promise<Finished> {
  link.file("plan.json", JSON.stringify(plan));
  const env = { TERRAFORM_BINARY_NAME: join(link.folder, "terraform") };
  return link.runAlone(["drift", "staging", "--no-synth", ...options], { cwd: link.folder, env });
}

test("the first line says that there is no drift", async () => {
  const { exitCode, stdout } = await drift(fixture("unchanged"));
  expect({ exitCode, first: stdout.split("\n")[0] }).toEqual({ exitCode: 0, first: NO_DRIFT });
});

test("JSON is the review alone", async () => {
  const { exitCode, stdout } = await drift(fixture("unchanged"), "--json");
  expect({ exitCode, review: JSON.parse(stdout) }).toMatchObject({
    exitCode: 0,
    review: { verdict: "safe", drifted: false },
  });
});

test("what was changed is drift", async () => {
  const changed = updated(FUNCTION, (it) => {
    it.memory_size = 1024;
  });
  const { exitCode, stdout } = await drift(changed, "--markdown", "drift.md");
  const says = "Drift: 1 resource of staging would be changed by applying again what was deployed.";
  expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: expect.stringMatching(`^${says}`) });
  const markdown = readFileSync(join(link.folder, "drift.md"), "utf8");
  expect(markdown.split("\n").slice(0, 2)).toEqual([
    "<!-- alexa-link-review -->",
    expect.stringContaining(`**${says}`),
  ]);
  const { stdout: json } = await drift(changed, "--json");
  expect(JSON.parse(json)).toMatchObject({ drifted: true });
});

test("what could not be planned is not told to be without drift", async () => {
  const { exitCode, stdout } = await drift({});
  expect({ exitCode, stdout }).toEqual({ exitCode: 3, stdout: expect.not.stringContaining("No drift") });
});

describe("where Terraform finds no provider", () => {
  const NO_PROVIDER = "Error: Failed to query available provider packages\n\nCould not retrieve hashicorp/aws.\n";
  beforeAll(() => void link.file("unreachable", NO_PROVIDER));
  afterAll(() => rmSync(join(link.folder, "unreachable")));

  test.each(["drift", "review"])(
    "%s does not tick what failed, and says that the configuration names no file",
    async (command) => {
      const env = { TERRAFORM_BINARY_NAME: join(link.folder, "terraform"), TF_CLI_CONFIG_FILE: "/nowhere/a.tfrc" };
      const options = { cwd: link.folder, env };

      const { exitCode, stdout, stderr } = await link.runAlone([command, "staging", "--no-synth"], options);

      expect({ exitCode, stderr }).toEqual({
        exitCode: 3,
        stderr: expect.stringMatching(/^✗ Plan staging {2}init staging, /),
      });
      expect(stdout.replace(/\s+/g, " ")).toContain("TF_CLI_CONFIG_FILE is /nowhere/a.tfrc, which is no file");
    },
  );
});

test("a report that a full disk does not take is one that could not be written, and the answer is printed", async () => {
  const { exitCode, stdout, stderr } = await drift(fixture("unchanged"), "--json", "--markdown", "/dev/full");

  expect({ exitCode, stderr }).toEqual({
    exitCode: 3,
    stderr: expect.stringMatching(/^✓ Plan[\s\S]*\/dev\/full cannot be written: ENOSPC/),
  });
  expect(JSON.parse(stdout)).toMatchObject({ verdict: "safe" });
});
