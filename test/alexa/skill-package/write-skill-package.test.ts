import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { readSkillPackage } from "../../../alexa/skill-package/skill-package-files";
import { SkillPackageNotWrittenError, writeSkillPackage } from "../../../alexa/skill-package/write-skill-package";
import { bytes, packageOf } from "./example-package";

let root: string;
let source: string;
let folder: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "skill-package-"));
  source = join(root, "skill-package");
  folder = join(root, "out", "dev");
  mkdirSync(source);
  writeFileSync(join(source, "skill.json"), "{}");
});

afterEach(() => rmSync(root, { recursive: true, force: true }));

const write = (files: Readonly<Record<string, unknown>> = {}) =>
  writeSkillPackage({ package: packageOf(files), folder, source });

test("writes what can be read again", () => {
  write({ "assets/icon.png": bytes("picture") });
  expect(readSkillPackage(folder)).toEqual(packageOf({ "assets/icon.png": bytes("picture") }));
});

test("replaces what it wrote before, and leaves nothing beside it", () => {
  write({ "assets/icon.png": bytes("picture") });
  write({ "assets/other.png": bytes("other") });
  expect(readSkillPackage(folder)).toEqual(packageOf({ "assets/other.png": bytes("other") }));
  expect(readdirSync(dirname(folder))).toEqual(["dev"]);
});

test("takes an empty folder", () => {
  mkdirSync(folder, { recursive: true });
  write();
  expect(readSkillPackage(folder)).toEqual(packageOf());
});

test.each([
  ["one that somebody put there", "notes.txt"],
  ["one with a dot", ".git/config"],
  ["one that was changed since", "skill.json"],
])("refuses to lose a file: %s", (_, name) => {
  write();
  mkdirSync(dirname(join(folder, name)), { recursive: true });
  writeFileSync(join(folder, name), "mine");
  expect(() => write()).toThrow(SkillPackageNotWrittenError);
  expect(() => write()).toThrow(`: ${name}. Name another folder`);
  expect(readFileSync(join(folder, name), "utf8")).toBe("mine");
});

test.each([
  ["itself", "."],
  ["a folder in it", "out"],
  ["a folder that holds it", ".."],
])("refuses the project's own skill package: %s", (_, where) => {
  folder = join(source, where);
  expect(() => write()).toThrow(/is the project's own skill package/);
  expect(readdirSync(source)).toEqual(["skill.json"]);
});

test("refuses a link that leads to the project's own skill package", () => {
  symlinkSync(source, join(root, "link"));
  folder = join(root, "link", "out");
  expect(() => write()).toThrow(/is the project's own skill package/);
});

test("refuses a file in the place of the folder", () => {
  mkdirSync(dirname(folder));
  writeFileSync(folder, "mine");
  expect(() => write()).toThrow(/is a file/);
});

test("refuses a path that leads out of the folder, and writes nothing", () => {
  expect(() => write({ "../../out.json": {} })).toThrow(/leads out of the folder/);
  expect([existsSync(folder), existsSync(join(root, "out.json"))]).toEqual([false, false]);
});
