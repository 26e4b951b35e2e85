import { existsSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Environment, RunResult } from "../common/child-process";
import { KILLED, run } from "../common/child-process";
import { parseExactJson } from "../common/exact-json";
import { isObject, listAt, member, textAt, valueAt } from "../common/json";
import { parseShellJson } from "../common/json-file";
import { Interrupted, Problem, Unavailable } from "../common/problem";
import type { Secrets } from "../common/secrets";
import type { TerraformBinary } from "./binary";
import { missingProviderText } from "./cli-configuration";
import { assertRoom } from "./disk-room";
import { killedText, lacksProvider, terraformErrorText } from "./error-text";
import type { PluginFolder } from "./plugin-folder";
import { makePluginFolder } from "./plugin-folder";
import { readStackJson } from "./stack-json";
import type { PrintedState, UnwrittenState } from "./unwritten-state";
import { findUnwrittenState, keepPrintedState, printedState } from "./unwritten-state";

export interface TerraformProps {
  readonly binary: Pick<TerraformBinary, "path" | "product"> & Partial<Pick<TerraformBinary, "registryHost">>;
  /** The folder with the synthesized stack (`cdk.tf.json`). */
  readonly folder: string;
  /** The whole environment of the program: credentials, endpoint, `TF_CLI_CONFIG_FILE`. */
  readonly env: Environment;
  /** Aborted to end early: Terraform gets one interrupt, in answer to which it saves its state and frees its lock. */
  readonly signal?: AbortSignal;
  /**
   * Whether everything that it makes is thrown away with this process: it is then killed when it has not ended
   * half a second after the interrupt. @default false: it goes on to its end, even when this process is killed
   */
  readonly disposable?: boolean;
  /** Hidden in error messages. @default nothing is hidden */
  readonly secrets?: Secrets;
  /** Gets Terraform's output line by line. @default nothing is shown */
  readonly onLine?: (line: string) => void;
}

export interface InitOptions {
  /** `readonly` refuses a provider that the lock file does not name. @default the lock file is completed */
  readonly lockfile?: "readonly";
  /** Settings of the backend beside those in the configuration. */
  readonly backend?: Readonly<Record<string, string>>;
}

export interface PlanResult {
  /** Whether applying the plan would change anything, outputs included. */
  readonly changes: boolean;
  /** Whether a provider that somebody builds took part (`dev_overrides`), to which no lock file applies. */
  readonly hasOverriddenProvider: boolean;
}

/**
 * Terraform on one synthesized stack, without cdktf's CLI in between: exit codes, saved plans, one plan a change.
 * A command that fails raises a Problem with Terraform's own words.
 */
export class Terraform {
  constructor(private readonly props: TerraformProps) {}

  get folder(): string {
    return this.props.folder;
  }

  /** Installs the provider and prepares the backend. */
  async init({ lockfile, backend = {} }: InitOptions = {}): Promise<void> {
    const settings = Object.entries(backend).map(([name, value]) => `-backend-config=${name}=${value}`);
    await this.run("init", ["-no-color", ...(lockfile === undefined ? [] : [`-lockfile=${lockfile}`]), ...settings]);
  }

  /** Plans and saves the plan, which `apply` then carries out as it is. */
  async plan(options: { readonly out: string; readonly destroy?: boolean }): Promise<PlanResult> {
    const destroy = options.destroy ? ["-destroy"] : [];
    const args = ["-no-color", "-detailed-exitcode", `-out=${resolve(options.out)}`, ...destroy];
    const { exitCode, stdout, stderr } = await this.run("plan", args, [0, 2]);
    // Terraform's own words, and OpenTofu's: no other output shows it.
    const hasOverriddenProvider = `${stdout}${stderr}`.includes("Provider development overrides are in effect");
    return { changes: exitCode === 2, hasOverriddenProvider };
  }

  /** Applies a saved plan. */
  async apply(planFile: string): Promise<void> {
    await this.run("apply", ["-no-color", resolve(planFile)]);
  }

  /** The values of all outputs, the sensitive ones included. */
  async output(): Promise<Readonly<Record<string, unknown>>> {
    const { stdout } = await this.run("output", ["-json"]);
    const outputs = this.parsed("output -json", stdout);
    if (!isObject(outputs) || !Object.values(outputs).every(isObject)) {
      throw this.noAnswer("output -json", "outputs");
    }
    return Object.fromEntries(Object.entries(outputs).map(([name, output]) => [name, member(output, "value")]));
  }

  /** A saved plan in Terraform's JSON format, with its numbers as they are. */
  async show(planFile: string): Promise<unknown> {
    const { stdout } = await this.run("show", ["-json", resolve(planFile)]);
    return this.parsed("show -json", stdout, parseExactJson);
  }

  /** The addresses in the state. */
  async stateList(): Promise<readonly string[]> {
    const { stdout } = await this.run("state", ["list"]);
    return stdout.split("\n").filter((line) => line !== "");
  }

  /** Destroys everything in the state. */
  async destroy(): Promise<void> {
    await this.run("destroy", ["-no-color", "-auto-approve"]);
  }

  /** What was printed may hold secrets, and is not shown. */
  private parsed(command: string, stdout: string, parse?: (text: string) => unknown): unknown {
    try {
      return parseShellJson(stdout, parse);
    } catch {
      throw this.noAnswer(command, "JSON");
    }
  }

  private noAnswer(command: string, wanted: string): Problem {
    const { binary, folder } = this.props;
    return new Problem(
      `${binary.product} ${command} printed something else than ${wanted} in ${folder}. Is ${binary.path} the program ` +
        "itself, or a script around it that prints more?",
    );
  }

  private async run(command: string, args: readonly string[], allowed: readonly number[] = [0]) {
    const { binary, folder, env, signal } = this.props;
    const interactive = ["init", "plan", "apply", "destroy"].includes(command) ? ["-input=false"] : [];
    const changes = CHANGING.includes(command);
    // What holds the state's lock, or changes something, must come to its end, and so removes what it made by itself.
    const outlives = !this.props.disposable && STATEFUL.includes(command);
    if (changes && !this.props.disposable) {
      assertRoom(folder);
    }
    const plugins: PluginFolder | undefined = outlives ? undefined : makePluginFolder();
    let printed: PrintedState | undefined;
    let kept: UnwrittenState | undefined;
    const result = await run(binary.path, [`-chdir=${folder}`, command, ...interactive, ...args], {
      env: {
        ...(this.props.disposable ? SMALL_STACK : {}),
        ...env,
        ...plugins?.environment,
        TF_IN_AUTOMATION: "1",
        TF_INPUT: "0",
      },
      signal,
      onLine: this.props.onLine,
      outlives,
      graceSeconds: this.props.disposable ? DISPOSABLE_GRACE_SECONDS : undefined,
      privateFiles: command !== "init",
      onInterrupt: () => this.tellInterrupt(command),
      onEnd: ({ exitCode, stdout, stderr }) => {
        printed = changes && exitCode !== 0 ? (printedState(stderr) ?? printedState(stdout)) : undefined;
        kept = printed && keepPrintedState(printed, folder);
      },
    })
      .catch((error: unknown) => {
        throw this.withUnwrittenState(error, kept);
      })
      .finally(() => plugins?.remove());
    if (!allowed.includes(result.exitCode)) {
      throw this.failure(command, result, printed, kept);
    }
    return result;
  }

  private failure(command: string, result: RunResult, printed?: PrintedState, kept?: UnwrittenState): Problem {
    const { binary, folder, secrets, env } = this.props;
    const { exitCode, stdout, stderr } = result;
    const changes = CHANGING.includes(command);
    const state = changes ? (kept ?? findUnwrittenState(folder)) : undefined;
    const output = printed?.others || stderr || stdout;
    const text = exitCode === KILLED ? killedText(folder, changes ? stdout : "") : terraformErrorText(output);
    const first = state === undefined ? "" : `${state.fix}\n\n`;
    const lacks = lacksProvider(output);
    const why = lacks && binary.registryHost !== undefined ? missingProviderText(env, binary.registryHost) : "";
    const end = `ended with exit code ${exitCode} in ${folder}:`;
    const message = `${first}${binary.product} ${command} ${end}\n\n${why === "" ? "" : `${why}\n`}${text}`;
    return new (lacks ? Unavailable : Problem)(secrets?.hide(message) ?? message);
  }

  /** Where the program ended early with a state that it could not write, that is what has to be known. */
  private withUnwrittenState(error: unknown, kept: UnwrittenState | undefined): unknown {
    const state = error instanceof Interrupted ? (kept ?? findUnwrittenState(this.props.folder)) : undefined;
    return state === undefined ? error : new Problem(state.fix);
  }

  private tellInterrupt(command: string): void {
    if (!this.props.disposable && CHANGING.includes(command)) {
      process.stderr.write(
        `\n${this.props.binary.product} was told to end. It finishes what it has begun and saves its state, which may ` +
          "take minutes.\n",
      );
    }
  }
}

/**
 * For Terraform on a small stack: Go's runtime, in Terraform and its provider, collects garbage when the heap is nine
 * times what is in use instead of twice. A plan of one resource then takes 3.3 s of the processor instead of 5.3 s, and
 * 530 MB a process instead of 350 MB. A large state would take far more: not for a stack of unknown size.
 *
 * https://pkg.go.dev/runtime#hdr-Environment_Variables
 */
export const SMALL_STACK = { GOGC: "800" } as const;

/** A plan under way takes longer, however long one waits: a command must have ended within two seconds of a signal. */
const DISPOSABLE_GRACE_SECONDS = 0.5;

/** The commands that hold the state's lock. */
const STATEFUL: readonly string[] = ["plan", "apply", "destroy"];

/** The commands that write the state. */
const CHANGING: readonly string[] = ["apply", "destroy"];

/**
 * Makes an action that the emulator lacks fail in seconds instead of after minutes of retries (the provider's default
 * is 25 retries), by a Terraform override file beside the stack. Three are enough for a connection that is dropped now
 * and then. The stack itself stays as it was synthesized.
 *
 * https://developer.hashicorp.com/terraform/language/files/override
 */
export function limitProviderRetries(stackFolder: string): void {
  const file = join(stackFolder, "cdk.tf.json");
  const providers = existsSync(file) ? listAt(valueAt(readStackJson(stackFolder), ["provider"]), "aws") : [];
  const aliases = providers.map((it) => textAt(it, "alias")).filter((it) => it !== undefined);
  const aws = [{ max_retries: 3 }, ...aliases.map((alias) => ({ alias, max_retries: 3 }))];
  const override = { provider: { aws: aliases.length === 0 ? aws[0] : aws } };
  writeFileSync(join(stackFolder, "emulator_override.tf.json"), `${JSON.stringify(override, null, 2)}\n`);
}
