/** Whatever environments.ts does: the app says in a sentence what is wrong, and synthesizes nothing half. */
import { execFile } from "node:child_process";
import { cpSync, existsSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as cdktf from "cdktf";
import { build } from "esbuild";
import { synthFailure } from "../../cli/synth-failure";
import { removeFolder } from "../../common/temporary-folder";
import * as constructs from "../../constructs";
import { newFolder, root } from "../local/fixtures";

jest.setTimeout(60_000);

/** What an app is made of. */
const PARTS = [
  "build",
  "cli",
  "common",
  "constructs",
  "contract",
  "lambda",
  "main.ts",
  "package.json",
  "terraform",
  "tsconfig.json",
];

let project: string;
beforeAll(() => {
  project = newFolder();
  for (const name of PARTS) {
    cpSync(join(root, name), join(project, name), { recursive: true });
  }
  symlinkSync(join(root, "node_modules"), join(project, "node_modules"));
});
afterAll(() => removeFolder(project));
afterEach(() => removeFolder(join(project, "cdktf.out")));

const GOOD = readFileSync(join(root, "environments.ts"), "utf8");

/** As `npx cdktf synth` starts it. */
function synth(environments: string): Promise<{ readonly exitCode: number; readonly stderr: string }> {
  writeFileSync(join(project, "environments.ts"), environments);
  const { app } = JSON.parse(readFileSync(join(root, "cdktf.json"), "utf8"));
  const [, ...args] = app.split(" ");
  const env = { PATH: process.env.PATH, CDKTF_OUTDIR: join(project, "cdktf.out") } as unknown as NodeJS.ProcessEnv;
  return new Promise((done) =>
    execFile(process.execPath, args, { cwd: project, env }, (error, _, stderr) =>
      done({ exitCode: error === null ? 0 : Number(error.code), stderr }),
    ),
  );
}

/** What the app says of them, in this process. The zip is not read: no stack is reached that would hold it. */
async function failureOf(environments: string): Promise<string> {
  writeFileSync(join(project, "environments.ts"), environments);
  const { outputFiles } = await build({
    entryPoints: [join(project, "main.ts")],
    bundle: true,
    write: false,
    platform: "node",
    target: "node20",
    format: "cjs",
    external: ["cdktf", "./constructs"],
    logLevel: "silent",
  });
  const app = new Function("require", "module", `${outputFiles[0]?.text}\n//# sourceURL=environments.ts`);
  const modules: Readonly<Record<string, unknown>> = {
    cdktf,
    "./constructs": { ...constructs, readSkillBundle: () => undefined },
  };
  try {
    app((name: string) => modules[name], {});
  } catch (error) {
    return synthFailure(error);
  }
  throw new Error("the stacks were made");
}

test.each([
  ["throws a text", 'throw "no account";', /^no account$/],
  ["exports nothing", "const x = 1;", /received {2}nothing/],
  ["is empty", "", /received {2}nothing/],
  [
    "exports a promise",
    "export const environments = Promise.resolve([]);",
    /received {2}a promise\n {5}allowed {3}a list of one or more.*\n.*nothing waits for a promise/,
  ],
  [
    "exports a function",
    "export const environments = () => [];",
    /received {2}a function\n {5}allowed {3}a list of one/,
  ],
  [
    "throws a circle",
    'const a: any = { why: "no account" }; a.self = a; throw a;',
    /^Something was thrown that is no Error.*why: 'no account', self: \[Circular \*1\].*throw new Error/,
  ],
  [
    "throws an object without a prototype",
    "throw Object.create(null);",
    /^Something was thrown that is no Error.*\{\}/,
  ],
  ["throws nothing", "throw undefined;", /^Something was thrown that is no Error.*: undefined\./],
  [
    "throws an Error without its class",
    'throw Object.setPrototypeOf(new Error("no account"), null);',
    /^environments\.ts:\d+:\d+: Error: no account$/,
  ],
  [
    "throws several Errors",
    'throw new AggregateError([new Error("a")], "two");',
    /^environments\.ts:\d+:\d+: AggregateError: two$/,
  ],
  [
    "reads a file that is not there",
    'throw Object.assign(new Error("ENOENT: x"), { code: "ENOENT", path: "x" });',
    /^environments\.ts:\d+:\d+: Error: ENOENT: x$/,
  ],
  [
    "has itself among its own",
    "export const environments: any[] = [{}]; environments[0].tags = environments;",
    /received {2}\[\{"tags":"\(a circle\)"\}\]/,
  ],
  ["exports a list with holes", "export const environments = [,];", /environment 1\n {5}received {2}nothing/],
  ["has a circle", "const a: object = {}; Object.assign(a, { tags: a }); export const environments = [a];", /tags/],
  [
    "has a getter that throws",
    'export const environments = [{ get name() { throw new Error("no name"); } }];',
    /^environments\.ts:\d+:\d+: Error: no name$/,
  ],
])("it %s", async (_, environments, words) => {
  const text = await failureOf(environments);

  expect(text.trim()).toMatch(words);
  expect(text).not.toMatch(/\n {4}at /);
});

test.each([
  ["throws", 'throw new Error("no account");', /^environments\.ts:1:7: Error: no account$/],
  ["is half written", "export const environments = [ { name: ", /Unexpected end of file[\s\S]*environments\.ts:1:/],
  ["imports what is not there", 'import x from "./nowhere"; export const environments = x;', /Could not resolve/],
  ["ends the process", "process.exit(0); export const environments = [];", /^process\.exit\(0\) was called before/],
  [
    "leaves a promise that nobody waits for",
    `${GOOD}\nPromise.reject(new Error("too late"));`,
    /^environments\.ts:\d+:\d+: Error: too late$/,
  ],
])("it %s: the process says so, and fails", async (_, environments, words) => {
  const { exitCode, stderr } = await synth(environments);

  expect({ exitCode, stderr: stderr.trim() }).toEqual({ exitCode: 1, stderr: expect.stringMatching(words) });
  expect(stderr).not.toMatch(/\n {4}at /);
});

test("it prints, to both streams: that is nobody's business", async () => {
  const { exitCode } = await synth(`console.log("{}");\nconsole.error("noise");\n${GOOD}`);

  expect(exitCode).toBe(0);
  expect(existsSync(join(project, "cdktf.out"))).toBe(true);
  expect(readdirSync(join(project, "cdktf.out", "stacks")).length).toBeGreaterThan(0);
});
