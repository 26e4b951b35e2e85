import { once } from "node:events";
import type { CommandContext } from "../../../common/command";
import { plainOutput } from "../../../common/plain-text";
import { Problem } from "../../../common/problem";
import type { Progress } from "../../../common/progress";
import { makeTemporaryFolder, removeFolder } from "../../../common/temporary-folder";
import { findTerraform } from "../../../terraform/binary";
import { chooseProviderSource } from "../../../terraform/cli-configuration";
import { definedVariables, shellExports } from "../../shell-exports";
import type { AwsAccess } from "../aws-access";
import { askEmulator } from "../aws-access";
import { startEmulator } from "./emulator";
import { endedByItself } from "./log";

export interface ServeOptions extends CommandContext {
  readonly root: string;
  readonly port?: number;
  readonly accountId: string;
  readonly region: string;
  /** S3 buckets to make, for the state of environments that keep it there. */
  readonly buckets: readonly string[];
  readonly progress: Progress;
}

/** Runs the emulator until the signal is aborted, and prints what other programs need to reach it. */
export async function serveEmulator({ cleanup, progress, buckets, ...options }: ServeOptions): Promise<void> {
  const folder = makeTemporaryFolder("aws-emulator");
  cleanup.defer(`remove ${folder}`, () => removeFolder(folder));
  const emulator = await progress.step("Start the AWS emulator", async (detail) => {
    const emulator = await startEmulator({ ...options, folder, onProgress: detail });
    cleanup.defer("stop the emulator", () => emulator.stop());
    for (const bucket of buckets) {
      await makeBucket(emulator.access, bucket);
    }
    detail(emulator.description);
    return emulator;
  });
  const providers = await providerVariables(folder, options.signal);
  const text =
    `\nIt listens on ${emulator.url}. In another terminal:\n\n${shellExports({ ...emulator.environment, ...providers })}\n` +
    "and then, for example, `npx cdktf deploy dev`. Ctrl-C ends it; what was deployed to it ends with it.\n" +
    "Where an environment is deployed to AWS with a local state file, use another clone: the two must not share it.\n";
  process.stdout.write(plainOutput(text));
  const interrupted = once(options.signal, "abort");
  await Promise.race([interrupted, emulator.ended]);
  if (!options.signal.aborted) {
    throw endedByItself(emulator);
  }
}

async function makeBucket(access: AwsAccess, bucket: string): Promise<void> {
  const { status } = await askEmulator(access, "s3", { method: "PUT", path: `/${bucket}` });
  if (status !== 200) {
    throw new Problem(`The emulator did not make the bucket ${bucket}: it answered ${status}.`);
  }
}

/** Where Terraform finds its provider on this machine. Without a Terraform there is nothing to say. */
async function providerVariables(folder: string, signal: AbortSignal): Promise<Readonly<Record<string, string>>> {
  try {
    const terraform = await findTerraform(process.env, signal);
    return definedVariables(chooseProviderSource({ terraform, folder }).environment);
  } catch (error) {
    if (error instanceof Problem && !signal.aborted) {
      return {};
    }
    throw error;
  }
}
