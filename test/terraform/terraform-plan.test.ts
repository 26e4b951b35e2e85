import { join } from "node:path";
import { Terraform } from "../../terraform/terraform";
import { inFolder, writeProgram } from "../local/fixtures";

/** What Terraform 1.11.4 printed of a plan with `dev_overrides`, by the form of its warnings. */
const WARNINGS = {
  full: `
│ Warning: Provider development overrides are in effect
│
│ The following provider development overrides are set in the CLI
│ configuration:
│  - hashicorp/aws in /opt/provider`,
  compact: `
Warnings:

- Provider development overrides are in effect

To see the full warning notes, run Terraform without -compact-warnings.`,
};

test.each([
  ["without any", "Plan: 1 to add, 0 to change, 0 to destroy.", false],
  ["in the full form", WARNINGS.full, true],
  ["in the compact form", WARNINGS.compact, true],
])("a provider that somebody builds is noticed by Terraform's warning: %s", (_, output, hasOverriddenProvider) =>
  inFolder(async (folder) => {
    const path = writeProgram(folder, "terraform", `cat <<'END'\n${output}\nEND\nexit 2`);
    const terraform = new Terraform({
      binary: { path, product: "Terraform" },
      folder,
      env: { PATH: process.env.PATH },
    });
    expect(await terraform.plan({ out: join(folder, "plan") })).toEqual({ changes: true, hasOverriddenProvider });
  }),
);
