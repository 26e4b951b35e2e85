import { unzipSync } from "fflate";
import { InvalidSkillPackageError } from "../../../alexa/skill-package/package-flaw";
import type { PushPreview, PushSkillPackageProps } from "../../../alexa/skill-package/push-skill-package";
import { environmentsLine, pushSkillPackage } from "../../../alexa/skill-package/push-skill-package";
import type { SkillPackage } from "../../../alexa/skill-package/skill-package";
import type { ImportOptions, Smapi } from "../../../alexa/smapi/smapi";
import { SmapiError } from "../../../alexa/smapi/smapi";
import { bytes, packageOf, SKILL } from "./example-package";

/** The part of SMAPI that stores packages: what is imported is what is exported. */
class PackageStore implements Pick<Smapi, "exportPackage" | "importPackage" | "createSkill"> {
  version = 1;
  readonly skills = new Map<string, SkillPackage["files"]>();

  async exportPackage(skillId: string) {
    const files = this.skills.get(skillId);
    if (files === undefined) {
      throw new SmapiError("not found", "no such skill", 404);
    }
    return { files, eTag: `"${this.version}"` };
  }

  async importPackage(skillId: string, zip: Uint8Array, { ifMatch, onProgress }: ImportOptions = {}) {
    if (ifMatch !== `"${this.version}"`) {
      throw new SmapiError("changed", "412", 412);
    }
    onProgress?.("importing");
    this.version++;
    this.skills.set(skillId, new Map(Object.entries(unzipSync(zip))));
    return { skillId, warnings: ["the store's warning"] };
  }

  async createSkill(_vendorId: string, zip: Uint8Array) {
    this.skills.set(SKILL, new Map(Object.entries(unzipSync(zip))));
    return { skillId: SKILL, warnings: [] };
  }
}

let store: PackageStore;
let asked: PushPreview[];

beforeEach(() => {
  store = new PackageStore();
  store.skills.set(SKILL, packageOf({ "isps/premium.json": {}, "skill.json": { manifest: {} } }).files);
  asked = [];
});

const push = (props: Partial<PushSkillPackageProps> = {}, answer = true) =>
  pushSkillPackage({
    smapi: store,
    skillId: SKILL,
    package: packageOf(),
    confirm: async (preview) => {
      asked.push(preview);
      return answer;
    },
    ...props,
  } as PushSkillPackageProps);

const stored = () => [...(store.skills.get(SKILL)?.keys() ?? [])];

test("imports what differs after asking, keeps the rest, and then has nothing to do", async () => {
  const progress: string[] = [];
  const result = await push({ onProgress: (text) => progress.push(text) });
  expect(result).toEqual(
    expect.objectContaining({
      kind: "imported",
      skillId: SKILL,
      warnings: ["the store's warning"],
      kept: ["isps/premium.json"],
    }),
  );
  expect(asked).toEqual([{ changes: result.changes, kept: result.kept, flaws: [] }]);
  expect(progress).toEqual(["importing"]);
  expect(stored()).toEqual(["interactionModels/custom/en-US.json", "isps/premium.json", "skill.json"]);

  const again = await push();
  expect([again.kind, again.changes, asked.length]).toEqual(["unchanged", [], 1]);
});

test("imports nothing when the answer is no", async () => {
  const { kind } = await push({}, false);
  expect([kind, store.version]).toEqual(["declined", 1]);
});

test("imports nothing and asks nothing in a dry run", async () => {
  const { kind, changes } = await push({ dryRun: true });
  expect([kind, changes.length > 0, asked, store.version]).toEqual(["would import", true, [], 1]);
});

test("creates a skill, and says what to put into environments.ts", async () => {
  store.skills.clear();
  const target = { skillId: undefined, vendorId: "M1EXAMPLE0DEV" };
  expect(await push({ ...target, dryRun: true })).toEqual(expect.objectContaining({ kind: "would create" }));
  expect(stored()).toEqual([]);

  const result = await push(target);
  expect(result).toEqual(
    expect.objectContaining({ kind: "created", skillId: SKILL, environmentsLine: environmentsLine(SKILL) }),
  );
  expect(environmentsLine(SKILL)).toBe(`skillIds: ["${SKILL}"],`);
  expect(stored()).toEqual(["interactionModels/custom/en-US.json", "skill.json"]);
});

test("refuses a package with errors before it reads anything", async () => {
  store.skills.clear();
  const broken = packageOf({ "notes.json": { clientSecret: "x" }, "skill.json": bytes("{") });
  const error = await push({ package: broken }).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(InvalidSkillPackageError);
  expect((error as InvalidSkillPackageError).message).toMatch(
    /^The skill package has \d errors:\n {2}notes\.json#\/clientSecret: /,
  );
});

test("passes warnings on, which are no reason to stop", async () => {
  const { flaws, kind } = await push({ package: packageOf({ "skill.json": withPlaceholder() }) });
  expect([kind, flaws.map(({ severity }) => severity)]).toEqual(["imported", ["warning"]]);
});

test("imports nothing over what somebody else imported in between, and says so", async () => {
  const confirm = async () => {
    store.version++;
    return true;
  };
  const error = await push({ confirm }).catch((thrown: unknown) => thrown);
  expect(error).toEqual(expect.objectContaining({ kind: "changed", status: 412 }));
  expect((error as Error).message).toMatch(/^Somebody changed the skill .* Nothing was imported\. Run it again/);
});

test("passes on that there is no such skill", async () => {
  store.skills.clear();
  await expect(push()).rejects.toThrow("no such skill");
});

function withPlaceholder(): unknown {
  const file = JSON.parse(Buffer.from(packageOf().files.get("skill.json") ?? []).toString());
  file.manifest.privacyAndCompliance.locales["en-US"].privacyPolicyUrl = "https://example.com/privacy";
  return file;
}
