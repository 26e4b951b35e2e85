/**
 * What the skill store takes. The minimum of the name and all limits of the other fields: the manifest's schema, as
 * npm's ask-smapi-model ships it (`spec.json`, SkillManifestLocalizedPublishingInformation).
 */
export const MIN_NAME_LENGTH = 2;

/** The developer console's limit; the schema has none. */
export const MAX_NAME_LENGTH = 50;

export const MAX_SUMMARY_LENGTH = 160;
export const MAX_DESCRIPTION_LENGTH = 4000;
export const MAX_TESTING_INSTRUCTIONS_LENGTH = 4000;
export const MAX_EXAMPLE_PHRASES = 4;

/** What the schema speaks of, and the store shows: "Three example phrases". */
export const SHOWN_EXAMPLE_PHRASES = 3;

export const MAX_EXAMPLE_PHRASE_LENGTH = 200;
export const MAX_KEYWORDS = 30;
export const MAX_KEYWORD_LENGTH = 150;
