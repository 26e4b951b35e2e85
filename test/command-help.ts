/** What the commands say that they take. */
import { execFile } from "node:child_process";
import { resolve } from "node:path";
import { promisify } from "node:util";
import { compiledCommand } from "./compiled-command";

const ROOT = resolve(__dirname, "..");

const helps = new Map<string, Promise<string>>();

/** What `--help` prints; each program is asked once. */
function help(args: readonly string[]): Promise<string> {
  const key = args.join(" ");
  const asked =
    helps.get(key) ?? promisify(execFile)(process.execPath, [...args, "--help"], { cwd: ROOT }).then((it) => it.stdout);
  helps.set(key, asked);
  return asked;
}

/** The options of a program of Node's, `--help` included. */
export async function optionsOf(args: readonly string[]): Promise<readonly string[]> {
  return [...(await help(args)).matchAll(/^\s+(?:(-\w), )?(--[a-z-]+)/gm)].flatMap(([, short, long = ""]) =>
    short === undefined ? [long] : [short, long],
  );
}

/** The commands of `alexa-link`. */
export async function alexaLinkCommands(): Promise<readonly string[]> {
  const text = await help([await compiledCommand("cli/alexa-link.ts")]);
  return [...text.matchAll(/^ {2}([a-z]+) (?:\[options\]| {2,})/gm)].map(([, name = ""]) => name);
}

/** The options of one command of `alexa-link`, or without one its own. */
export async function alexaLinkOptions(command = ""): Promise<readonly string[]> {
  const script = await compiledCommand("cli/alexa-link.ts");
  return optionsOf(command === "" ? [script] : [script, ...command.split(" ")]);
}
