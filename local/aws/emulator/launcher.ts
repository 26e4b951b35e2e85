import { existsSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import type { Environment } from "../../../common/child-process";
import { run } from "../../../common/child-process";
import { findExecutable } from "../../../common/executable";
import { Problem, Unavailable } from "../../../common/problem";
import { removeFolder } from "../../../common/temporary-folder";
import { ownFile } from "../../own-file";
import type { MotoAddress } from "./front";

/** The moto that is installed when the machine has none. The corrections are written for it. */
export const motoVersion = "5.2.1";

/** One way of starting moto's server. */
export interface Launcher {
  /** For people: where this moto comes from. */
  readonly description: string;
  readonly command: string;
  /** Whether it can listen on a socket in a folder of this machine. */
  readonly takesSockets: boolean;
  /** The arguments for a server at an address. `variables` are the names of what moto must find in its environment. */
  args(address: MotoAddress, variables: readonly string[]): readonly string[];
  /** The folder under which moto sees the corrections. */
  readonly correctionsFolder: string;
}

export interface LauncherSearch {
  /** The project's folder. */
  readonly root: string;
  /** Where moto is, or gets, installed if the machine has none. @default `.venv` of the project */
  readonly venv?: string;
  readonly env: Environment;
  readonly signal?: AbortSignal;
  /** Says what takes time. */
  readonly onProgress?: (text: string) => void;
}

/** A way to come by moto: gives a launcher, or raises a Problem that says why it cannot. */
export type LauncherSource = (search: LauncherSearch) => Promise<Launcher> | Launcher;

/** In the order in which they are tried: what is there, then what can be made, then what is heaviest. */
export const launcherSources: readonly LauncherSource[] = [fromPath, fromVirtualEnvironment, fromDocker];

/** What to install when none of the sources gives a launcher. */
export const howToGetMoto =
  `Install one of: moto (\`pip install 'moto[server]==${motoVersion}'\`, so that moto_server is on PATH); Python 3.10 ` +
  "or newer with its venv module and a network, and moto is installed for this project alone; Docker.";

/** The folder with the corrections and the file that loads them. */
const correctionsFolder = (): string => ownFile("aws", "emulator");

/** `moto_server` on PATH. */
export function fromPath({ env }: LauncherSearch): Launcher {
  const command = findExecutable("moto_server", env);
  if (command === undefined) {
    throw new Unavailable("moto_server is not on PATH");
  }
  return server(command, `moto_server on PATH (${command})`);
}

/** The project's own virtual environment, which is made when it is missing or half-made. */
export async function fromVirtualEnvironment(search: LauncherSearch): Promise<Launcher> {
  const { env, root, venv: folder = join(root, ".venv"), signal, onProgress } = search;
  const command = join(folder, process.platform === "win32" ? "Scripts" : "bin", "moto_server");
  if (!existsSync(command)) {
    const python = findExecutable("python3", env);
    if (python === undefined) {
      throw new Unavailable("python3 is not on PATH, so moto cannot be installed for this project alone");
    }
    const existed = existsSync(folder);
    try {
      onProgress?.(`making ${relative(root, folder)} with moto ${motoVersion}`);
      await succeed(python, ["-m", "venv", folder], env, signal);
      const pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--retries", "1"];
      await succeed(join(dirname(command), "python"), [...pip, `moto[server]==${motoVersion}`], env, signal);
    } catch (error) {
      if (!existed) {
        removeFolder(folder);
      }
      throw error;
    }
  }
  return server(command, `moto_server in ${folder}`);
}

/** moto's own image. */
export async function fromDocker({ env, signal }: LauncherSearch): Promise<Launcher> {
  const command = findExecutable("docker", env);
  if (command === undefined) {
    throw new Unavailable("docker is not on PATH");
  }
  const engine = await run(command, ["version", "--format", "{{.Server.Version}}"], { env, signal, timeoutMs: 15_000 });
  if (engine.exitCode !== 0) {
    throw new Unavailable(`docker is installed, but no engine answers (${lastLine(engine.stderr)})`);
  }
  const inside = "/emulator";
  return {
    description: `Docker image motoserver/moto:${motoVersion}`,
    command,
    correctionsFolder: inside,
    takesSockets: false,
    args: (address, variables) => {
      const port = "port" in address ? address.port : 0;
      return [
        // -i keeps stdin open, by whose end the emulator knows that it is no longer wanted.
        ...["run", "--rm", "-i", "--publish", `127.0.0.1:${port}:${port}`],
        ...["--volume", `${correctionsFolder()}:${inside}:ro`],
        // Without their values, which docker takes from its environment: every user can see the arguments of a process.
        ...variables.flatMap((name) => ["--env", name]),
        ...["--entrypoint", "moto_server", `motoserver/moto:${motoVersion}`, "-H", "0.0.0.0", "-p", String(port)],
      ];
    },
  };
}

function server(command: string, description: string): Launcher {
  return {
    description,
    command,
    correctionsFolder: correctionsFolder(),
    takesSockets: process.platform !== "win32",
    args: (address) =>
      "port" in address ? ["-H", "127.0.0.1", "-p", String(address.port)] : ["-H", `unix://${address.socketPath}`],
  };
}

async function succeed(command: string, args: readonly string[], env: Environment, signal?: AbortSignal) {
  const { exitCode, stdout, stderr } = await run(command, args, { env, signal, timeoutMs: 300_000 });
  if (exitCode !== 0) {
    throw new Problem(`${command} ${args.slice(0, 3).join(" ")} failed (${lastLine(stderr || stdout)})`);
  }
}

function lastLine(text: string): string {
  return text.trim().split("\n").at(-1)?.trim() ?? "";
}
