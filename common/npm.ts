import { run } from "./child-process";
import { findExecutable } from "./executable";
import { Problem, Unavailable } from "./problem";

export interface NpmOptions {
  /** Where it runs. */
  readonly folder: string;
  readonly signal?: AbortSignal;
  /** Whether the scripts of packages run. @default false */
  readonly scripts?: boolean;
}

/**
 * Runs npm, without a log of its own.
 *
 * @returns what it prints
 * @throws Unavailable when there is no npm, or what it needs cannot be fetched
 * @throws Problem with its own words when it fails otherwise
 */
export async function npm(args: readonly string[], { folder, signal, scripts = false }: NpmOptions): Promise<string> {
  // npm tells its scripts where it is, which on Windows is no program by itself.
  const script = process.env.npm_execpath ?? "";
  const [program, first] = script.endsWith("npm-cli.js") ? [process.execPath, [script]] : [findExecutable("npm"), []];
  if (program === undefined) {
    throw new Unavailable("npm was not found on PATH. It comes with Node.");
  }
  const quiet = [
    ...(scripts ? [] : ["--ignore-scripts"]),
    "--no-audit",
    "--no-fund",
    "--prefer-offline",
    "--logs-max=0",
  ];
  const retries = ["--fetch-retries=1", "--fetch-retry-mintimeout=1000"];
  const { exitCode, stdout, stderr } = await run(program, [...first, ...args, ...quiet, ...retries], {
    cwd: folder,
    // What `npm run` tells its scripts about the project would move the installation there.
    env: { ...process.env, npm_config_local_prefix: undefined, npm_config_prefix: undefined },
    ...(signal !== undefined && { signal }),
  });
  if (exitCode === 0) {
    return stdout;
  }
  const lines = (stderr || stdout).split("\n").filter((line) => /^npm error (?! *at )/.test(line));
  const text = `npm ${args.join(" ")} ended with exit code ${exitCode}:\n\n${lines.slice(0, 12).join("\n")}`;
  throw new (UNREACHABLE.test(text) ? Unavailable : Problem)(text);
}

/** Node's and npm's codes for a registry that does not answer, or for a cache that lacks something while offline. */
const UNREACHABLE = /\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTCACHED)\b/;
