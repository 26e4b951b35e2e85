import { publicHandler } from "../library";

/**
 * `AlexaSkillEvent.SkillAccountLinked`, `SkillEnabled`, `SkillDisabled`: acknowledged, and logged like any request.
 * Events come without a session, and nobody is there to speak to. What is remembered of a user stays as it is: an event but
 * `SkillAccountLinked` has no access token to rely on, and nobody who disables a skill has asked to be forgotten. Source:
 * Alexa Skills Kit, "Use skill events".
 */
export const skillEventHandler = publicHandler({
  canHandle: ({ requestEnvelope }) => requestEnvelope.request.type.startsWith("AlexaSkillEvent."),
  handle: ({ responseBuilder }) => responseBuilder.getResponse(),
});
