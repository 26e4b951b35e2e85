/** What Alexa says herself, in place of the skill. */
export interface AlexaSpeech {
  /** The skill's answer is no use. */
  readonly problem: string;
  /** No answer within 8 seconds. */
  readonly tooSlow: (skillName: string) => string;
  /** Nothing that any skill would answer. */
  readonly notUnderstood: string;
}

const ENGLISH: AlexaSpeech = {
  problem: "There was a problem with the requested skill's response.",
  tooSlow: (skillName) => `Sorry, ${skillName} is taking too long to respond.`,
  notUnderstood: "Sorry, I don't know that one.",
};

const GERMAN: AlexaSpeech = {
  problem: "Bei der Antwort des angeforderten Skills ist ein Problem aufgetreten.",
  tooSlow: (skillName) => `Tut mir leid, ${skillName} braucht zu lange für eine Antwort.`,
  notUnderstood: "Das weiß ich leider nicht.",
};

/** @param locale as in `de-DE`; languages that are not known here get English */
export const alexaSpeech = (locale: string): AlexaSpeech => (locale.startsWith("de") ? GERMAN : ENGLISH);
