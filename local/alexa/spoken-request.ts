import type { Utterance } from "./utterance";

/**
 * The request that something said to the skill becomes.
 *
 * https://developer.amazon.com/en-US/docs/alexa/custom-skills/request-types-reference.html
 */
export function spokenRequest(meaning: Utterance): object {
  switch (meaning.kind) {
    case "launch":
      return { type: "LaunchRequest", shouldLinkResultBeReturned: false };
    case "exit":
      return { type: "SessionEndedRequest", reason: "USER_INITIATED" };
    case "intent":
      return intentRequest(meaning.name, meaning.slots);
    case "fallback":
      return intentRequest("AMAZON.FallbackIntent", {});
  }
}

function intentRequest(name: string, slots: Readonly<Record<string, string>>): object {
  const filled = Object.entries(slots).map(([slot, value]) => [
    slot,
    { name: slot, value, confirmationStatus: "NONE", source: "USER" },
  ]);
  return {
    type: "IntentRequest",
    intent: { name, confirmationStatus: "NONE", slots: Object.fromEntries(filled) },
    dialogState: "COMPLETED",
  };
}
