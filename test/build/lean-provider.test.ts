import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";

const ROOT = resolve(__dirname, "../..");
const run = promisify(execFile);

describe("the provider's bindings as build/run.cjs makes them", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "lean "));
    symlinkSync(join(ROOT, "node_modules"), join(folder, "node_modules"), "dir");
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  /** What an app with two resources, one with blocks, synthesizes. */
  async function synth(command: readonly string[]): Promise<unknown> {
    const app = join(folder, "app.ts");
    const from = (name: string) => JSON.stringify(join(ROOT, "node_modules", name));
    writeFileSync(
      app,
      `import { CognitoUserPool, cognitoUserPoolSchemaToTerraform } from "@cdktf/provider-aws/lib/cognito-user-pool";
       import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
       import { LambdaAlias } from "@cdktf/provider-aws/lib/lambda-alias";
       import { App, LocalBackend, TerraformStack } from ${from("cdktf")};
       const app = new App({ stackTraces: false, outdir: ${JSON.stringify(join(folder, "out"))} });
       const stack = new TerraformStack(app, "stack");
       new LocalBackend(stack, { path: "state" });
       new AwsProvider(stack, "aws", { region: "eu-west-1" });
       const pool = new CognitoUserPool(stack, "pool", {
         name: "users", passwordPolicy: { minimumLength: 12 },
         schema: [{ name: "city", attributeDataType: "String", stringAttributeConstraints: { maxLength: "9" } }],
       });
       new LambdaAlias(stack, "alias", {
         name: pool.arn, functionName: "f", functionVersion: "1", routingConfig: { additionalVersionWeights: { 2: 0.5 } },
       });
       if (!CognitoUserPool.isConstruct(pool) || cognitoUserPoolSchemaToTerraform({ name: "city" }).name !== "city") {
         throw new Error("not the provider's own");
       }
       app.synth();`,
    );
    await run("node", [...command, app], { timeout: 20_000 });
    return JSON.parse(readFileSync(join(folder, "out/stacks/stack/cdk.tf.json"), "utf8"));
  }

  test("write the same as they do untouched", async () => {
    writeFileSync(
      join(folder, "plain.mjs"),
      `import { buildSync } from ${JSON.stringify(join(ROOT, "node_modules/esbuild/lib/main.js"))};
       const outfile = process.argv[2].replace(".ts", ".cjs");
       buildSync({ entryPoints: [process.argv[2]], outfile, bundle: true, platform: "node" });
       await import(outfile);`,
    );
    const plain = await synth([join(folder, "plain.mjs")]);
    expect(plain).toMatchObject({ resource: { aws_cognito_user_pool: { pool: { name: "users" } } } });
    expect(await synth([join(ROOT, "build/run.cjs")])).toEqual(plain);
  });
});
