import { member } from "../../common/json";
import type { AlexaRegion } from "../../contract/account-linking";
import { SMART_HOME_REGIONS } from "../../contract/smart-home";
import { checkEndpoint, checkRegions } from "./endpoint-rules";
import type { JsonNode } from "./json-node";
import { below, propertiesOf, textOf } from "./json-node";
import type { PackageFlaws } from "./package-flaw";

/**
 * The region of Alexa to whose function it sends the directives of a language. Source: Alexa Skills Kit, "Develop smart
 * home skills for multiple languages", deploy your Lambda function to multiple regions; the same table stands in the README
 * of openHAB's skill, which has users in all of these languages. India and the Middle East are regions of Alexa's of their
 * own there, whose functions lie where Europe's do; a manifest has none for them.
 */
const REGION_OF: Readonly<Record<string, AlexaRegion>> = {
  "ar-SA": "EU",
  "de-DE": "EU",
  "en-AU": "FE",
  "en-CA": "NA",
  "en-GB": "EU",
  "en-IN": "EU",
  "en-US": "NA",
  "es-ES": "EU",
  "es-MX": "NA",
  "es-US": "NA",
  "fr-CA": "NA",
  "fr-FR": "EU",
  "hi-IN": "EU",
  "it-IT": "EU",
  "ja-JP": "FE",
  "nl-NL": "EU",
  "pt-BR": "NA",
};

/** A smart-home skill's functions lie where its languages' directives come from. */
export function checkSmartHome(manifest: JsonNode, flaws: PackageFlaws): void {
  const api = below(manifest, "apis", "smartHome");
  checkEndpoint(below(api, "endpoint"), flaws);
  checkRegions(below(api, "regions"), flaws);
  if (api.value === undefined) {
    return;
  }
  const version = below(api, "protocolVersion");
  if (version.value === undefined) {
    flaws.warning(version.path, 'is missing, and Amazon\'s schema wants it. Add "3", which the function understands.');
  }
  for (const { key: locale } of propertiesOf(below(manifest, "publishingInformation", "locales"))) {
    const region = member(REGION_OF, locale);
    if (region !== undefined) {
      checkRegion(api, locale, region, flaws);
    }
  }
}

function checkRegion(api: JsonNode, locale: string, region: AlexaRegion, flaws: PackageFlaws): void {
  const own = below(api, "regions", region, "endpoint", "uri");
  const uri = textOf(own) === undefined ? below(api, "endpoint", "uri") : own;
  const lies = /^arn:aws[\w-]*:lambda:([a-z0-9-]+):/.exec(textOf(uri) ?? "")?.[1];
  const belongs = SMART_HOME_REGIONS[region];
  if (lies !== undefined && lies !== belongs) {
    flaws.warning(
      uri.path,
      `is in ${lies}; for ${locale} Alexa wants it in ${belongs}: there it finds no devices, and certification sends the skill back.`,
    );
  }
}
