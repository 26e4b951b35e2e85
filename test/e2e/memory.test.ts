/**
 * The skill's memory, on an emulator of AWS with real Terraform: the table, a user who is known again in another session and
 * forgotten on demand, and a table that fails while somebody waits for an answer.
 */
import { writeFileSync } from "node:fs";
import type { Server } from "node:http";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { Cleanup } from "../../common/cleanup";
import type { AccountLinking } from "../../constructs";
import { dev } from "./environments";
import { MetSkill } from "./met-skill";
import { planFileIn, plannedChanges } from "./planned-changes";
import { story } from "./story";
import type { World } from "./world";
import { execute, ROOT, startWorld } from "./world";

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
    const folder = () => join(world.folder, "cdktf.out/stacks/dev");
    const terraform = () => world.terraform(folder());
    const planned = () => plannedChanges(folder(), terraform(), { ...dev, memory: { retentionDays: 30 } });
    let accountLinking: AccountLinking;
    let tableArn: string;
    let skill: MetSkill;

    step("the stack is applied", async () => {
      expect(await planned()).toMatchObject({ "aws_dynamodb_table.memory": "create" });
      await terraform().apply(planFileIn(folder()));
      const outputs = (await terraform().output()) as { account_linking: AccountLinking; memory_table_arn: string };
      accountLinking = outputs.account_linking;
      tableArn = outputs.memory_table_arn;
      expect(tableArn).toMatch(/^arn:aws:dynamodb:us-east-1:123456789012:table\/alexa-skill-dev-memory$/);
    });

    step("planned again, nothing changes", async () => {
      expect(await planned()).toEqual({});
    });

    step("a user links the account", async () => {
      skill = await MetSkill.start({
        world,
        cleanup,
        accountLinking,
        skillPackage: "skill-package",
        stackFolder: folder(),
      });
      await skill.link();
    });

    const said = (words: string) => skill.says(words);
    const items = async () => (await skill.remembered(tableArn)) ?? [];

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

      await skill.endProcess();
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
          [join(ROOT, "build/run.cjs"), "cli/alexa-link.ts", "memory", ...args, "--outputs", file, "--json"],
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
        await skill.meanwhile({ "dynamodb.us-east-1.amazonaws.com": table }, async () => {
          const turn = await skill.alexa.say("ask stack guide what is your technology stack");
          expect(turn.response.speech).toContain("Sure, Ada.");
          expect(turn.durationMs).toBeLessThan(4000);
          expect(turn.logs.join("\n")).toContain(how === "never answers" ? "memory-timeout" : "memory-throttled");
          expect(await said("ask stack guide to forget me")).toContain("it may still be there");
        });
      });
    }

    step("whoever asks to be forgotten is", async () => {
      expect(await items()).toHaveLength(1);
      expect(await said("ask stack guide to forget me")).toContain("I've forgotten");
      expect(await items()).toEqual([]);
      expect(await said("open stack guide")).not.toContain(AGAIN);
    });

    step("the stack goes, table and all", async () => {
      await terraform().destroy();
    });
  });
});
