/** The code owners that docs/github.md advises: whatever could force the exit code of a review has one. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { blocks, ROOT } from "./pages";

const block = blocks.find(({ language }) => language === "codeowners");
const lines = (block?.code ?? "").split("\n").filter((line) => line !== "");
const patterns = lines.map((line) => line.split(/\s+/)[0] ?? "");

/** A path from the root; a folder ends with a slash. */
const isOwned = (path: string): boolean =>
  patterns.some((pattern) => (pattern.endsWith("/") ? `/${path}`.startsWith(pattern) : pattern === `/${path}`));

/** Every file of the project that programs are made of, by their imports. */
async function sourcesOf(...programs: readonly string[]): Promise<readonly string[]> {
  const { metafile } = await build({
    entryPoints: programs.map((it) => join(ROOT, it)),
    absWorkingDir: ROOT,
    bundle: true,
    write: false,
    outdir: "out",
    metafile: true,
    platform: "node",
    format: "esm",
    packages: "external",
    logLevel: "error",
  });
  return Object.keys(metafile.inputs);
}

test("every line names a place at the root, and an owner", () => {
  expect(lines.length).toBeGreaterThan(15);
  expect(lines.filter((line) => !/^\/\S+ +@octo-org\/owners$/.test(line))).toEqual([]);
  const mayBeMissing = ["/acknowledgements.json", "/.npmrc", "/cdktf.out/"];
  const missing = patterns.filter((it) => !mayBeMissing.includes(it) && !existsSync(join(ROOT, it)));
  expect(missing).toEqual([]);
});

test("every file that alexa-link and the synth are made of has an owner", async () => {
  const sources = await sourcesOf("cli/alexa-link.ts", "cli/synth.ts", "build/run.cjs");
  expect(sources).toEqual(expect.arrayContaining(["environments.ts", "review/digest.ts", "release/release.ts"]));
  expect(sources.filter((path) => !isOwned(path))).toEqual([]);
});

test.each([
  "acknowledgements.json",
  "environments.ts",
  "package.json",
  "package-lock.json",
  ".npmrc",
  "cdktf.json",
  "tsconfig.json",
  ".github/CODEOWNERS",
  ".github/scripts/take-build.sh",
  ".github/workflows/review.yml",
  "cdktf.out/stacks/prod/.terraform.lock.hcl",
  "cli/alexa-link.mjs",
  "examples/bootstrap/plan-role.tf",
])("%s has one, too", (path) => {
  expect(isOwned(path)).toBe(true);
});
