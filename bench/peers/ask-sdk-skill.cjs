// @ts-nocheck: its packages are installed for the benchmark alone
// A skill as the public samples are written: on the full ask-sdk, with nothing bundled.
const Alexa = require("ask-sdk");

exports.handler = Alexa.SkillBuilders.standard()
  .addRequestHandlers({
    canHandle: ({ requestEnvelope }) => Alexa.getRequestType(requestEnvelope) === "LaunchRequest",
    handle: ({ responseBuilder }) => responseBuilder.speak("Welcome.").getResponse(),
  })
  .addErrorHandlers({
    canHandle: () => true,
    handle: ({ responseBuilder }) => responseBuilder.speak("Sorry.").getResponse(),
  })
  .lambda();
