import type { RequestHandler } from "ask-sdk-core";
import type { canfulfill, Intent } from "ask-sdk-model";
import { audienceOf, nameOf } from "../request";

const ANSWERS = { public: "YES", personal: "MAYBE" } as const;

/**
 * Alexa asks whether the skill could answer an intent before it sends anybody here. Nothing is said, looked up or changed.
 * A personal intent is a perhaps, for the account may not be linked; a slot is one that no intent of this skill has.
 * Source: Alexa Skills Kit, "Implement CanFulfillIntentRequest for name-free interaction"; that a link which may be
 * missing is a perhaps, is assumed.
 */
export const canFulfillIntentHandler: RequestHandler = {
  canHandle: ({ requestEnvelope }) => requestEnvelope.request.type === "CanFulfillIntentRequest",
  handle: ({ requestEnvelope, responseBuilder }) => {
    const { intent } = requestEnvelope.request as { readonly intent?: Partial<Intent> | null };
    const slots = Object.keys(intent?.slots ?? {});
    const audience = audienceOf(nameOf(intent));
    const canFulfill = audience === undefined || slots.length > 0 ? "NO" : ANSWERS[audience];
    const answer: canfulfill.CanFulfillIntent = {
      canFulfill,
      ...(slots.length > 0 && { slots: Object.fromEntries(slots.map((name) => [name, UNKNOWN_SLOT])) }),
    };
    return responseBuilder.withCanFulfillIntent(answer).getResponse();
  },
};

const UNKNOWN_SLOT: canfulfill.CanFulfillSlot = { canUnderstand: "NO", canFulfill: "NO" };
