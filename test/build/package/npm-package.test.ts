/** What is published: its files, its package.json, and what it exports to both module systems. */
import { execFile, execFileSync } from "node:child_process";
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

jest.setTimeout(60_000);

/** What the simulator reads as it is: all that is in these folders, by the ending. */
const READ_AS_THEY_ARE = [
  ["local/aws/emulator", ".py"],
  ["local/aws/lambda-runtime", ".cjs"],
  ["local/simulator/page", ""],
].flatMap(([folder = "", ending = ""]) =>
  execFileSync("git", ["ls-files", folder], { cwd: ROOT, encoding: "utf8" })
    .split("\n")
    .filter((file) => file !== "" && file.endsWith(ending)),
);

const FILES = [
  "LICENSE",
  "README.md",
  "bin/alexa-link.js",
  "build/bundle/skill-zip.d.ts",
  "bundle/index.d.mts",
  "bundle/index.d.ts",
  "bundle/index.js",
  "bundle/index.mjs",
  "constructs/alexa-app-client.d.ts",
  "constructs/app-clients.d.ts",
  "constructs/custom-domain.d.ts",
  "constructs/domain-certificate.d.ts",
  "constructs/environment/adopt.d.ts",
  "constructs/environment/alexa.d.ts",
  "constructs/environment/app-clients.d.ts",
  "constructs/environment/client.d.ts",
  "constructs/environment/custom-attributes.d.ts",
  "constructs/environment/custom-senders.d.ts",
  "constructs/environment/devices.d.ts",
  "constructs/environment/domain.d.ts",
  "constructs/environment/email.d.ts",
  "constructs/environment/environment.d.ts",
  "constructs/environment/existing.d.ts",
  "constructs/environment/first-factors.d.ts",
  "constructs/environment/function-canary.d.ts",
  "constructs/environment/function-logging.d.ts",
  "constructs/environment/function-regions.d.ts",
  "constructs/environment/function-rights.d.ts",
  "constructs/environment/function-vpc.d.ts",
  "constructs/environment/function.d.ts",
  "constructs/environment/groups.d.ts",
  "constructs/environment/identity-providers.d.ts",
  "constructs/environment/join-accounts.d.ts",
  "constructs/environment/memory.d.ts",
  "constructs/environment/messages.d.ts",
  "constructs/environment/parse-environments.d.ts",
  "constructs/environment/password-policy.d.ts",
  "constructs/environment/problem.d.ts",
  "constructs/environment/protection.d.ts",
  "constructs/environment/resource-servers.d.ts",
  "constructs/environment/scope.d.ts",
  "constructs/environment/state.d.ts",
  "constructs/environment/tokens.d.ts",
  "constructs/environment/triggers.d.ts",
  "constructs/environment/user-pool.d.ts",
  "constructs/environment/with-defaults.d.ts",
  "constructs/function-rights.d.ts",
  "constructs/identity-providers.d.ts",
  "constructs/index.d.mts",
  "constructs/index.d.ts",
  "constructs/index.js",
  "constructs/index.mjs",
  "constructs/join-accounts.d.ts",
  "constructs/log-delivery.d.ts",
  "constructs/managed-login.d.ts",
  "constructs/memory-table.d.ts",
  "constructs/module/condition.d.ts",
  "constructs/resource-servers.d.ts",
  "constructs/sign-in-page.d.ts",
  "constructs/sign-in-protection.d.ts",
  "constructs/skill-bundle.d.ts",
  "constructs/skill-function.d.ts",
  "constructs/skill-functions.d.ts",
  "constructs/skill-stack.d.ts",
  "constructs/sms-role.d.ts",
  "constructs/user-groups.d.ts",
  "constructs/user-pool-domain.d.ts",
  "constructs/user-pool-triggers.d.ts",
  "constructs/user-pool.d.ts",
  "contract/account-linking.d.ts",
  "contract/alexa-redirect-uri.d.ts",
  "contract/index.d.mts",
  "contract/index.d.ts",
  "contract/index.js",
  "contract/index.mjs",
  "contract/smart-home.d.ts",
  "docs/environments.md",
  "docs/troubleshooting.md",
  "lambda/library/account-linking.d.ts",
  "lambda/library/account/access-token.d.ts",
  "lambda/library/account/account-lookup.d.ts",
  "lambda/library/account/account.d.ts",
  "lambda/library/account/profile.d.ts",
  "lambda/library/audience.d.ts",
  "lambda/library/aws-signature.d.ts",
  "lambda/library/deadline-of.d.ts",
  "lambda/library/deadline.d.ts",
  "lambda/library/error.d.ts",
  "lambda/library/https-client.d.ts",
  "lambda/library/index.d.ts",
  "lambda/library/log.d.ts",
  "lambda/library/look-up-account.d.ts",
  "lambda/library/memory/memory-settings.d.ts",
  "lambda/library/memory/memory-table.d.ts",
  "lambda/library/memory/memory.d.ts",
  "lambda/library/request-log.d.ts",
  "lambda/library/request.d.ts",
  "lambda/library/settings.d.ts",
  "lambda/library/skill-id.d.ts",
  "lambda/library/smart-home/answer.d.ts",
  "lambda/library/smart-home/directive.d.ts",
  "lambda/library/smart-home/index.d.ts",
  "lambda/library/smart-home/smart-home-error.d.ts",
  "lambda/library/smart-home/smart-home.d.ts",
  "lambda/library/speech/ar-SA.d.ts",
  "lambda/library/speech/common-speech-for.d.ts",
  "lambda/library/speech/de-DE.d.ts",
  "lambda/library/speech/en-GB.d.ts",
  "lambda/library/speech/en-US.d.ts",
  "lambda/library/speech/es-ES.d.ts",
  "lambda/library/speech/fr-FR.d.ts",
  "lambda/library/speech/hi-IN.d.ts",
  "lambda/library/speech/it-IT.d.ts",
  "lambda/library/speech/ja-JP.d.ts",
  "lambda/library/speech/nl-NL.d.ts",
  "lambda/library/speech/pt-BR.d.ts",
  "lambda/library/speech/speech.d.ts",
  "lambda/library/unhandled.d.ts",
  ...READ_AS_THEY_ARE,
  "log-delivery/index.d.mts",
  "log-delivery/index.d.ts",
  "log-delivery/index.js",
  "log-delivery/index.mjs",
  "managed-login/index.d.mts",
  "managed-login/index.d.ts",
  "managed-login/index.js",
  "managed-login/index.mjs",
  "package.json",
  "skill/index.d.mts",
  "skill/index.d.ts",
  "skill/index.js",
  "skill/index.mjs",
  "skill/modules/account-linking.mjs",
  "skill/modules/account/access-token.mjs",
  "skill/modules/account/account-lookup.mjs",
  "skill/modules/account/account.mjs",
  "skill/modules/account/profile.mjs",
  "skill/modules/account/user-info.mjs",
  "skill/modules/account/verification-error.mjs",
  "skill/modules/apology.mjs",
  "skill/modules/audience.mjs",
  "skill/modules/aws-signature.mjs",
  "skill/modules/deadline-of.mjs",
  "skill/modules/deadline.mjs",
  "skill/modules/error.mjs",
  "skill/modules/expiring-cache.mjs",
  "skill/modules/https-client.mjs",
  "skill/modules/index.mjs",
  "skill/modules/log.mjs",
  "skill/modules/look-up-account.mjs",
  "skill/modules/memory/memory-settings.mjs",
  "skill/modules/memory/memory-table.mjs",
  "skill/modules/memory/memory.mjs",
  "skill/modules/request-log.mjs",
  "skill/modules/request-state.mjs",
  "skill/modules/request.mjs",
  "skill/modules/settings.mjs",
  "skill/modules/skill-id.mjs",
  "skill/modules/smart-home/answer.mjs",
  "skill/modules/smart-home/directive.mjs",
  "skill/modules/smart-home/index.mjs",
  "skill/modules/smart-home/smart-home-error.mjs",
  "skill/modules/smart-home/smart-home.mjs",
  "skill/modules/speech/ar-SA.mjs",
  "skill/modules/speech/common-speech-for.mjs",
  "skill/modules/speech/de-DE.mjs",
  "skill/modules/speech/en-GB.mjs",
  "skill/modules/speech/en-US.mjs",
  "skill/modules/speech/es-ES.mjs",
  "skill/modules/speech/fr-FR.mjs",
  "skill/modules/speech/hi-IN.mjs",
  "skill/modules/speech/it-IT.mjs",
  "skill/modules/speech/ja-JP.mjs",
  "skill/modules/speech/nl-NL.mjs",
  "skill/modules/speech/pt-BR.mjs",
  "skill/modules/speech/speech.mjs",
  "skill/modules/unhandled.mjs",
  "smart-home/index.d.mts",
  "smart-home/index.d.ts",
  "smart-home/index.js",
  "smart-home/index.mjs",
];

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
    expect([...built.files.keys()]).toEqual(FILES);
  });

  test("are all covered by package.json, or always published by npm", () => {
    const always = ["LICENSE", "README.md", "package.json"];
    const isCovered = (file: string) => manifest.files.some((folder) => file.startsWith(`${folder}/`));
    const uncovered = FILES.filter((file) => !always.includes(file) && !isCovered(file));
    expect(uncovered).toEqual([]);
  });

  test.each(FILES)("%s tells nothing of the machine that built it", (file) => {
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
    const all = FILES.filter((file) => file.endsWith(".js")).flatMap(imported);
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
      "./bundle",
      "./contract",
    ]);
    for (const [subpath, { module, ...conditions }] of Object.entries(entries)) {
      expect(module).toBe(MODULES[subpath]);
      expect(Object.keys(conditions)).toEqual(["import", "require"]);
      for (const targets of Object.values(conditions)) {
        expect(Object.keys(targets)).toEqual(["types", "default"]);
        for (const path of Object.values(targets)) {
          expect(FILES).toContain(path.replace("./", ""));
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
