import type { ChildProcess } from "node:child_process";
import { randomBytes, randomUUID } from "node:crypto";
import { devNull } from "node:os";
import { join } from "node:path";
import type { Environment } from "../../../common/child-process";
import { stop } from "../../../common/child-process";
import { messageOf, Problem, Unavailable } from "../../../common/problem";
import type { GuardedServer } from "../../guard/guarded-server";
import { assertPortFree, freePort } from "../../loopback-port";
import type { AwsAccess, AwsCredentials } from "../aws-access";
import type { FrontProps, MotoAddress } from "./front";
import { startFront } from "./front";
import { keepFront } from "./kept-front";
import type { Launcher, LauncherSource } from "./launcher";
import { howToGetMoto, launcherSources } from "./launcher";
import type { MotoStatus } from "./moto";
import { motoReady, spawnMoto } from "./moto";

export interface EmulatorOptions {
  /** The project's folder. */
  readonly root: string;
  /** Where moto is, or gets, installed if the machine has none. @default `.venv` of the project */
  readonly venv?: string;
  /** An existing folder for the log. */
  readonly folder: string;
  /** @default a free one is found */
  readonly port?: number;
  /** The account that the emulator plays. @default 123456789012 */
  readonly accountId?: string;
  /** @default us-east-1 */
  readonly region?: string;
  /** Ids of pools and clients that exist at AWS: what is made under one of these as its name gets it. @default none */
  readonly existingIds?: readonly string[];
  /** How long to wait for the server. @default 60; the first start of a container may have to load the image */
  readonly readySeconds?: number;
  readonly signal?: AbortSignal;
  readonly onProgress?: (text: string) => void;
  /** @default process.env */
  readonly env?: Environment;
  /** @default PATH, the project's own, Docker */
  readonly sources?: readonly LauncherSource[];
}

/** A running AWS emulator: moto with the corrections, and a front that lets nobody else in. */
export interface Emulator {
  /** `http://127.0.0.1:{port}` */
  readonly url: string;
  readonly port: number;
  readonly region: string;
  readonly accountId: string;
  readonly logFile: string;
  /** moto's version and where it comes from. */
  readonly description: string;
  /** What clients of AWS APIs need to reach it. */
  readonly access: AwsAccess;
  /** The variables by which AWS SDKs, Terraform and the AWS CLI reach the emulator. */
  readonly environment: Readonly<Record<string, string>>;
  /** Corrections that this moto did not take, each with the reason. */
  readonly leftOut: Readonly<Record<string, string>>;
  /** Resolves when the emulator has ended, whoever ended it. */
  readonly ended: Promise<void>;
  /**
   * Lets the emulator go on when this process ends.
   *
   * @returns the number of the process that ends it when it is ended
   */
  release(): Promise<number>;
  /** Ends the emulator, and with it everything that was deployed to it. */
  stop(): Promise<void>;
}

/** Longer paths cannot be the address of a socket (sun_path: 104 bytes on macOS, 108 on Linux). */
const MAX_SOCKET_PATH = 100;

/**
 * Starts moto with the corrections where only its front reaches it, and the front on a port of 127.0.0.1, and waits until
 * it answers.
 *
 * @throws Unavailable when no moto can be had; the message lists what was tried
 * @throws Problem when `port` is taken
 */
export async function startEmulator(options: EmulatorOptions): Promise<Emulator> {
  if (options.port !== undefined) {
    await assertPortFree(options.port); // rather than once for each way to come by moto
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
  const region = options.region ?? "us-east-1";
  const logFile = join(options.folder, "emulator.log");
  // Between finding a port free and moto's listening on it another program may take it: then another port.
  for (let attempt = 1; ; attempt += 1) {
    const credentials = newCredentials();
    const moto = await motoAddress(launcher, options.folder);
    const motoSecret = randomBytes(32).toString("hex");
    const frontProps = { accessKeyId: credentials.accessKeyId, moto, motoSecret };
    const front = await startFront(frontProps, options.port);
    const access = { endpoint: front.url, region, credentials };
    const start = { address: moto, id: randomUUID(), secret: motoSecret, logFile };
    const child = spawnMoto(launcher, options, env, start);
    try {
      const status = await motoReady(child, options, start, access);
      return runningEmulator({ child, launcher, options, front, frontProps, access, status, logFile });
    } catch (error) {
      // All that moto has is in memory, and a Python that ends takes its time. A container is to be removed, too.
      await Promise.all([stop(child, launcher.takesSockets ? "SIGKILL" : "SIGTERM", 3), front.stop()]);
      const taken = /address already in use|port is in use|port is already allocated/i.test(messageOf(error));
      if (!taken || attempt === 3) {
        throw error;
      }
    }
  }
}

/** Made up anew for each start, and worth nothing anywhere else. */
function newCredentials(): AwsCredentials {
  return {
    accessKeyId: `LOCAL${randomBytes(16).toString("hex").toUpperCase()}`,
    secretAccessKey: randomBytes(20).toString("hex"),
  };
}

/**
 * A socket in a folder that only this user can enter keeps every other user of the machine out. In a container it cannot
 * be reached, nor does Python have them on Windows: then a port, where the secret alone does.
 */
async function motoAddress({ takesSockets }: Launcher, folder: string): Promise<MotoAddress> {
  const socketPath = join(folder, `moto-${randomBytes(4).toString("hex")}.sock`);
  return takesSockets && Buffer.byteLength(socketPath) <= MAX_SOCKET_PATH ? { socketPath } : { port: await freePort() };
}

interface Started {
  readonly child: ChildProcess;
  readonly launcher: Launcher;
  readonly options: EmulatorOptions;
  readonly front: GuardedServer;
  readonly frontProps: FrontProps;
  readonly access: AwsAccess;
  readonly status: MotoStatus;
  readonly logFile: string;
}

function runningEmulator({ child, launcher, options, front, frontProps, access, status, logFile }: Started): Emulator {
  const { endpoint: url, region, credentials } = access;
  const port = Number(new URL(url).port);
  return {
    url,
    port,
    region,
    access,
    logFile,
    accountId: options.accountId ?? "123456789012",
    description: `moto ${status.version}, ${launcher.description}`,
    environment: {
      AWS_ENDPOINT_URL: url,
      AWS_ACCESS_KEY_ID: credentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
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
    release: async () => {
      const { listener } = front;
      const pid = await keepFront({ root: options.root, front: frontProps, listener, moto: child, logFile });
      await front.stop();
      return pid;
    },
    stop: async () => {
      // All that moto has is in memory, and a Python that ends takes its time. A container is to be removed, too.
      await Promise.all([stop(child, launcher.takesSockets ? "SIGKILL" : "SIGTERM", 3), front.stop()]);
    },
  };
}
