import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { unzipSync } from "fflate";
import { buildSkill } from "../../../build/bundle/skill";
import { buildSkillZip } from "../../../build/bundle/skill-zip";

const ROOT = resolve(__dirname, "../../..");
const sha256 = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

describe("the skill's zip", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "a folder "));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  /** A copy of what the bundle is made of, in another place. */
  function copyOfProject(name: string): string {
    const copy = join(folder, name);
    for (const part of ["lambda", "common", "contract", "build", "cli", "package.json"]) {
      cpSync(join(ROOT, part), join(copy, part), { recursive: true });
    }
    symlinkSync(join(ROOT, "node_modules"), join(copy, "node_modules"));
    return copy;
  }

  function bundleIn(project: string, environment: Record<string, string> = {}, umask = "022"): string {
    execFileSync("sh", ["-c", `umask ${umask} && exec node build/run.cjs cli/bundle.ts`], {
      cwd: project,
      env: { ...process.env, ...environment },
    });
    return sha256(readFileSync(join(project, "dist/skill.zip")));
  }

  test("is the same bytes in two folders, time zones, umasks and times", () => {
    // GIVEN
    const here = copyOfProject("here");
    const there = copyOfProject("over there (2)");
    // WHEN
    const first = bundleIn(here, { TZ: "America/Los_Angeles" }, "077");
    for (const file of readdirSync(join(there, "lambda"), { recursive: true, encoding: "utf8" })) {
      if (file.endsWith(".ts")) {
        writeFileSync(join(there, "lambda", file), readFileSync(join(there, "lambda", file)));
      }
    }
    const second = bundleIn(there, { TZ: "Pacific/Kiritimati", LC_ALL: "C", HOME: folder }, "000");
    // THEN
    expect(second).toBe(first);
  });

  test("changes when the code changes", () => {
    const project = copyOfProject("project");
    const before = bundleIn(project);
    const index = join(project, "lambda/index.ts");
    writeFileSync(index, `${readFileSync(index, "utf8")}\nprocess.stdout.write("more");\n`);
    expect(bundleIn(project)).not.toBe(before);
  });

  test("holds one ES module of at most 25 KB, with its source map beside the zip", async () => {
    const zip = await buildSkill(ROOT);
    expect(Object.keys(unzipSync(zip))).toEqual(["index.mjs"]);
    expect(zip.length).toBeLessThanOrEqual(25_000);
    expect(JSON.parse(readFileSync(join(ROOT, "dist/skill.mjs.map"), "utf8")).sources).toContain("lambda/index.ts");
  });

  async function load(source: string, alexaServiceClients?: boolean, file = "try.ts"): Promise<() => unknown> {
    const project = copyOfProject("project");
    writeFileSync(join(project, "lambda", file), source);
    const zip = await buildSkillZip({
      root: project,
      entry: `lambda/${file}`,
      outfile: "dist/try.zip",
      alexaServiceClients,
    });
    const module = join(folder, "try.mjs");
    writeFileSync(module, unzipSync(zip)["index.mjs"] ?? "");
    const code = `import { handler } from ${JSON.stringify(pathToFileURL(module).href)}; process.stdout.write(String(handler()));`;
    return () => execFileSync("node", ["--input-type=module", "--eval", code], { encoding: "utf8", stdio: "pipe" });
  }

  const WITH_SERVICE_CLIENT = `
    import { DefaultApiClient, SkillBuilders } from "ask-sdk-core";
    import { services } from "ask-sdk-model";
    export const handler = () => {
      SkillBuilders.custom().withApiClient(new DefaultApiClient()).create();
      return typeof new services.ServiceClientFactory({
        apiClient: new DefaultApiClient(), apiEndpoint: "https://api.amazonalexa.com", authorizationValue: "",
      }).getUpsServiceClient;
    };`;

  test("has Alexa's service clients when asked for them", async () => {
    expect((await load(WITH_SERVICE_CLIENT, true))()).toBe("function");
  });

  test("says how to get Alexa's service clients when they were left out", async () => {
    expect(await load(WITH_SERVICE_CLIENT)).toThrow(/alexaServiceClients: true/);
  });

  test("keeps what the skill uses of ask-sdk-core", async () => {
    const run = await load(`
      import { escapeXmlCharacters, getLocale, SkillBuilders } from "ask-sdk-core";
      export const handler = () => [typeof SkillBuilders.custom().create().invoke, escapeXmlCharacters("<"),
        getLocale({ request: { locale: "en-GB" } } as never)].join();`);
    expect(run()).toBe("function,&lt;,en-GB");
  });

  test("keeps the names that errors take from their classes", async () => {
    const run = await load(`
      class PaymentError extends Error { constructor() { super(); this.name = this.constructor.name; } }
      export const handler = () => new PaymentError().name;`);
    expect(run()).toBe("PaymentError");
  });

  test("takes a skill in CommonJS", async () => {
    const run = await load(
      `const { SkillBuilders } = require("ask-sdk-core");
       exports.handler = () => typeof SkillBuilders.custom().create().invoke;`,
      false,
      "try.js",
    );
    expect(run()).toBe("function");
  });

  test("refuses a module without a handler: the function could never answer", async () => {
    await expect(load("export const main = () => 1;")).rejects.toThrow(
      /No matching export in "lambda\/try\.ts" for import "handler"/,
    );
  });

  test("takes an outfile by its absolute path", async () => {
    const outfile = join(folder, "elsewhere", "skill.zip");
    const zip = await buildSkill(ROOT, outfile);
    expect(sha256(readFileSync(outfile))).toBe(sha256(zip));
  });

  test("fails with the place of a mistake, and leaves the zip of before", async () => {
    const project = copyOfProject("project");
    const before = bundleIn(project);
    writeFileSync(join(project, "lambda/index.ts"), "export const handler = (;\n");
    const broken = buildSkillZip({ root: project, entry: "lambda/index.ts", outfile: "dist/skill.zip" });
    await expect(broken).rejects.toThrow(/lambda\/index\.ts:1:24/);
    expect(sha256(readFileSync(join(project, "dist/skill.zip")))).toBe(before);
    expect(readdirSync(join(project, "dist")).sort()).toEqual(["skill.mjs.map", "skill.zip", "triggers"]);
  });
});
