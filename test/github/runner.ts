import { spawnSync } from "node:child_process";
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { ROOT, workflow } from "./workflows";

/** What a program answers whose call, with its arguments, fits the pattern. Several answers come one after the other. */
export type Answer = readonly [
  pattern: string,
  answer: { readonly stdout?: unknown; readonly stderr?: string; readonly exitCode?: number },
];

/** A call that a script made of one of the played programs. */
export interface Call {
  readonly call: string;
  readonly stdin?: string;
  /** Of a field `body=@FILE`, what the file holds. */
  readonly bodies: readonly string[];
  /** Of AWS, Terraform, GitHub and Amazon. */
  readonly variables: Readonly<Record<string, string>>;
}

export interface Finished {
  readonly exitCode: number;
  /** What was printed, workflow commands too. */
  readonly log: string;
  readonly outputs: Readonly<Record<string, string>>;
  readonly summary: string;
  readonly calls: readonly Call[];
}

/** The programs that are played. Everything else, such as jq and tar, is the machine's own. */
const PLAYED = ["aws", "gh", "npx"];

/** Takes no time, and is called often: it writes its call down by itself. */
const SLEEP = `#!/bin/sh
printf '{"call":"sleep %s","bodies":[],"variables":{}}\\n' "$*" >>"$STAND_IN_CALLS"
`;

/**
 * A runner's workspace: a workflow's scripts run in it, with bash as GitHub runs it, with stand-ins for the programs
 * that reach beyond the machine.
 */
export class Runner {
  readonly #home = mkdtempSync(join(tmpdir(), "two words-"));
  /** The checked-out repository, as far as the scripts need it. */
  readonly workspace = join(this.#home, "workspace");
  /** RUNNER_TEMP. */
  readonly temporary = join(this.#home, "temporary");

  constructor() {
    const bin = join(this.#home, "bin");
    for (const folder of [bin, this.temporary, this.workspace]) {
      mkdirSync(folder);
    }
    cpSync(join(ROOT, ".github/scripts"), join(this.workspace, ".github/scripts"), { recursive: true });
    const standIn = (name: string): string => `#!/bin/sh\nexec sh "${join(__dirname, "stand-in.sh")}" ${name} "$@"\n`;
    const programs = { ...Object.fromEntries(PLAYED.map((name) => [name, standIn(name)])), sleep: SLEEP };
    for (const [name, text] of Object.entries(programs)) {
      const program = join(bin, name);
      writeFileSync(program, text);
      chmodSync(program, 0o755);
    }
  }

  end(): void {
    rmSync(this.#home, { recursive: true, force: true });
  }

  /** Writes a file, by its path from the workspace, or from RUNNER_TEMP with `$RUNNER_TEMP/` before it. */
  write(path: string, content: unknown): string {
    const file = this.path(path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, typeof content === "string" ? content : JSON.stringify(content));
    return file;
  }

  path(path: string): string {
    const [, inTemporary] = /^\$RUNNER_TEMP\/(.*)$/.exec(path) ?? [];
    return inTemporary === undefined ? join(this.workspace, path) : join(this.temporary, inTemporary);
  }

  /**
   * Runs a step's script.
   *
   * @param env the values of all its variables that are expressions; a missing or an unknown one is an error
   */
  step(
    [file, job, step]: readonly [file: string, job: string, step: string],
    env: Readonly<Record<string, string>>,
    answers: readonly Answer[] = [],
  ): Finished {
    const { jobs, env: ofWorkflow } = workflow(file);
    const { steps = [], env: ofJob } = jobs[job] ?? {};
    const found = steps.find(({ name }) => name === step);
    if (found?.run === undefined) {
      throw new Error(`${file}: ${job} has no script ${step}.`);
    }
    const declared = { ...ofWorkflow, ...ofJob, ...found.env };
    const open = Object.keys(declared).filter((name) => String(declared[name]).includes("${{"));
    const given = Object.keys(env).filter((name) => !/^AWS_/.test(name));
    if (open.filter((name) => env[name] === undefined).length > 0 || given.some((name) => !open.includes(name))) {
      throw new Error(`${step} has the expressions ${open.join(", ")}; given are ${given.join(", ")}.`);
    }
    return this.script(found.run, { ...declared, ...env }, answers);
  }

  /** Runs a script as GitHub runs one without a shell of its own. */
  script(text: string, env: Readonly<Record<string, unknown>>, answers: readonly Answer[] = []): Finished {
    const [output, summary, calls] = ["output", "summary", "calls"].map((name) => join(this.#home, name));
    const files = [output, summary, calls] as string[];
    for (const file of files) {
      rmSync(file, { force: true });
    }
    const script = join(this.#home, "script.sh");
    writeFileSync(script, text);
    const { status, stdout, stderr } = spawnSync("bash", ["-e", script], {
      cwd: this.workspace,
      encoding: "utf8",
      env: {
        PATH: `${join(this.#home, "bin")}:${process.env.PATH}`,
        HOME: this.#home,
        GITHUB_OUTPUT: output,
        GITHUB_STEP_SUMMARY: summary,
        GITHUB_REPOSITORY: "octo-org/skill",
        GITHUB_REPOSITORY_OWNER: "octo-org",
        GITHUB_REF_NAME: "main",
        GITHUB_SHA: "0".repeat(40),
        RUNNER_TEMP: this.temporary,
        STAND_IN_ANSWERS: JSON.stringify(answers),
        STAND_IN_CALLS: calls,
        ...Object.fromEntries(Object.entries(env).map(([name, value]) => [name, String(value)])),
      },
    });
    const read = (file = ""): string => (existsSync(file) ? readFileSync(file, "utf8") : "");
    return {
      exitCode: status ?? 1,
      log: stdout + stderr,
      outputs: Object.fromEntries(
        read(output)
          .split("\n")
          .flatMap((line) => {
            const [, name = "", value = ""] = /^([\w-]+)=(.*)$/.exec(line) ?? [];
            return name === "" ? [] : [[name, value]];
          }),
      ),
      summary: read(summary),
      calls: read(calls)
        .split("\n")
        .flatMap((line) => (line === "" ? [] : [JSON.parse(line) as Call])),
    };
  }
}

/** The calls of one program, as they were written. */
export const callsOf = ({ calls }: Finished, program: string): readonly string[] =>
  calls.flatMap(({ call }) => (call.startsWith(`${program} `) ? [call] : []));
