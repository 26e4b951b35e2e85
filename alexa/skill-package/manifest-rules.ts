import { checkEndpoint, checkEvents, checkRegions } from "./endpoint-rules";
import type { JsonNode } from "./json-node";
import { below } from "./json-node";
import type { PackageFlaws } from "./package-flaw";
import { checkPrivacy } from "./privacy-rules";
import type { ManifestSurroundings } from "./publishing-rules";
import { checkPublishing } from "./publishing-rules";
import { kindName, kindsIn } from "./skill-kinds";

/** What the schema cannot say. Alexa Skills Kit, "Skill Manifest Schema". */
export function checkManifest(manifest: JsonNode, surroundings: ManifestSurroundings, flaws: PackageFlaws): void {
  checkKinds(manifest, flaws);
  const custom = below(manifest, "apis", "custom");
  checkEndpoint(below(custom, "endpoint"), flaws);
  checkRegions(below(custom, "regions"), flaws);
  checkEvents(below(manifest, "events"), flaws);
  checkPublishing(below(manifest, "publishingInformation"), surroundings, flaws);
  checkPrivacy(manifest, flaws);
}

/** The function of this project answers custom skills. */
function checkKinds(manifest: JsonNode, flaws: PackageFlaws): void {
  const kinds = kindsIn(manifest);
  const { path } = below(manifest, "apis");
  if (kinds.length === 0) {
    flaws.warning(path, 'names no kind of skill. A custom skill has {"custom": {}}.');
  } else if (!kinds.includes("custom")) {
    const names = kinds.map(kindName).join(" and ");
    flaws.warning(path, `this is a ${names} skill, not a custom one: the function answers none of its requests.`);
  }
}
