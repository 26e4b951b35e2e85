/** The library for skills as a user has it: what an import costs, and the skill of the package's README, run. */
import { execFile } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Metafile } from "esbuild";
import { build } from "esbuild";
import { unzipSync } from "fflate";
import type { UserPoolDouble } from "../../../bench/user-pool-double";
import { startUserPoolDouble } from "../../../bench/user-pool-double";
import { writeNpmPackage } from "../../../build/package/npm-package";
import { makeTemporaryFolder, removeFolder } from "../../../common/temporary-folder";
import { builtPackage } from "./built-package";
import { install, NAME, ROOT, write, writeReadmeProject } from "./consumer";

jest.setTimeout(60_000);

let folder: string;
beforeAll(async () => {
  folder = makeTemporaryFolder("library user");
  writeNpmPackage(await builtPackage(), join(folder, "package"));
  install(join(folder, "package"), folder);
  writeReadmeProject(folder);
});
afterAll(() => removeFolder(folder));

describe("what an import costs in a bundle", () => {
  interface Bundled {
    readonly bytes: number;
    /** The library's modules, by path. */
    readonly modules: readonly string[];
    readonly packages: readonly string[];
  }

  async function bundled(code: string): Promise<Bundled> {
    const { metafile, outputFiles } = await build({
      stdin: { contents: code, resolveDir: folder },
      absWorkingDir: folder,
      outfile: "out.mjs",
      bundle: true,
      minify: true,
      write: false,
      metafile: true,
      platform: "node",
      target: "node20",
      format: "esm",
      logLevel: "silent",
    });
    const [output] = Object.values(metafile.outputs);
    const inputs = used(output?.inputs ?? {});
    const modules = inputs.flatMap((path) => path.split(`${NAME}/skill/`)[1] ?? []);
    const packages = inputs.flatMap((path) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? []);
    const others = new Set(packages.filter((name) => name !== NAME));
    return { bytes: outputFiles[0]?.contents.length ?? 0, modules: modules.sort(), packages: [...others].sort() };
  }

  const used = (inputs: Metafile["outputs"][string]["inputs"]): string[] =>
    Object.entries(inputs).flatMap(([path, { bytesInOutput }]) => (bytesInOutput > 0 ? [path] : []));

  const importing = (...names: readonly string[]): string =>
    `import { ${names.join(", ")} } from "${NAME}/skill";\nconsole.log(${names.join(", ")});\n`;

  test("the verifier alone: its own modules and the check of signatures, no speech, no profiles, no SDK", async () => {
    const { bytes, modules, packages } = await bundled(importing("AccessTokenVerifier"));
    expect(modules).toEqual([
      "modules/account/access-token.mjs",
      "modules/account/account.mjs",
      "modules/account/verification-error.mjs",
      "modules/deadline.mjs",
      "modules/https-client.mjs",
      "modules/log.mjs",
    ]);
    expect(packages).toEqual(["aws-jwt-verify"]);
    const everything = await bundled(`export * from "${NAME}/skill";`);
    expect(bytes).toBeLessThan(everything.bytes - 10_000);
  });

  test.each([
    ["one language", ["frFR"], ["modules/speech/fr-FR.mjs"], 700],
    [
      "a choice of languages",
      ["speechByLocale", "enUS"],
      ["modules/speech/en-US.mjs", "modules/speech/speech.mjs"],
      1200,
    ],
    ["the settings", ["readSettings"], ["modules/settings.mjs"], 1700],
  ])("%s: that, and no package", async (_, names, modules, most) => {
    const found = await bundled(importing(...names));
    expect(found).toMatchObject({ modules, packages: [] });
    expect(found.bytes).toBeLessThan(most);
  });

  test("smart home: its own modules and the check of tokens, no speech, no memory, no profiles, no SDK", async () => {
    const { bytes, modules, packages } = await bundled(
      `import { SmartHome, SmartHomeError } from "${NAME}/smart-home";\nconsole.log(SmartHome, SmartHomeError);\n`,
    );
    expect(modules.filter((it) => /speech|memory|profile|user-info|intents|handlers/.test(it))).toEqual([]);
    expect(modules).toContain("modules/account/access-token.mjs");
    expect(packages).toEqual(["aws-jwt-verify"]);
    const { bytes: verifier } = await bundled(importing("AccessTokenVerifier"));
    expect(bytes - verifier).toBeLessThan(7000);
  });

  test("nothing is left of an import that is not used", async () => {
    expect(await bundled(`import "${NAME}/skill";`)).toEqual({ bytes: 0, modules: [], packages: [] });
  });

  test("code that imports and code that requires share one of each module", async () => {
    const { modules } = await bundled(
      `import { frFR } from "${NAME}/skill";\nconsole.log(frFR, require("${NAME}/skill").frFR);\n`,
    );
    expect(modules).toContain("modules/speech/fr-FR.mjs");
    expect(modules).not.toContain("index.js");
  });
});

test("no part of it needs the SDK when it is loaded", async () => {
  const texts = [...(await builtPackage()).files].filter(([path]) => /^skill\/.*\.m?js$/.test(path));
  expect(texts.length).toBeGreaterThan(30);
  expect(texts.filter(([, text]) => /ask-sdk/.test(text))).toEqual([]);
});

describe("the README's skill, built as its main.ts builds it", () => {
  let userPool: UserPoolDouble;
  beforeAll(async () => {
    userPool = await startUserPoolDouble();
    const { buildSkillZip } = jest.requireActual(join(folder, "node_modules", NAME, "bundle"));
    const main = readFileSync(join(folder, "main.ts"), "utf8");
    const [, entry = "", outfile = ""] = /entry: "([^"]+)", outfile: "([^"]+)"/.exec(main) ?? [];
    await buildSkillZip({ root: folder, entry, outfile });
    const { "index.mjs": code = new Uint8Array() } = unzipSync(readFileSync(join(folder, outfile)));
    writeFileSync(join(folder, "skill.mjs"), code);
  });
  afterAll(() => userPool.close());

  interface Heard {
    readonly response: object;
    /** Lines of the log. */
    readonly lines: readonly object[];
  }

  /** What it answers in a process of its own, whose network has a user pool in it. */
  async function heard(request: object, token?: string, changes: Record<string, string> = {}): Promise<Heard> {
    const envelope = structuredClone(userPool.launch) as { context: { System: { user: object } }; request: object };
    Object.assign(envelope.context.System.user, { accessToken: token });
    Object.assign(envelope.request, request);
    write(folder, "event.json", JSON.stringify(envelope));
    const network = JSON.stringify(join(ROOT, "local/aws/lambda-runtime/network.cjs"));
    write(
      folder,
      "invoke.mjs",
      `import { createRequire } from "node:module";
       import { readFileSync } from "node:fs";
       createRequire(import.meta.url)(${network}).confineNetwork(JSON.parse(process.env.REDIRECTS));
       const { handler } = await import("./skill.mjs");
       const answer = await handler(JSON.parse(readFileSync("event.json", "utf8")), { getRemainingTimeInMillis: () => 7000 });
       process.stdout.write(JSON.stringify(answer.response) + "\\n", () => process.exit(0));`,
    );
    const { stdout } = await promisify(execFile)(process.execPath, ["invoke.mjs"], {
      cwd: folder,
      env: { ...process.env, ...userPool.env, ...changes },
    });
    const lines = stdout.trimEnd().split("\n");
    return { response: JSON.parse(lines.pop() ?? ""), lines: lines.map((line) => JSON.parse(line)) };
  }

  const whoAmI = { type: "IntentRequest", intent: { name: "WhoAmIIntent", confirmationStatus: "NONE" } };
  const says = (text: string) => ({ outputSpeech: { ssml: expect.stringContaining(text) } });
  const LINK = { card: { type: "LinkAccount" } };

  test("calls a linked user by name, and logs that, but not the name", async () => {
    const { response, lines } = await heard(whoAmI, userPool.token);
    expect(response).toMatchObject(says("You are Ada."));
    expect(lines).toMatchObject([{ message: "request answered", intent: "WhoAmIIntent", account: "linked" }]);
    expect(JSON.stringify(lines)).not.toContain("Ada");
  });

  test.each([
    ["without a link", () => undefined, "Please link your account"],
    ["with a token that somebody made up", () => "made.up.token", "Please link it again"],
    ["with a forged signature", () => `${userPool.token.slice(0, -40)}${"A".repeat(40)}`, "Please link it again"],
  ])("sends the card to a user %s", async (_, token, text) => {
    expect((await heard(whoAmI, token())).response).toMatchObject({ ...says(text), ...LINK });
  });

  test("says so where the user pool cannot be reached, and asks nobody to link again", async () => {
    const { response, lines } = await heard(whoAmI, userPool.token, { REDIRECTS: "{}" });
    expect(response).toMatchObject(says("reach your account"));
    expect(response).not.toHaveProperty("card");
    expect(lines).toContainEqual(expect.objectContaining({ level: "warn", account: "unavailable" }));
  });

  test.each([
    ["greets anybody", { type: "LaunchRequest" }, says("Welcome")],
    ["apologizes for an intent without a handler", { ...whoAmI, intent: { name: "Other" } }, says("Sorry")],
  ])("%s", async (_, request, response) => {
    expect((await heard(request)).response).toMatchObject(response);
  });

  test("is silent at the end of a session, which is no error", async () => {
    const { response, lines } = await heard({ type: "SessionEndedRequest", reason: "USER_INITIATED" });
    expect(response).toEqual({});
    expect(lines).toMatchObject([{ level: "info", message: "request answered", requestType: "SessionEndedRequest" }]);
  });

  test("refuses another skill's request", async () => {
    await expect(heard(whoAmI, undefined, { SKILL_IDS: "amzn1.ask.skill.other" })).rejects.toThrow("SKILL_IDS");
  });
});
