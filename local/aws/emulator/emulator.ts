import type { ChildProcess } from "node:child_process";
import { randomUUID } from "node:crypto";
import { closeSync, openSync } from "node:fs";
import { devNull } from "node:os";
import { join } from "node:path";
import { childEnvironment } from "../../../common/child-environment";
import type { Environment } from "../../../common/child-process";
import { isRunning, start, stop } from "../../../common/child-process";
import { pause } from "../../../common/interrupt";
import { messageOf, Problem, Unavailable } from "../../../common/problem";
import { compareVersions, parseVersion } from "../../../common/version";
import { assertPortFree, freePort } from "../../loopback-port";
import type { Launcher, LauncherSource } from "./launcher";
import { howToGetMoto, launcherSources } from "./launcher";
import { lastLogLines } from "./log";

export interface EmulatorOptions {
  /** The project's folder. */
  readonly root: string;
  /** An existing folder for the log. */
  readonly folder: string;
  /** @default a free one is found */
  readonly port?: number;
  /** The account that the emulator plays. @default 123456789012 */
  readonly accountId?: string;
  /** @default us-east-1 */
  readonly region?: string;
  /** Whether the emulator goes on when this process ends without stopping it. @default false */
  readonly keep?: boolean;
  /** How long to wait for the server. @default 60; the first start of a container may have to load the image */
  readonly readySeconds?: number;
  readonly signal?: AbortSignal;
  readonly onProgress?: (text: string) => void;
  /** @default process.env */
  readonly env?: Environment;
  /** @default PATH, the project's .venv, Docker */
  readonly sources?: readonly LauncherSource[];
}

/** A running AWS emulator: moto with the corrections. */
export interface Emulator {
  /** `http://127.0.0.1:{port}` */
  readonly url: string;
  readonly port: number;
  readonly pid: number;
  readonly region: string;
  readonly accountId: string;
  readonly logFile: string;
  /** moto's version and where it comes from. */
  readonly description: string;
  /** The variables by which AWS SDKs, Terraform and the AWS CLI reach the emulator. */
  readonly environment: Readonly<Record<string, string>>;
  /** Corrections that this moto did not take, each with the reason. */
  readonly leftOut: Readonly<Record<string, string>>;
  /** Resolves when the emulator has ended, whoever ended it. */
  readonly ended: Promise<void>;
  /** Lets the emulator go on when this process ends. It must have been started with `keep`. */
  release(): void;
  /** Ends the emulator, and with it everything that was deployed to it. */
  stop(): Promise<void>;
}

/** moto 5.2 gave a pool's client and Lambda's functions the shape that the corrections build on. */
const oldestMoto = [5, 2, 0] as const;

/**
 * Starts moto with the corrections on a port of 127.0.0.1 and waits until it answers.
 *
 * @throws Unavailable when no moto can be had; the message lists what was tried
 * @throws Problem when `port` is taken
 */
export async function startEmulator(options: EmulatorOptions): Promise<Emulator> {
  if (options.port !== undefined) {
    await assertPortFree(options.port);
  }
  const env = options.env ?? process.env;
  const reasons: string[] = [];
  for (const source of options.sources ?? launcherSources) {
    try {
      const launcher = await source({ ...options, env });
      return await launch(launcher, options, env);
    } catch (error) {
      options.signal?.throwIfAborted();
      if (!(error instanceof Problem)) {
        throw error;
      }
      reasons.push(`- ${messageOf(error)}`);
    }
  }
  throw new Unavailable(`No AWS emulator (moto) could be started:\n${reasons.join("\n")}\n${howToGetMoto}`);
}

async function launch(launcher: Launcher, options: EmulatorOptions, env: Environment): Promise<Emulator> {
  // Between finding a port free and moto's listening on it another program may take it: then another port.
  for (let attempt = 1; ; attempt += 1) {
    const port = options.port ?? (await freePort());
    const id = randomUUID();
    const logFile = join(options.folder, "emulator.log");
    const child = spawnMoto(launcher, options, env, { port, id, logFile });
    try {
      const status = await ready(child, options, { port, id, logFile });
      return runningEmulator(child, launcher, options, { port, logFile, status });
    } catch (error) {
      await stop(child, "SIGTERM", 3);
      const taken = /address already in use|port is in use|port is already allocated/i.test(messageOf(error));
      if (!taken || options.port !== undefined || attempt === 3) {
        throw error;
      }
    }
  }
}

interface Start {
  readonly port: number;
  readonly id: string;
  readonly logFile: string;
}

function spawnMoto(launcher: Launcher, options: EmulatorOptions, env: Environment, { port, id, logFile }: Start) {
  const accountId = options.accountId ?? "123456789012";
  const variables = {
    EMULATOR_ID: id,
    EMULATOR_ENDS_WITH_STDIN: options.keep ? "0" : "1",
    PYTHONPATH: launcher.correctionsFolder,
    PYTHONDONTWRITEBYTECODE: "1",
    PYTHONUNBUFFERED: "1",
    // Without it, attaching a policy that AWS manages is answered 404.
    MOTO_IAM_LOAD_MANAGED_POLICIES: "true",
    MOTO_ACCOUNT_ID: accountId,
  };
  const log = openSync(logFile, "a", 0o600);
  try {
    return start(launcher.command, launcher.args(port, variables), {
      cwd: options.folder,
      env: childEnvironment(env, { ...variables, PYTHONHOME: undefined }),
      // Into a file, not a pipe: an emulator that is kept must not end at the first line after its starter is gone.
      stdio: [options.keep ? "ignore" : "pipe", log, log],
    });
  } finally {
    closeSync(log);
  }
}

interface Status {
  readonly id: string;
  readonly version: string;
  readonly leftOut: Readonly<Record<string, string>>;
}

async function ready(child: ChildProcess, options: EmulatorOptions, { port, id, logFile }: Start): Promise<Status> {
  const seconds = options.readySeconds ?? 60;
  const deadline = Date.now() + seconds * 1000;
  const failed = new Promise<never>((_, reject) => {
    child.once("error", (error) => reject(new Problem(`moto could not be started: ${messageOf(error)}`)));
  });
  failed.catch(() => {});
  for (;;) {
    options.signal?.throwIfAborted();
    const status = await Promise.race([statusOf(port), failed]);
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
        `moto did not answer on port ${port} with its corrections within ${seconds} s (${child.spawnfile}). ` +
          `Its last lines:\n${lastLogLines(logFile)}`,
      );
    }
    await pause(50, options.signal);
  }
}

async function statusOf(port: number): Promise<Status | undefined> {
  try {
    const response = await fetch(`http://127.0.0.1:${port}/emulator/status`, { signal: AbortSignal.timeout(2000) });
    return response.ok ? ((await response.json()) as Status) : undefined;
  } catch {
    return undefined; // not listening yet, or not ours
  }
}

function checkedVersion(status: Status): Status {
  const version = parseVersion(status.version.split(/[a-z]/i)[0] ?? "");
  if (version === undefined || compareVersions(version, oldestMoto) < 0) {
    throw new Unavailable(`moto is version ${status.version}; 5.2 or newer is needed`);
  }
  return status;
}

function runningEmulator(
  child: ChildProcess,
  launcher: Launcher,
  options: EmulatorOptions,
  { port, logFile, status }: { readonly port: number; readonly logFile: string; readonly status: Status },
): Emulator {
  const url = `http://127.0.0.1:${port}`;
  const region = options.region ?? "us-east-1";
  return {
    url,
    port,
    pid: child.pid ?? 0,
    region,
    accountId: options.accountId ?? "123456789012",
    logFile,
    description: `moto ${status.version}, ${launcher.description}`,
    environment: {
      AWS_ENDPOINT_URL: url,
      AWS_ACCESS_KEY_ID: "test",
      AWS_SECRET_ACCESS_KEY: "test",
      AWS_REGION: region,
      AWS_DEFAULT_REGION: region,
      AWS_CONFIG_FILE: devNull,
      AWS_SHARED_CREDENTIALS_FILE: devNull,
      AWS_EC2_METADATA_DISABLED: "true",
      CHECKPOINT_DISABLE: "1",
    },
    leftOut: status.leftOut,
    ended: new Promise((resolve) => {
      child.once("exit", () => resolve());
    }),
    release: () => child.unref(),
    stop: () => stop(child, "SIGTERM", 3),
  };
}
