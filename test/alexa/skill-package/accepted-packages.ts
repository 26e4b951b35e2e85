import type { SkillPackage } from "../../../alexa/skill-package/skill-package";
import { changedManifest, MODEL } from "./changed-package";
import { changed, manifest, model, packageOf } from "./example-package";

export const inManifest = (path: readonly (string | number)[], value: unknown): SkillPackage =>
  packageOf(changedManifest(path, value));

export const inModel = (path: readonly (string | number)[], value: unknown): SkillPackage =>
  packageOf({ [MODEL]: changed(model, ["interactionModel", ...path], value) });

export const type = (values: readonly unknown[], name = "PLANT") =>
  inModel(["languageModel", "types"], [{ name, values }]);
export const interfaces = (...entries: readonly object[]) => inManifest(["apis", "custom", "interfaces"], entries);

/** What Amazon takes, although a store, a console or a stricter reading would not. */
export const ACCEPTED: readonly [what: string, SkillPackage][] = [
  ["no manifestVersion", inManifest(["manifestVersion"], undefined)],
  ["an empty summary", inManifest(["publishingInformation", "locales", "en-US", "summary"], "")],
  ["an empty privacy policy", inManifest(["privacyAndCompliance", "locales", "en-US", "privacyPolicyUrl"], "")],
  [
    "a privacy policy over http",
    inManifest(["privacyAndCompliance", "locales", "en-US"], { privacyPolicyUrl: "http://a.dev" }),
  ],
  ["a value without synonyms", type([{ name: { value: "rose" } }])],
  ["a value whose id is null", type([{ id: null, name: { value: "rose" } }])],
  ["a value with no synonyms", type([{ id: "", name: { value: "rose", synonyms: [] } }])],
  [
    "several interfaces",
    interfaces({ type: "AUDIO_PLAYER" }, { type: "ALEXA_PRESENTATION_APL", supportedViewports: [] }),
  ],
  ["a documented interface without a definition", interfaces({ type: "CAN_FULFILL_INTENT_REQUEST" })],
  [
    "permissions that Amazon's own samples ask for",
    inManifest(
      ["permissions"],
      [{ name: "alexa::persistent_unit_id::read" }, { name: "amazon_communication::calling" }],
    ),
  ],
  [
    "a video skill with a player of its own",
    inManifest(["apis", "video"], {
      locales: {
        "en-US": {
          videoProviderTargetingNames: ["Garden TV"],
          features: [{ name: "VIDEO_WEB_PLAYER", version: "1.0", players: [] }],
        },
      },
    }),
  ],
  [
    "a model beside the others that is of no locale",
    packageOf({ "interactionModels/custom/en-US-short.json": model, "interactionModels/custom/en-UK.json": model }),
  ],
  ["name-free interaction", inModel(["_nameFreeInteraction"], { ingressPoints: [] })],
  ["an intent of a name alone", inModel(["languageModel", "intents", 1], { name: "AMAZON.CancelIntent" })],
  ["a custom and a smart home interface", inManifest(["apis", "smartHome"], { protocolVersion: "3" })],
  ["a smart home interface without its version", inManifest(["apis", "smartHome"], {})],
  [
    "further folders",
    packageOf({ "tasks/Water.1.json": {}, "conversations/main.acdl": new Uint8Array([65]), "response/a.json": {} }),
  ],
  [
    "a list skill without a model",
    packageOf({ [MODEL]: undefined, "skill.json": { manifest: { ...manifest, apis: { householdList: {} } } } }),
  ],
];
