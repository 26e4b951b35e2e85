/** What the workflows name of this repository is there: files, folders, actions, other workflows, scripts of npm. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT, workflowFiles } from "./workflows";

/** A file that is named without its folder. */
const FILE = /^[\w-]+(\.[\w-]+)*\.(cjs|js|json|md|mjs|py|sh|tf|toml|ts|ya?ml|zip)$/;

/** What looks like a path, and is none of this repository's: a reference, a page, and what a synth or a build writes. */
const ELSEWHERE = /^(refs|cdktf\.out|dist)\/|^https:\/\/|^\.\/\*\.|^(release\.json|sbom\.cdx\.json|NOTES\.md)$/;

/** Comments included: they are read. Without what holds a variable, an action of somebody else's, an absolute path. */
function pathsIn(text: string): readonly string[] {
  const words = text.replaceAll(/\$\{\{.*?\}\}/g, "$").match(/[^\s"'`()<>,;]+/g) ?? [];
  const paths = words
    .map((word) => word.replace(/[.:]+$/, ""))
    .filter((word) => (word.includes("/") || FILE.test(word)) && !/[$@]|^\//.test(word) && !ELSEWHERE.test(word));
  return [...new Set(paths)].sort();
}

/** From the project's folder, or beside the workflow. A pattern of files is there when its folder is. */
const isThere = (path: string): boolean =>
  [ROOT, join(ROOT, ".github/workflows")].some((folder) => existsSync(join(folder, path.replace(/\/\*\*$/, ""))));

const { scripts } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as {
  readonly scripts: Readonly<Record<string, string>>;
};

test.each(workflowFiles.map(({ file, text }) => [file, text] as const))("%s names what is there", (_, text) => {
  expect(pathsIn(text).filter((path) => !isThere(path))).toEqual([]);
});

test.each([
  ["a folder of triggers", "paths:\n  - absent/**", "absent/**"],
  ["another workflow", "uses: ./.github/workflows/absent.yml", "./.github/workflows/absent.yml"],
  ["an action of the repository's", "uses: ./.github/actions/absent", "./.github/actions/absent"],
  ["a script", "run: node build/run.cjs absent/script.ts --fast", "absent/script.ts"],
  ["a file beside the sources", 'run: jq . "absent.json"', "absent.json"],
  ["a page in a message", "echo 'see docs/absent.md.' >> $GITHUB_STEP_SUMMARY", "docs/absent.md"],
])("%s that is gone is found", (_, text, path) => {
  expect(pathsIn(text).filter((it) => !isThere(it))).toEqual([path]);
});

test("the workflows call scripts of npm that there are", () => {
  const called = workflowFiles.flatMap(({ text }) =>
    [...text.matchAll(/\bnpm (?:run (?:--\S+ )*([\w:-]+)|(test)\b)/g)].map(([, script, test = ""]) => script ?? test),
  );
  expect(called).toEqual(expect.arrayContaining(["test", "terrain"]));
  expect(called.filter((script) => !Object.hasOwn(scripts, script))).toEqual([]);
});

test("the scripts of npm run files that there are", () => {
  const files = Object.values(scripts).flatMap(pathsIn);
  expect(files).toEqual(expect.arrayContaining(["build/run.cjs", "test/run.ts"]));
  expect(files.filter((path) => !isThere(path))).toEqual([]);
});
