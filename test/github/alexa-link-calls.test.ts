import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { ROOT, scripts } from "./workflows";

interface Call {
  readonly job: string;
  readonly command: string;
  readonly options: readonly string[];
}

/** Every `npx alexa-link …` of the workflows, up to where the shell goes on with something else. */
const calls: readonly Call[] = scripts.flatMap(([job, run]) =>
  [...run.matchAll(/npx alexa-link ([a-z]+)([^|>;&\n]*)/g)].map(([, command = "", rest = ""]) => ({
    job,
    command,
    options: rest.match(/(?<=\s)--[a-z-]+/g) ?? [],
  })),
);

const commands = [...new Set(calls.map(({ command }) => command))].sort();

async function help(command: string): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, ["cli/alexa-link.mjs", command, "--help"], {
    cwd: ROOT,
  });
  return stdout;
}

/** The options that a help text lists, at the beginning of a line. */
const optionsIn = (text: string): readonly string[] =>
  [...text.matchAll(/^\s+(?:-\w, )?(--[a-z-]+)/gm)].map(([, option = ""]) => option);

describe("the commands that the workflows call", () => {
  const known = new Map<string, readonly string[]>();

  beforeAll(async () => {
    for (const command of commands) {
      known.set(command, optionsIn(await help(command)));
    }
  }, 120_000);

  test("are those that take a commit through the environments, and watch them", () => {
    expect(commands).toEqual(["apply", "doctor", "drift", "promote", "push", "release", "review", "skill"]);
  });

  test.each(calls.map((call) => [call.job, call.command, call.options.join(" "), call] as const))(
    "%s: %s %s is understood",
    (_job, _command, _options, { command, options }) => {
      expect(known.get(command)).toEqual(expect.arrayContaining([...options]));
    },
  );

  test("an apply and a promotion always name the approved digest and the release", () => {
    const changing = calls.filter(({ command }) => command === "apply" || command === "promote");
    expect(changing.map(({ command }) => command)).toEqual(["apply", "promote"]);
    for (const { options } of changing) {
      expect(options).toEqual(expect.arrayContaining(["--digest", "--release"]));
    }
  });

  test("what would ask a person is told not to", () => {
    const asking = calls.filter(({ command }) => command === "push" || command === "skill");
    expect(asking).toHaveLength(2);
    expect(asking.filter(({ options }) => !options.includes("--yes"))).toEqual([]);
  });
});
