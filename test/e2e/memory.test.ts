/**
 * The skill's memory, on an emulator of AWS with real Terraform: the table, a user who is known again in another session and
 * forgotten on demand, and a table that fails while somebody waits for an answer.
 */
import { writeFileSync } from "node:fs";
import type { Server } from "node:http";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { App } from "cdktf";
import { Cleanup } from "../../common/cleanup";
import type { AccountLinking } from "../../constructs";
import { parseEnvironments, readSkillBundle, SkillStack } from "../../constructs";
import { settingsOf } from "../../local/alexa/account-linking-settings";
import { AlexaUser } from "../../local/alexa/alexa-user";
import { HeadlessBrowser } from "../../local/alexa/headless-browser";
import { readInteractionModels } from "../../local/alexa/interaction-model";
import { askEmulator } from "../../local/aws/aws-access";
import { readBuiltFunctions } from "../../local/aws/built-function";
import type { DeployedSkill } from "../../local/aws/deployed-skill";
import { startSkill } from "../../local/aws/deployed-skill";
import { LambdaRuntime } from "../../local/aws/lambda-runtime/lambda-runtime";
import { CognitoDomain } from "../../local/cognito/server";
import { createUser } from "../../local/demo/demo-user";
import { LocalHosts } from "../../local/local-hosts";
import { readStack } from "../../terraform/synthesized-stack";
import type { Terraform } from "../../terraform/terraform";
import { dev } from "./environments";
import { story } from "./story";
import type { World } from "./world";
import { adaptToEmulator, execute, ROOT, startWorld } from "./world";

jest.setTimeout(10 * 60 * 1000);

const AGAIN = "Last time you asked for my technology stack";

describe("a skill with a memory", () => {
  let world: World;
  const cleanup = new Cleanup();
  beforeAll(async () => {
    world = await startWorld();
  });
  afterAll(async () => {
    await cleanup.run();
    await world?.end();
  });

  story("remembers whoever is linked", (step) => {
    const output = () => join(world.folder, "cdktf.out");
    const folder = () => join(output(), "stacks/dev");
    let terraform: Terraform;
    let accountLinking: AccountLinking;
    let tableArn: string;
    let redirects: Readonly<Record<string, string>>;
    let skill: DeployedSkill;
    let alexa: AlexaUser;
    let runtime: LambdaRuntime;

    step("the stack is applied", async () => {
      const app = new App({ outdir: output(), stackTraces: false });
      for (const environment of parseEnvironments([{ ...dev, memory: { retentionDays: 30 } }])) {
        new SkillStack(app, "dev", { environment, bundle: readSkillBundle(join(ROOT, "module/skill.zip")) });
      }
      app.synth();
      adaptToEmulator(folder());
      terraform = world.terraform(folder());
      await terraform.init();
      const plan = join(folder(), "it.plan");
      await terraform.plan({ out: plan });
      await terraform.apply(plan);
      const outputs = (await terraform.output()) as { account_linking: AccountLinking; memory_table_arn: string };
      accountLinking = outputs.account_linking;
      tableArn = outputs.memory_table_arn;
      expect(tableArn).toMatch(/^arn:aws:dynamodb:us-east-1:123456789012:table\/alexa-skill-dev-memory$/);
    });

    step("planned again, nothing changes", async () => {
      const plan = join(folder(), "again.plan");
      await terraform.plan({ out: plan });
      const { resource_changes = [] } = (await terraform.show(plan)) as {
        readonly resource_changes?: readonly { address: string; change: { actions: readonly string[] } }[];
      };
      expect(resource_changes.filter(({ change }) => change.actions.join() !== "no-op")).toEqual([]);
    });

    step("a user links the account", async () => {
      const { access } = world.emulator;
      const hosts = new LocalHosts();
      const domain = await CognitoDomain.start({ ...access, hosts });
      cleanup.defer("stop the sign-in server", () => domain.stop());
      const names = [accountLinking.issuer, accountLinking.authorization_uri].map((uri) => new URL(uri).host);
      for (const name of names) {
        await domain.serve(name);
      }
      redirects = domain.redirects(names);
      const pool = accountLinking.issuer.split("/").at(-1) ?? "";
      const user = await createUser(access, pool, { email: "ada@example.com", givenName: "Ada" });
      const stack = readStack(output(), "dev");
      const deployed = { accountLinking, built: readBuiltFunctions(folder()), emulator: world.emulator, stack };
      skill = await startSkill({ ...deployed, folder: world.folder }, redirects, { cleanup });
      runtime = skill.runtime;
      alexa = new AlexaUser({
        settings: settingsOf(accountLinking),
        skill: (envelope) => runtime.invoke(envelope),
        skillId: skill.skillId,
        vendorId: accountLinking.redirect_uris[0]?.split("/").at(-1) ?? "",
        region: "NA",
        locale: "en-US",
        models: readInteractionModels(join(ROOT, "skill-package")),
        hosts,
        deployed: () => accountLinking,
      });
      const end = await new HeadlessBrowser({ hosts }).signIn(alexa.beginLink().url, user);
      expect(await alexa.finishLink(end.url)).toMatchObject({ kind: "linked" });
    });

    const said = async (words: string) => (await alexa.say(words)).response.speech;
    const items = async (): Promise<readonly Record<string, { S?: string; N?: string }>[]> => {
      const { body } = await askEmulator(world.emulator.access, "dynamodb", {
        method: "POST",
        path: "/",
        headers: { "content-type": "application/x-amz-json-1.0", "x-amz-target": "DynamoDB_20120810.Scan" },
        body: JSON.stringify({ TableName: tableArn.split("/")[1] }),
      });
      return JSON.parse(Buffer.from(body).toString()).Items;
    };

    step("nothing is remembered of somebody new", async () => {
      expect(await said("open stack guide")).not.toContain(AGAIN);
      expect(await items()).toEqual([]);
    });

    step("what was asked is known in the next session, also by a new function process", async () => {
      await said("ask stack guide what is your technology stack");
      const [item] = await items();
      expect(item).toMatchObject({ data: { S: '{"lastAsked":"technology-stack"}' }, version: { N: "1" } });
      expect(Object.keys(item ?? {}).sort()).toEqual(["data", "expires_at", "revision", "sub", "version"]);
      const days = (Number(item?.expires_at?.N) - Date.now() / 1000) / 86_400;
      expect(days).toBeGreaterThan(29.9);
      expect(days).toBeLessThan(30.1);

      await runtime.stop();
      expect(await said("open stack guide")).toBe(
        "Welcome back, Ada. Last time you asked for my technology stack. What would you like now?",
      );
    });

    step("a command shows what is remembered, and deletes it only when it may", async () => {
      const [item] = await items();
      const sub = item?.sub?.S ?? "";
      const file = join(world.folder, "outputs.json");
      const outputs = { account_linking: accountLinking, memory_table_arn: tableArn };
      const described = Object.entries(outputs).map(([name, value]) => [name, { sensitive: false, type: "x", value }]);
      writeFileSync(file, JSON.stringify(Object.fromEntries(described)));
      const run = (...args: readonly string[]) =>
        execute(
          process.execPath,
          [join(ROOT, "build/run.mjs"), "cli/alexa-link.ts", "memory", ...args, "--outputs", file, "--json"],
          world.env,
        );
      const shown = await run("export", "dev", sub);
      expect({ exitCode: shown.exitCode, stderr: shown.stderr }).toEqual({ exitCode: 0, stderr: "" });
      expect({ ...shown, stdout: JSON.parse(shown.stdout) }).toMatchObject({
        exitCode: 0,
        stdout: { environment: "dev", sub, memory: { data: { lastAsked: "technology-stack" }, version: 1 } },
      });
      expect(JSON.parse((await run("export", "dev", "somebody-else")).stdout).memory).toBeNull();
      // Nobody can be asked here.
      expect(await run("delete", "dev", sub)).toMatchObject({ exitCode: 2 });
      expect(await items()).toHaveLength(1);
      const deleted = await run("delete", "dev", sub, "--yes");
      expect({ ...deleted, stdout: JSON.parse(deleted.stdout) }).toMatchObject({
        exitCode: 0,
        stdout: { sub, deleted: true },
      });
      expect(await items()).toEqual([]);
      await said("ask stack guide what is your technology stack");
    });

    const failing: readonly (readonly [string, (server: Server) => void])[] = [
      ["never answers", () => undefined],
      [
        "takes no more requests",
        (server) =>
          server.on("request", (_, response) => {
            response.writeHead(400, { "content-type": "application/x-amz-json-1.0" });
            response.end('{"__type":"com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException"}');
          }),
      ],
    ];
    for (const [how, answer] of failing) {
      step(`a table that ${how} costs no answer`, async () => {
        const server = createServer();
        answer(server);
        await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
        cleanup.defer("stop the table's stand-in", () => {
          server.closeAllConnections();
          server.close();
        });
        const table = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
        const lame = new LambdaRuntime({
          function: skill.function,
          redirects: { ...redirects, "dynamodb.us-east-1.amazonaws.com": table },
          credentials: world.emulator.access.credentials,
        });
        cleanup.defer("end the function's process", () => lame.stop());
        runtime = lame;
        const turn = await alexa.say("ask stack guide what is your technology stack");
        expect(turn.response.speech).toContain("Sure, Ada.");
        expect(turn.durationMs).toBeLessThan(4000);
        expect(turn.logs.join("\n")).toContain(how === "never answers" ? "memory-timeout" : "memory-throttled");
        expect(await said("ask stack guide to forget me")).toContain("it may still be there");
        runtime = skill.runtime;
      });
    }

    step("whoever asks to be forgotten is", async () => {
      expect(await items()).toHaveLength(1);
      expect(await said("ask stack guide to forget me")).toContain("I've forgotten");
      expect(await items()).toEqual([]);
      expect(await said("open stack guide")).not.toContain(AGAIN);
    });

    step("the stack goes, table and all", async () => {
      await terraform.destroy();
    });
  });
});
