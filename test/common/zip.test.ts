import { strToU8, zipSync } from "fflate";
import { BadZip, readZip } from "../../common/zip";

const all = (): boolean => true;

/** A zip whose directory and entry say that the only file in it has so many bytes. */
function claiming(size: number, content: Uint8Array): Uint8Array {
  const zip = Buffer.from(zipSync({ a: content }));
  zip.writeUInt32LE(size, 22);
  zip.writeUInt32LE(size, zip.indexOf(Buffer.from([0x50, 0x4b, 0x01, 0x02])) + 24);
  return zip;
}

test("gives the files of a zip, packed or not", () => {
  const files = { "a.txt": strToU8("a".repeat(1000)), "b/c.txt": strToU8("ä"), empty: new Uint8Array() };
  for (const level of [0, 9] as const) {
    expect(Object.fromEntries(readZip(zipSync(files, { level }), all))).toEqual(files);
  }
});

test("leaves out what is not wanted, and says of each entry what it holds", () => {
  const seen: unknown[] = [];
  const files = readZip(zipSync({ "a/": new Uint8Array(), "a/b": strToU8("abc") }), ({ name, size }) => {
    seen.push([name, size]);
    return !name.endsWith("/");
  });
  expect([...files.keys()]).toEqual(["a/b"]);
  expect(seen).toEqual([
    ["a/", 0],
    ["a/b", 3],
  ]);
});

test("refuses an entry that claims ten bytes and unpacks to megabytes, without unpacking it", () => {
  const zip = claiming(10, new Uint8Array(32 * 2 ** 20));
  const began = performance.now();
  expect(() => readZip(zip, all)).toThrow(/holds more than it says/);
  expect(performance.now() - began).toBeLessThan(1000);
}, 60_000);

test("refuses an entry that holds less than it claims", () => {
  expect(() => readZip(claiming(10, strToU8("abc")), all)).toThrow(BadZip);
});

test("knows no path that is a property of every object", () => {
  expect(readZip(zipSync({ constructor: strToU8("x") } as never), all).get("constructor")).toEqual(strToU8("x"));
});

test.each([
  ["nothing", new Uint8Array()],
  ["text", strToU8("PK is not a zip")],
  ["its beginning", zipSync({ a: strToU8("abc") }).subarray(0, 40)],
  ["its end alone", zipSync({ a: strToU8("abc") }).subarray(40)],
])("refuses what is no zip: %s", (_, bytes) => {
  expect(() => readZip(bytes, all)).toThrow(BadZip);
});

test("whatever byte of a zip is changed, it is read or refused, and nothing else", () => {
  const whole = zipSync({ "a.txt": strToU8("some text, some text, some text"), b: strToU8("b") });
  for (let at = 0; at < whole.length; at += 1) {
    for (const value of [0, 1, 127, 255]) {
      const changed = Uint8Array.from(whole);
      changed[at] = value;
      try {
        readZip(changed, all);
      } catch (error) {
        expect(error).toBeInstanceOf(BadZip);
      }
    }
  }
});
