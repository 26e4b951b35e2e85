/**
 * A canary on the emulator, from its beginning to its end: the alias shares requests between two versions, the plan
 * afterwards is empty, what runs is what the release says, and a canary that cannot be is refused in words.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { App } from "cdktf";
import type { FunctionProps } from "../../constructs";
import { parseEnvironments, readSkillBundle, SkillStack } from "../../constructs";
import { FunctionAlias } from "../../release/function-alias";
import { plannedCanaries } from "../../release/planned-canary";
import { whatAnyRunsInstead } from "../../release/running-code";
import { limitProviderRetries } from "../../terraform/terraform";
import { dev } from "./environments";
import { story } from "./story";
import type { World } from "./world";
import { ROOT, startWorld } from "./world";

jest.setTimeout(10 * 60 * 1000);

interface Plan {
  readonly resource_changes?: readonly { readonly address: string; readonly change: { readonly actions: string[] } }[];
}

story("a canary", (step) => {
  let world: World;
  const before = { ...process.env };
  beforeAll(async () => {
    world = await startWorld();
    Object.assign(process.env, world.env);
  });
  afterAll(async () => {
    process.env = before;
    await world?.end();
  });

  const folder = () => join(world.folder, "cdktf.out", "stacks", "dev");
  const terraform = () => world.terraform(folder());
  const bundle = readSkillBundle(join(ROOT, "module/skill.zip"));

  async function planned(settings: FunctionProps): Promise<Readonly<Record<string, string>>> {
    const app = new App({ outdir: join(world.folder, "cdktf.out"), stackTraces: false });
    const state = { type: "local", path: "../../../dev.tfstate" } as const;
    for (const environment of parseEnvironments([{ ...dev, state, function: { ...settings, name: "canary-skill" } }])) {
      new SkillStack(app, "dev", { environment, bundle });
    }
    app.synth();
    limitProviderRetries(folder());
    await terraform().init();
    await terraform().plan({ out: join(folder(), "it.plan") });
    const { resource_changes = [] } = (await terraform().show(join(folder(), "it.plan"))) as Plan;
    const changes = resource_changes.filter(({ change }) => change.actions.join() !== "no-op");
    return Object.fromEntries(changes.map(({ address, change }) => [address, change.actions.join()]));
  }
  const apply = () => terraform().apply(join(folder(), "it.plan"));

  const alias = () =>
    new FunctionAlias({
      arn: `arn:aws:lambda:${dev.region}:123456789012:function:canary-skill:live`,
    });
  async function running() {
    const it = alias();
    try {
      return { ...(await it.running(AbortSignal.timeout(30_000))), awsRegion: dev.region };
    } finally {
      it.close();
    }
  }
  const canaries = () => plannedCanaries(readFileSync(join(folder(), "cdk.tf.json")));
  const release = { codeSha256: bundle.sourceCodeHash, commit: "c".repeat(40) };

  step("begins when there is a version before", async () => {
    await planned({ memoryMib: 256 });
    await apply();
    expect(await running()).toMatchObject({ version: "1" });

    const settings: FunctionProps = { memoryMib: 512, canary: { formerVersion: 1, percent: 7 } };
    expect(await planned(settings)).toEqual({
      "aws_lambda_alias.skill_live": "update",
      "aws_lambda_function.skill": "update",
    });
    await apply();
    expect(await planned(settings)).toEqual({});
    expect(await running()).toMatchObject({ version: "2", routing: { "1": 0.93 } });
  });

  step("is what the release says, and no other is", async () => {
    expect(whatAnyRunsInstead("dev", [await running()], release, undefined, canaries())).toBeUndefined();
    expect(whatAnyRunsInstead("dev", [await running()], release)).toContain("version 1 (93 %)");
  });

  step("widens in place", async () => {
    const settings: FunctionProps = { memoryMib: 512, canary: { formerVersion: 1, percent: 50 } };
    expect(await planned(settings)).toEqual({ "aws_lambda_alias.skill_live": "update" });
    await apply();
    expect(await planned(settings)).toEqual({});
    expect((await running()).routing).toEqual({ "1": 0.5 });
  });

  step("with a version that is not before the newest is refused in the plan", async () => {
    await expect(planned({ memoryMib: 512, canary: { formerVersion: 2, percent: 50 } })).rejects.toThrow(
      /function\.canary\s+received/,
    );
  });

  step("that somebody ended by a rollback is planned again", async () => {
    const it = alias();
    await it.moveTo(1, undefined, AbortSignal.timeout(30_000));
    it.close();
    expect(await running()).toMatchObject({ version: "1", routing: {} });
    const settings: FunctionProps = { memoryMib: 512, canary: { formerVersion: 1, percent: 50 } };
    expect(await planned(settings)).toEqual({ "aws_lambda_alias.skill_live": "update" });
    await apply();
  });

  step("ends, and the newest version has all requests", async () => {
    expect(await planned({ memoryMib: 512 })).toEqual({ "aws_lambda_alias.skill_live": "update" });
    await apply();
    expect(await planned({ memoryMib: 512 })).toEqual({});
    const found = await running();
    expect(found.version).toBe("2");
    expect(whatAnyRunsInstead("dev", [found], release)).toBeUndefined();
  });
});
