import { publicHandler } from "../library";

/**
 * `AudioPlayer.*` and `PlaybackController.*`: a player's progress and its buttons. The skill streams nothing, so there is
 * nothing to direct, and a response may hold nothing else. Source: Alexa Skills Kit, "AudioPlayer interface reference",
 * "PlaybackController interface reference".
 */
export const audioHandler = publicHandler({
  canHandle: ({ requestEnvelope }) => /^(AudioPlayer|PlaybackController)\./.test(requestEnvelope.request.type),
  handle: ({ responseBuilder }) => responseBuilder.getResponse(),
});
