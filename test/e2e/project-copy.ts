import { spawn } from "node:child_process";
import { cpSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Finished } from "./world";
import { ROOT } from "./world";

/** What a clone does not have, and what is too large to copy. */
const LEFT_OUT = [".git", ".alexa-link", "node_modules", "cdktf.out", "dist", "artifacts", "coverage", "test", ".venv"];

/** Gives a program a terminal, which Node cannot by itself, and types an answer as soon as it is asked. */
const TERMINAL = `
import os, pty, sys
answer, before, shown = sys.argv[1], sys.argv[2], b""
pid, terminal = pty.fork()
if pid == 0:
    os.execvp(sys.argv[3], sys.argv[3:])
while True:
    try:
        data = os.read(terminal, 65536)
    except OSError:
        break
    if not data:
        break
    sys.stdout.buffer.write(data)
    shown += data
    if answer and b"[y/N]" in shown:
        os.system(before)
        os.write(terminal, answer.encode() + b"\\n")
        answer = ""
sys.stdout.flush()
sys.exit(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
`;

export interface RunOptions {
  /** Sent as soon as this text stands on stderr. */
  readonly killAt?: { readonly text: string; readonly signal: NodeJS.Signals };
  /** Variables beside those of every program. */
  readonly env?: Readonly<Record<string, string>>;
}

/** The project as a user has it: a git repository of its own, whose files can be changed. */
export class ProjectCopy {
  /** Everything that any command printed. */
  printed = "";

  /**
   * @param folder is made
   * @param env of every program
   */
  constructor(
    readonly folder: string,
    private readonly env: Readonly<Record<string, string | undefined>>,
  ) {
    const isOurs = (name: string): boolean => !LEFT_OUT.includes(name) && !/\.(tfstate|backup)$/.test(name);
    for (const name of readdirSync(ROOT).filter(isOurs)) {
      cpSync(join(ROOT, name), join(folder, name), { recursive: true });
    }
    symlinkSync(join(ROOT, "node_modules"), join(folder, "node_modules"));
  }

  /** Changes a file by a text in it, which must be there. */
  change(file: string, from: string | RegExp, to: string): void {
    const path = join(this.folder, file);
    const before = readFileSync(path, "utf8");
    const after = before.replace(from, to);
    if (after === before) {
      throw new Error(`${file} has no ${from}`);
    }
    writeFileSync(path, after);
  }

  read(file: string): string {
    return readFileSync(join(this.folder, file), "utf8");
  }

  write(file: string, text: string): void {
    writeFileSync(join(this.folder, file), text);
  }

  async commit(message: string): Promise<void> {
    const who = ["-c", "user.email=tester@example.com", "-c", "user.name=Tester"];
    await this.must("git", ["init", "--quiet"]);
    await this.must("git", ["add", "--all"]);
    await this.must("git", [...who, "commit", "--quiet", "--allow-empty", "--message", message]);
  }

  /** Runs a script of Node's. */
  node(args: readonly string[]): Promise<Finished> {
    return this.run(process.execPath, args, {});
  }

  alexaLink(args: readonly string[], options: RunOptions = {}): Promise<Finished> {
    return this.run(process.execPath, [join(this.folder, "cli/alexa-link.mjs"), ...args], options);
  }

  /**
   * Runs a command on a terminal, and answers its question there. What the terminal shows is the output.
   *
   * @param before a shell's command that runs while the question stands @default none
   */
  answer(text: string, args: readonly string[], before = ""): Promise<Finished> {
    const command = [process.execPath, join(this.folder, "cli/alexa-link.mjs"), ...args];
    return this.run("python3", ["-c", TERMINAL, text, before, ...command], {});
  }

  async json<T>(args: readonly string[]): Promise<T> {
    const { stdout, stderr } = await this.alexaLink([...args, "--json"]);
    if (stdout === "") {
      throw new Error(`alexa-link ${args.join(" ")} printed nothing on stdout:\n${stderr}`);
    }
    return JSON.parse(stdout) as T;
  }

  private async must(command: string, args: readonly string[]): Promise<void> {
    const { exitCode, stderr } = await this.run(command, args, {});
    if (exitCode !== 0) {
      throw new Error(`${command} ${args.join(" ")}: ${stderr}`);
    }
  }

  private run(command: string, args: readonly string[], { killAt, env }: RunOptions): Promise<Finished> {
    return new Promise((resolve, reject) => {
      const child = spawn(command, args, { cwd: this.folder, env: { ...this.env, ...env } as NodeJS.ProcessEnv });
      let [stdout, stderr] = ["", ""];
      child.stdout.setEncoding("utf8").on("data", (text: string) => {
        stdout += text;
      });
      child.stderr.setEncoding("utf8").on("data", (text: string) => {
        stderr += text;
        if (killAt !== undefined && stderr.includes(killAt.text)) {
          child.kill(killAt.signal);
        }
      });
      child.once("error", reject);
      child.once("close", (code) => {
        this.printed += stdout + stderr;
        resolve({ exitCode: code ?? -1, stdout, stderr });
      });
    });
  }
}
