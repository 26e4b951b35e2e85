/** What is committed is what the sources make now. */
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { unzipSync, zipSync } from "fflate";
import type { GeneratedFiles } from "../../../build/generation/generated-files";
import { changedFiles, generateFiles } from "../../../build/generation/generated-files";
import { makeTemporaryFolder, removeFolder } from "../../../common/temporary-folder";
import { builtPackage } from "../package/built-package";

jest.setTimeout(120_000);

const PROJECT = join(__dirname, "../../..");
const ZIP = "module/skill.zip";

describe("npm run generate", () => {
  let files: GeneratedFiles;
  let copy: string;
  const changed = (): string[] => [...changedFiles(copy, files).keys()];

  beforeAll(async () => {
    files = await generateFiles(PROJECT, await builtPackage());
  });
  beforeEach(() => {
    copy = makeTemporaryFolder("generated files");
    for (const path of files.keys()) {
      mkdirSync(dirname(join(copy, path)), { recursive: true });
      cpSync(join(PROJECT, path), join(copy, path));
    }
  });
  afterEach(() => removeFolder(copy));

  test("finds nothing to change", () => {
    expect([...changedFiles(PROJECT, files).keys()]).toEqual([]);
  });

  test("knows every page of docs/api", () => {
    const pages = readdirSync(join(PROJECT, "docs/api")).map((name) => `docs/api/${name}`);
    expect([...files.keys()]).toEqual(expect.arrayContaining(pages));
  });

  test("finds a text that was edited by hand, and one that is missing", () => {
    writeFileSync(join(copy, "module/main.tf"), `${readFileSync(join(copy, "module/main.tf"), "utf8")}\n`);
    rmSync(join(copy, "docs/environments.md"));
    expect(changed()).toEqual(["module/main.tf", "docs/environments.md"]);
  });

  test("leaves a zip of the same code alone, however it is compressed and dated", () => {
    const code = contentOf(files.get(ZIP));
    writeFileSync(join(copy, ZIP), zipSync({ "index.mjs": [code, { level: 0, mtime: new Date(2020, 1, 1) }] }));
    expect(changed()).toEqual([]);
  });

  test.each<[string, (code: Uint8Array) => Record<string, Uint8Array>]>([
    ["other code", (code) => ({ "index.mjs": code.slice(1) })],
    ["another file", (code) => ({ "index.js": code })],
    ["one file more", (code) => ({ "index.mjs": code, "empty.txt": new Uint8Array() })],
  ])("finds a zip with %s", (_, entries) => {
    writeFileSync(join(copy, ZIP), zipSync(entries(contentOf(files.get(ZIP)))));
    expect(changed()).toEqual([ZIP]);
  });

  test("finds a zip that is none", () => {
    writeFileSync(join(copy, ZIP), "no zip");
    expect(changed()).toEqual([ZIP]);
  });
});

function contentOf(zip: string | Uint8Array | undefined): Uint8Array {
  const { "index.mjs": code } = unzipSync(zip as Uint8Array);
  if (code === undefined) {
    throw new Error("the skill's zip has no index.mjs");
  }
  return code;
}
