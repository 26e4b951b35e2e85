import type { CommonSpeech, SpokenName } from "../library";

/**
 * Everything the skill says, in one language; what every skill says of a link is the library's. Phrases are SSML without
 * the `<speak>` element: plain sentences, and `&amp;` for an ampersand.
 */
export interface Speech extends CommonSpeech {
  /** Launch by a linked user whose name is known. */
  readonly welcomeByName: (name: SpokenName) => string;
  /** Launch by a linked user without a name, or while the account cannot be reached. */
  readonly welcome: string;
  /** Launch by a linked user who asked for the technology stack in an earlier session. */
  readonly welcomeAgain: (name: SpokenName | undefined) => string;
  /** Launch by a user who never linked an account. */
  readonly welcomeUnlinked: string;
  /** Launch by a user whose link is no longer valid. */
  readonly welcomeLinkLost: string;

  readonly technologyStack: (name: SpokenName | undefined) => string;
  /** The same answer for a linked user whose account cannot be reached. */
  readonly technologyStackUnreached: string;

  /** The user asks for the link; goes with a LinkAccount card. */
  readonly linkNow: string;
  readonly alreadyLinked: string;

  /** The user asked to be forgotten, and is. */
  readonly forgotten: string;
  /** Perhaps not: the memory gave no answer. */
  readonly notForgotten: string;
  /** The skill has no memory. */
  readonly nothingRemembered: string;
  /** Nobody is linked, so nothing can be found; goes with a LinkAccount card. */
  readonly forgetWhom: string;

  readonly help: string;
  /** Alexa did not understand. */
  readonly fallback: string;
  /** Follows any question of the skill that stays unanswered. */
  readonly reprompt: string;
  readonly goodbye: string;
}
