import { execFile } from "node:child_process";
import { promisify } from "node:util";

const MAX_OUTPUT_BYTES = 64 * 1024 * 1024;

/**
 * What npm prints. Its scripts do not run, and it writes no log.
 *
 * @param folder where it runs
 * @throws when it fails; the message has what it said
 */
export async function npm(folder: string, args: readonly string[]): Promise<string> {
  // npm tells its scripts where it is, which on Windows is no program by itself.
  const path = process.env.npm_execpath ?? "";
  const [command, first] = path.endsWith("npm-cli.js") ? [process.execPath, [path]] : ["npm", []];
  const all = [...first, ...args, "--ignore-scripts", "--logs-max=0"];
  const { stdout } = await promisify(execFile)(command, all, { cwd: folder, maxBuffer: MAX_OUTPUT_BYTES });
  return stdout;
}
