import type { ChildProcess } from "node:child_process";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { makeTemporaryFolder, removeFolder } from "../../../common/temporary-folder";

const ROOT = resolve(__dirname, "../../..");

/** `npm run simulator` as a person runs it, with a temporary folder of its own whose path has a space in it. */
export class SimulatorCommand {
  private constructor(
    private readonly child: ChildProcess,
    private readonly folder: string,
    /** Where the page is. */
    readonly url: string,
  ) {}

  /** Waits until the page is up. */
  static async start(): Promise<SimulatorCommand> {
    const folder = makeTemporaryFolder("simulator test");
    const temporary = temporaryIn(folder);
    mkdirSync(temporary);
    const child = spawn(process.execPath, [join(ROOT, "build/run.cjs"), "cli/simulator.ts", "--json"], {
      cwd: ROOT,
      env: { ...process.env, TMPDIR: temporary, ASK_VENDOR_ID: "" },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let errors = "";
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      errors += text;
    });
    for await (const line of createInterface(child.stdout)) {
      return new SimulatorCommand(child, folder, JSON.parse(line).url);
    }
    removeFolder(folder);
    throw new Error(`the simulator ended before it was up:\n${errors}`);
  }

  /** The secret of the deployed client, out of Terraform's state. */
  get clientSecret(): string {
    const state = readdirSync(temporaryIn(this.folder), { recursive: true, encoding: "utf8" }).find((file) =>
      file.endsWith(".tfstate"),
    );
    const text = readFileSync(join(temporaryIn(this.folder), state ?? ""), "utf8");
    return JSON.parse(text).outputs.account_linking.value.client_secret;
  }

  /** Presses Ctrl-C, and answers how the command ended and what it left behind. */
  async interrupt(): Promise<{ readonly exitCode: number | null; readonly left: readonly string[] }> {
    const closed = once(this.child, "close");
    this.child.kill("SIGINT");
    const [exitCode] = await closed;
    return { exitCode, left: readdirSync(temporaryIn(this.folder)) };
  }

  async end(): Promise<void> {
    if (this.child.exitCode === null && this.child.signalCode === null) {
      await this.interrupt();
    }
    removeFolder(this.folder);
  }
}

const temporaryIn = (folder: string): string => join(folder, "two words");
