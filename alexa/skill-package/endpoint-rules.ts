import type { JsonNode } from "./json-node";
import { below, entriesOf, propertiesOf, textOf } from "./json-node";
import type { PackageFlaws } from "./package-flaw";

const REGIONS: readonly string[] = ["NA", "EU", "FE"];

/** AWS Lambda, "Invoke": the ARN of a function, with or without a version or an alias. */
const FUNCTION_ARN = /^arn:aws[\w-]*:lambda:[a-z0-9-]+:\d{12}:function:[\w-]+(:[\w$-]+)?$/;

/** An endpoint, if it is there. The schema's own pattern is `^(arn|https://)`. */
export function checkEndpoint(endpoint: JsonNode, flaws: PackageFlaws): void {
  const uri = below(endpoint, "uri");
  const text = textOf(uri);
  const isInSchema = text?.startsWith("arn") || text?.startsWith("https://");
  if (text !== undefined && isInSchema && !FUNCTION_ARN.test(text) && !isHttps(text)) {
    flaws.error(
      uri.path,
      `received ${flaws.show(uri.value)}; allowed is the ARN of a Lambda function, as in arn:aws:lambda:{region}:{account}:function:{name}:live, or a URL that begins with https://.`,
    );
  }
}

/** Regions, if they are there. The schema has them under any name. */
export function checkRegions(regions: JsonNode, flaws: PackageFlaws): void {
  for (const { key, node } of propertiesOf(regions)) {
    if (!REGIONS.includes(key)) {
      const meant = REGIONS.find((region) => region === key.toUpperCase());
      const fix = meant === undefined ? `Allowed: ${REGIONS.join(", ")}.` : `Did you mean ${meant}?`;
      flaws.error(node.path, `Alexa has no such region. ${fix}`);
    }
    checkEndpoint(below(node, "endpoint"), flaws);
  }
}

/** Subscriptions to events, if there are any. */
export function checkEvents(events: JsonNode, flaws: PackageFlaws): void {
  checkEndpoint(below(events, "endpoint"), flaws);
  checkRegions(below(events, "regions"), flaws);
  const seen = new Set<string>();
  for (const entry of entriesOf(below(events, "subscriptions"))) {
    const eventName = below(entry, "eventName");
    const name = textOf(eventName);
    if (name === undefined) {
      continue;
    }
    if (seen.has(name)) {
      flaws.warning(eventName.path, `${name} is subscribed to twice. Remove one of them.`);
    }
    seen.add(name);
  }
}

function isHttps(text: string): boolean {
  return text.startsWith("https://") && URL.canParse(text);
}
