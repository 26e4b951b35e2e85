/** Every script of package.json that takes a command line refuses what it does not understand, before it does anything. */
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../local/fixtures";

jest.setTimeout(60_000);

const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
  readonly scripts: Readonly<Record<string, string>>;
};
const OURS = Object.entries(scripts).flatMap(([name, line]) => {
  const [, file] = /^(?:exec )?node build\/run\.cjs (\S+)$/.exec(line) ?? [];
  return file === undefined ? [] : [[name, file] as const];
});

function called(file: string, ...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ["build/run.cjs", file, ...args], {
    cwd: root,
    encoding: "utf8",
  });
  return { status, stdout, stderr };
}

test("there are as many as there were", () => {
  expect(OURS.length).toBeGreaterThanOrEqual(11);
});

test.each(OURS)("npm run %s -- --nope", (_, file) => {
  expect(called(file, "--nope")).toEqual({
    status: 2,
    stdout: "",
    stderr: expect.stringMatching(/^error: unknown option '--nope'/),
  });
});

test.each(OURS)("npm run %s -- --help", (name, file) => {
  const { status, stdout } = called(file, "--help");

  expect({ status, stdout }).toEqual({
    status: 0,
    stdout: expect.stringMatching(name === "test" ? /^Usage: npm test -- / : new RegExp(`^Usage: npm run ${name} -- `)),
  });
});

test.each([
  ["publication", [], /missing required argument 'tag'/],
  ["publication", ["v1", "v2"], /too many arguments/],
  ["bundle", ["x"], /too many arguments/],
  ["generate", ["x"], /too many arguments/],
  ["package", ["x"], /too many arguments/],
])("npm run %s %j", (name, args, words) => {
  const file = OURS.find(([it]) => it === name)?.[1] ?? "";

  expect(called(file, ...args)).toEqual({ status: 2, stdout: "", stderr: expect.stringMatching(words) });
});
