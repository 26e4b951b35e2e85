import { readFileSync } from "node:fs";
import { join } from "node:path";
import { commandLines } from "./commands";
import { documentedRuns } from "./documented-runs";
import type { Block } from "./pages";
import { blocks, placeOf, ROOT } from "./pages";

const shellBlocks = blocks.filter(({ language }) => language === "sh");

const textOf = (block: Block): string => commandLines(block).join(" ");

const listed = (block: Block) =>
  documentedRuns.filter(({ page, begins }) => page === block.page && textOf(block).startsWith(begins));

/** What commands.test.ts checks by names and options, and what pastes a variable. */
const CHECKED = /^(npx alexa-link|npx cdktf|npm (run|test|ci))( |$)|^export [A-Z_]+=/;

const isChecked = (block: Block): boolean =>
  commandLines(block).every((line) => line.split(/ (?:&&|\|) /).every((command) => CHECKED.test(command.trim())));

test.each(shellBlocks.map((block) => [placeOf(block), block] as const))("%s is run, or checked", (_place, block) => {
  expect({ code: block.code, isCovered: listed(block).length > 0 || isChecked(block) }).toMatchObject({
    isCovered: true,
  });
});

test.each(documentedRuns.map((run) => [`${run.page}: ${run.begins}`, run] as const))(
  "%s is there, once, with the test that runs it",
  (_name, { page, begins, runBy, notRun }) => {
    const found = shellBlocks.filter((block) => block.page === page && textOf(block).startsWith(begins));
    expect(found).toHaveLength(1);
    expect([runBy, notRun].filter((it) => it !== undefined)).toHaveLength(1);
    if (runBy !== undefined) {
      const [file, name] = runBy;
      expect(readFileSync(join(ROOT, "test", file), "utf8")).toContain(`("${name}"`);
    }
  },
);

test("what the quick start installs is what the package's README installs", () => {
  const [install] = blocks.filter(({ page, language }) => page === "docs/quick-start-npm.md" && language === "sh");
  expect(readFileSync(join(ROOT, "build/package/README.md"), "utf8")).toContain(install?.code);
});
