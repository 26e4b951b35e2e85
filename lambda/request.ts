import type { HandlerInput } from "ask-sdk-core";
import type { RequestEnvelope } from "ask-sdk-model";
import type { IntentName } from "./intents";
import { isIntent, localeOf } from "./library";
import { speechFor } from "./speech";
import type { Speech } from "./speech/speech";

/** Whether a request asks for one of these intents of the interaction model. */
export const asksFor = (envelope: RequestEnvelope, ...names: readonly IntentName[]): boolean =>
  isIntent(envelope, ...names);

/** The phrases in the language of the request. */
export const speechOf = ({ requestEnvelope }: HandlerInput): Speech => speechFor(localeOf(requestEnvelope));
