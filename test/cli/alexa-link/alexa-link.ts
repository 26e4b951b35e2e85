import { execFile } from "node:child_process";
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
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

/** `alexa-link` in a process of its own, a folder for its files, and a stand-in for Amazon's side. */
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

  /** Runs a command on the example's outputs, unless it names others. */
  run(args: readonly string[], { env = {}, input }: RunOptions = {}): Promise<Finished> {
    const outputs =
      args.includes("--outputs") || args.includes("--help") ? [] : ["--outputs", join(this.folder, "outputs.json")];
    return this.runAlone([...args, ...outputs], { env, input });
  }

  /** Runs a command line as it is. */
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
