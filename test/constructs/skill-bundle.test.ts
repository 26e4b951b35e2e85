import { mkdirSync, writeFileSync } from "node:fs";
import { isAbsolute, join, relative } from "node:path";
import { readSkillBundle } from "../../constructs";
import { temporaryFolder } from "./synthesize";

const write = (bytes: string | Uint8Array): string => {
  const path = join(temporaryFolder(), "skill.zip");
  writeFileSync(path, bytes);
  return path;
};

test("the hashes are those of the bytes (NIST's example for SHA-256: abc)", () => {
  expect(readSkillBundle(write("abc"))).toMatchObject({
    sha256: "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
    sourceCodeHash: "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=",
  });
});

test("bytes are bytes: nothing is read as text", () => {
  const { sha256, sourceCodeHash } = readSkillBundle(write(Uint8Array.from([0x00, 0xff, 0x0d, 0x0a, 0x80])));

  expect(Buffer.from(sourceCodeHash, "base64").toString("hex")).toBe(sha256);
  expect(sha256).not.toBe(readSkillBundle(write("\u0000\u00ff\r\n\u0080")).sha256);
});

test("a relative path counts from the working directory and comes back absolute", () => {
  const path = write("abc");
  const bundle = readSkillBundle(relative(process.cwd(), path));

  expect(isAbsolute(bundle.path)).toBe(true);
  expect(bundle.path).toBe(path);
});

test("a missing bundle is an error that says where it was looked for and how to build it", () => {
  const path = join(temporaryFolder(), "skill.zip");

  expect(() => readSkillBundle(path)).toThrow(`There is no skill bundle at ${path} (ENOENT`);
  expect(() => readSkillBundle(path)).toThrow("npm run bundle");
});

test("a folder in its place is an error with the path", () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, "skill.zip"));

  expect(() => readSkillBundle(join(folder, "skill.zip"))).toThrow(join(folder, "skill.zip"));
});
