import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { readSkillPackage, readWithWarnings } from "../../../alexa/skill-package/skill-package-files";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "skill-package-"));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(files: Readonly<Record<string, string | Uint8Array>>): void {
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
}

const error = (): string => {
  try {
    readSkillPackage(folder);
  } catch (thrown) {
    return (thrown as Error).message;
  }
  throw new Error("was read");
};

test("reads every file, in the order of the paths", () => {
  write({
    "skill.json": "{}",
    "interactionModels/custom/en-US.json": "{}",
    "assets/icon.png": "\x89PNG",
    "README.md": "x",
  });
  const { files } = readSkillPackage(folder);
  expect([...files.keys()]).toEqual([
    "README.md",
    "assets/icon.png",
    "interactionModels/custom/en-US.json",
    "skill.json",
  ]);
  expect(Buffer.from(files.get("skill.json") ?? []).toString()).toBe("{}");
});

test("leaves out dot files and what editors leave behind", () => {
  write({
    "skill.json": "{}",
    ".ask/states.json": "{",
    ".DS_Store": "",
    "skill.json~": "",
    "skill.json.bak": "",
    "Thumbs.db": "",
  });
  expect([...readSkillPackage(folder).files.keys()]).toEqual(["skill.json"]);
});

test("says of all JSON that is none where, at once", () => {
  write({ "skill.json": '{\n  "manifest": {},\n}', "interactionModels/custom/en-US.json": "{\n\n  x" });
  expect(error()).toMatch(/has 2 errors:/);
  expect(error()).toContain("skill.json:2:17: a comma before } is not allowed. Remove it.");
  expect(error()).toContain("interactionModels/custom/en-US.json:3:3: ");
});

test("takes a key that is there twice, as everybody does, and says which", () => {
  write({ "skill.json": '{"manifest": {},\n "manifest": {"a": 1}}', "assets/notes.txt": '{"a": 1, "a": 2}' });
  const { skillPackage, warnings } = readWithWarnings(folder);
  expect(skillPackage.files.size).toBe(2);
  expect(warnings).toEqual([
    {
      path: "skill.json:2:2",
      severity: "warning",
      message: expect.stringContaining('"manifest" is in one object twice'),
    },
  ]);
});

test("refuses JSON that is not UTF-8", () => {
  write({ "skill.json": Buffer.from('{"a": "ü"}', "latin1") });
  expect(error()).toMatch(/skill\.json: is not UTF-8/);
});

test("refuses a file above 1 MB, and lets assets be larger", () => {
  write({ "skill.json": "{}", "assets/photo.png": Buffer.alloc(1_000_001) });
  expect(readSkillPackage(folder).files.size).toBe(2);
  write({ "other.bin": Buffer.alloc(1_000_001) });
  expect(error()).toMatch(/other\.bin: has 1000001 bytes; allowed are 1000000/);
});

test("refuses a folder with a thousand files", () => {
  for (let index = 0; index < 1000; index++) {
    writeFileSync(join(folder, `${index}.txt`), "");
  }
  expect(error()).toMatch(/is file number 1000/);
});

test("follows a symbolic link to a file of the folder, and no other", () => {
  write({ "skill.json": "{}", "assets/icon.png": "x" });
  symlinkSync("icon.png", join(folder, "assets/same.png"));
  expect(readSkillPackage(folder).files.get("assets/same.png")).toEqual(
    readSkillPackage(folder).files.get("assets/icon.png"),
  );

  symlinkSync(__filename, join(folder, "assets/out.png"));
  symlinkSync("nowhere", join(folder, "assets/nowhere.png"));
  symlinkSync("..", join(folder, "assets/loop"));
  expect(error()).toMatch(/assets\/out\.png: is a symbolic link that leads out of the folder/);
  expect(error()).toMatch(/assets\/nowhere\.png: is a symbolic link, and what it leads to is no file/);
  expect(error()).toMatch(/assets\/loop: is a symbolic link, and what it leads to is no file/);
});

test("refuses a name that is lost on the way into the zip, and takes one like it", () => {
  write({ "skill.json": "{}", "assets/proto": "x" });
  expect(readSkillPackage(folder).files.size).toBe(2);
  write({ ["__proto__"]: "x" });
  expect(error()).toMatch(/__proto__: is a name that JavaScript, with which the zip is made, loses\. Rename it/);
});

test("names UTF-16, with a byte order mark and without", () => {
  const text = '{"manifest": {}}';
  for (const content of [Buffer.from(`\ufeff${text}`, "utf16le"), Buffer.from(text, "utf16le")]) {
    write({ "skill.json": content });
    expect(error()).toMatch(/skill\.json: is UTF-16 text, as PowerShell's > writes it\. Save it as UTF-8/);
    write({ "skill.json": Buffer.from(content).swap16() });
    expect(error()).toMatch(/skill\.json: is UTF-16 text/);
  }
});

test("sends JSON without the mark that Windows' editors put before it", () => {
  write({ "skill.json": "\ufeff{}", "assets/text.txt": "\ufeffx" });
  const { files } = readSkillPackage(folder);
  expect([files.get("skill.json")?.length, files.get("assets/text.txt")?.length]).toEqual([2, 4]);
});

test("says that a file is no folder", () => {
  folder = join(folder, "file");
  writeFileSync(folder, "{}");
  expect(error()).toMatch(/is no folder\. It has to hold skill\.json/);
});

test("says that there is no such folder", () => {
  folder = join(folder, "none");
  expect(error()).toMatch(/there is no such folder/);
});
