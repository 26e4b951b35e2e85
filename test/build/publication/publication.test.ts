import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { unzipSync } from "fflate";
import { billOfMaterials } from "../../../build/publication/bill-of-materials";
import { changesOf } from "../../../build/publication/changelog";
import { moduleArchive } from "../../../build/publication/module-archive";
import { makePublication, obstacles } from "../../../build/publication/publication";

const ROOT = resolve(__dirname, "../../..");
const PROJECT = {
  name: "link",
  version: "1.2.0",
  repository: { type: "git", url: "git+https://example.com/link.git" },
};
const CHANGELOG = "# Changelog\n\nText.\n\n## 1.2.0\n\n- New: this.\n\n## 1.1.0\n\n- Old.\n";

describe("what keeps a version from being published", () => {
  test("is nothing where tag, version, changelog and repository fit", () => {
    expect(obstacles(PROJECT, "v1.2.0", CHANGELOG, "1.2.0")).toEqual([]);
    expect(obstacles({ ...PROJECT, repository: "github:octo-org/link" }, "v1.2.0", CHANGELOG, "1.2.0")).toEqual([]);
  });

  test.each([
    ["another tag", PROJECT, "v1.2.1", CHANGELOG, /^The tag is v1\.2\.1, and package\.json has version 1\.2\.0/],
    ["no v", PROJECT, "1.2.0", CHANGELOG, /^The tag is 1\.2\.0/],
    ["no repository", { ...PROJECT, repository: undefined }, "v1.2.0", CHANGELOG, /names no "repository"/],
    ["a repository without a URL", { ...PROJECT, repository: {} }, "v1.2.0", CHANGELOG, /names no "repository"/],
    ["no changes", PROJECT, "v1.2.0", "## 1.1.0\n\n- Old.\n", /has no "## 1\.2\.0"/],
    ["an empty section", PROJECT, "v1.2.0", "## 1.2.0\n\n## 1.1.0\n\n- Old.\n", /has no "## 1\.2\.0"/],
    ["changes left behind", PROJECT, "v1.2.0", `## Unreleased\n\n- New.\n\n${CHANGELOG}`, /still has "## Unreleased"/],
  ])("%s", (_what, project, tag, changelog, message) => {
    expect(obstacles(project, tag, changelog, "1.2.0")).toEqual([expect.stringMatching(message)]);
  });

  test("is the record of another version", () => {
    expect(obstacles(PROJECT, "v1.2.0", CHANGELOG, "1.1.0")).toEqual([
      expect.stringMatching(/released is the record of 1\.1\.0[\s\S]*UPDATE_RELEASED=1/),
    ]);
  });

  test("is said all at once, before anything is made", async () => {
    const folder = mkdtempSync(join(tmpdir(), "publication "));
    writeFileSync(join(folder, "kept"), "");
    await expect(makePublication(ROOT, "v99.0.0", folder)).rejects.toThrow(/The tag is v99\.0\.0/);
    expect(readdirSync(folder)).toEqual(["kept"]);
    rmSync(folder, { recursive: true });
  });
});

test("the notes of a version are its section of the changelog", () => {
  expect(changesOf(CHANGELOG, "1.2.0")).toBe("- New: this.\n");
  expect(changesOf(CHANGELOG.replaceAll("\n", "\r\n"), "1.1.0")).toBe("- Old.\n");
  expect(changesOf(CHANGELOG, "1.2")).toBeUndefined();
});

test("the module's archive has the module as its root, as it is committed, and the same bytes each time", () => {
  const files = unzipSync(moduleArchive(join(ROOT, "module")));
  expect(Object.keys(files)).toEqual(
    expect.arrayContaining(["main.tf", "skill.zip", "modules/certificate/main.tf", "README.md"]),
  );
  for (const [path, bytes] of Object.entries(files)) {
    expect([path, Buffer.from(bytes).equals(readFileSync(join(ROOT, "module", path)))]).toEqual([path, true]);
  }
  expect(Buffer.from(moduleArchive(join(ROOT, "module"))).equals(moduleArchive(join(ROOT, "module")))).toBe(true);
});

test("what Terraform left in the module's folder is not published", () => {
  const folder = mkdtempSync(join(tmpdir(), "module "));
  mkdirSync(join(folder, ".terraform/providers"), { recursive: true });
  mkdirSync(join(folder, "examples/complete"), { recursive: true });
  const left = [
    ".terraform/providers/aws",
    ".terraform.lock.hcl",
    "examples/complete/terraform.tfstate",
    "a.tfstate.backup",
  ];
  for (const path of [...left, "main.tf", "examples/complete/main.tf"]) {
    writeFileSync(join(folder, path), path);
  }
  expect(Object.keys(unzipSync(moduleArchive(folder)))).toEqual(["examples/complete/main.tf", "main.tf"]);
  rmSync(folder, { recursive: true });
});

describe("the bill of materials", () => {
  let text: string;
  beforeAll(async () => {
    text = await billOfMaterials(ROOT);
  });

  test("names what the package installs and what is in the function's zip, and nothing that only tests use", () => {
    const { bomFormat, components } = JSON.parse(text);
    const names: string[] = components.map(({ name }: { readonly name: string }) => name);
    expect(bomFormat).toBe("CycloneDX");
    expect(names).toEqual(expect.arrayContaining(["ask-sdk-core", "aws-jwt-verify", "cdktf", "esbuild"]));
    expect(names.filter((name) => ["jest", "typescript", "playwright-core"].includes(name))).toEqual([]);
  });

  test("is the same each time", async () => {
    const hash = (it: string): string => createHash("sha256").update(it).digest("hex");
    expect(hash(await billOfMaterials(ROOT))).toBe(hash(text));
  });
});
