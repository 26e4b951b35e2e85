import { publicHandler } from "../library";

/**
 * `AlexaSkillEvent.SkillAccountLinked`, `SkillEnabled`, `SkillDisabled`: acknowledged, and logged like any request.
 * Events come without a session, and nobody is there to speak to.
 */
export const skillEventHandler = publicHandler({
  canHandle: ({ requestEnvelope }) => requestEnvelope.request.type.startsWith("AlexaSkillEvent."),
  handle: ({ responseBuilder }) => responseBuilder.getResponse(),
});
