import type { ChildProcess } from "node:child_process";
import { closeSync, openSync } from "node:fs";
import { childEnvironment } from "../../../common/child-environment";
import type { Environment } from "../../../common/child-process";
import { isRunning, start } from "../../../common/child-process";
import { pause } from "../../../common/interrupt";
import { messageOf, Problem, Unavailable } from "../../../common/problem";
import { compareVersions, parseVersion } from "../../../common/version";
import type { AwsAccess } from "../aws-access";
import { askEmulator } from "../aws-access";
import { SERVICES } from "./admission";
import type { EmulatorOptions } from "./emulator";
import type { MotoAddress } from "./front";
import type { Launcher } from "./launcher";
import { lastLogLines } from "./log";

/** By what this start of moto is recognized, and where it listens. */
export interface MotoStart {
  readonly address: MotoAddress;
  readonly id: string;
  /** Which every request to it must carry. */
  readonly secret: string;
  readonly logFile: string;
}

/** What moto says of itself. */
export interface MotoStatus {
  readonly id: string;
  readonly version: string;
  /** Corrections that this moto did not take, each with the reason. */
  readonly leftOut: Readonly<Record<string, string>>;
}

/** moto 5.2 gave a pool's client and Lambda's functions the shape that the corrections build on. */
const OLDEST_MOTO = [5, 2, 0] as const;

/** Starts moto with the corrections. It ends when its standard input does. */
export function spawnMoto(
  launcher: Launcher,
  { accountId = "123456789012", existingIds = [], folder }: EmulatorOptions,
  env: Environment,
  { address, id, secret, logFile }: MotoStart,
): ChildProcess {
  const variables = {
    EMULATOR_ID: id,
    EMULATOR_SECRET: secret,
    EMULATOR_SERVICES: SERVICES.join(","),
    EMULATOR_EXISTING_IDS: existingIds.join(","),
    PYTHONPATH: launcher.correctionsFolder,
    PYTHONDONTWRITEBYTECODE: "1",
    PYTHONUNBUFFERED: "1",
    // Without it, attaching a policy that AWS manages is answered 404.
    MOTO_IAM_LOAD_MANAGED_POLICIES: "true",
    MOTO_ACCOUNT_ID: accountId,
  };
  const log = openSync(logFile, "a", 0o600);
  try {
    return start(launcher.command, launcher.args(address, Object.keys(variables)), {
      cwd: folder,
      env: childEnvironment(env, { ...variables, PYTHONHOME: undefined }),
      // Into a file, not a pipe: an emulator that is kept must not end at the first line after its starter is gone.
      stdio: ["pipe", log, log],
    });
  } finally {
    closeSync(log);
  }
}

/**
 * Waits until moto answers, through its front.
 *
 * @throws Problem when it ends, or does not answer in time
 * @throws Unavailable when it is too old
 */
export async function motoReady(
  child: ChildProcess,
  { readySeconds = 60, signal }: EmulatorOptions,
  { id, logFile }: MotoStart,
  access: AwsAccess,
): Promise<MotoStatus> {
  const deadline = Date.now() + readySeconds * 1000;
  const failed = new Promise<never>((_, reject) => {
    child.once("error", (error) => reject(new Problem(`moto could not be started: ${messageOf(error)}`)));
  });
  failed.catch(() => {});
  for (;;) {
    signal?.throwIfAborted();
    const status = await Promise.race([statusOf(access), failed]);
    if (status?.id === id) {
      return checkedVersion(status);
    }
    if (!isRunning(child)) {
      throw new Problem(
        `moto ended before it answered (${child.spawnfile}). Its last lines:\n${lastLogLines(logFile)}`,
      );
    }
    if (Date.now() > deadline) {
      throw new Problem(
        `moto did not answer with its corrections within ${readySeconds} s (${child.spawnfile}). ` +
          `Its last lines:\n${lastLogLines(logFile)}`,
      );
    }
    await pause(50, signal);
  }
}

async function statusOf(access: AwsAccess): Promise<MotoStatus | undefined> {
  try {
    const { status, body } = await askEmulator(access, "emulator", { path: "/emulator/status" });
    return status === 200 ? (JSON.parse(body.toString("utf8")) as MotoStatus) : undefined;
  } catch {
    return undefined; // not listening yet, or not ours
  }
}

function checkedVersion(status: MotoStatus): MotoStatus {
  const version = parseVersion(status.version.split(/[a-z]/i)[0] ?? "");
  if (version === undefined || compareVersions(version, OLDEST_MOTO) < 0) {
    throw new Unavailable(`moto is version ${status.version}; 5.2 or newer is needed`);
  }
  return status;
}
