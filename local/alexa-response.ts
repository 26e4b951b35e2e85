import { Problem } from "./problem";

/** What a person hears and sees of a skill's answer. */
export interface AlexaAnswer {
  /** The speech without its markup. */
  readonly speech: string;
  /** The card's type: `LinkAccount`, `Simple`, `Standard`, `AskForPermissionsConsent`. */
  readonly card?: string;
  readonly shouldEndSession?: boolean;
}

/**
 * Reads a skill's response.
 *
 * @throws Problem when it is not what Alexa takes for one
 */
export function readResponse(payload: unknown): AlexaAnswer {
  const { version, response } = (payload ?? {}) as {
    readonly version?: unknown;
    readonly response?: {
      readonly outputSpeech?: { readonly ssml?: string; readonly text?: string };
      readonly card?: { readonly type?: string };
      readonly shouldEndSession?: boolean;
    };
  };
  if (typeof version !== "string" || typeof response !== "object" || response === null) {
    const received = JSON.stringify(payload)?.slice(0, 200);
    throw new Problem(`The skill answered nothing that Alexa takes for a response (received: ${received}).`);
  }
  const { outputSpeech, card, shouldEndSession } = response;
  return {
    speech: plainSpeech(outputSpeech?.ssml ?? outputSpeech?.text ?? ""),
    ...(card?.type === undefined ? {} : { card: card.type }),
    ...(shouldEndSession === undefined ? {} : { shouldEndSession }),
  };
}

function plainSpeech(ssml: string): string {
  return ssml
    .replace(/<[^>]*>/g, " ")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&apos;", "'")
    .replaceAll("&amp;", "&")
    .replace(/\s+/g, " ")
    .trim();
}
