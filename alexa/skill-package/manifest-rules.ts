import type { SkillKind } from "../../contract/smart-home";
import { checkEndpoint, checkEvents, checkRegions } from "./endpoint-rules";
import type { JsonNode } from "./json-node";
import { below } from "./json-node";
import type { PackageFlaws } from "./package-flaw";
import { checkPrivacy } from "./privacy-rules";
import type { ManifestSurroundings } from "./publishing-rules";
import { checkPublishing } from "./publishing-rules";
import { kindName, kindsIn } from "./skill-kinds";
import { checkSmartHome } from "./smart-home-rules";

/** What the schema cannot say. Alexa Skills Kit, "Skill Manifest Schema". */
export function checkManifest(manifest: JsonNode, surroundings: ManifestSurroundings, flaws: PackageFlaws): void {
  checkKinds(manifest, surroundings.kind, flaws);
  const custom = below(manifest, "apis", "custom");
  checkEndpoint(below(custom, "endpoint"), flaws);
  checkRegions(below(custom, "regions"), flaws);
  checkSmartHome(manifest, flaws);
  checkEvents(below(manifest, "events"), flaws);
  checkPublishing(below(manifest, "publishingInformation"), surroundings, flaws);
  checkPrivacy(manifest, flaws);
}

/** By `alexa.kind`, what the manifest calls it. */
const SERVED: Readonly<Record<SkillKind, readonly string[]>> = {
  custom: ["custom"],
  "smart-home": ["smartHome"],
  both: ["custom", "smartHome"],
};

/** The function answers what `alexa.kind` says; other kinds of skill are left alone. */
function checkKinds(manifest: JsonNode, kind: SkillKind, flaws: PackageFlaws): void {
  const served = SERVED[kind];
  const kinds = kindsIn(manifest);
  const { path } = below(manifest, "apis");
  if (kinds.length === 0) {
    flaws.warning(
      path,
      kind === "custom"
        ? 'names no kind of skill. A custom skill has {"custom": {}}.'
        : 'names no kind of skill. A smart home skill has {"smartHome": {"protocolVersion": "3"}}.',
    );
    return;
  }
  const names = kinds.map(kindName).join(" and ");
  if (!kinds.some((it) => served.includes(it))) {
    const meant = kindName(served[0] ?? kind);
    flaws.warning(path, `this is a ${names} skill, not a ${meant} one: the function answers none of its requests.`);
    return;
  }
  for (const missing of served.filter((it) => !kinds.includes(it))) {
    flaws.warning(path, `has no ${missing}, and alexa.kind is ${kind}: Alexa asks the function nothing of that kind.`);
  }
  if (kind === "custom" && kinds.includes("smartHome")) {
    flaws.warning(path, "has smartHome, and alexa.kind is custom: Alexa may not send directives to the function.");
  }
}
