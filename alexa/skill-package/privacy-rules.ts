import type { JsonNode } from "./json-node";
import { below, propertiesOf, textOf } from "./json-node";
import type { PackageFlaws } from "./package-flaw";

/** RFC 2606, sections 2 and 3, and RFC 6761. */
const PLACEHOLDER = /(^|\.)(example(\.(com|net|org))?|invalid|test|localhost)$/i;

const LEGAL_PAGES: readonly string[] = ["privacyPolicyUrl", "termsOfUseUrl"];

/**
 * The pages that the store links to. A skill with account linking is not published without a privacy policy: Alexa
 * Skills Kit, "Requirements for Account Linking for Alexa Skills".
 */
export function checkPrivacy(manifest: JsonNode, flaws: PackageFlaws): void {
  const locales = below(manifest, "privacyAndCompliance", "locales");
  for (const { node } of propertiesOf(locales)) {
    for (const page of LEGAL_PAGES) {
      checkPage(below(node, page), flaws);
    }
  }
  for (const { key } of propertiesOf(below(manifest, "publishingInformation", "locales"))) {
    const policy = below(locales, key, "privacyPolicyUrl");
    if (policy.value === undefined || policy.value === "") {
      flaws.warning(policy.path, "is missing; a skill with account linking is not published without a privacy policy.");
    }
  }
}

function checkPage(page: JsonNode, flaws: PackageFlaws): void {
  const text = textOf(page);
  if (text === undefined || text === "") {
    return;
  }
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol !== "https:") {
    flaws.warning(page.path, `received ${flaws.show(text)}; the store wants a URL that begins with https://.`);
  } else if (PLACEHOLDER.test(url.hostname)) {
    flaws.warning(page.path, `received ${flaws.show(text)}, a placeholder. Write your own page before you publish.`);
  }
}
