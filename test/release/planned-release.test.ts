import { createHash } from "node:crypto";
import { newFunctions } from "../../release/first-deployment";
import { assertPlannedFrom } from "../../release/planned-release";
import type { Release } from "../../release/release";

const STACK = Buffer.from('{"resource":{}}');
const RELEASE: Release = {
  version: 1,
  commit: "c".repeat(40),
  codeSha256: `${"A".repeat(43)}=`,
  stackSha256: { prod: createHash("sha256").update(STACK).digest("hex") },
  providerLockSha256: { prod: null },
};
const BASIS = {
  files: { "m-/cdk.tf.json": {} },
  configuration: {},
  stack: STACK as Uint8Array | undefined,
  providers: {},
  state: { lineage: "", serial: 0 },
  backend: { type: "local", config: {} },
  workspace: "default",
  endpoints: {},
};

test("a plan of the release's stack alone, by locked providers, is the release's", () => {
  expect(() => assertPlannedFrom({ basis: BASIS, hasOverriddenProvider: false }, RELEASE, "prod")).not.toThrow();
  const withModule = { ...BASIS, files: { ...BASIS.files, "m-more/main.tf": "" } };
  expect(() => assertPlannedFrom({ basis: withModule, hasOverriddenProvider: false }, RELEASE, "prod")).not.toThrow();
});

test.each<[string, Partial<typeof BASIS>, boolean, string]>([
  ["another file", { files: { ...BASIS.files, "m-/a_override.tf": "" } as never }, false, "made of a_override.tf, too"],
  ["another stack", { stack: Buffer.from("{}") }, false, "another cdk.tf.json"],
  ["no stack", { stack: undefined }, false, "(SHA-256 none)"],
  ["a provider of dev_overrides", {}, true, "dev_overrides"],
])("a plan made of %s is refused", (_, change, hasOverriddenProvider, words) => {
  const plan = { basis: { ...BASIS, ...change }, hasOverriddenProvider };
  expect(() => assertPlannedFrom(plan, RELEASE, "prod")).toThrow(words);
  expect(() => assertPlannedFrom(plan, RELEASE, "prod")).toThrow(/^prod: [\s\S]*Nothing was applied\.$/);
});

test("the functions that a plan makes are known by name and region", () => {
  const created = (type: string, actions: readonly string[], after: object): object => ({
    type,
    change: { actions, after },
  });
  const plan = {
    resource_changes: [
      created("aws_lambda_function", ["create"], { function_name: "skill" }),
      created("aws_lambda_function", ["create"], { function_name: "other", region: "eu-west-1" }),
      created("aws_lambda_function", ["create"], { function_name: null }),
      created("aws_lambda_function", ["no-op"], { function_name: "there" }),
      created("aws_lambda_alias", ["create"], { function_name: "alias" }),
    ],
  };
  expect(newFunctions(plan, { provider: { aws: [{ region: "us-east-1" }] } })).toEqual([
    { name: "skill", region: "us-east-1" },
    { name: "other", region: "eu-west-1" },
  ]);
});

test("a function of a further region is made in the region of its own provider", () => {
  const made = (name: string): object => ({
    type: "aws_lambda_function",
    name,
    change: { actions: ["create"], after: { function_name: "quiz" } },
  });
  const configuration = {
    provider: { aws: [{ region: "us-east-1" }, { alias: "eu_west_1", region: "eu-west-1" }] },
    resource: { aws_lambda_function: { skill: {}, skill_eu_west_1: { provider: "aws.eu_west_1" } } },
  };
  expect(newFunctions({ resource_changes: [made("skill"), made("skill_eu_west_1")] }, configuration)).toEqual([
    { name: "quiz", region: "us-east-1" },
    { name: "quiz", region: "eu-west-1" },
  ]);
});
