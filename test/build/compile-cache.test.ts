import { spawnSync } from "node:child_process";
import {
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { newFolder, root } from "../local/fixtures";

/** Longer than a change may stay unseen by a file system's clock: build/compile-cache.cjs. */
const SETTLED_MS = 2100;

const LONG_AGO = new Date(1_700_000_000_000);

/** Commands of which each prints the word of a file of its own. */
const COMMANDS = [
  "kept",
  "changed",
  "gone",
  "half",
  "empty",
  "other",
  "same",
  "many",
  "code",
  "swapped",
  "thrown",
] as const;

type Command = (typeof COMMANDS)[number] | "folder" | "late";

const project = newFolder();
const cache = join(project, "node_modules/.cache/compiled");
const write = (name: string, text: string): void => writeFileSync(join(project, name), text);
const writeWord = (command: Command, word: string): void =>
  write(`${command}-word.ts`, `export const word = "${word}";`);

beforeAll(async () => {
  cpSync(join(root, "build"), join(project, "build"), { recursive: true });
  for (const name of ["package.json", "tsconfig.json"]) {
    cpSync(join(root, name), join(project, name));
  }
  mkdirSync(join(project, "node_modules"));
  for (const name of ["esbuild", "@esbuild"]) {
    symlinkSync(join(root, "node_modules", name), join(project, "node_modules", name));
  }
  for (const command of COMMANDS) {
    writeWord(command, "first");
    utimesSync(join(project, `${command}-word.ts`), LONG_AGO, LONG_AGO);
    write(`${command}.ts`, `import { word } from "./${command}-word";\nconsole.log(word, process.argv[2]);`);
  }
  mkdirSync(join(project, "words"));
  write("words/index.ts", 'export const word = "of the folder";');
  write("folder.ts", 'import { word } from "./words";\nconsole.log(word, process.argv[2]);');
  write("late-again.ts", 'export const again = () => import("node:os");');
  write(
    "late.ts",
    'import { again } from "./late-again";\nimport("node:os").then(async ({ EOL }) => console.log(EOL === (await again()).EOL, process.argv[2]));',
  );
  write("thrown.ts", 'import { word } from "./thrown-word";\n\nthrow new Error(word);');
  await new Promise((resolve) => setTimeout(resolve, SETTLED_MS));
}, 20_000);
afterAll(() => rmSync(project, { recursive: true }));

function run(command: Command, argument: string): { readonly stdout: string; readonly stderr: string } {
  const { stdout, stderr } = spawnSync(process.execPath, ["build/run.cjs", `${command}.ts`, argument], {
    cwd: project,
    encoding: "utf8",
  });
  return { stdout: stdout.trim(), stderr };
}

/** Runs the command, and answers the script that was kept of it. */
function keptFile(command: Command): string {
  const before = new Set(statSync(cache, { throwIfNoEntry: false }) === undefined ? [] : readdirSync(cache));
  expect(run(command, "a").stdout).toBe("first a");
  const added = readdirSync(cache).filter((name) => name.endsWith(".cjs") && !before.has(name));
  expect(added).toHaveLength(1);
  return join(cache, added[0] ?? "");
}

/** The script that is kept of a command. */
function scriptOf(command: Command): string {
  const scripts = readdirSync(cache).filter((name) => name.endsWith(".cjs"));
  const own = scripts.find((name) => readFileSync(join(cache, name), "utf8").includes(`"${command}-word.ts"`));
  return join(cache, own ?? "none");
}

test("what was compiled once runs as it is, with the arguments of each start", () => {
  keptFile("kept");
  const compiler = join(project, "node_modules/esbuild");
  renameSync(compiler, `${compiler}-away`);

  const { stdout } = run("kept", "b");

  renameSync(`${compiler}-away`, compiler);
  expect(stdout).toBe("first b");
});

test("a changed file is seen, even one of the same size and time, and at once", () => {
  keptFile("changed");

  for (const word of ["other", "third"]) {
    writeWord("changed", word);
    utimesSync(join(project, "changed-word.ts"), LONG_AGO, LONG_AGO);
    expect(run("changed", "b").stdout).toBe(`${word} b`);
  }
});

test("a file that is gone is missed", () => {
  keptFile("gone");
  rmSync(join(project, "gone-word.ts"));

  expect(run("gone", "b").stderr).toContain('Could not resolve "./gone-word"');
});

test.each([
  ["half", (text: string) => text.slice(0, text.length / 2)],
  ["empty", () => ""],
  ["other", () => "not a script\nat all"],
  ["same", (text: string) => text.replace('"first"', '"again"')],
] as const)("of a kept file that is %s nothing is run", (command, damage) => {
  const file = keptFile(command);
  writeFileSync(file, damage(readFileSync(file, "utf8")));

  expect(run(command, "b").stdout).toBe("first b");
});

test("of many scripts the oldest go", () => {
  mkdirSync(cache, { recursive: true });
  for (let number = 0; number < 60; number += 1) {
    for (const ending of ["cjs", "map", "code"]) {
      writeFileSync(join(cache, `${number}.${ending}`), "");
    }
    utimesSync(join(cache, `${number}.cjs`), LONG_AGO, LONG_AGO);
  }

  expect(run("many", "a").stdout).toBe("first a");

  const left = readdirSync(cache).filter((name) => name.endsWith(".cjs"));
  expect(left).toHaveLength(40);
  expect(left.filter((name) => !/^\d{1,2}\.cjs$/.test(name))).not.toHaveLength(0);
  const scripts = new Set(left.map((name) => name.replace(".cjs", "")));
  expect(readdirSync(cache).filter((name) => !scripts.has(name.replace(/\..*/, "")))).toEqual([]);
});

describe("what V8 made of a script", () => {
  const codeOf = (script: string): string => script.replace(/\.cjs$/, ".code");

  test("is kept once, and taken by each later start", () => {
    const code = codeOf(keptFile("code"));
    const { ino, mtimeMs } = statSync(code);
    expect(readFileSync(code).length).toBeGreaterThan(100);

    expect(run("code", "b").stdout).toBe("first b");

    expect(statSync(code)).toMatchObject({ ino, mtimeMs });
  });

  test.each([
    ["cut short", (code: Buffer) => code.subarray(0, code.length / 2)],
    ["of no script", () => Buffer.from("no code\nat all")],
    ["empty", () => Buffer.alloc(0)],
    ["damaged", (code: Buffer) => Buffer.concat([code.subarray(0, 200), Buffer.alloc(code.length - 200)])],
  ])("is not run where it is %s, and made anew", (_, damage) => {
    run("code", "a");
    const code = codeOf(scriptOf("code"));
    const damaged = damage(readFileSync(code));
    writeFileSync(code, damaged);

    expect(run("code", "b")).toEqual({ stdout: "first b", stderr: "" });
    expect(readFileSync(code).equals(damaged)).toBe(false);
  });

  test("of another script is not run", () => {
    const [code, other] = [codeOf(keptFile("swapped")), codeOf(scriptOf("code"))];
    writeFileSync(code, readFileSync(other));

    expect(run("swapped", "b")).toEqual({ stdout: "first b", stderr: "" });
  });
});

test.each(["compiled", "kept once", "kept twice"])("what is loaded late is, of a script that is %s", (_) => {
  expect(run("late", "a")).toEqual({ stdout: "true a", stderr: "" });
});

test.each(["compiled", "kept"])("a stack trace of a script that is %s names the places of TypeScript", () => {
  expect(run("thrown", "a").stderr).toContain("/thrown.ts:3:7\n");
});

test("where nothing can be kept, each start compiles", () => {
  rmSync(join(project, "node_modules/.cache"), { recursive: true, force: true });
  write("node_modules/.cache", "");

  expect(run("kept", "a").stdout).toBe("first a");
  expect(run("kept", "b").stdout).toBe("first b");
  rmSync(join(project, "node_modules/.cache"));
});

test.each([
  ["gone", (map: string) => rmSync(map)],
  ["damaged", (map: string) => writeFileSync(map, "{")],
])("a stack trace names them where the map is %s, too", (_, damage) => {
  run("thrown", "a");
  damage(scriptOf("thrown").replace(/\.cjs$/, ".map"));

  expect(run("thrown", "b").stderr).toContain("/thrown.ts:3:7\n");
});

test("a new file that comes before an old one is seen", () => {
  expect(run("folder", "a").stdout).toBe("of the folder a");

  write("words.tsx", 'export const word = "of the other ending";');
  expect(run("folder", "b").stdout).toBe("of the folder b");
  write("words.ts", 'export const word = "of the file";');
  expect(run("folder", "c").stdout).toBe("of the file c");
});
