/**
 * Fields that no property of today has, maps and lists of groups and variants: what Terraform refuses is what
 * `cdktf synth` refuses. Variables alone need no provider.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileText } from "../../build/hcl/body";
import { moduleVariable, variablesFile } from "../../build/module/variables";
import { makeTemporaryFolder, removeFolder } from "../../common/temporary-folder";
import type { FieldProblem } from "../../constructs/environment/check-field";
import { checkField } from "../../constructs/environment/check-field";
import type { Field, GroupField } from "../../constructs/environment/field";
import { choice, flag, number } from "../../constructs/environment/field";
import { terraformName } from "../../constructs/module/properties";
import { findTerraform } from "../../terraform/binary";
import { execute } from "./world";

jest.setTimeout(10 * 60 * 1000);

const name: Field = { kind: "text", pattern: /^[a-z]+$/, allowed: "lower-case letters", fix: "rename it" };
const days = { ...number("days", 1, 9, 5, "choose fewer") };
const client: GroupField<object> = {
  kind: "group",
  fields: {
    callback: name,
    validDays: days,
    scopes: { kind: "list", item: name, min: 1, max: 2, default: ["openid"] },
    note: { ...name, derived: "none" },
  },
} as GroupField<object>;
const provider: Field = {
  kind: "variant",
  variants: {
    google: { kind: "group", fields: { type: choice(["google"], "write google"), clientId: name, validDays: days } },
    oidc: {
      kind: "group",
      fields: {
        type: choice(["oidc"], "write oidc"),
        issuer: name,
        attempts: number("attempts", 1, 3, 1, "choose fewer"),
        isPublic: { kind: "flag" },
        prefix: { ...name, derived: "none" },
      },
    },
  },
} as Field;

const FIELDS: Readonly<Record<string, Field>> = {
  appClients: { kind: "map", key: name as never, value: client, max: 2, default: {} },
  clientRules: { kind: "list", item: client, uniqueBy: "callback", min: 0, max: 2, default: [] },
  signIn: { ...provider, derived: "none" } as Field,
  identityProviders: { kind: "map", key: name as never, value: provider as never, max: 2, default: {} },
  outer: {
    kind: "group",
    default: {},
    fields: {
      inner: { kind: "group", derived: "none", fields: { count: number("things", 1, 9, 1, "fewer"), on: flag(true) } },
    },
  } as Field,
};

/** By variable: values that are right, then values that are wrong. */
const CASES: Readonly<Record<string, { readonly right: readonly unknown[]; readonly wrong: readonly unknown[] }>> = {
  appClients: {
    right: [
      {},
      { web: { callback: "a" } },
      { web: { callback: "a", validDays: 9, scopes: ["x", "y"], note: "n" }, app: { callback: "a" } },
    ],
    wrong: [
      { WEB: { callback: "a" } },
      { web: { callback: "A" } },
      { web: { callback: "a", validDays: 10 } },
      { web: { callback: "a", scopes: [] } },
      { web: { callback: "a", scopes: ["x", "x"] } },
      { web: { callback: "a", note: "N" } },
      { a: { callback: "a" }, b: { callback: "b" }, c: { callback: "c" } },
    ],
  },
  clientRules: {
    right: [[], [{ callback: "a" }, { callback: "b", validDays: 1 }]],
    wrong: [
      [{ callback: "a" }, { callback: "a", validDays: 1 }],
      [{ callback: "A" }],
      [{ callback: "a", validDays: 1.5 }],
      [{ callback: "a" }, { callback: "b" }, { callback: "c" }],
    ],
  },
  signIn: {
    right: [
      { type: "google", clientId: "a" },
      { type: "google", clientId: "a", validDays: 1 },
      { type: "oidc", issuer: "a", isPublic: true },
      { type: "oidc", issuer: "a", isPublic: false, attempts: 3, prefix: "p" },
    ],
    wrong: [
      { type: "saml" },
      { type: "google" },
      { type: "google", clientId: "A" },
      { type: "google", clientId: "a", validDays: 0 },
      { type: "google", clientId: "a", issuer: "a" },
      { type: "google", clientId: "a", isPublic: true },
      { type: "oidc", issuer: "a" },
      { type: "oidc", issuer: "a", isPublic: true, attempts: 4 },
      { type: "oidc", issuer: "a", isPublic: true, prefix: "P" },
      { type: "oidc", issuer: "a", isPublic: true, clientId: "a" },
    ],
  },
  identityProviders: {
    right: [{ g: { type: "google", clientId: "a" }, o: { type: "oidc", issuer: "a", isPublic: true } }],
    wrong: [
      { g: { type: "google" } },
      { g: { type: "google", clientId: "a" }, o: { type: "oidc", issuer: "a", isPublic: true, clientId: "a" } },
      { g: { type: "other" } },
      { G: { type: "google", clientId: "a" } },
    ],
  },
  outer: { right: [{}, { inner: {} }, { inner: { count: 9, on: false } }], wrong: [{ inner: { count: 10 } }] },
};

describe("maps and lists of groups, and variants", () => {
  let folder: string;
  let binary: string;

  beforeAll(async () => {
    folder = makeTemporaryFolder("module fields");
    binary = (await findTerraform()).path;
    const variables = Object.entries(FIELDS).map(([path, field]) => moduleVariable(path, field, () => "One of them"));
    // The messages begin with the module call's name.
    const name = 'variable "name" {\n  type    = string\n  default = "dev"\n}\n';
    writeFileSync(join(folder, "variables.tf"), `${name}\n${fileText(variablesFile(variables))}`);
    await terraform("init", "-no-color");
  });
  afterAll(() => removeFolder(folder));

  const terraform = async (...args: string[]) => {
    const env = { ...process.env, TF_IN_AUTOMATION: "1", CHECKPOINT_DISABLE: "1", TF_CLI_CONFIG_FILE: undefined };
    return execute(binary, [`-chdir=${folder}`, ...args], env);
  };

  test("are written as terraform fmt writes them", async () => {
    expect(await terraform("fmt", "-check", "-diff")).toMatchObject({ exitCode: 0, stdout: "" });
  });

  test.each(
    Object.entries(CASES).flatMap(([path, { right, wrong }]) => [
      ...right.map((value) => [path, value, true] as const),
      ...wrong.map((value) => [path, value, false] as const),
    ]),
  )("%s = %j: right, %j", async (path, value, isRight) => {
    const problems: FieldProblem[] = [];
    checkField(FIELDS[path] as Field, value, path, problems);
    expect([path, value, problems.length === 0]).toEqual([path, value, isRight]);

    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, "it.tfvars.json"), JSON.stringify({ [terraformName(path)]: inTerraform(value) }));
    const { exitCode, stdout, stderr } = await terraform(
      "plan",
      "-no-color",
      "-input=false",
      "-var-file=it.tfvars.json",
    );
    expect({ exitCode, stderr: stderr + stdout }).toMatchObject({ exitCode: isRight ? 0 : 1 });
    if (!isRight) {
      expect(stderr).toMatch(/^(Error: Invalid value for (input )?variable)/m);
      expect(stderr.match(/^Error: .*/gm)?.filter((line) => !/Invalid value for (input )?variable/.test(line))).toEqual(
        [],
      );
    }
  });
});

/** Keys of a map are names of the caller's, and stay; only properties are spelt otherwise. */
function inTerraform(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(inTerraform);
  }
  if (typeof value !== "object" || value === null) {
    return value;
  }
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [/^[A-Z]/.test(key) ? key : terraformName(key), inTerraform(inner)]),
  );
}
