/**
 * What the skill store takes. The minimum of the name and all limits of the other fields: the manifest's schema, as
 * npm's ask-smapi-model ships it (`spec.json`, SkillManifestLocalizedPublishingInformation).
 */
export const SHORTEST_NAME = 2;

/** The developer console's limit; the schema has none. */
export const LONGEST_NAME = 50;

export const LONGEST_SUMMARY = 160;
export const LONGEST_DESCRIPTION = 4000;
export const LONGEST_TESTING_INSTRUCTIONS = 4000;
export const MOST_EXAMPLE_PHRASES = 4;

/** What the schema speaks of, and the store shows: "Three example phrases". */
export const SHOWN_EXAMPLE_PHRASES = 3;

export const LONGEST_EXAMPLE_PHRASE = 200;
export const MOST_KEYWORDS = 30;
export const LONGEST_KEYWORD = 150;
