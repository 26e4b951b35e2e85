import type { AlexaRegion } from "./account-linking";

/** What Alexa invokes a skill's function with: requests of a custom skill, directives of a smart-home skill, or both. */
export const SKILL_KINDS = ["custom", "smart-home", "both"] as const;

export type SkillKind = (typeof SKILL_KINDS)[number];

/**
 * The AWS region in which Alexa wants the function of a smart-home skill, for the languages of each of its regions: a
 * function elsewhere finds no devices ("No new devices found" in the Alexa app), and certification sends the skill back.
 * Sources: Alexa Skills Kit, "Develop smart home skills for multiple languages"; "How to troubleshoot smart home device
 * discovery issues" (Alexa blogs, 2023); for video skills the same three regions are "strictly enforced, rather than
 * optional" ("Countries and Locales").
 */
export const SMART_HOME_REGIONS: Readonly<Record<AlexaRegion, string>> = {
  NA: "us-east-1",
  EU: "eu-west-1",
  FE: "us-west-2",
};
