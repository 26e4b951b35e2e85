import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Problem, WrongUse } from "../../common/problem";
import { keepStateInside, readStack, skillIdOf, synthesize } from "../../terraform/synthesized-stack";
import { inFolder, write } from "../local/fixtures";

function synthesized(folder: string, backend: object, more: object = {}): string {
  const output = join(folder, "cdktf.out");
  const stack = {
    provider: { aws: [{ region: "eu-west-1", allowed_account_ids: ["210987654321"] }] },
    terraform: { backend },
    ...more,
  };
  write(join(output, "stacks", "dev", "cdk.tf.json"), JSON.stringify(stack));
  return output;
}

test("a stack tells its region and its account", () =>
  inFolder((folder) => {
    expect(readStack(synthesized(folder, { local: {} }), "dev")).toMatchObject({
      name: "dev",
      region: "eu-west-1",
      accountId: "210987654321",
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
  }));

test("a stack tells its skills, and whether it can be destroyed", () =>
  inFolder((folder) => {
    const stack = (more: object) => readStack(synthesized(folder, { local: {} }, more), "dev");
    const pool = (settings: object) => ({ resource: { aws_cognito_user_pool: { user_pool: settings } } });
    expect(stack({})).toMatchObject({ skillIds: [], preventsDestroy: false });
    expect(stack(pool({ lifecycle: { prevent_destroy: true } })).preventsDestroy).toBe(true);
    const output = { account_linking: { value: { skill_ids: ["amzn1.ask.skill.1"] } } };
    expect(skillIdOf(stack({ output }))).toBe("amzn1.ask.skill.1");
    expect(() => skillIdOf(stack({}))).toThrow(Problem);
    expect(() => skillIdOf(stack({}))).toThrow(/"dev" has no skill id[\s\S]*alexa\.skillIds/);
  }));

test("an environment that does not exist is refused with those that do", () =>
  inFolder((folder) => {
    const output = synthesized(folder, { local: {} });
    expect(() => readStack(output, "prod")).toThrow(
      new WrongUse('There is no environment "prod". environments.ts has: dev.'),
    );
  }));

const OVERRIDE = "cdktf.out/stacks/dev/state_override.tf.json";

test("a state file inside of the folder is used as it is", () =>
  inFolder((folder) => {
    const stack = readStack(synthesized(folder, { local: { path: "../../../terraform.dev.tfstate" } }), "dev");
    expect(keepStateInside(stack, folder)).toBeUndefined();
    expect(existsSync(join(folder, OVERRIDE))).toBe(false);
  }));

test.each([
  ["outside of the folder", { local: { path: "../../../../terraform.tfstate" } }, /^in .*terraform\.tfstate$/],
  ["by an absolute path", { local: { path: "/home/ada/terraform.tfstate" } }, /^in .*terraform\.tfstate$/],
  ["in S3", { s3: { bucket: "state" } }, /^in the backend "s3"$/],
])(
  "a state %s is left alone, because it may be a real deployment's: one in the folder takes its place",
  (_, backend, where) =>
    inFolder((folder) => {
      const stack = readStack(synthesized(folder, backend), "dev");
      expect(keepStateInside(stack, folder)).toMatch(where);
      expect(JSON.parse(readFileSync(join(folder, OVERRIDE), "utf8"))).toEqual({
        terraform: { backend: { local: { path: join(folder, "dev.tfstate") } } },
      });
      expect(readStack(join(folder, "cdktf.out"), "dev").sha256).toBe(stack.sha256);
    }),
);

describe("cdktf's command line", () => {
  const PROGRAM = `require("node:fs").writeFileSync(process.argv[4], process.argv.slice(2, 4).join(" "));`;

  test.each([
    ["cdktf-cli", ""],
    ["cdktf-cli", "packages/skill"],
    ["cdktn-cli", ""],
  ])("is that of %s in the project, or in its workspace (%j)", (name, below) =>
    inFolder(async (folder) => {
      const root = join(folder, below);
      const output = join(folder, "out");
      mkdirSync(root, { recursive: true });
      write(join(folder, "node_modules", name, "package.json"), JSON.stringify({ bin: { it: "bin/it" } }));
      write(join(folder, "node_modules", name, "bin/it"), PROGRAM);
      await synthesize({ root, output, env: process.env });
      expect(readFileSync(output, "utf8")).toBe("synth --output");
    }),
  );

  test("that is missing is said, with how to get it", () =>
    inFolder(async (folder) => {
      const missing = synthesize({ root: folder, output: join(folder, "out"), env: process.env });
      await expect(missing).rejects.toThrow(/cdktf's command line was not found in .*node_modules[\s\S]*npm ci/);
    }));
});
