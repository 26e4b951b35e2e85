/** `npm run package`, in a copy of the project that lies elsewhere. */
import { execFile } from "node:child_process";
import { cpSync, existsSync, readdirSync, readFileSync, statSync, symlinkSync } from "node:fs";
import { join, sep } from "node:path";
import { promisify } from "node:util";
import { makeTemporaryFolder, removeFolder } from "../../../common/temporary-folder";
import { builtPackage } from "./built-package";
import { ROOT } from "./consumer";

jest.setTimeout(120_000);

/** What a copy does without. */
const LEFT_OUT = [".git", "node_modules", "cdktf.out", "dist", "artifacts", "coverage", "test", ".venv"];

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => statSync(join(folder, name)).isFile())
    .map((name) => name.split(sep).join("/"))
    .sort();

let copy: string;
let stdout: string;
beforeAll(async () => {
  copy = makeTemporaryFolder("another place");
  for (const name of readdirSync(ROOT).filter((it) => !LEFT_OUT.includes(it))) {
    cpSync(join(ROOT, name), join(copy, name), { recursive: true });
  }
  symlinkSync(join(ROOT, "node_modules"), join(copy, "node_modules"));
  const { scripts } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
  const [, ...args] = scripts.package.split(" ");
  ({ stdout } = await promisify(execFile)(process.execPath, args, {
    cwd: copy,
    env: { ...process.env, TZ: "Asia/Tokyo" },
  }));
});
afterAll(() => removeFolder(copy));

test("makes the same bytes of every file in any folder", async () => {
  const { files } = await builtPackage();
  const made = join(copy, "dist/package");
  expect(filesIn(made)).toEqual([...files.keys()].sort());
  for (const [name, text] of files) {
    expect([name, readFileSync(join(made, name), "utf8")]).toEqual([name, text]);
  }
});

test("says what it made: each file and the tarball, with their sizes in bytes", () => {
  const tarball = readdirSync(join(copy, "dist")).find((name) => name.endsWith(".tgz")) ?? "";
  const names = [...filesIn(join(copy, "dist/package")).map((name) => `dist/package/${name}`), `dist/${tarball}`];
  const lines = stdout.trimEnd().split("\n");
  expect(tarball).toMatch(/^alexa-cognito-account-linking-\d+\.\d+\.\d+\.tgz$/);
  expect(lines.map((line) => line.trim())).toEqual(names.map((name) => `${statSync(join(copy, name)).size}  ${name}`));
});

test.each(["build/package/README.md", "docs/quick-start-npm.md"])("%s names the tarball where it is", (page) => {
  const named = readFileSync(join(ROOT, page), "utf8").match(/[\w./-]+\.tgz/g) ?? [];
  expect(named.length).toBeGreaterThan(0);
  for (const path of named) {
    // From a project beside the clone.
    expect([path, existsSync(join(copy, path.replace("../alexa-cognito-account-linking/", "")))]).toEqual([path, true]);
  }
});

test("the command can be executed", () => {
  expect(statSync(join(copy, "dist/package/bin/alexa-link.js")).mode & 0o777).toBe(0o755);
  expect(readFileSync(join(copy, "dist/package/bin/alexa-link.js"), "utf8")).toMatch(/^#!\/usr\/bin\/env node\n/);
});
