/** `npm run demo` as a person runs it, in a temporary folder whose path has a space in it. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { makeTemporaryFolder, removeFolder } from "../../common/temporary-folder";
import { execute, ROOT } from "./world";

jest.setTimeout(5 * 60 * 1000);

describe("the demo", () => {
  let folder: string;
  let temporary: string;
  beforeEach(() => {
    folder = makeTemporaryFolder("demo test");
    temporary = join(folder, "two words");
    mkdirSync(temporary);
  });
  afterEach(() => removeFolder(folder));

  const environment = () => ({ ...process.env, TMPDIR: temporary });
  const DEMO = [join(ROOT, "build/run.mjs"), "cli/demo.ts"];

  test("deploys, talks and leaves nothing", async () => {
    const { exitCode, stdout, stderr } = await execute(process.execPath, [...DEMO, "--json"], environment());

    expect({ exitCode, stderr }).toMatchObject({ exitCode: 0, stderr: expect.stringContaining("✓ terraform destroy") });
    expect(JSON.parse(stdout).chapters).toMatchObject([
      { turns: [{ alexa: { shouldEndSession: false } }, { alexa: { card: { type: "LinkAccount" } } }] },
      { turns: [{ alexa: { speech: expect.stringContaining("Ada") }, saysName: true }] },
      { turns: [{ alexa: { speech: expect.stringContaining("Ada") }, saysName: true }] },
    ]);
    expect(readdirSync(temporary)).toEqual([]);
  });

  test("ends at Ctrl-C, and leaves nothing", async () => {
    const demo = spawn(process.execPath, DEMO, { cwd: ROOT, env: environment(), stdio: ["ignore", "pipe", "pipe"] });
    let printed = "";
    for (const stream of [demo.stdout, demo.stderr]) {
      stream.setEncoding("utf8").on("data", (text: string) => {
        printed += text;
        // The plan is running: Terraform, the provider and the emulator are all up.
        if (printed.includes("✓ terraform init") && !demo.killed) {
          setTimeout(() => demo.kill("SIGINT"), 2000);
        }
      });
    }
    const [exitCode] = await once(demo, "close");

    expect({ exitCode, printed }).toMatchObject({ exitCode: 130, printed: expect.stringContaining("Interrupted") });
    expect(readdirSync(temporary)).toEqual([]);
    const { stdout } = await execute("ps", ["-eo", "args"], process.env);
    expect(stdout.split("\n").filter((line) => line.includes(temporary))).toEqual([]);
  });
});
