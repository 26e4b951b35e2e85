import type { HandlerInput } from "ask-sdk-core";
import type { canfulfill, Intent } from "ask-sdk-model";
import type { AudienceHandler } from "../library";
import { handlerOf, publicHandler } from "../library";

const ANSWERS = { public: "YES", personal: "MAYBE" } as const;

/**
 * Alexa asks whether the skill could answer an intent before it sends anybody here. Nothing is said, looked up or changed.
 * A personal intent is a perhaps, for the account may not be linked; a slot is one that no intent of this skill has.
 * Source: Alexa Skills Kit, "Implement CanFulfillIntentRequest for name-free interaction"; that a link which may be
 * missing is a perhaps, is assumed.
 *
 * @param handlers which would answer the intent
 */
export function canFulfillIntentHandler(handlers: readonly AudienceHandler[]): AudienceHandler {
  return publicHandler({
    canHandle: ({ requestEnvelope }) => requestEnvelope.request.type === "CanFulfillIntentRequest",
    handle: async (input) => {
      const { intent } = input.requestEnvelope.request as { readonly intent?: Partial<Intent> | null };
      const slots = Object.keys(intent?.slots ?? {});
      const handler = slots.length > 0 ? undefined : await handlerOf(handlers, asIntentRequest(input));
      const answer: canfulfill.CanFulfillIntent = {
        canFulfill: handler === undefined ? "NO" : ANSWERS[handler.audience],
        ...(slots.length > 0 && { slots: Object.fromEntries(slots.map((name) => [name, UNKNOWN_SLOT])) }),
      };
      return input.responseBuilder.withCanFulfillIntent(answer).getResponse();
    },
  });
}

const UNKNOWN_SLOT: canfulfill.CanFulfillSlot = { canUnderstand: "NO", canFulfill: "NO" };

/** The same request, as if a user asked for the intent. */
function asIntentRequest({ requestEnvelope, ...input }: HandlerInput): HandlerInput {
  const request = { ...requestEnvelope.request, type: "IntentRequest" } as typeof requestEnvelope.request;
  return { ...input, requestEnvelope: { ...requestEnvelope, request } };
}
