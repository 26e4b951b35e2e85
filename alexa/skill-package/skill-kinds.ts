import type { JsonNode } from "./json-node";
import { below, propertiesOf } from "./json-node";

/** `SkillManifestApis` of the manifest's schema, in words for people. */
const NAMES: Readonly<Record<string, string>> = {
  custom: "custom",
  smartHome: "smart home",
  flashBriefing: "flash briefing",
  video: "video",
  music: "music",
  householdList: "list",
  knowledge: "knowledge",
  alexaForBusiness: "Alexa for Business",
  demandResponse: "demand response",
};

/** The kinds of skill that a manifest describes, as its `apis` has them. One skill can be of several. */
export const kindsIn = (manifest: JsonNode): readonly string[] =>
  propertiesOf(below(manifest, "apis")).flatMap(({ key }) => (Object.hasOwn(NAMES, key) ? key : []));

/** As in "smart home". */
export const kindName = (kind: string): string => NAMES[kind] ?? kind;
