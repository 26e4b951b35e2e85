/**
 * An upgrade from the last version to this one, on an emulator of AWS with real Terraform: what that version made is applied,
 * then this version is planned on it. Nothing of its users' may go, and nothing may change of which the changelog has no word.
 */
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { App } from "cdktf";
import { moduleArchive } from "../../build/publication/module-archive";
import type { AccountLinking, SkillBundle } from "../../constructs";
import { parseEnvironments, readSkillBundle, SkillStack } from "../../constructs";
import type { Terraform } from "../../terraform/terraform";
import { changed } from "../upgrade/differences";
import { lastRelease } from "../upgrade/last-release";
import type { ReleaseRecord } from "../upgrade/release-record";
import { unpackModule, withoutZip } from "../upgrade/release-record";
import { story } from "./story";
import type { World } from "./world";
import { adaptToEmulator, execute, ROOT, startWorld } from "./world";

jest.setTimeout(10 * 60 * 1000);

/** Of the environments that are recorded, the one with more in it. */
const NAME = "staging";

/** What the zip of the skill alone changes. */
const OF_THE_ZIP = ["aws_lambda_alias.skill_live", "aws_lambda_function.skill"];

/** What a plan may do to a resource. */
const HARMLESS = ["create", "no-op", "read", "update"];

/** A use of the module, as its callers have it since the first version. */
const USE = {
  terraform: { required_providers: { aws: { source: "hashicorp/aws" } } },
  provider: { aws: [{ region: "us-east-1" }] },
  module: {
    link: {
      source: "../module",
      name: "alexa-skill-shop",
      domain: { prefix: "example-alexa-skill-shop" },
      alexa: {
        vendor_id: "M1EXAMPLE0SHP",
        skill_ids: ["amzn1.ask.skill.33333333-3333-4333-8333-333333333333"],
        sign_out_uris: ["https://example.com/signed-out"],
      },
      user_pool: { sign_in: ["email", "phone"], mfa: "optional", deletion_protection: false },
      tokens: { access_token_minutes: 30 },
      function: { log_retention_days: 7, variables: { GREETING: "hello" } },
    },
  },
  // biome-ignore lint/suspicious/noTemplateCurlyInString: Terraform's
  output: { account_linking: { value: "${module.link.account_linking}", sensitive: true } },
};

interface Plan {
  readonly resource_changes?: readonly {
    readonly address: string;
    readonly previous_address?: string;
    readonly change: { readonly actions: readonly string[] };
  }[];
}

describe("an upgrade from the last version", () => {
  let world: World;
  let before: ReleaseRecord;
  let old: SkillBundle;
  /** What this version makes otherwise, by the resources' addresses. Whether the changelog explains it is held by test/upgrade. */
  let explained: readonly string[];
  beforeAll(async () => {
    before = await lastRelease();
    world = await startWorld();
    unpackModule(before, join(world.folder, "module"));
    old = readSkillBundle(join(world.folder, "module/skill.zip"));
    const stacks = { [NAME]: withoutZip(join(synthesize(join(world.folder, "fresh")), "stacks", NAME)) };
    const recorded = { ...before, stacks: { [NAME]: before.stacks[NAME] ?? "" } };
    explained = changed(recorded, { ...before, stacks })
      .flatMap((line) => /: resource\.(\w+\.\w+)\./.exec(line)?.[1] ?? [])
      .concat(OF_THE_ZIP);
  });
  afterAll(() => world?.end());

  /** What the last version's users wrote, as this version makes it. */
  function synthesize(output: string): string {
    const app = new App({ outdir: output, stackTraces: false });
    for (const environment of parseEnvironments(before.environments.filter(({ name }) => name === NAME))) {
      new SkillStack(app, NAME, { environment, bundle: readSkillBundle(join(ROOT, "module/skill.zip")) });
    }
    app.synth();
    return output;
  }

  /** Which the resources are that a plan does something to, by what it does. */
  async function planned(terraform: Terraform, folder: string) {
    await terraform.init();
    const file = join(folder, "it.plan");
    await terraform.plan({ out: file });
    const plan = (await terraform.show(file)) as Plan;
    const { resource_changes = [] } = plan;
    const by = (action: string): string[] =>
      resource_changes.filter(({ change }) => change.actions.join() === action).map(({ address }) => address);
    const actions = [...new Set(resource_changes.map(({ change }) => change.actions.join()))];
    const moved = resource_changes.flatMap(({ address, previous_address }) =>
      previous_address === undefined ? [] : [[previous_address, address] as const],
    );
    const apply = () => terraform.apply(file);
    return { plan, actions, moved, apply, create: by("create"), update: by("update") };
  }

  /** The link's settings, which a later version may add to. */
  async function link(terraform: Terraform): Promise<AccountLinking> {
    return (await terraform.output()).account_linking as AccountLinking;
  }

  story("of an environment", (step) => {
    const output = () => join(world.folder, "cdktf.out");
    const folder = () => join(output(), "stacks", NAME);
    let terraform: Terraform;
    let settings: AccountLinking;

    step("the last version is applied", async () => {
      mkdirSync(folder(), { recursive: true });
      writeFileSync(
        join(folder(), "cdk.tf.json"),
        (before.stacks[NAME] ?? "").replaceAll("…skill.zip", old.path).replaceAll('"…"', `"${old.sourceCodeHash}"`),
      );
      adaptToEmulator(folder());
      terraform = world.terraform(folder());
      const { apply, actions } = await planned(terraform, folder());
      expect(actions).toEqual(["create"]);
      await apply();
      settings = await link(terraform);
    });

    step("this version destroys and replaces nothing, and changes what the changelog says", async () => {
      synthesize(output());
      adaptToEmulator(folder());

      const { plan, apply, actions, moved, create, update } = await planned(terraform, folder());
      expect(actions.filter((it) => !HARMLESS.includes(it))).toEqual([]);
      expect([...create, ...update].filter((address) => !explained.includes(address))).toEqual([]);
      expect(update).toEqual(expect.arrayContaining(OF_THE_ZIP));
      expect(moved).toEqual([]);

      const file = join(world.folder, "plan.json");
      writeFileSync(file, JSON.stringify(plan));
      const alexaLink = ["build/run.cjs", "cli/alexa-link.ts"];
      const args = [...alexaLink, "review", "--plan-json", `${NAME}=${file}`, "--json"];
      const { environments } = JSON.parse((await execute(process.execPath, args, world.env)).stdout);
      expect(environments).toMatchObject([{ environment: NAME, unexamined: [], notJudged: [] }]);
      expect(environments[0].findings.filter(({ severity }: { severity: string }) => severity === "block")).toEqual([]);
      await apply();
    });

    step("afterwards nothing is left to do, and the link is the one that it was", async () => {
      const { create, update, actions } = await planned(terraform, folder());
      expect({ create, update, actions }).toEqual({ create: [], update: [], actions: ["no-op"] });
      expect(await link(terraform)).toMatchObject(settings);
    });
  });

  story("of the module", (step) => {
    const folder = () => join(world.folder, "root");
    let terraform: Terraform;

    step("the last version is applied", async () => {
      mkdirSync(folder(), { recursive: true });
      writeFileSync(join(folder(), "main.tf.json"), JSON.stringify(USE));
      adaptToEmulator(folder());
      terraform = world.terraform(folder());
      const { apply, actions } = await planned(terraform, folder());
      expect(actions).toEqual(["create"]);
      await apply();
    });

    step("this version moves addresses, and destroys and replaces nothing", async () => {
      const module = join(world.folder, "module");
      rmSync(module, { recursive: true });
      unpackModule({ module: moduleArchive(join(ROOT, "module")) }, module);
      const { actions, moved, create, update } = await planned(terraform, folder());
      const plain = (address: string): string => address.replace(/^module\.link\./, "").replace(/\[0\]$/, "");
      expect(actions.filter((it) => !HARMLESS.includes(it))).toEqual([]);
      for (const [from, to] of moved) {
        expect(plain(to)).toBe(plain(from));
      }
      expect([...create, ...update].map(plain).filter((address) => !explained.includes(address))).toEqual([]);
      expect(update.map(plain)).toEqual(expect.arrayContaining(OF_THE_ZIP));
    });
  });
});
