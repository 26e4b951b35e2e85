import { alexaLinkOptions } from "../command-help";
import { scripts } from "./workflows";

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

describe("the commands that the workflows call", () => {
  test("are those that take a commit through the environments, and watch them", () => {
    expect(commands).toEqual(["apply", "compare", "doctor", "drift", "promote", "push", "release", "review", "skill"]);
  });

  test.each(calls.map((call) => [call.job, call.command, call.options.join(" "), call] as const))(
    "%s: %s %s is understood",
    (_job, _command, _options, { command, options }) => {
      expect(alexaLinkOptions(command)).toEqual(expect.arrayContaining([...options]));
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
