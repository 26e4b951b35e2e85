import { didYouMean } from "../../common/did-you-mean";
import { isObject, kindOf } from "../../common/json";
import { EVENT_NAMES } from "./event-names";
import type { JsonNode } from "./json-node";
import { below, entriesOf, propertiesOf, textOf } from "./json-node";
import type { PackageFlaws } from "./package-flaw";

const REGIONS: readonly string[] = ["NA", "EU", "FE"];

/** AWS Lambda, "Invoke": the ARN of a function, with or without a version or an alias. */
const FUNCTION_ARN = /^arn:aws[\w-]*:lambda:[a-z0-9-]+:\d{12}:function:[\w-]+(:[\w$-]+)?$/;

/** An endpoint that is there. The schema's own pattern is `^(arn|https://)`. */
export function checkEndpoint(endpoint: JsonNode, flaws: PackageFlaws): void {
  if (endpoint.value === undefined) {
    return;
  }
  if (!isObject(endpoint.value)) {
    flaws.error(
      endpoint.path,
      `received ${kindOf(endpoint.value)}; allowed is an object, {"uri": "arn:aws:lambda:…"}.`,
    );
    return;
  }
  const uri = below(endpoint, "uri");
  const text = textOf(uri) ?? "";
  if (!FUNCTION_ARN.test(text) && !isHttps(text)) {
    flaws.error(
      uri.path,
      `received ${flaws.show(uri.value)}; allowed is the ARN of a Lambda function, as in arn:aws:lambda:{region}:{account}:function:{name}:live, or a URL that begins with https://.`,
    );
  }
}

/** A list of regions that is there. */
export function checkRegions(regions: JsonNode, flaws: PackageFlaws): void {
  if (regions.value !== undefined && !isObject(regions.value)) {
    flaws.error(regions.path, `received ${kindOf(regions.value)}; allowed is an object with ${REGIONS.join(", ")}.`);
  }
  for (const { key, node } of propertiesOf(regions)) {
    if (!REGIONS.includes(key)) {
      const meant = REGIONS.find((region) => region === key.toUpperCase());
      const fix = meant === undefined ? `Allowed: ${REGIONS.join(", ")}.` : `Did you mean ${meant}?`;
      flaws.error(node.path, `Alexa has no such region. ${fix}`);
    }
    const endpoint = below(node, "endpoint");
    if (endpoint.value === undefined) {
      flaws.error(endpoint.path, 'is missing. Write {"endpoint": {"uri": …}}, or remove the region.');
    }
    checkEndpoint(endpoint, flaws);
  }
}

/** Subscriptions to events, if there are any. */
export function checkEvents(events: JsonNode, flaws: PackageFlaws): void {
  if (events.value === undefined) {
    return;
  }
  const endpoint = below(events, "endpoint");
  if (endpoint.value === undefined) {
    flaws.error(
      endpoint.path,
      "is missing: events need an endpoint that Alexa can send them to. Add it, or remove events.",
    );
  }
  checkEndpoint(endpoint, flaws);
  checkRegions(below(events, "regions"), flaws);
  const subscriptions = below(events, "subscriptions");
  if (subscriptions.value !== undefined && !Array.isArray(subscriptions.value)) {
    flaws.error(
      subscriptions.path,
      `received ${kindOf(subscriptions.value)}; allowed is a list, [{"eventName": "SKILL_ENABLED"}].`,
    );
  }
  const seen = new Set<string>();
  for (const entry of entriesOf(subscriptions)) {
    checkSubscription(below(entry, "eventName"), seen, flaws);
  }
}

function checkSubscription(eventName: JsonNode, seen: Set<string>, flaws: PackageFlaws): void {
  const name = textOf(eventName);
  // Interfaces have too many events of their own for a list of names that would show a typo.
  if (name === undefined || (!name.includes(".") && !EVENT_NAMES.some((known) => known === name))) {
    const meant = name === undefined ? undefined : didYouMean(name, EVENT_NAMES);
    const fix =
      meant === undefined
        ? `Allowed are, among others, ${EVENT_NAMES.slice(0, 5).join(", ")}.`
        : `Did you mean ${meant}?`;
    flaws.error(eventName.path, `received ${flaws.show(eventName.value)}; there is no such event. ${fix}`);
  } else if (seen.has(name)) {
    flaws.warning(eventName.path, `${name} is subscribed to twice. Remove one of them.`);
  }
  seen.add(name ?? "");
}

function isHttps(text: string): boolean {
  return text.startsWith("https://") && URL.canParse(text);
}
