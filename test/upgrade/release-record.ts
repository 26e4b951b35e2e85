import { execFile } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { build } from "esbuild";
import { unzipSync } from "fflate";
import { moduleArchive } from "../../build/publication/module-archive";
import type { EnvironmentProps } from "../../constructs";

const ROOT = resolve(__dirname, "../..");

/** What docs/upgrade-policy.md calls breaking when it goes: by what it is, a name each. */
export type Promises = Readonly<Record<string, readonly string[]>>;

/** What a version made for whoever uses it, as far as an upgrade from it has to get along with that. */
export interface ReleaseRecord {
  readonly version: string;
  readonly promises: Promises;
  /** What its users wrote into environments.ts, and the `cdk.tf.json` of each, by the environment's name. */
  readonly environments: readonly EnvironmentProps[];
  readonly stacks: Readonly<Record<string, string>>;
  /** The module's archive, as it was published. The skill's zip is in it. */
  readonly module: Uint8Array;
}

/** Links as the command got them from the first version on: what a later one reads from a state that is older than it. */
const OUTPUTS = {
  account_linking: {
    sensitive: true,
    type: "dynamic",
    value: {
      authorization_uri: "https://example-alexa-skill-dev.auth.us-east-1.amazoncognito.com/oauth2/authorize",
      access_token_uri: "https://example-alexa-skill-dev.auth.us-east-1.amazoncognito.com/oauth2/token",
      user_info_uri: "https://example-alexa-skill-dev.auth.us-east-1.amazoncognito.com/oauth2/userInfo",
      issuer: "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_Example01",
      client_id: "1example23456789",
      client_secret: "0123456789abcdefghijklmnopqrstuvwxyz0123456789abcdef",
      scopes: ["openid", "profile"],
      access_token_scheme: "HTTP_BASIC",
      redirect_uris: ["layla.amazon.com", "pitangui.amazon.com", "alexa.amazon.co.jp"].map(
        (host) => `https://${host}/api/skill/link/M1EXAMPLE0DEV`,
      ),
      skill_ids: ["amzn1.ask.skill.11111111-1111-4111-8111-111111111111"],
      function_arns: Object.fromEntries(
        ["NA", "EU", "FE"].map((it) => [it, "arn:aws:lambda:us-east-1:123456789012:function:alexa-skill-dev:live"]),
      ),
    },
  },
};

/**
 * Looks at what a version makes, by its own sources and commands.
 *
 * @param project the version's sources in a folder that may be changed, beside the packages that they need
 */
export async function makeRecord(project: string, environments: readonly EnvironmentProps[]): Promise<ReleaseRecord> {
  const { version } = JSON.parse(readFileSync(join(project, "package.json"), "utf8"));
  const stacks = await synthesize(project, environments);
  await build({
    entryPoints: [join(project, "cli/alexa-link.ts")],
    outfile: compiledIn(project),
    bundle: true,
    platform: "node",
    packages: "external",
  });
  return {
    version,
    promises: await promisesOf(project, stacks),
    environments,
    stacks,
    module: moduleArchive(join(project, "module")),
  };
}

async function synthesize(project: string, environments: readonly EnvironmentProps[]) {
  writeFileSync(join(project, "environments.ts"), `export const environments = ${JSON.stringify(environments)};\n`);
  const { app } = JSON.parse(readFileSync(join(project, "cdktf.json"), "utf8"));
  const [, ...args] = String(app).split(" ");
  rmSync(join(project, "cdktf.out"), { recursive: true, force: true });
  await run(project, args);
  const folder = (name: string): string => join(project, "cdktf.out/stacks", name);
  return Object.fromEntries(environments.map(({ name }) => [name, withoutZip(folder(name))]));
}

/** A synthesized stack, in which whatever says which zip it is stands as `…`: it is that of the module. */
export const withoutZip = (stackFolder: string): string =>
  readFileSync(join(stackFolder, "cdk.tf.json"), "utf8").replaceAll(/[A-Za-z0-9+/]{43}=|assets\/[^"]*\//g, "…");

async function promisesOf(project: string, stacks: Readonly<Record<string, string>>): Promise<Promises> {
  const text = (path: string): string => readFileSync(join(project, path), "utf8");
  const stackJsons = Object.entries(stacks).map(([name, stack]) => [name, JSON.parse(stack)] as const);
  const manifest = JSON.parse(text("package.json"));
  return {
    "address of Terraform's": stackJsons.flatMap(([name, { resource }]) =>
      Object.entries<object>(resource).flatMap(([type, ofType]) =>
        Object.keys(ofType).map((it) => `${name}: ${type}.${it}`),
      ),
    ),
    "output of the stack": keysOf(Object.fromEntries(stackJsons.map(([, { output }]) => ["output", output]))),
    "property of environments.ts": tableRows(text("docs/environments.md")),
    "variable of the module": tableRows(text("module/README.md")),
    "output of the module": names(text("module/outputs.tf"), /^output "(\w+)"/gm),
    "name of the package": readdirSync(join(project, "docs/api")).flatMap((file) =>
      exportedNames(text(`docs/api/${file}`)).map((it) => `${file.replace(".md", "")}: ${it}`),
    ),
    "command or option": await commandsOf(project),
    "key of JSON": await jsonKeysOf(project),
    "rule of the review": names(text("docs/review-and-promotion.md"), /^\| `([a-z-]+)` \| (?:block|warn|info) \|/gm),
    "least version": [
      `node ${manifest.engines.node}`,
      ...names(text("module/versions.tf"), /^ *((?:required_)?version +=.*)$/gm).map((it) => it.replace(/ +/g, " ")),
    ],
  };
}

const names = (text: string, pattern: RegExp): string[] => [...text.matchAll(pattern)].map(([, name = ""]) => name);

/** Names in the first cell of a reference's tables, and which of them may be left out. */
function tableRows(text: string): string[] {
  const rows = [...text.matchAll(/^\| `([\w.*-]+)` \|.*\| ([^|]*) \|$/gm)];
  return rows.flatMap(([, name = "", last = ""]) => [
    name,
    ...(/must be given|required/.test(last) ? [] : [`${name}, left out`]),
  ]);
}

/** The names that an API report lists, and the members of each. */
function exportedNames(report: string): string[] {
  return report.split(/^## /m).flatMap((section, index) => {
    const [name = ""] = section.split("\n");
    const members = names(section, /^ {2}(?:readonly |static |get )*(\w+)\??[(:;]/gm);
    return index === 0 ? [] : [name, ...members.map((it) => `${name}.${it}`)];
  });
}

/** The commands as one script: to compile them at each call takes longer than they do. */
const compiledIn = (project: string): string => join(project, "cli/alexa-link.cjs");

async function commandsOf(project: string): Promise<string[]> {
  const help = async (...args: readonly string[]): Promise<string> => alexaLink(project, [...args, "--help"]);
  const commands = names(await help(), /^ {2}([a-z]+) (?:\[options\]| {2,})/gm).filter((it) => it !== "help");
  const options = await Promise.all(
    commands.map(async (command) =>
      names(await help(command), /^\s+(?:-\w, )?(--[a-z-]+)/gm).map((option) => `alexa-link ${command} ${option}`),
    ),
  );
  const { scripts } = JSON.parse(readFileSync(join(project, "package.json"), "utf8"));
  return [
    ...Object.keys(scripts).map((it) => `npm run ${it}`),
    ...commands.map((it) => `alexa-link ${it}`),
    ...options.flat(),
  ];
}

async function jsonKeysOf(project: string): Promise<string[]> {
  const plan = join(ROOT, "test/review/fixtures/renamed-pool.plan.json");
  const outputs = join(project, "outputs.json");
  writeFileSync(outputs, JSON.stringify(OUTPUTS));
  const review = await alexaLink(project, ["review", "--plan-json", `staging=${plan}`, "--json"], 1);
  const settings = await alexaLink(project, ["settings", "dev", "--outputs", outputs, "--json"]);
  return keysOf({ review: JSON.parse(review), settings: JSON.parse(settings) });
}

/** The paths of everything in some JSON, lists as `[]`. */
function keysOf(json: unknown, path = ""): string[] {
  if (typeof json !== "object" || json === null) {
    return [];
  }
  const keys = Object.entries(json).flatMap(([key, value]) => {
    const inner = Array.isArray(json) ? `${path}[]` : `${path}${path === "" ? "" : "."}${key}`;
    return [inner, ...keysOf(value, inner)];
  });
  return [...new Set(keys)];
}

const alexaLink = (project: string, args: readonly string[], exitCode = 0): Promise<string> =>
  run(project, [compiledIn(project), ...args], exitCode);

async function run(project: string, args: readonly string[], exitCode = 0): Promise<string> {
  const options = { cwd: project, env: { PATH: process.env.PATH } };
  const work = promisify(execFile)(process.execPath, args, options);
  const { stdout, code = 0 } = await work.catch((error) => error);
  if (code !== exitCode) {
    throw new Error(`node ${args.join(" ")} in ${project} ended with ${code}`, { cause: await work.catch(String) });
  }
  return stdout;
}

/** Writes a record where {@link readRecord} finds it. */
export function writeRecord(folder: string, { module, stacks, ...rest }: ReleaseRecord): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(join(folder, "stacks"), { recursive: true });
  writeFileSync(join(folder, "release.json"), `${JSON.stringify(rest, null, 2)}\n`);
  writeFileSync(join(folder, "module.zip"), module);
  for (const [name, text] of Object.entries(stacks)) {
    writeFileSync(join(folder, "stacks", `${name}.tf.json`), `${text.trimEnd()}\n`);
  }
}

export function readRecord(folder: string): ReleaseRecord {
  const stacks = readdirSync(join(folder, "stacks")).map((file): [string, string] => [
    file.replace(".tf.json", ""),
    readFileSync(join(folder, "stacks", file), "utf8"),
  ]);
  return {
    ...JSON.parse(readFileSync(join(folder, "release.json"), "utf8")),
    stacks: Object.fromEntries(stacks),
    module: new Uint8Array(readFileSync(join(folder, "module.zip"))),
  };
}

/** Unpacks a record's module. */
export function unpackModule({ module }: Pick<ReleaseRecord, "module">, folder: string): void {
  for (const [path, bytes] of Object.entries(unzipSync(module))) {
    mkdirSync(join(folder, path, ".."), { recursive: true });
    writeFileSync(join(folder, path), bytes);
  }
}
