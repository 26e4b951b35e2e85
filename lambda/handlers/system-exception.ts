import { log, publicHandler, requestFields, textOf } from "../library";

/** What Alexa says of an answer of this skill, or a player of a stream, that went wrong. */
interface Report {
  readonly error?: { readonly type?: unknown } | null;
}

const TYPES: readonly string[] = ["System.ExceptionEncountered", "AudioPlayer.PlaybackFailed"];

/**
 * `System.ExceptionEncountered`, Alexa's report of a response that it could not use, and `AudioPlayer.PlaybackFailed`:
 * for the log, and without speech. Alexa's own message is left out: it may quote the response. Source: Alexa Skills Kit,
 * "AudioPlayer interface reference".
 */
export const systemExceptionHandler = publicHandler({
  canHandle: ({ requestEnvelope }) => TYPES.includes(requestEnvelope.request.type),
  handle: ({ requestEnvelope, responseBuilder }) => {
    const { error } = requestEnvelope.request as Report;
    log("warn", "alexa reported an error", { ...requestFields(requestEnvelope), reason: textOf(error?.type) });
    return responseBuilder.getResponse();
  },
});
