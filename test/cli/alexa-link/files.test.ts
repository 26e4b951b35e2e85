/** Whatever stands in a file that a command is given: it ends in a sentence, and shows nothing of the file. */
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, realpathSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Command } from "commander";
import { apply } from "../../../cli/alexa-link/apply";
import { compare } from "../../../cli/alexa-link/compare";
import { doctor } from "../../../cli/alexa-link/doctor";
import { drift } from "../../../cli/alexa-link/drift";
import { promote } from "../../../cli/alexa-link/promote";
import { push } from "../../../cli/alexa-link/push";
import { review } from "../../../cli/alexa-link/review";
import { rollback } from "../../../cli/alexa-link/rollback";
import { settings } from "../../../cli/alexa-link/settings";
import { skill } from "../../../cli/alexa-link/skill";
import { Cleanup } from "../../../common/cleanup";
import { Problem } from "../../../common/problem";
import { Secrets } from "../../../common/secrets";
import { removeFolder } from "../../../common/temporary-folder";
import { combine, reviewJson } from "../../../review/report";
import { ACCOUNT_LINKING, CLIENT_SECRET } from "../../contract/account-linking";
import { SKILL_PACKAGE } from "../../local/fixtures";
import { change, environment, finding } from "../../review/example-review";
import { smallFilesFolder } from "../../run-folder";

const COMMANDS = [apply, compare, doctor, drift, promote, push, review, rollback, settings, skill];
const DIGEST = `sha256:${"0".repeat(64)}`;

const OUTPUTS = { account_linking: { sensitive: true, type: ["object", {}], value: ACCOUNT_LINKING } };
const ADDITIONS = {
  skipOnEnablement: false,
  domains: ["example.com"],
  redirectUrls: ["https://example.com/x"],
  pkceConfiguration: { status: "ENABLED" },
};
const REVIEW = JSON.parse(
  reviewJson(
    combine([
      environment("prod", {
        verdict: "blocked",
        findings: [finding()],
        acknowledged: [finding({ acknowledgement: { by: "Ada", reason: "none" } })],
        changes: [change()],
        outputs: [{ name: "url", action: "update" }],
        unexamined: [{ address: "aws_x.y", attributes: ["z"] }],
        basis: { workspace: "default" },
      }),
    ]),
  ),
);
const ACKNOWLEDGEMENTS = [{ rule: "r", where: "w", environment: "prod", digest: DIGEST, by: "Ada", reason: "none" }];
const RELEASE = {
  version: 1,
  commit: "0".repeat(40),
  codeSha256: `${"A".repeat(43)}=`,
  providerLockSha256: { dev: null },
  stackSha256: { dev: "0".repeat(64) },
  tools: { node: "20.9.0" },
};
const PLAN = { format_version: "1.2", resource_changes: [], configuration: {} };
/** For a zip, and for what is not looked into before there is a plan to compare with. */
const NOT_JSON = undefined;

let folder: string;
let outputs: string;
let file: string;
beforeAll(() => {
  folder = realpathSync(smallFilesFolder("a test-"));
  file = join(folder, "file");
  outputs = join(folder, "outputs.json");
  writeFileSync(outputs, JSON.stringify(OUTPUTS));
});
afterAll(() => {
  removeFolder(folder);
  process.exitCode = undefined;
});

/** Each option that names a file, what belongs in it, and a command line that ends where the file was read. */
const OPTIONS: readonly (readonly [string, unknown, (name: string) => readonly string[]])[] = [
  ["settings --outputs", OUTPUTS, (name) => ["settings", "dev", "--outputs", name]],
  ["settings --json --outputs", OUTPUTS, (name) => ["settings", "dev", "--json", "--outputs", name]],
  ["skill --outputs", OUTPUTS, (name) => ["skill", "dev", "--outputs", name]],
  ["settings --with", ADDITIONS, (name) => ["settings", "dev", "--outputs", outputs, "--with", name]],
  ["review --plan", NOT_JSON, (name) => ["review", "--plan", name]],
  ["review --plan-json", PLAN, (name) => ["review", "--detail", "--plan-json", `prod=${name}`]],
  ["review --review", REVIEW, (name) => ["review", "--detail", "--review", name]],
  [
    "review --markdown --review",
    REVIEW,
    (name) => ["review", "--json", "--markdown", join(folder, "r.md"), "--review", name],
  ],
  [
    "review --acknowledgements",
    ACKNOWLEDGEMENTS,
    (name) => ["review", "--review", name, "--plan-json", "prod=-", "--acknowledgements", name],
  ],
  ["apply --approved", NOT_JSON, (name) => ["apply", "nowhere", "--no-synth", "--digest", DIGEST, "--approved", name]],
  ["apply --release", RELEASE, (name) => ["apply", "nowhere", "--no-synth", "--digest", DIGEST, "--release", name]],
  [
    "promote --release",
    RELEASE,
    (name) => ["promote", "nowhere", "elsewhere", "--no-synth", "--digest", DIGEST, "--release", name],
  ],
  ["drift --release", RELEASE, (name) => ["drift", "nowhere", "--no-synth", "--release", name]],
  ["compare --release", RELEASE, (name) => ["compare", "nowhere", "--release", name]],
];

interface Called {
  readonly error: unknown;
  readonly text: string;
}

async function call(args: readonly string[]): Promise<Called> {
  let text = "";
  const write = (chunk: unknown): boolean => {
    text += String(chunk);
    return true;
  };
  const streams = [process.stdout, process.stderr].map((stream) =>
    jest.spyOn(stream, "write").mockImplementation(write),
  );
  const context = { signal: new AbortController().signal, cleanup: new Cleanup(), secrets: new Secrets() };
  const program = new Command("npx alexa-link").exitOverride();
  for (const add of COMMANDS) {
    add(program, context);
  }
  try {
    await program.parseAsync(["node", "alexa-link", ...args]);
    return { error: undefined, text };
  } catch (error) {
    return { error, text };
  } finally {
    await context.cleanup.run();
    for (const stream of streams) {
      stream.mockRestore();
    }
  }
}

/** What is wrong with the end of a command; undefined where nothing is. */
function flawOf({ error, text }: Called): string | undefined {
  if (error !== undefined && !(error instanceof Problem)) {
    return String((error as Error).stack);
  }
  const said = text + (error === undefined ? "" : (error as Problem).message);
  const odd = new RegExp(`undefined|\\[object |NaN\\b|\\w+Error\\b|Cannot read|\\n {4}at |\\x1b|${CLIENT_SECRET}`);
  const found = odd.exec(said);
  return found === null ? undefined : said.slice(Math.max(0, found.index - 80), found.index + 80);
}

const nested = (depth: number, open: string, close: string): string => `${open.repeat(depth)}1${close.repeat(depth)}`;

const CONTENTS: Readonly<Record<string, string | Buffer>> = {
  nothing: "",
  "white space": " \r\n\t",
  null: "null",
  "an empty list": "[]",
  "a list of null": "[null]",
  "a number": "3",
  "a number of many digits": "9".repeat(10_000),
  "a number without end": "1e999",
  "a text": '"x"',
  true: "true",
  "an empty object": "{}",
  "half of an object": '{"account_linking": {"value": {',
  "zero bytes": Buffer.alloc(100),
  "bytes that are no text": Buffer.from([0x80, 0xff, 0x00, 0xfe, 0x7b, 0x22]),
  "half a character of UTF-16": Buffer.from([0xff, 0xfe, 0x7b]),
  "an object in UTF-16": Buffer.from("\ufeff{}", "utf16le"),
  "a mark alone": "\ufeff",
  "lists within lists": nested(50_000, "[", "]"),
  "objects within objects": nested(50_000, '{"a":', "}"),
  "lists that are not closed": "[".repeat(50_000),
  "a prototype": '{"__proto__": {"environments": []}, "constructor": null}',
  "the beginning of a zip": Buffer.from("PK\u0003\u0004".padEnd(60, "a")),
  "the end of a zip": Buffer.concat([Buffer.from("PK\u0005\u0006"), Buffer.alloc(18, 0xff)]),
  "an escape sequence": '{"\u001b[31m": "\u001b]0;title\u0007"}',
};

const WRONG: readonly unknown[] = [undefined, null, [], {}, 3, true, "", [null], { a: null }, "\u001b[31m"];

/** The value with another one at each of its places in turn. */
function* spoiled(value: unknown): Generator<unknown> {
  if (typeof value !== "object" || value === null) {
    return;
  }
  for (const [name, inner] of Object.entries(value)) {
    const put = (other: unknown): unknown => {
      const copy: Record<string, unknown> = Array.isArray(value) ? ([...value] as never) : { ...value };
      copy[name] = other;
      return copy;
    };
    yield* WRONG.map(put);
    for (const other of spoiled(inner)) {
      yield put(other);
    }
  }
}

describe.each(OPTIONS)("%s", (_, _good, line) => {
  test("ends in a sentence on a file of any kind", async () => {
    const flaws: string[] = [];
    for (const [name, content] of Object.entries(CONTENTS)) {
      writeFileSync(file, content);
      const flaw = flawOf(await call(line(file)));
      flaws.push(...(flaw === undefined ? [] : [`${name}: ${flaw}`]));
    }
    expect(flaws).toEqual([]);
  });

  test("refuses what cannot be read", async () => {
    mkdirSync(join(folder, "folder"), { recursive: true });
    for (const name of [join(folder, "folder"), join(folder, "missing"), join(outputs, "below"), ""]) {
      const called = await call(line(name));
      expect([name, called.error]).toEqual([name, expect.any(Problem)]);
      expect(flawOf(called)).toBeUndefined();
    }
  });
});

test.each(OPTIONS.filter(([, good]) => good !== NOT_JSON))(
  "%s ends in a sentence on a file with anything at any place",
  async (_, good, line) => {
    const flaws: string[] = [];
    for (const value of spoiled(good)) {
      writeFileSync(file, JSON.stringify(value));
      const flaw = flawOf(await call(line(file)));
      flaws.push(...(flaw === undefined ? [] : [flaw]));
    }
    expect(flaws).toEqual([]);
  },
);

test("a saved plan is read from a file, and waits for nobody who writes into a pipe", async () => {
  const pipe = join(folder, "pipe");
  execFileSync("mkfifo", [pipe]);
  const { error } = await call(["review", "--plan", pipe]);
  expect(error).toBeInstanceOf(Problem);
  expect(String(error)).toContain("it is no file");
});

test.each(OPTIONS.filter(([name]) => ["settings --outputs", "review --plan-json", "drift --release"].includes(name)))(
  "%s ends in a sentence on a file of 25 MB",
  async (_, _good, line) => {
    for (const text of ["x", " "]) {
      writeFileSync(file, text.repeat(25 * 1024 * 1024));
      const called = await call(line(file));
      expect([text, called.error]).toEqual([text, expect.any(Problem)]);
      expect(flawOf(called)).toBeUndefined();
    }
  },
  90_000,
);

/** What may stand where a skill package should. */
const PACKAGES: Readonly<Record<string, (folder: string) => void>> = {
  "an empty folder": () => {},
  "a manifest that is a folder": (it) => mkdirSync(join(it, "skill.json")),
  "a folder of links in a circle": (it) => symlinkSync(it, join(it, "assets")),
  "a link to nowhere": (it) => symlinkSync(join(it, "nowhere"), join(it, "skill.json")),
  "a pipe": (it) => void execFileSync("mkfifo", [join(it, "skill.json")]),
  "a manifest of 100 MB": (it) => writeFileSync(join(it, "skill.json"), " ".repeat(100 * 1024 * 1024)),
  "more than a thousand files": (it) => {
    for (let index = 0; index < 1100; index++) {
      writeFileSync(join(it, `${index}.txt`), "");
    }
  },
  "names that are odd": (it) => {
    writeFileSync(join(it, "a\u001b[31m\nb"), "");
    writeFileSync(join(it, "ä".repeat(100)), "");
  },
};

test.each(Object.keys(PACKAGES))(
  "skill --package ends in a sentence on %s",
  async (name) => {
    const skillPackage = join(folder, "package");
    mkdirSync(skillPackage);
    PACKAGES[name]?.(skillPackage);

    const called = await call(["skill", "dev", "--outputs", outputs, "--package", skillPackage]);

    removeFolder(skillPackage);
    expect(called.error === undefined || called.error instanceof Problem).toBe(true);
    expect(called.text + String(called.error)).toMatch(/^ {2}error /m);
    expect(flawOf(called)).toBeUndefined();
  },
  20_000,
);

test.each(["skill.json", "interactionModels/custom/en-US.json"])(
  "skill --package ends in a sentence where %s holds anything",
  async (name) => {
    const skillPackage = join(folder, "any package");
    const flaws: string[] = [];
    for (const [kind, content] of Object.entries(CONTENTS)) {
      cpSync(SKILL_PACKAGE, skillPackage, { recursive: true });
      writeFileSync(join(skillPackage, name), content);
      const flaw = flawOf(await call(["skill", "dev", "--outputs", outputs, "--package", skillPackage]));
      flaws.push(...(flaw === undefined ? [] : [`${kind}: ${flaw}`]));
    }
    removeFolder(skillPackage);
    expect(flaws).toEqual([]);
  },
);
