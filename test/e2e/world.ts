import { execFile } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { childEnvironment } from "../../common/child-environment";
import { makeTemporaryFolder, removeFolder } from "../../common/temporary-folder";
import type { Emulator } from "../../local/aws/emulator/emulator";
import { startEmulator } from "../../local/aws/emulator/emulator";
import { findTerraform } from "../../terraform/binary";
import { chooseProviderSource } from "../../terraform/cli-configuration";
import type { InitOptions } from "../../terraform/terraform";
import { limitProviderRetries, SMALL_STACK, Terraform } from "../../terraform/terraform";

export const ROOT = resolve(__dirname, "../..");

/** Real Terraform, the real provider and an emulator of AWS, for the time of a test file. */
export interface World {
  /** A folder of its own, with a space in its path. */
  readonly folder: string;
  readonly emulator: Emulator;
  /** For every program that is to reach the emulator. */
  readonly env: Readonly<Record<string, string | undefined>>;
  terraform(stackFolder: string): Terraform;
  end(): Promise<void>;
}

export async function startWorld(): Promise<World> {
  const folder = makeTemporaryFolder("two words");
  const binary = await findTerraform();
  const source = chooseProviderSource({ terraform: binary, folder });
  const emulator = await startEmulator({ root: ROOT, folder });
  const env = childEnvironment(process.env, { ...SMALL_STACK, ...emulator.environment, ...source.environment });
  return {
    folder,
    emulator,
    env,
    terraform: (stackFolder) => new CheckedOnce({ binary, folder: stackFolder, env }),
    end: async () => {
      await emulator.stop();
      removeFolder(folder);
    },
  };
}

/**
 * Each command reads the provider's 700 MB to compare them with the lock file's checksums: a fourth of the time of a
 * plan. Here `init` alone does.
 */
class CheckedOnce extends Terraform {
  override async init(options?: InitOptions): Promise<void> {
    await super.init(options);
    const lockFile = join(this.folder, ".terraform.lock.hcl");
    if (existsSync(lockFile)) {
      writeFileSync(lockFile, readFileSync(lockFile, "utf8").replaceAll(/^ {2}hashes = \[[^\]]*\]\n/gm, ""));
    }
  }
}

/**
 * What the emulator needs beside an untouched stack: few retries, and an S3 backend that finds its bucket by path,
 * because no name server knows {bucket}.127.0.0.1. Override files leave cdk.tf.json as it is.
 */
export function adaptToEmulator(
  stackFolder: string,
  state?: { readonly bucket: string; readonly key: string },
  url = "",
): void {
  limitProviderRetries(stackFolder);
  if (state === undefined) {
    return;
  }
  const s3 = { ...state, region: "us-east-1", use_lockfile: true, use_path_style: true, endpoints: { s3: url } };
  writeFileSync(join(stackFolder, "backend_override.tf.json"), JSON.stringify({ terraform: { backend: { s3 } } }));
}

export interface Finished {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program to its end. */
export function execute(
  command: string,
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): Promise<Finished> {
  return new Promise((done) => {
    const options = { cwd: ROOT, env: env as NodeJS.ProcessEnv, maxBuffer: 64 * 1024 * 1024 };
    execFile(command, args, options, (error, stdout, stderr) => {
      done({ exitCode: error === null ? 0 : Number(error.code ?? 1), stdout, stderr });
    });
  });
}
