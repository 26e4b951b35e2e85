import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";

const ROOT = resolve(__dirname, "../..");
const run = promisify(execFile);

describe("cdktf as build/run.cjs makes it", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "lean "));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  /** Runs an app with one stack; `body` is what is in it. */
  async function runApp(body: string): Promise<{ stdout: string }> {
    const app = join(folder, "app.ts");
    writeFileSync(
      app,
      `import { App, AssetType, Lazy, LocalBackend, TerraformAsset, TerraformOutput, TerraformStack } from ${JSON.stringify(join(ROOT, "node_modules/cdktf"))};
       const app = new App({ stackTraces: false, outdir: ${JSON.stringify(join(folder, "out"))} });
       const stack = new TerraformStack(app, "stack");
       new LocalBackend(stack, { path: "state" });
       ${body}
       app.synth();
       process.stdout.write(JSON.stringify([AssetType.FILE, typeof Lazy, typeof TerraformOutput, typeof TerraformAsset]));`,
    );
    return run("node", [join(ROOT, "build/run.cjs"), app], { timeout: 20_000 });
  }

  test("synthesizes, with tokens and file assets", async () => {
    await runApp(`
      const asset = new TerraformAsset(stack, "asset", { path: ${JSON.stringify(join(ROOT, "package.json"))}, type: AssetType.FILE, assetHash: "hash" });
      new TerraformOutput(stack, "path", { value: Lazy.stringValue({ produce: () => asset.path }) });`);
    expect(existsSync(join(folder, "out/stacks/stack/assets/asset/hash/package.json"))).toBe(true);
  });

  test("says why it makes no zip, instead of running the app again and again", async () => {
    const zip = runApp(
      `new TerraformAsset(stack, "asset", { path: ${JSON.stringify(join(ROOT, "cli"))}, type: AssetType.ARCHIVE });`,
    );
    await expect(zip).rejects.toThrow(/Write the zip yourself and use AssetType\.FILE/);
  });
});
