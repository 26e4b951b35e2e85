/**
 * Every resource that a linked skill may have beside what the stack makes today, by a plain configuration of the AWS
 * provider: the emulator makes it, plans nothing afterwards, changes it in place and destroys it, as AWS does.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { zipSync } from "fflate";
import type { Terraform } from "../../terraform/terraform";
import type { PlannedResource } from "./emulator-resources";
import { configuration, NEVER_CHANGED, planned } from "./emulator-resources";
import { story } from "./story";
import type { World } from "./world";
import { adaptToEmulator, startWorld } from "./world";

jest.setTimeout(15 * 60 * 1000);

describe("resources that the emulator corrects moto for", () => {
  let world: World;
  let folder: string;
  let terraform: Terraform;

  beforeAll(async () => {
    world = await startWorld();
    folder = join(world.folder, "resources");
    mkdirSync(folder);
    const file = (text: string) => ({ "index.mjs": new TextEncoder().encode(text) });
    writeFileSync(join(folder, "function.zip"), zipSync(file("export const handler = async () => ({});")));
    writeFileSync(join(folder, "layer.zip"), zipSync(file("export const answer = 42;")));
    adaptToEmulator(folder);
    terraform = world.terraform(folder);
  });
  afterAll(() => world?.end());

  const plan = async (changed: boolean): Promise<readonly PlannedResource[]> => {
    writeFileSync(join(folder, "main.tf"), configuration(changed));
    const out = join(folder, "it.plan");
    await terraform.plan({ out });
    return planned(await terraform.show(out));
  };

  story("create, change and destroy as at AWS", (step) => {
    let addresses: readonly string[] = [];

    step("all of them are made in one apply", async () => {
      writeFileSync(join(folder, "main.tf"), configuration(false));
      await terraform.init();
      const resources = await plan(false);
      addresses = resources.map(({ address }) => address);
      expect(resources.every(({ actions }) => actions.join() === "create")).toBe(true);
      await terraform.apply(join(folder, "it.plan"));
    });

    step("planned again, nothing changes", async () => {
      expect(await plan(false)).toEqual([]);
    });

    step("each that can be is changed in place", async () => {
      const resources = await plan(true);
      expect(resources.filter(({ actions }) => actions.join() !== "update")).toEqual([]);
      const unchanged = addresses.filter((address) => !resources.some((it) => it.address === address));
      expect(unchanged.sort()).toEqual(NEVER_CHANGED);
      await terraform.apply(join(folder, "it.plan"));
    });

    step("planned once more, nothing changes", async () => {
      expect(await plan(true)).toEqual([]);
    });

    step("all of them are destroyed", async () => {
      await terraform.destroy();
    });
  });
});
