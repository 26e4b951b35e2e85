import { environmentSkillPackage } from "../../../alexa/skill-package/environment-skill-package";
import type { SkillPackage } from "../../../alexa/skill-package/skill-package";
import { readJson } from "../../../alexa/skill-package/skill-package";
import { checkSkillPackage } from "../../../alexa/skill-package/skill-package-rules";
import { checkSkillPackage as checkAtTheStandIn } from "../../../local/amazon/skill-package-check";
import { ACCEPTED, inManifest, inModel, interfaces, type } from "./accepted-packages";
import { MODEL } from "./changed-package";
import { accountLinking, manifest, packageOf } from "./example-package";

const errorsIn = (skillPackage: SkillPackage) =>
  checkSkillPackage(skillPackage)
    .filter(({ severity }) => severity === "error")
    .map(({ path }) => path);

const refusalsOf = ({ files }: SkillPackage) =>
  checkAtTheStandIn(files).resources.flatMap(({ errors }) => errors.map(({ message }) => message));

test.each(ACCEPTED)("takes %s, and so does the stand-in", (_, skillPackage) => {
  expect(errorsIn(skillPackage)).toEqual([]);
  expect(refusalsOf(skillPackage)).toEqual([]);
  expect([...checkAtTheStandIn(skillPackage.files).files.keys()]).toEqual([...skillPackage.files.keys()]);
});

const LANGUAGE = `${MODEL}#/interactionModel/languageModel`;

const REFUSED: readonly [what: string, SkillPackage, path: string][] = [
  [
    "an unknown property",
    inManifest(["apis", "custom"], { colour: "green" }),
    "skill.json#/manifest/apis/custom/colour",
  ],
  [
    "an unknown permission",
    inManifest(["permissions"], [{ name: "alexa::a:read" }]),
    "skill.json#/manifest/permissions/0/name",
  ],
  ["an unknown interface", interfaces({ type: "AUDIO" }), "skill.json#/manifest/apis/custom/interfaces/0/type"],
  [
    "a property of another interface",
    interfaces({ type: "AUDIO_PLAYER", supportedViewports: [] }),
    "skill.json#/manifest/apis/custom/interfaces/0/supportedViewports",
  ],
  [
    "an unknown country",
    inManifest(["publishingInformation", "distributionCountries"], ["XX"]),
    "skill.json#/manifest/publishingInformation/distributionCountries/0",
  ],
  [
    "an unknown feature of a video skill",
    inManifest(["apis", "video"], {
      locales: { "en-US": { videoProviderTargetingNames: ["TV"], features: [{ name: "PLAYER", version: "1.0" }] } },
    }),
    "skill.json#/manifest/apis/video/locales/en-US/features/0/name",
  ],
  ["a value whose id is a number", type([{ id: 7, name: { value: "rose" } }]), `${LANGUAGE}/types/0/values/0/id`],
  ["values that are texts", type(["rose"]), `${LANGUAGE}/types/0/values/0`],
  ["a value without its name", type([{ value: "rose" }]), `${LANGUAGE}/types/0/values/0/name`],
  ["a type's name with a space", type([{ name: { value: "rose" } }], "plant type"), `${LANGUAGE}/types/0/name`],
  [
    "samples that are a text",
    inModel(["languageModel", "intents", 0, "samples"], "x"),
    `${LANGUAGE}/intents/0/samples`,
  ],
  [
    "an empty id of a prompt",
    inModel(["prompts"], [{ id: "", variations: [{ value: "x" }] }]),
    `${MODEL}#/interactionModel/prompts/0/id`,
  ],
];

test.each(REFUSED)("refuses %s, and so does the stand-in", (_, skillPackage, path) => {
  expect(errorsIn(skillPackage)).toContain(path);
  expect(refusalsOf(skillPackage)).not.toEqual([]);
});

test("finds a dialog of an intent, a slot and a prompt that are not there", () => {
  const slot = { name: "persn", type: "AMAZON.FirstName", prompts: { elicitation: "Elicit.Nothing" } };
  const dialog = { intents: [{ name: "GreetIntent", slots: [slot] }, { name: "NoSuchIntent" }] };
  expect(errorsIn(inModel(["dialog"], dialog)).sort()).toEqual([
    `${MODEL}#/interactionModel/dialog/intents/0/slots/0/name`,
    `${MODEL}#/interactionModel/dialog/intents/0/slots/0/prompts/elicitation`,
    `${MODEL}#/interactionModel/dialog/intents/1/name`,
  ]);
});

test.each(["smartHome", "flashBriefing", "householdList", "video"])("makes no custom skill of %s", (kind) => {
  const source = packageOf({ "skill.json": { manifest: { ...manifest, apis: { [kind]: {} } } } });
  const made = environmentSkillPackage({ source, environment: "dev", accountLinking });
  expect(readJson(made.files, "skill.json")).toMatchObject({ manifest: { apis: { [kind]: {} } } });
  expect(readJson(made.files, "skill.json")).not.toHaveProperty("manifest.apis.custom");
  expect(checkSkillPackage(source)).toContainEqual(
    expect.objectContaining({ severity: "warning", message: expect.stringContaining("not a custom one") }),
  );
});

test("reads 15,000 values of a slot in the time of a glance, and so does the stand-in", () => {
  const values = Array.from({ length: 15_000 }, (_, index) => ({ name: { value: `rose ${index}` } }));
  const skillPackage = type(values);
  errorsIn(type([])); // Amazon's schema is compiled
  const began = performance.now();

  expect(refusalsOf(skillPackage)).toEqual([]);
  expect(errorsIn(skillPackage)).toEqual([]);

  expect(performance.now() - began).toBeLessThan(4000);
});
