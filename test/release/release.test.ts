import type { FoundParts, Release } from "../../release/release";
import { makeRelease, parseRelease, releaseFlaws } from "../../release/release";

const hash = (digit: string): string => digit.repeat(64);
const ZIP = `${"A".repeat(43)}=`;

const release: Release = {
  version: 1,
  commit: "c".repeat(40),
  codeSha256: ZIP,
  providerLockSha256: { staging: hash("1"), prod: null },
  stackSha256: { staging: hash("2"), prod: hash("3") },
  tools: { terraform: "1.11.4" },
};
const { version: _version, tools: _tools, ...same } = release;
const found: FoundParts = { ...same, differing: [] };

describe("a release", () => {
  test("is made of its parts and read back from JSON", () => {
    const { version: _, ...parts } = release;

    expect(makeRelease(parts)).toEqual(release);
    expect(parseRelease(JSON.parse(JSON.stringify(release)))).toEqual({ release, flaws: [] });
  });

  test("is not made of parts that cannot be read back", () => {
    expect(() => makeRelease({ ...same, commit: "main", codeSha256: hash("a") })).toThrow(
      [
        "The release cannot be made:",
        'commit must be a commit\'s full hash: 40 or 64 hexadecimal digits, in lower case, and is "main".',
        `codeSha256 must be a SHA-256 in base64: 44 characters, and is "${hash("a")}".`,
      ].join("\n"),
    );
  });

  test.each<[string, unknown, string]>([
    ["another version", { ...release, version: 2 }, "version must be 1, and is 2."],
    ["a short commit", { ...release, commit: "abc1234" }, 'and is "abc1234".'],
    [
      "no zip",
      { ...release, codeSha256: undefined },
      "codeSha256 must be a SHA-256 in base64: 44 characters, and is missing.",
    ],
    [
      "a stack without a hash",
      { ...release, stackSha256: { ...release.stackSha256, prod: "x" } },
      'stackSha256.prod must be a SHA-256: 64 hexadecimal digits, in lower case, and is "x".',
    ],
    ["stacks in a list", { ...release, stackSha256: [] }, "stackSha256 must be an object, and is a list."],
    [
      "a lock that is a number",
      { ...release, providerLockSha256: { staging: 1, prod: null } },
      "providerLockSha256.staging must be",
    ],
    [
      "an environment without a lock",
      { ...release, providerLockSha256: { staging: null } },
      "providerLockSha256.prod is missing; null says that there is no lock.",
    ],
    [
      "a lock without a stack",
      { ...release, stackSha256: { prod: hash("3") } },
      "stackSha256.staging is missing; providerLockSha256 names it.",
    ],
    [
      "no environment",
      { ...release, stackSha256: {}, providerLockSha256: {} },
      "stackSha256 must name at least one environment.",
    ],
    ["an unknown property", { ...release, approved: true }, '"approved" is no property of a release.'],
    ["a tool without a version", { ...release, tools: { node: 20 } }, "tools.node must be a string, and is 20."],
    ["no object", null, "The release must be a JSON object, and is null."],
    ["a list", [], "The release must be a JSON object, and is a list."],
  ])("with %s is refused", (_, json, flaw) => {
    const { release: read, flaws } = parseRelease(json);

    expect(read).toBeUndefined();
    expect(flaws).toEqual([expect.stringContaining(flaw)]);
  });

  test("has all its flaws told at once", () => {
    expect(parseRelease({}).flaws).toHaveLength(5);
  });
});

describe("a machine that is about to deploy a release", () => {
  test("may do so when everything is the release's", () => {
    expect(releaseFlaws(release, found)).toEqual([]);
  });

  test("may have a lock where the release knew none, and other stacks than those that are deployed", () => {
    const here = {
      ...found,
      providerLockSha256: { ...found.providerLockSha256, prod: hash("9") },
      stackSha256: { prod: hash("3") },
    };

    expect(releaseFlaws(release, here, ["prod"])).toEqual([]);
  });

  test.each<[string, Partial<FoundParts>, string]>([
    [
      "another commit",
      { commit: "d".repeat(40) },
      `The release is commit ${"c".repeat(40)}; checked out is "${"d".repeat(40)}".`,
    ],
    [
      "changed files",
      { differing: ["a", "b", "c", "d", "e", "f"] },
      "Files differ from the commit: a, b, c, d, e and 1 more.",
    ],
    ["another zip", { codeSha256: `${"B".repeat(43)}=` }, "The function's zip is not the release's"],
    [
      "another stack",
      { stackSha256: { ...found.stackSha256, prod: hash("4") } },
      "prod: the synthesized stack (cdk.tf.json",
    ],
    ["no stack", { stackSha256: { staging: hash("2") } }, "prod: the stack was not synthesized here."],
    ["another lock", { providerLockSha256: { staging: hash("5"), prod: null } }, "staging: the provider lock file"],
    [
      "no lock",
      { providerLockSha256: { staging: null, prod: null } },
      "staging: the provider lock file (.terraform.lock.hcl) is missing",
    ],
  ])("is told of %s", (_, change, flaw) => {
    expect(releaseFlaws(release, { ...found, ...change })).toEqual([expect.stringContaining(flaw)]);
  });

  test("is told of an environment that the release does not have", () => {
    expect(releaseFlaws(release, found, ["toString"])).toEqual([
      'The release has no environment "toString"; it has staging, prod.',
    ]);
  });

  test("is told of everything at once", () => {
    const other = { commit: "x", differing: ["x"], codeSha256: "x", stackSha256: {}, providerLockSha256: {} };

    expect(releaseFlaws(release, other)).toHaveLength(6);
  });
});
