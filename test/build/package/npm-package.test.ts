/** What is published: its files, its package.json, and what it exports to both module systems. */
import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { NpmPackage } from "../../../build/package/npm-package";
import { writeNpmPackage } from "../../../build/package/npm-package";
import { makeTemporaryFolder, removeFolder } from "../../../common/temporary-folder";
import { compareVersions, parseVersion } from "../../../common/version";
import { builtPackage } from "./built-package";
import { install, NAME, ROOT, write } from "./consumer";
import { PACKAGE_FILES } from "./package-files";

jest.setTimeout(60_000);

interface Manifest {
  readonly [key: string]: unknown;
  readonly exports: Readonly<
    Record<string, Readonly<Record<string, { readonly types: string; readonly default: string }>>>
  >;
  readonly files: readonly string[];
  readonly dependencies: Readonly<Record<string, string>>;
  readonly peerDependencies: Readonly<Record<string, string>>;
  readonly peerDependenciesMeta: Readonly<Record<string, { readonly optional: boolean }>>;
}

let built: NpmPackage;
let manifest: Manifest;
let project: Manifest;
const textOf = (path: string): string => built.files.get(path) ?? "";

beforeAll(async () => {
  built = await builtPackage();
  manifest = JSON.parse(textOf("package.json"));
  project = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
});

describe("the files", () => {
  test("are these, and no others", () => {
    expect([...built.files.keys()]).toEqual(PACKAGE_FILES);
  });

  test("are all covered by package.json, or always published by npm", () => {
    const always = ["LICENSE", "README.md", "package.json"];
    const isCovered = (file: string) => manifest.files.some((folder) => file.startsWith(`${folder}/`));
    const uncovered = PACKAGE_FILES.filter((file) => !always.includes(file) && !isCovered(file));
    expect(uncovered).toEqual([]);
  });

  test.each(PACKAGE_FILES)("%s tells nothing of the machine that built it", (file) => {
    for (const path of [ROOT, homedir(), tmpdir()]) {
      expect(textOf(file)).not.toContain(`${path}/`);
    }
    expect(textOf(file)).not.toMatch(/sourceMappingURL|file:\/\/\/|node_modules\/[^a\n]/);
  });

  test("the constructs read neither clock nor environment variables", () => {
    expect(textOf("constructs/index.js")).not.toMatch(/process\.env|new Date|Math\.random|fetch\(/);
  });

  test("import only what package.json declares, and the command no bundler", () => {
    const ofTypesOnly = Object.keys(manifest.peerDependenciesMeta);
    const declared = [...Object.keys(manifest.dependencies), ...Object.keys(manifest.peerDependencies)].filter(
      (name) => !ofTypesOnly.includes(name),
    );
    const imported = (file: string): string[] =>
      [...textOf(file).matchAll(/\b(?:require|import)\("([^"]+)"\)/g)]
        .map(([, path = ""]) => path)
        .filter((path) => !path.startsWith("node:"))
        .map((path) =>
          path
            .split("/")
            .slice(0, path.startsWith("@") ? 2 : 1)
            .join("/"),
        );
    const all = PACKAGE_FILES.filter((file) => file.endsWith(".js")).flatMap(imported);
    expect([...new Set(all)].sort()).toEqual([...declared].sort());
    expect(imported("bin/alexa-link.js")).not.toContain("esbuild");
  });
});

/** One folder for both, so that a skill of two kinds has one of each class. */
const MODULES: Readonly<Record<string, string>> = {
  "./skill": "./skill/modules/index.mjs",
  "./smart-home": "./skill/modules/smart-home/index.mjs",
};

describe("package.json", () => {
  test("is that of a public package with the project's identity", () => {
    const { name, version, license, engines } = project;
    expect(manifest).toMatchObject({ name, version, license, engines, sideEffects: false });
    expect(manifest).toMatchObject({ publishConfig: { access: "public", provenance: true } });
    for (const key of ["private", "scripts", "devDependencies"]) {
      expect(manifest).not.toHaveProperty(key);
    }
  });

  test("leaves cdktf, constructs and the provider to the user, in the versions that this project runs with", () => {
    expect(manifest.peerDependencies).toEqual({
      "@cdktf/provider-aws": ">=21",
      "ask-sdk-core": "^2.14.0",
      "ask-sdk-model": "^1.86.0",
      cdktf: ">=0.21.0 <0.25.0",
      constructs: ">=10.6.0 <11",
    });
    expect(manifest.peerDependenciesMeta).toEqual({
      "ask-sdk-core": { optional: true },
      "ask-sdk-model": { optional: true },
    });
    const { "@cdktf/provider-aws": provider = "", cdktf = "", constructs = "" } = project.dependencies;
    expect(isBetween(provider, [21, 0, 0], [Number.POSITIVE_INFINITY, 0, 0])).toBe(true);
    expect(isBetween(cdktf, [0, 21, 0], [0, 25, 0])).toBe(true);
    expect(isBetween(constructs, [10, 6, 0], [10, 8, 0])).toBe(true);
  });

  test("takes what decides the zip's bytes in exactly the version that is tested here", () => {
    const { esbuild, fflate } = project.dependencies;
    expect(manifest.dependencies).toMatchObject({ esbuild, fflate });
  });

  test("names files that exist, types first, for import and require", () => {
    const { "./package.json": own, ...entries } = manifest.exports;
    expect(own).toBe("./package.json");
    expect(Object.keys(entries)).toEqual([
      ".",
      "./log-delivery",
      "./managed-login",
      "./skill",
      "./smart-home",
      "./join-accounts",
      "./bundle",
      "./contract",
    ]);
    for (const [subpath, { module, ...conditions }] of Object.entries(entries)) {
      expect(module).toBe(MODULES[subpath]);
      expect(Object.keys(conditions)).toEqual(["import", "require"]);
      for (const targets of Object.values(conditions)) {
        expect(Object.keys(targets)).toEqual(["types", "default"]);
        for (const path of Object.values(targets)) {
          expect(PACKAGE_FILES).toContain(path.replace("./", ""));
        }
      }
    }
    expect(manifest).toMatchObject({ main: "constructs/index.js", types: "constructs/index.d.ts" });
  });
});

describe("a project that installs it", () => {
  let folder: string;
  beforeAll(() => {
    folder = makeTemporaryFolder("package user");
    writeNpmPackage(built, join(folder, "package"));
    install(join(folder, "package"), folder);
  });
  afterAll(() => removeFolder(folder));

  test("gets the same names by import and by require, and the same classes", async () => {
    write(folder, "both.mjs", BOTH);
    const { stdout } = await run("both.mjs");
    const { ".": values, "./bundle": bundle, "./contract": contract } = JSON.parse(stdout);
    expect(values).toEqual({ imported: built.values["."], required: built.values["."], same: true });
    expect(bundle).toEqual({ imported: ["buildSkillZip"], required: ["buildSkillZip"], same: true });
    const names = built.values["./contract"];
    expect(contract).toEqual({ imported: names, required: names, same: true });
  });

  test("catches the error of one module system with the class of the other", async () => {
    write(folder, "error.mjs", ERROR);
    expect((await run("error.mjs")).stdout).toBe("true");
  });

  test("cannot import what is not exported", async () => {
    write(folder, "inside.mjs", `await import("${NAME}/constructs/index.js");`);
    await expect(run("inside.mjs")).rejects.toThrow(/ERR_PACKAGE_PATH_NOT_EXPORTED/);
  });

  test("can call the command, without a project and without a bundler", async () => {
    const { stdout } = await run(`node_modules/.bin/alexa-link`, "--help");
    expect(stdout).toContain("Usage: npx alexa-link");
  });

  const run = (file: string, ...args: string[]): Promise<{ stdout: string }> =>
    promisify(execFile)(process.execPath, [file, ...args], { cwd: folder });
});

const BOTH = `
import { createRequire } from "node:module";
const require = createRequire(import.meta.url);
const found = {};
for (const subpath of [".", "./log-delivery", "./managed-login", "./skill", "./bundle", "./contract"]) {
  const name = "${NAME}" + subpath.slice(1);
  const [imported, required] = [await import(name), require(name)];
  const names = Object.keys(imported).sort();
  const same = names.every((it) => imported[it] === required[it]);
  found[subpath] = { imported: names, required: Object.keys(required).sort(), same };
}
process.stdout.write(JSON.stringify(found));
`;

const ERROR = `
import { createRequire } from "node:module";
import { InvalidEnvironmentsError } from "${NAME}";
try {
  createRequire(import.meta.url)("${NAME}").parseEnvironments([{}]);
} catch (error) {
  process.stdout.write(String(error instanceof InvalidEnvironmentsError));
}
`;

function isBetween(version: string, first: readonly number[], end: readonly number[]): boolean {
  const parsed = parseVersion(version) ?? [];
  return compareVersions(parsed, first) >= 0 && compareVersions(parsed, end) < 0;
}
