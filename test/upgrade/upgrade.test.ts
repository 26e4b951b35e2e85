/**
 * What the last version promised to its users, held against what is made now: docs/upgrade-policy.md. That an apply does no
 * harm to what they have is in test/e2e/upgrade.test.ts.
 *
 * With a new version: UPDATE_RELEASED=1 npm test -- unit test/upgrade.
 */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { hasSameEntries } from "../../build/generation/zip-entries";
import { changesOf } from "../../build/publication/changelog";
import { removeFolder } from "../../common/temporary-folder";
import { newFolder, write } from "../local/fixtures";
import { ANNOUNCED } from "./announced";
import { broken, changed } from "./differences";
import { COMMITTED, lastRelease, lastTag, thisRelease } from "./last-release";
import type { ReleaseRecord } from "./release-record";
import { readRecord, writeRecord } from "./release-record";

jest.setTimeout(2 * 60 * 1000);

const ROOT = resolve(__dirname, "../..");
const unreleased = changesOf(readFileSync(join(ROOT, "module/CHANGELOG.md"), "utf8"), "Unreleased");

let before: ReleaseRecord;
let after: ReleaseRecord;
beforeAll(async () => {
  after = await thisRelease();
  if (process.env.UPDATE_RELEASED === "1") {
    writeRecord(COMMITTED, after);
  }
  before = await lastRelease();
});

/** Lines that no announcement is about. */
const unannounced = (lines: readonly string[]): string[] =>
  lines.filter((line) => !ANNOUNCED.some(({ what }) => what.test(line)));

test("nothing that the last version promised is gone without a word of it in the changelog", () => {
  expect(unannounced(broken(before, after))).toEqual([]);
});

test("its users' environments make the same as before, but for what the changelog says", () => {
  expect(Object.keys(before.stacks).sort()).toEqual(before.environments.map(({ name }) => name).sort());
  expect(unannounced(changed(before, after))).toEqual([]);
});

test("each announcement is of something that differs, and stands in the changelog", () => {
  const lines = [...broken(before, after), ...changed(before, after)];
  const text = (unreleased ?? "").replace(/\s+/g, " ");
  expect(ANNOUNCED.filter(({ what }) => !lines.some((line) => what.test(line)))).toEqual([]);
  expect(ANNOUNCED.filter(({ words }) => !text.includes(words))).toEqual([]);
});

(unreleased === undefined ? test : test.skip)("a version that is about to be published is recorded", () => {
  const recorded = readRecord(COMMITTED);
  expect({ ...recorded, module: undefined }).toEqual({ ...after, module: undefined });
  expect(hasSameEntries(recorded.module, after.module)).toBe(true);
});

describe("is found", () => {
  test.each(Object.keys(readRecord(COMMITTED).promises))("that a %s is gone", (kind) => {
    const promises = { ...after.promises, [kind]: after.promises[kind]?.slice(1) ?? [] };
    expect(after.promises[kind]?.length).toBeGreaterThan(2);
    expect(broken(after, { ...after, promises })).toEqual([`${kind}: ${after.promises[kind]?.[0]}`]);
    expect(broken(after, after)).toEqual([]);
  });

  test("that an argument has another value, and what is new", () => {
    const dev = after.stacks.dev?.replace('"memory_size": 512', '"memory_size": 256, "timeout_more": 1') ?? "";
    expect(changed(after, { ...after, stacks: { ...after.stacks, dev } })).toEqual([
      "dev: resource.aws_lambda_function.skill.memory_size: 512 → 256",
      "dev: resource.aws_lambda_function.skill.timeout_more: – → 1",
    ]);
    expect(changed(after, after)).toEqual([]);
  });
});

test("the last version is that of the last tag, where git knows one", () => {
  const folder = newFolder();
  const git = (...args: readonly string[]) =>
    execFileSync("git", ["-c", "user.email=tester@example.com", "-c", "user.name=Tester", ...args], { cwd: folder });
  expect(lastTag(folder)).toBeUndefined();
  write(join(folder, "file"), "");
  git("init", "--quiet");
  git("add", "--all");
  git("commit", "--quiet", "--message", "first");
  expect(lastTag(folder)).toBeUndefined();
  git("tag", "v1.2.0");
  git("tag", "other");
  git("commit", "--quiet", "--allow-empty", "--message", "second");
  expect(lastTag(folder)).toBe("v1.2.0");
  removeFolder(folder);
});
