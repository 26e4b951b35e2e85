/**
 * The npm package as a user has it: packed, unpacked into an empty project, used as its README says, on an emulator of
 * AWS. The tests build on each other.
 */
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { GetFunctionCommand, LambdaClient } from "@aws-sdk/client-lambda";
import { unzipSync } from "fflate";
import { buildNpmPackage, writeNpmPackage } from "../../build/package/npm-package";
import { packTarball } from "../../build/package/tarball";
import type { AccountLinking } from "../../constructs";
import type { Review } from "../../review/review";
import { install, write, writeReadmeProject } from "../build/package/consumer";
import { story } from "./story";
import { unpackedPackage } from "./unpacked-package";
import type { Finished, World } from "./world";
import { adaptToEmulator, ROOT, startWorld } from "./world";

jest.setTimeout(10 * 60 * 1000);

let world: World;
let project: string;
let stack: string;
/** The deployed function's. */
let variables: Readonly<Record<string, string>>;

beforeAll(async () => {
  world = await startWorld();
  project = join(world.folder, "my skill");
  stack = join(project, "cdktf.out/stacks/dev");
  mkdirSync(project);
  const folder = join(world.folder, "packed");
  mkdirSync(folder);
  install(await unpackedPackage(folder), project);
  writeReadmeProject(project);
});
afterAll(() => world?.end());

/** Runs a program in the user's project. No registry is asked: what is missing is missing. */
function run(command: string, ...args: readonly string[]): Promise<Finished> {
  const env = { ...world.env, CI: "true", FORCE_COLOR: "0", npm_config_offline: "true" } as NodeJS.ProcessEnv;
  return new Promise((done) => {
    execFile(command, args, { cwd: project, env }, (error, stdout, stderr) => {
      done({ exitCode: error === null ? 0 : Number(error.code ?? 1), stdout, stderr });
    });
  });
}

const sha256 = (content: Uint8Array): string => createHash("sha256").update(content).digest("base64");

test("the tarball has the package's files, the same bytes each time", async () => {
  const built = await buildNpmPackage(ROOT);
  const hashes: string[] = [];
  for (const name of ["one", "two"]) {
    const folder = join(world.folder, name);
    writeNpmPackage(built, join(folder, "sources"));
    const { files, path } = await packTarball(join(folder, "sources"), folder);
    expect(files).toEqual([...built.files.keys()].sort());
    hashes.push(sha256(readFileSync(path)));
  }
  expect(hashes[0]).toBe(hashes[1]);
});

story("the README's project is synthesized, deployed, reviewed and read", (step) => {
  step("the README's project is synthesized", async () => {
    expect(readdirSync(project).sort()).toEqual([
      ".gitignore",
      "cdktf.json",
      "environments.ts",
      "lambda",
      "main.ts",
      "node_modules",
      "package.json",
      "skill-package",
      "tsconfig.json",
    ]);
    const { exitCode, stdout, stderr } = await run("npx", "cdktf", "synth");
    expect({ exitCode, output: stdout + stderr }).toEqual({ exitCode: 0, output: expect.stringContaining("dev") });
    expect(existsSync(join(stack, "cdk.tf.json"))).toBe(true);
  });

  step("Terraform applies it, and the function runs the very bytes of the zip", async () => {
    adaptToEmulator(stack);
    const terraform = world.terraform(stack);
    const planFile = join(world.folder, "dev.plan");
    await terraform.init();
    await terraform.plan({ out: planFile });
    await terraform.apply(planFile);

    const lambda = new LambdaClient(world.emulator.access);
    const { Configuration } = await lambda.send(
      new GetFunctionCommand({ FunctionName: "my-skill-dev", Qualifier: "live" }),
    );
    expect(Configuration?.CodeSha256).toBe(sha256(readFileSync(join(project, "dist/skill.zip"))));
    variables = Configuration?.Environment?.Variables ?? {};
  });

  step(
    "the skill in the zip is the README's, and knows its user pool by what the stack wrote into its environment",
    async () => {
      const { "index.mjs": code = new Uint8Array() } = unzipSync(readFileSync(join(project, "dist/skill.zip")));
      write(project, "dist/index.mjs", Buffer.from(code).toString("utf8"));
      const user = { userId: "amzn1.ask.account.X" };
      const application = { applicationId: variables.SKILL_IDS?.split(",")[0] };
      const envelope = {
        request: { type: "IntentRequest", locale: "de-DE", intent: { name: "WhoAmIIntent" } },
        context: { System: { user, application } },
      };
      const script = `
    Object.assign(process.env, ${JSON.stringify(variables)});
    import("./dist/index.mjs")
      .then(({ handler }) => handler(${JSON.stringify(envelope)}, {}))
      .then((answer) => process.stdout.write(JSON.stringify(answer.response), () => process.exit(0)));`;
      const { stdout, stderr } = await run(process.execPath, "--eval", script);
      expect(stderr).toBe("");
      expect(JSON.parse(stdout.trim().split("\n").pop() ?? "")).toMatchObject({
        card: { type: "LinkAccount" },
        outputSpeech: { ssml: expect.stringContaining("Bitte verknüpfe dein Konto") },
      });
    },
  );

  step("npx alexa-link review synthesizes and plans the project: nothing is left to change", async () => {
    const { exitCode, stdout, stderr } = await run("npx", "alexa-link", "review", "--json");
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: expect.any(String) });
    const { environments } = JSON.parse(stdout) as Review;
    expect(environments).toMatchObject([
      { environment: "dev", verdict: "safe", changes: [], outputs: [], findings: [] },
    ]);
  });

  step("npx alexa-link settings reads the state, also in a folder of the project, and keeps the secret", async () => {
    const linking = (await world.terraform(stack).output()).account_linking as AccountLinking;
    const shown = await run("npx", "alexa-link", "settings", "dev");
    expect(shown).toMatchObject({ exitCode: 0 });
    expect(shown.stdout).toContain(linking.authorization_uri);
    expect(shown.stdout).toContain(linking.client_id);
    expect(shown.stdout).not.toContain(linking.client_secret);

    const below = await run("sh", "-c", "cd lambda && npx alexa-link settings dev");
    expect(below).toMatchObject({ exitCode: 0, stdout: shown.stdout });
  });
});

test("what is wrong in the user's environments.ts is said without a stack trace", async () => {
  const text = readFileSync(join(project, "environments.ts"), "utf8");
  write(project, "environments.ts", text.replace(/prefix: "[^"]+"/, 'prefix: "my-cognito-skill"'));
  const { exitCode, stderr } = await run("npx", "alexa-link", "review");
  expect({ exitCode, stderr }).toEqual({ exitCode: 3, stderr: expect.stringContaining("my-cognito-skill") });
  expect(stderr).not.toMatch(/^\s+at /m);
});
