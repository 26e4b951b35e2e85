import { readFileSync } from "node:fs";
import { join } from "node:path";
import { environments } from "../../environments";
import { alexaLinkCommands, alexaLinkOptions, optionsOf } from "../command-help";
import type { Invocation } from "./commands";
import { invocationsOf, spokenInvocations } from "./commands";
import { blocks, pages, ROOT, spansOf } from "./pages";

jest.setTimeout(120_000);

const { scripts } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as {
  readonly scripts: Readonly<Record<string, string>>;
};

const invocations: readonly Invocation[] = [
  ...blocks.flatMap(invocationsOf),
  ...pages.flatMap((page) => spokenInvocations(page, spansOf(page))),
];

/** For a table of tests: where it stands, how it reads, what it is. The same call on a page is asked about once. */
const of = (wanted: string) => {
  const rows = invocations
    .filter(({ program }) => program === wanted)
    .map((it) => [it.place, [it.name, ...it.words].join(" "), it] as const);
  return [...new Map(rows.map((row) => [row.slice(0, 2).join(" "), row])).values()];
};

/** An environment of environments.ts, the simulator, or a place for one. */
const isEnvironment = (word: string | undefined): boolean =>
  word === undefined || [...environments.map(({ name }) => name), "local"].includes(word) || /^[{<]/.test(word);

describe("npx alexa-link", () => {
  test.each(of("npx alexa-link"))("%s: %s is understood", (_place, _call, { name, words, options }) => {
    if (name !== "") {
      expect(alexaLinkCommands()).toContain(name.split(" ")[0]);
    }
    expect(alexaLinkOptions(name)).toEqual(expect.arrayContaining([...options]));
    expect(words.slice(0, 1).filter((word) => !word.startsWith("-") && !isEnvironment(word))).toEqual([]);
  });

  test("every command is shown on some page", () => {
    const shown = new Set(of("npx alexa-link").map(([, , { name }]) => name.split(" ")[0]));
    expect([...shown]).toEqual(expect.arrayContaining([...alexaLinkCommands()]));
  });
});

test.each([...of("npm run"), ...of("npm test")])("%s: npm runs %s", async (_place, _call, { program, name, words }) => {
  const script = program === "npm test" ? "test" : name;
  expect(Object.keys(scripts)).toContain(script);
  const options = words.slice(words.indexOf("--") + 1).filter((word) => word.startsWith("--"));
  if (options.length === 0) {
    return;
  }
  const [, ...args] = scripts[script]?.replace(/^exec /, "").split(" ") ?? [];
  expect(await optionsOf(args)).toEqual(expect.arrayContaining(options));
});

test.each(of("npx cdktf"))("%s: npx cdktf %s takes an environment that there is", (_place, _call, { name, words }) => {
  expect(["synth", "diff", "deploy", "destroy", "output"]).toContain(name);
  expect(words.filter((word) => !isEnvironment(word))).toEqual([]);
});
