/**
 * What every skill with a linked account has to say, in one language. Phrases are SSML without the `<speak>` element:
 * plain sentences, and `&amp;` for an ampersand.
 */
export interface CommonSpeech {
  /** A personal question by a user who never linked an account; goes with a LinkAccount card. */
  readonly linkFirst: string;
  /** A personal question by a user whose link is no longer valid; goes with a LinkAccount card. */
  readonly linkAgain: string;
  /** A personal question while the account cannot be reached; the link may be in order. */
  readonly unreachable: string;
  /** Something went wrong that should not. */
  readonly apology: string;
}

/** Phrases for the locale of a request; events have none. */
export type SpeechFor<S> = (locale: string | undefined) => S;

/**
 * Finds the phrases for a locale such as `de-AT`: its own, else those of its language, else the first.
 *
 * @param speeches by locale. The first locale of each language also serves the language's other locales, and the first
 * of all every other language
 */
export function speechByLocale<S>(speeches: Readonly<Record<string, S>>): SpeechFor<S> {
  const known = Object.entries(speeches);
  const [first] = known;
  if (first === undefined) {
    throw new Error('speechByLocale got no phrases. Give it at least those of one locale: { "en-US": … }.');
  }
  return (locale) => {
    const language = `${locale?.split("-")[0]}-`;
    const nearest = known.find(([own]) => own === locale) ?? known.find(([own]) => own.startsWith(language));
    return (nearest ?? first)[1];
  };
}
