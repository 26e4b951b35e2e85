import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { jsonContent, skillPackageOf } from "../../../alexa/skill-package/skill-package";
import { checkSkillPackage } from "../../../alexa/skill-package/skill-package-rules";
import { interactionModelsOf, readInteractionModels } from "../../../local/alexa/interaction-model";
import { suggestions } from "../../../local/alexa/suggestions";
import { demoScript } from "../../../local/demo/demo-script";
import { skillNamesOf } from "../../../local/simulator/skill-names";

const ENDPOINT = { uri: "arn:aws:lambda:us-east-1:123456789012:function:example-dev:live" };
const SMART_HOME = { endpoint: ENDPOINT, protocolVersion: "3" };
const FEED = {
  locales: {
    "en-US": {
      customErrorMessage: "No news.",
      feeds: [
        {
          name: "News",
          isDefault: true,
          vuiPreamble: "From the garden",
          updateFrequency: "DAILY",
          genre: "HEADLINE_NEWS",
          imageUri: "https://example.com/image.png",
          contentType: "TEXT",
          url: "https://example.com/feed.json",
        },
      ],
    },
  },
};
const EN = { "en-US": { name: "Garden Helper" } };

const packageOf = (apis: object, models: Readonly<Record<string, readonly object[]>>, locales: object = EN) =>
  skillPackageOf([
    ["skill.json", jsonContent({ manifest: { publishingInformation: { locales }, apis } })],
    ...Object.entries(models).map(([locale, intents]): [string, Uint8Array] => [
      `interactionModels/custom/${locale}.json`,
      jsonContent({ interactionModel: { languageModel: { invocationName: "garden helper", intents } } }),
    ]),
  ]);
const read = (...intents: readonly object[]) => interactionModelsOf(packageOf({ custom: {} }, { "en-US": intents }));
const WATER = { name: "WaterIntent", samples: ["what shall i water"] };

test("reads intents that are no more than a name", () => {
  const models = read({ name: "AMAZON.HelpIntent" }, WATER);
  expect(models["en-US"] && suggestions(models["en-US"], "en-US")).toContain("what shall i water");
});

test("asks what the model lets one say: the first sample without a slot, whichever intent has it", () => {
  const slots = [{ name: "plant", type: "PLANT" }];
  const plant = { name: "PlantIntent", slots, samples: ["water {plant}", "water something"] };
  expect(demoScript(read({ name: "EmptyIntent" }, plant, WATER)).spoken?.question?.inSession).toBe("water something");
});

test.each<[string, ReturnType<typeof packageOf>, readonly string[]]>([
  ["smart home", packageOf({ smartHome: SMART_HOME }, {}), ["en-US"]],
  ["flash briefing", packageOf({ flashBriefing: FEED }, {}), ["en-US"]],
  [
    "list",
    packageOf({ householdList: {} }, {}, { "de-DE": { name: "Liste" }, "fr-FR": { name: "Liste" } }),
    ["de-DE", "fr-FR"],
  ],
  ["custom without a model", packageOf({ custom: { endpoint: ENDPOINT } }, {}), ["en-US"]],
  [
    "custom with names alone",
    packageOf({ custom: {} }, { "en-US": [{ name: "A" }, { name: "AMAZON.StopIntent" }] }),
    ["en-US"],
  ],
  [
    "custom with slots alone",
    packageOf(
      { custom: {} },
      { "it-IT": [{ name: "A", slots: [{ name: "b", type: "AMAZON.City" }], samples: ["{b}"] }] },
      { "it-IT": { name: "Uno" } },
    ),
    ["it-IT"],
  ],
  ["custom and smart home", packageOf({ custom: {}, smartHome: SMART_HOME }, { "en-US": [WATER] }), ["en-US"]],
  ["nothing but an empty manifest", skillPackageOf([["skill.json", jsonContent({ manifest: {} })]]), ["en-US"]],
])("what the check accepts, demo and simulator can start with: %s", (_, skillPackage, locales) => {
  const models = interactionModelsOf(skillPackage);

  expect(checkSkillPackage(skillPackage).filter(({ severity }) => severity === "error")).toEqual([]);
  expect(Object.keys(models)).toEqual(locales);
  expect(locales).toContain(demoScript(models).locale);
  for (const [locale, model] of Object.entries(models)) {
    expect(suggestions(model, locale)).not.toContain("open ");
  }
  expect(skillNamesOf(skillPackage)).toEqual(expect.any(Object));
});

test("a folder that is none, and a model that is none, are problems in words", () => {
  const folder = mkdtempSync(join(tmpdir(), "interaction-model-"));
  const broken = skillPackageOf([["interactionModels/custom/en-US.json", jsonContent({ interactionModel: {} })]]);

  expect(() => readInteractionModels(join(folder, "none"))).toThrow(/there is no such folder/);
  expect(() => interactionModelsOf(broken)).toThrow(
    /custom\/en-US\.json of the skill package is not an interaction model/,
  );
  rmSync(folder, { recursive: true });
});
