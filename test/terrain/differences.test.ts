import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { differencesText, filesIn, folderDifferences } from "./differences";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "differences-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** What differs between two folders with these files, as a person reads it. */
function difference(before: Readonly<Record<string, unknown>>, after: Readonly<Record<string, unknown>>): string {
  return differencesText(folderDifferences(write("before", before), write("after", after)));
}

function write(name: string, files: Readonly<Record<string, unknown>>): string {
  mkdirSync(join(folder, name));
  for (const [path, content] of Object.entries(files)) {
    const file = join(folder, name, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, typeof content === "string" ? content : JSON.stringify(content));
  }
  return join(folder, name);
}

describe("two folders", () => {
  test("that hold the same do not differ, in whatever order the keys come", () => {
    const before = { "a/b.json": { one: 1, two: [{ x: null, y: "" }] }, "c.txt": "text" };
    const after = { "a/b.json": { two: [{ y: "", x: null }], one: 1 }, "c.txt": "text" };
    expect(difference(before, after)).toBe("");
  });

  test("differ in a value, at its place", () => {
    const before = { "cdk.tf.json": { terraform: { required_version: ">= 1.10.0" } } };
    const after = { "cdk.tf.json": { terraform: { required_version: ">= 1.11.0" } } };
    expect(difference(before, after)).toBe(
      'cdk.tf.json: terraform.required_version is not ">= 1.10.0" but ">= 1.11.0"',
    );
  });

  test("differ in what is new and in what is missing", () => {
    expect(difference({ "a.json": { old: 1 } }, { "a.json": { new: { is: true } } })).toBe(
      'a.json: old is missing: 1\na.json: new is new: {"is":true}',
    );
    rmSync(join(folder, "before"), { recursive: true });
    rmSync(join(folder, "after"), { recursive: true });
    expect(difference({ "old.tf": "12" }, { "new.json": {} })).toBe(
      'new.json is new: "a file of 2 bytes"\nold.tf is missing: "a file of 2 bytes"',
    );
  });

  test.each([
    ["the order of a list", [1, 2], [2, 1]],
    ["the length of a list", [1], [1, 2]],
    ["null and nothing", { key: null }, {}],
    ["an empty list and an empty object", [], {}],
    ["a number and its text", 1, "1"],
  ])("differ in %s", (_, before, after) => {
    expect(difference({ "a.json": { it: before } }, { "a.json": { it: after } })).not.toBe("");
  });

  test("differ in the bytes of a file of the same length", () => {
    expect(difference({ "skill.zip": "one" }, { "skill.zip": "two" })).toMatch(/^skill\.zip is not/);
  });
});

test("many differences are counted after the first ones", () => {
  const before = { "a.json": Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`key${index}`, index])) };
  const lines = difference(before, { "a.json": {} }).split("\n");
  expect(lines).toHaveLength(31);
  expect(lines.at(-1)).toBe("and 20 more");
});

test("files are listed by their paths, without folders", () => {
  expect(filesIn(write("before", { "b/c/d.txt": "", "a.txt": "" }))).toEqual(["a.txt", "b/c/d.txt"]);
});
