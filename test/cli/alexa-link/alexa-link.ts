import { execFile } from "node:child_process";
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { alexaLink } from "../../../cli/alexa-link/program";
import { Cleanup } from "../../../common/cleanup";
import { reportFailure } from "../../../common/command";
import { ExitCode } from "../../../common/problem";
import { Secrets } from "../../../common/secrets";
import { SmapiStandIn } from "../../../local/amazon/stand-in";
import { compiledCommand } from "../../compiled-command";
import { ACCOUNT_LINKING, SKILL_ID, VENDOR_ID } from "../../contract/account-linking";

export const ROOT = resolve(__dirname, "../../..");

/** What `terraform output -json` prints. */
export const OUTPUTS = {
  account_linking: { sensitive: true, type: ["object", {}], value: ACCOUNT_LINKING },
};

export interface Finished {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** `alexa-link`, a folder for its files, and a stand-in for Amazon's side. */
export class AlexaLink {
  /** Everything that was printed by any command. */
  printed = "";

  private constructor(
    readonly folder: string,
    readonly smapi: SmapiStandIn,
    private readonly script: string,
  ) {}

  static async start(): Promise<AlexaLink> {
    const folder = realpathSync(mkdtempSync(join(tmpdir(), "alexa link-")));
    writeFileSync(join(folder, "outputs.json"), JSON.stringify(OUTPUTS));
    const smapi = await SmapiStandIn.start({ vendorId: VENDOR_ID, skillIds: [SKILL_ID] });
    // Each state that is not the last is a second or more that the command waits.
    smapi.faults.pollsInProgress = 0;
    return new AlexaLink(folder, smapi, await compiledCommand("cli/alexa-link.ts"));
  }

  /** Writes a file into the folder and answers its path. */
  file(name: string, content: string): string {
    const path = join(this.folder, name);
    writeFileSync(path, content);
    return path;
  }

  /** The outputs with something else in `account_linking`, as a file. */
  outputs(change: object): string {
    const { account_linking: output } = OUTPUTS;
    const value = { ...output.value, ...change };
    return this.file("changed.json", JSON.stringify({ account_linking: { ...output, value } }));
  }

  /** Runs a command on the example's outputs, unless it names others, in a process of its own. */
  run(args: readonly string[], { env = {}, input }: RunOptions = {}): Promise<Finished> {
    return this.runAlone(this.withOutputs(args), { env, input });
  }

  /**
   * The same in this process, where it takes a tenth of the time: for what reads no standard input, and reaches Amazon
   * through no proxy. Standard output and error are no terminals.
   */
  async runHere(args: readonly string[], { env = {} }: Pick<RunOptions, "env"> = {}): Promise<Finished> {
    const former = { ...process.env };
    const printed = { stdout: "", stderr: "" };
    const restore = (["stdout", "stderr"] as const).map((name) => captured(name, (text) => (printed[name] += text)));
    replaceEnvironment({ ...this.environment, ...env });
    const exitCode = await exitCodeOf(this.withOutputs(args)).finally(() => {
      replaceEnvironment(former);
      for (const it of restore) {
        it();
      }
    });
    this.printed += printed.stdout + printed.stderr;
    return { exitCode, ...printed };
  }

  private withOutputs(args: readonly string[]): readonly string[] {
    const isNamed = args.includes("--outputs") || args.includes("--help");
    return isNamed ? args : [...args, "--outputs", join(this.folder, "outputs.json")];
  }

  /** Runs a command line as it is, in a process of its own. */
  runAlone(args: readonly string[], { env = {}, input = "", cwd = ROOT }: RunOptions = {}): Promise<Finished> {
    return new Promise((done) => {
      const child = execFile(
        process.execPath,
        [this.script, ...args],
        { cwd, env: { ...this.environment, ...env } },
        (error, stdout, stderr) => {
          this.printed += stdout + stderr;
          done({ exitCode: error === null ? 0 : Number(error.code ?? 1), stdout, stderr });
        },
      );
      child.stdin?.end(input);
    });
  }

  async end(): Promise<void> {
    await this.smapi.stop();
    rmSync(this.folder, { recursive: true });
  }

  /** No credentials but the stand-in's. */
  private get environment(): NodeJS.ProcessEnv {
    const { PATH, HOME: _, ...rest } = process.env;
    const others = Object.fromEntries(Object.entries(rest).filter(([name]) => !/^(AWS_|ASK_)/.test(name)));
    const { clientId, clientSecret, refreshToken } = this.smapi.credentials;
    return {
      ...others,
      PATH,
      HOME: this.folder,
      AWS_EC2_METADATA_DISABLED: "true",
      ASK_LWA_CLIENT_ID: clientId,
      ASK_LWA_CLIENT_CONFIRMATION: clientSecret,
      ASK_REFRESH_TOKEN: refreshToken,
      ASK_SMAPI_SERVER_BASE_URL: this.smapi.url,
      ASK_LWA_TOKEN_HOST: this.smapi.url,
    };
  }
}

interface RunOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: string;
  /** @default the project's folder */
  readonly cwd?: string;
}

/** As common/command.ts ends a command, but for the process that goes on. */
async function exitCodeOf(args: readonly string[]): Promise<number> {
  const context = { signal: new AbortController().signal, cleanup: new Cleanup(), secrets: new Secrets() };
  process.exitCode = undefined;
  try {
    await alexaLink("0.0.0", context)
      .exitOverride()
      .parseAsync(["node", "alexa-link", ...args]);
    return Number(process.exitCode ?? 0);
  } catch (error) {
    return reportFailure(error, context.secrets, ExitCode.unavailable);
  } finally {
    process.exitCode = undefined;
    await context.cleanup.run();
  }
}

/** Takes what is written, as if to a file, until what it answers is called. */
function captured(name: "stdout" | "stderr", take: (text: string) => void): () => void {
  const stream = process[name];
  const { isTTY } = stream;
  stream.isTTY = false;
  const spy = jest.spyOn(stream, "write").mockImplementation((chunk) => {
    take(String(chunk));
    return true;
  });
  return () => {
    spy.mockRestore();
    stream.isTTY = isTTY;
  };
}

function replaceEnvironment(variables: NodeJS.ProcessEnv): void {
  for (const name of Object.keys(process.env).filter((it) => !(it in variables))) {
    delete process.env[name];
  }
  Object.assign(process.env, variables);
}
