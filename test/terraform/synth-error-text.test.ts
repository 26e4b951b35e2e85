import { synthErrorText } from "../../terraform/synth-error-text";

const CDKTF = `[2026-01-01T00:00:00.000] [ERROR] default - The environments have 1 problem:

ERROR: cdktf encountered an error while synthesizing

Synth command: node build/run.cjs cli/synth.ts
Error:         non-zero exit code 1

Command output on stderr:

`;

test("the app's own words are kept with their empty lines, without cdktf's around them", () => {
  const said = "    Two problems:\n\n      1. name\n         received  nothing\n\n      2. look\n           at home\n";
  expect(synthErrorText(`${CDKTF}\u001b[31m${said}\u001b[0m\n\n\n⠇  Synthesizing\n`)).toBe(
    "Two problems:\n\n  1. name\n     received  nothing\n\n  2. look\n       at home",
  );
});

test("a long text is not cut", () => {
  const lines = Array.from({ length: 500 }, (_, index) => `problem ${index + 1}`);
  expect(synthErrorText(CDKTF + lines.map((line) => `    ${line}\n`).join(""))).toBe(lines.join("\n"));
});

test("when the app said nothing, cdktf's words remain, without its log and its stack", () => {
  const output =
    "[2026-01-01T00:00:00.000] [ERROR] default - x\nNo app.\n    at main (/cdktf/cli.js:1:2)\n⠇  Synthesizing\n";
  expect(synthErrorText(output)).toBe("No app.");
});

test("a folder that cannot be written to is explained", () => {
  expect(synthErrorText("    EROFS: read-only file system, open 'dist/skill.zip'\n")).toMatch(/must be writable\.$/);
});
