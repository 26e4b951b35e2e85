import fc from "fast-check";
import { strToU8, zipSync } from "fflate";
import { unzipPackage } from "../../../alexa/smapi/package-archive";
import { SmapiError } from "../../../alexa/smapi/smapi";

const zip = (...names: string[]): Uint8Array => zipSync(Object.fromEntries(names.map((name) => [name, strToU8(name)])));
const names = (bytes: Uint8Array): string[] => [...unzipPackage("Could not", bytes).keys()];

test("files come by path, sorted, without folders", () => {
  expect(names(zip("skill.json", "assets/", "assets/icon.png"))).toEqual(["assets/icon.png", "skill.json"]);
});

test("a folder skill-package around everything is left out, but not one beside other files", () => {
  expect(names(zip("skill-package/skill.json", "skill-package/assets/a.png"))).toEqual(["assets/a.png", "skill.json"]);
  expect(names(zip("skill-package/skill.json", "hash"))).toEqual(["hash", "skill-package/skill.json"]);
});

test.each(["../skill.json", "a/../../b", "/etc/passwd", "a//b", "./a", "C:/a", "a\\..\\b", "__proto__/a", "a\u001bb"])(
  "the path %j is not taken",
  (name) => {
    expect(() => unzipPackage("Could not export", zip("skill.json", name))).toThrow(
      /^Could not export: the zip is not taken: the path ".*" may lead out of its folder\.$/,
    );
  },
);

test("too many files are not taken", () => {
  const many = Array.from({ length: 2001 }, (_, index) => `${index}.json`);
  expect(() => unzipPackage("Could not", zip(...many))).toThrow(/more than 2000 entries/);
});

test("a zip that says it unzips to more than can be meant is not unzipped", () => {
  const bomb = zipSync({ "skill.json": new Uint8Array(1000) });
  const directory = Buffer.from(bomb).lastIndexOf("PK\u0001\u0002");
  new DataView(bomb.buffer, bomb.byteOffset).setUint32(directory + 24, 2 ** 31, true);
  expect(() => unzipPackage("Could not", bomb)).toThrow(/unzips to more than 200 MiB/);
});

test("whatever comes, it is files or an error in words", () => {
  const whole = zip("skill.json", "interactionModels/custom/en-US.json");
  const changed = fc.tuple(fc.nat(whole.length - 1), fc.nat(255)).map(([at, byte]) => {
    const bytes = Uint8Array.from(whole);
    bytes[at] = byte;
    return bytes;
  });
  fc.assert(
    fc.property(fc.oneof(fc.uint8Array(), changed), (bytes) => {
      try {
        expect(unzipPackage("Could not", bytes)).toBeInstanceOf(Map);
      } catch (error) {
        expect(error).toBeInstanceOf(SmapiError);
      }
    }),
  );
});
