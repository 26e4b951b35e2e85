/** Only what was built here is run: what stands in an emulator, somebody else may have written. */
import { createHash } from "node:crypto";
import { join } from "node:path";
import { strToU8, zipSync } from "fflate";
import { Problem } from "../../../common/problem";
import { removeFolder } from "../../../common/temporary-folder";
import type { BuiltFunction } from "../../../local/aws/built-function";
import { assertBuiltHere, readBuiltFunctions } from "../../../local/aws/built-function";
import type { DeployedFunction } from "../../../local/aws/lambda-runtime/deployed-function";
import { newFolder, write } from "../fixtures";

const zipOf = (code: string): Uint8Array => zipSync({ "index.mjs": strToU8(code) });
const sha256 = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("base64");

const ZIP = zipOf("export const handler = async () => 1;");
const VARIABLES = { SKILL_IDS: "amzn1.ask.skill.1", ISSUER: `\${aws_cognito_user_pool.pool.endpoint}` };
const STACK = {
  resource: {
    aws_lambda_function: {
      skill: {
        function_name: "skill",
        handler: "index.handler",
        filename: "assets/skill.zip",
        environment: { variables: VARIABLES },
      },
      trigger: { function_name: "trigger", handler: "trigger.handler", filename: "assets/skill.zip" },
      each: {
        for_each: { preSignUp: { zip: "assets/skill.zip", variables: { GREETING: "Hello" } } },
        function_name: `skill\${local.suffixes[each.key]}`,
        handler: "index.handler",
        filename: `\${each.value.zip}`,
        environment: { variables: `\${each.value.variables}` },
      },
    },
  },
  locals: { suffixes: { preSignUp: "_presig" } },
};

let folder: string;
let built: readonly BuiltFunction[];
beforeAll(() => {
  folder = newFolder();
  write(join(folder, "assets/skill.zip"), ZIP);
  write(join(folder, "cdk.tf.json"), JSON.stringify(STACK));
  built = readBuiltFunctions(folder);
});
afterAll(() => removeFolder(folder));

const deployed = (change: Partial<DeployedFunction> = {}): DeployedFunction => ({
  arn: "arn:aws:lambda:us-east-1:123456789012:function:skill:live",
  name: "skill",
  version: "1",
  handler: "index.handler",
  runtime: "nodejs22.x",
  timeoutSeconds: 8,
  memorySizeMb: 512,
  region: "us-east-1",
  variables: { SKILL_IDS: "amzn1.ask.skill.1", ISSUER: "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_a" },
  codeSha256: sha256(ZIP),
  codeSizeBytes: ZIP.length,
  taskRoot: folder,
  ...change,
});

test("what was built here is run, whatever Terraform made of what only it knows", () => {
  expect(() => assertBuiltHere(deployed(), built)).not.toThrow();
  expect(() =>
    assertBuiltHere(deployed({ name: "trigger", handler: "trigger.handler", variables: {} }), built),
  ).not.toThrow();
});

test("of a resource with for_each, the function of each entry is known", () => {
  const variables = { GREETING: "Hello" };
  expect(() => assertBuiltHere(deployed({ name: "skill_presig", variables }), built)).not.toThrow();
  expect(() => assertBuiltHere(deployed({ name: "skill_presig", variables: { GREETING: "Bye" } }), built)).toThrow(
    /GREETING/,
  );
});

const own = deployed().variables;
test.each<[string, Partial<DeployedFunction>, string]>([
  ["other code", { codeSha256: sha256(zipOf("export const handler = () => 2;")) }, "The code (SHA-256 "],
  ["no hash of the code", { codeSha256: "" }, "The code (SHA-256 "],
  ["another handler in the same code", { handler: "node_modules/other.handler" }, "The handler "],
  [
    "a variable that runs code",
    { variables: { ...own, NODE_OPTIONS: "--require /tmp/x.js" } },
    "variable NODE_OPTIONS ",
  ],
  [
    "a variable named like a member of every object",
    { variables: { ...own, constructor: "x" } },
    "variable constructor ",
  ],
  ["another value", { variables: { ...own, SKILL_IDS: "amzn1.ask.skill.2" } }, "variable SKILL_IDS "],
  ["a variable less", { variables: { ISSUER: own.ISSUER ?? "" } }, "variable SKILL_IDS "],
  ["one less that only Terraform knows", { variables: { SKILL_IDS: own.SKILL_IDS ?? "" } }, "variable ISSUER "],
  ["a function that no stack has", { name: "other" }, "The function "],
  ["the handler of another function", { handler: "trigger.handler" }, "The handler "],
])("%s is not run", (_, change, what) => {
  const run = (): void => assertBuiltHere(deployed(change), built);
  expect(run).toThrow(Problem);
  expect(run).toThrow(what);
  expect(run).toThrow("is not what was built here, so it is not run");
});

test("a stack that is broken is reported in a sentence", () => {
  for (const text of ["", "{", "null", "[]", "\0"]) {
    const broken = newFolder();
    write(join(broken, "cdk.tf.json"), text);
    expect(() => readBuiltFunctions(broken)).toThrow(Problem);
    expect(() => readBuiltFunctions(broken)).toThrow("Synthesize it anew: npx cdktf synth");
    removeFolder(broken);
  }
});
