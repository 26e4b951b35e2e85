/** The developer console's limit; the manifest's schema has none. In characters. */
export const MAX_NAME_LENGTH = 50;

/** What the store shows: "Three example phrases". The schema takes one more. */
export const SHOWN_EXAMPLE_PHRASES = 3;
