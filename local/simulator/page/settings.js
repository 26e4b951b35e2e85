/// <reference lib="dom" />
import { byId, element, reconcile } from "./dom.js";

/** @import { SimulatorState } from "../state" */

const LANGUAGES = /** @type {Readonly<Record<string, string>>} */ ({
  "en-US": "English (US)",
  "en-GB": "English (UK)",
  "de-DE": "Deutsch",
});
const REGIONS = { NA: "North America", EU: "Europe, India", FE: "Far East" };

/**
 * @typedef {object} Changes
 * @property {(locale: string) => void} setLocale
 * @property {(region: string) => void} setRegion
 */

/**
 * @param {SimulatorState} state
 * @param {Changes} changes
 */
export function showSettings({ locale, locales, region, regions, link, skill }, { setLocale, setRegion }) {
  const languages = locales.map((value) => ({ value, label: LANGUAGES[value] ?? value }));
  showChoice("locales", "locale", languages, locale, setLocale);
  const places = regions.map(({ region: value }) => ({ value, label: REGIONS[value] }));
  showChoice("regions", "region", places, region, setRegion);
  byId("redirect-uri", HTMLElement).textContent = regions.find((it) => it.region === region)?.redirectUri ?? "";

  offer("link", link !== "linked");
  offer("refresh", link === "linked");
  offer("unlink", link === "linked" || link === "broken");

  const facts = {
    Environment: skill.environment,
    "Opens with": skill.invocationName === "" ? "nothing: no interaction model" : `“${skill.invocationName}”`,
    "Skill id": skill.skillId,
    "Vendor id": `${skill.vendorId} (${skill.vendorIdSource})`,
    "Sign-in page": skill.signInHost,
    "Alexa's form": skill.settingsSource,
  };
  byId("facts", HTMLDListElement).replaceChildren(
    ...Object.entries(facts).flatMap(([name, value]) => [element("dt", {}, name), element("dd", {}, value)]),
  );
}

/**
 * Shows or hides the buttons for one thing, wherever they are.
 *
 * @param {string} name
 * @param {boolean} possible
 */
function offer(name, possible) {
  for (const control of document.querySelectorAll(`[data-press="${name}"]`)) {
    control.toggleAttribute("hidden", !possible);
  }
}

/**
 * @param {string} id
 * @param {string} group
 * @param {readonly { readonly value: string, readonly label: string }[]} options
 * @param {string} chosen
 * @param {(value: string) => void} choose
 */
function showChoice(id, group, options, chosen, choose) {
  const place = byId(id, HTMLDivElement);
  reconcile(
    place,
    options,
    ({ value }) => value,
    ({ value, label }) => {
      const input = element("input", { type: "radio", name: group, value });
      input.addEventListener("change", () => choose(value));
      return element("label", { class: "segment" }, input, element("span", {}, label));
    },
  );
  for (const input of place.querySelectorAll("input")) {
    input.checked = input.value === chosen;
  }
}
