import type { RequestHandler } from "ask-sdk-core";

/**
 * `AudioPlayer.*` and `PlaybackController.*`: a player's progress and its buttons. The skill streams nothing, so there is
 * nothing to direct, and a response may hold nothing else. Source: Alexa Skills Kit, "AudioPlayer interface reference",
 * "PlaybackController interface reference".
 */
export const audioHandler: RequestHandler = {
  canHandle: ({ requestEnvelope }) => /^(AudioPlayer|PlaybackController)\./.test(requestEnvelope.request.type),
  handle: ({ responseBuilder }) => responseBuilder.getResponse(),
};
