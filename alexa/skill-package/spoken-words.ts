/** What Alexa understands by herself, in any skill of a language. All words are normalized: see {@link wordsOf}. */
export interface SpokenWords {
  /** "open stack guide" */
  readonly launch: readonly string[];
  /** "ask stack guide for your technology stack" */
  readonly ask: readonly string[];
  /** Between the skill's name and the request. */
  readonly connecting: readonly string[];
  /** Said out of politeness, before or after anything. */
  readonly polite: readonly string[];
  /** Said out of politeness, anywhere. */
  readonly fillers: readonly string[];
  /** Words around the skill's name that are no part of it. */
  readonly aroundName: readonly string[];
  /** Ends the session without an intent. */
  readonly exit: readonly string[];
  /** Amazon's own intents. A skill hears of those in its model only. */
  readonly builtIn: Readonly<Record<string, readonly string[]>>;
}

/**
 * https://developer.amazon.com/en-US/docs/alexa/custom-skills/understanding-how-users-invoke-custom-skills.html and
 * standard-built-in-intents.html, the phrases that people use most.
 */
const ENGLISH: SpokenWords = {
  launch: ["open", "start", "launch", "begin", "load", "run", "resume", "play", "use", "talk to", "go to"],
  ask: ["ask", "tell", "open", "start", "launch", "use", "talk to"],
  connecting: ["to", "for", "about", "and", "and ask", "and tell it to", "and say", "if", "whether", "that"],
  polite: ["can you", "could you", "would you", "hey", "ok", "okay"],
  fillers: ["please"],
  aroundName: ["the", "my", "skill", "app"],
  exit: ["exit", "quit"],
  builtIn: {
    "AMAZON.HelpIntent": ["help", "help me", "i need help"],
    "AMAZON.CancelIntent": ["cancel", "never mind", "nevermind", "forget it", "cancel it"],
    "AMAZON.StopIntent": ["stop", "off", "shut up", "stop it"],
    "AMAZON.NavigateHomeIntent": ["go home", "home", "go to home", "go to the home screen", "home screen"],
  },
};

const GERMAN: SpokenWords = {
  launch: ["öffne", "starte", "beginne", "lade", "aktiviere", "spiele", "sprich mit", "rede mit"],
  ask: ["frage", "frag", "sage", "sag", "öffne", "starte", "sprich mit"],
  connecting: ["nach", "und", "und frage", "und frag", "und sage", "und sag", "ob", "dass", "um", "zu", "er soll"],
  polite: ["hey", "hallo", "ok", "okay"],
  fillers: ["bitte", "mal", "doch"],
  aroundName: ["den", "die", "das", "der", "dem", "meinen", "skill", "app"],
  exit: ["beenden", "verlassen", "beende", "exit"],
  builtIn: {
    "AMAZON.HelpIntent": ["hilfe", "hilf mir", "kannst du mir helfen", "ich brauche hilfe"],
    "AMAZON.CancelIntent": ["abbrechen", "brich ab", "vergiss es", "egal"],
    "AMAZON.StopIntent": ["stopp", "stop", "halt", "aus", "schluss", "hör auf", "anhalten"],
    "AMAZON.NavigateHomeIntent": ["geh nach hause", "startseite", "zur startseite", "geh zur startseite", "home"],
  },
};

/** @param locale as in `de-DE`; languages that are not known here get the English words */
export function spokenWords(locale: string): SpokenWords {
  return isGerman(locale) ? GERMAN : ENGLISH;
}

/**
 * The words of what somebody typed or said: lower case, without punctuation and accents. A German umlaut and the two
 * letters people type for it (`verknuepfe`) come out alike.
 */
export function wordsOf(text: string, locale: string): readonly string[] {
  const letters = text
    .toLowerCase()
    .normalize("NFKD")
    .replace(/ß/g, "ss")
    .replace(/[\p{M}'’‘`]/gu, "");
  const folded = isGerman(locale) ? letters.replace(/([aou])e/g, "$1") : letters;
  return folded.match(/[\p{L}\p{N}]+/gu) ?? [];
}

const isGerman = (locale: string): boolean => /^de(-|$)/i.test(locale);
