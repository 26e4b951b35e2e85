/** What the commands say that they take. */
import { execFile } from "node:child_process";
import { resolve } from "node:path";
import { promisify } from "node:util";
import type { Command } from "commander";
import { alexaLink } from "../cli/alexa-link/program";
import { Cleanup } from "../common/cleanup";
import { Secrets } from "../common/secrets";

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
  return optionsIn(await help(args));
}

const optionsIn = (text: string): readonly string[] =>
  [...text.matchAll(/^\s+(?:(-\w), )?(--[a-z-]+)/gm)].flatMap(([, short, long = ""]) =>
    short === undefined ? [long] : [short, long],
  );

const ALEXA_LINK = alexaLink("0.0.0", {
  signal: new AbortController().signal,
  cleanup: new Cleanup(),
  secrets: new Secrets(),
});

const commandsOf = (of: Command): readonly string[] => of.commands.map((it) => it.name());

/** The commands of `alexa-link`. */
export const alexaLinkCommands = (): readonly string[] => commandsOf(ALEXA_LINK);

/** The options of one command of `alexa-link`, or without one its own, as its help shows them. */
export function alexaLinkOptions(command = ""): readonly string[] {
  const words = command === "" ? [] : command.split(" ");
  const found = words.reduce<Command | undefined>(
    (it, word) => it?.commands.find((inner) => inner.name() === word),
    ALEXA_LINK,
  );
  return optionsIn(found?.helpInformation() ?? "");
}
