/**
 * Zips with bombs, traversals and lies, as an export of SMAPI's sends them and as the stand-in receives them: what is
 * taken stays in its folder and is what another reader (fflate) finds in it; nothing is unpacked beyond what is said.
 */
import { isAbsolute, posix, win32 } from "node:path";
import fc from "fast-check";
import { unzipSync, zipSync } from "fflate";
import { unzipPackage } from "../../alexa/smapi/package-archive";
import { SmapiError } from "../../alexa/smapi/smapi";
import { readZip, ZipError } from "../../local/amazon/skill-package-zip";
import type { Door } from "./door";
import { hold } from "./door";

interface Entry {
  readonly name: string;
  readonly text: string;
  /** So many times the text. */
  readonly times: number;
}

/** Bytes of the finished zip that become others, by their place from the end, where the directory is, or from the start. */
interface Patch {
  readonly fromEnd: boolean;
  readonly at: number;
  readonly to: number;
}

interface Case {
  readonly entries: readonly Entry[];
  readonly patches: readonly Patch[];
  readonly cut: number;
  readonly before: string;
}

const names = fc.oneof(
  fc.constantFrom(
    ...["skill.json", "skill-package/skill.json", "interactionModels/custom/en-US.json", "assets/", "a/b/c"],
    ...[
      "../x",
      "a/../../x",
      "/etc/passwd",
      "C:/x",
      "C:x",
      "a\\..\\..\\x",
      ".",
      "..",
      "./x",
      "",
      "a//b",
      "a/./b",
      "\u0000",
      "x\u0000.json",
    ],
    ...[
      "__proto__",
      "a/__proto__",
      "constructor",
      "\u001b[2J",
      "ü",
      "\u202e",
      "con",
      "a".repeat(5000),
      "skill-package/../x",
    ],
  ),
  fc.string({ maxLength: 12 }),
);

const cases: fc.Arbitrary<Case> = fc.record({
  entries: fc.array(
    fc.record({
      name: names,
      text: fc.constantFrom("{}", "x", "", "\u0000", "PK\u0005\u0006"),
      times: fc.oneof(
        { weight: 9, arbitrary: fc.constantFrom(0, 1, 10) },
        { weight: 1, arbitrary: fc.constant(100_000) },
      ),
    }),
    { maxLength: 5 },
  ),
  patches: fc.oneof(
    { weight: 1, arbitrary: fc.constant([]) },
    fc.array(
      fc.record({ fromEnd: fc.boolean(), at: fc.nat(160), to: fc.oneof(fc.constantFrom(0, 8, 255), fc.nat(255)) }),
      {
        minLength: 1,
        maxLength: 4,
      },
    ),
  ),
  cut: fc.oneof({ weight: 4, arbitrary: fc.constant(0) }, fc.nat(60)),
  before: fc.constantFrom("", "", "", "x", "PK\u0003\u0004"),
});

/** As long as the name that fflate itself loses. */
const OTHER = "__Proto__";

function zipOf({ entries, patches, cut, before }: Case): Uint8Array {
  const files = entries.map(
    ({ name, text, times }) => [name.replaceAll("__proto__", OTHER), Buffer.from(text.repeat(times))] as const,
  );
  const zipped = Buffer.from(zipSync(Object.fromEntries(files), { level: 1 }));
  for (let at = zipped.indexOf(OTHER); at >= 0; at = zipped.indexOf(OTHER, at)) {
    zipped.write("__proto__", at);
  }
  for (const { fromEnd, at, to } of patches) {
    const place = fromEnd ? zipped.length - 1 - at : at;
    if (place >= 0 && place < zipped.length) {
      zipped[place] = to;
    }
  }
  return Buffer.concat([Buffer.from(before), zipped.subarray(0, zipped.length - cut)]);
}

/** Whether somebody who joins it to a folder, on whatever system, stays in there. */
const staysInside = (name: string): boolean =>
  [posix, win32].every(({ join, relative, sep }) => {
    const way = relative(join(sep, "folder"), join(sep, "folder", name));
    return way !== ".." && !way.startsWith(`..${sep}`) && !isAbsolute(way) && !win32.isAbsolute(name);
  });

const MAX_BYTES = 200 * 2 ** 20;

function enter(given: Case): void {
  const zip = zipOf(given);
  const read = readings(zip);
  for (const [who, files] of Object.entries(read)) {
    if (typeof files === "string") {
      hold(files !== "" && !/undefined|\[object/.test(files), `${who} refuses with "${files}"`);
      hold(!/\p{Cc}/u.test(files), `${who} passes on control characters`);
      continue;
    }
    for (const name of files.keys()) {
      hold(name !== "" && !name.endsWith("/") && staysInside(name), `${who} takes ${JSON.stringify(name)}`);
      hold(!name.split("/").includes("__proto__"), `${who} takes ${JSON.stringify(name)}`);
    }
    const bytes = [...files.values()].reduce((sum, { length }) => sum + length, 0);
    hold(bytes <= MAX_BYTES, `${who} unpacks ${bytes} bytes`);
    holdSame(who, zip, files);
  }
}

type Files = ReadonlyMap<string, Uint8Array>;

function readings(zip: Uint8Array): Readonly<Record<string, Files | string>> {
  return {
    client: safely(() => unzipPackage("Could not export", zip), SmapiError),
    "stand-in": safely(() => readZip(zip), ZipError),
  };
}

function safely(read: () => Files, refusal: abstract new (...args: never[]) => Error): Files | string {
  try {
    return read();
  } catch (error) {
    const { message, name } = error as Error;
    hold(error instanceof refusal, `${name}: ${message}`);
    return message;
  }
}

/** What another reader finds under the same name is the same; fflate takes what is broken, and cuts what is too long. */
function holdSame(who: string, zip: Uint8Array, files: Files): void {
  let others: Readonly<Record<string, Uint8Array>>;
  try {
    others = unzipSync(zip);
  } catch {
    return;
  }
  for (const [name, content] of files) {
    const other = others[name] ?? others[`skill-package/${name}`];
    hold(other === undefined || Buffer.compare(content, other) === 0, `${who} reads ${JSON.stringify(name)} otherwise`);
  }
}

export const door: Door<Case> = { cases, casesInTests: 500, open: async () => ({ enter }) };
