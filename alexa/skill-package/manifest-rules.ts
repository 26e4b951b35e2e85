import { isObject, kindOf } from "../../common/json";
import { checkEndpoint, checkEvents, checkRegions } from "./endpoint-rules";
import type { JsonNode } from "./json-node";
import { below } from "./json-node";
import type { PackageFlaws } from "./package-flaw";
import { checkPrivacy } from "./privacy-rules";
import type { ManifestSurroundings } from "./publishing-rules";
import { checkPublishing } from "./publishing-rules";
import { checkKeys } from "./value-rules";

/** The schema of the manifest in npm's ask-smapi-model (`spec.json`, SkillManifest). */
const FIELDS: readonly string[] = [
  "manifestVersion",
  "publishingInformation",
  "privacyAndCompliance",
  "events",
  "permissions",
  "authorizedClients",
  "apis",
];

const MANIFEST_VERSION = "1.0";

/** Alexa Skills Kit, "Skill Manifest Schema". */
export function checkManifest(manifest: JsonNode, surroundings: ManifestSurroundings, flaws: PackageFlaws): void {
  checkKeys(manifest, FIELDS, flaws);
  const version = below(manifest, "manifestVersion");
  if (version.value !== MANIFEST_VERSION) {
    flaws.error(version.path, `received ${flaws.show(version.value)}; allowed is "${MANIFEST_VERSION}".`);
  }
  const custom = below(manifest, "apis", "custom");
  if (!isObject(custom.value)) {
    flaws.error(custom.path, `received ${kindOf(custom.value)}; a custom skill has an object here, if only {}.`);
  }
  checkEndpoint(below(custom, "endpoint"), flaws);
  checkRegions(below(custom, "regions"), flaws);
  checkEvents(below(manifest, "events"), flaws);
  checkPublishing(below(manifest, "publishingInformation"), surroundings, flaws);
  checkPrivacy(manifest, flaws);
}
