/** The licences of what others wrote: what ships with the package or in the function's zip, and what only builds it. */
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";

interface Locked {
  readonly license?: string;
  readonly dev?: boolean;
}

const lock: { readonly packages: Readonly<Record<string, Locked>> } = JSON.parse(
  readFileSync(join(resolve(__dirname, ".."), "package-lock.json"), "utf8"),
);

/** Compatible with Apache-2.0, this project's own, in source and in binary. Source: ASF, "third-party licences", category A. */
const PERMISSIVE = new Set([
  "0BSD",
  "Apache-2.0",
  "BlueOak-1.0.0",
  "BSD-2-Clause",
  "BSD-3-Clause",
  "CC0-1.0",
  "ISC",
  "MIT",
  "MIT License", // as xml-escape calls it
  "Public Domain",
  "Unlicense",
]);

/** Weak copyleft: used unchanged, file by file. Source: ASF, "third-party licences", category B. */
const UNCHANGED: readonly string[] = ["cdktf", "@cdktf/provider-aws"];

/** Whether one of the alternatives of an SPDX expression is permissive as a whole. */
const isPermissive = (license: string): boolean =>
  license
    .replace(/^\(|\)$/g, "")
    .split(" OR ")
    .some((alternative) => alternative.split(" AND ").every((it) => PERMISSIVE.has(it)));

const packages = Object.entries(lock.packages)
  .filter(([path]) => path !== "")
  .map(([path, { license = "none", dev = false }]) => ({ name: path.replace(/^.*node_modules\//, ""), license, dev }));

test("what ships asks for nothing but its notice", () => {
  const others = packages.filter(({ dev, license }) => !dev && !isPermissive(license));
  expect(others.map(({ name, license }) => `${name}: ${license}`).sort()).toEqual(
    UNCHANGED.map((name) => `${name}: MPL-2.0`).sort(),
  );
});

test("what only builds and tests says its licence", () => {
  expect(packages.filter(({ license }) => license === "none" || license === "UNLICENSED")).toEqual([]);
});

test.each([
  ["MIT", true],
  ["(MIT OR GPL-3.0-or-later)", true],
  ["Apache-2.0 AND MIT", true],
  ["Apache-2.0 AND GPL-3.0-only", false],
  ["GPL-3.0-only", false],
])("%s is permissive: %s", (license, expected) => {
  expect(isPermissive(license)).toBe(expected);
});
