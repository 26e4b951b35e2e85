import { deDE } from "../../../lambda/speech/de-DE";
import { ask } from "../support/conversation";
import { request } from "../support/envelopes";
import { useWorld } from "../support/world";

const world = useWorld();

test.each([
  "Alexa.Presentation.APL.UserEvent",
  "Alexa.Presentation.APLT.UserEvent",
  "Display.ElementSelected",
  "Connections.Response",
  "SessionResumedRequest",
])("%s is answered with what can be asked, in the open session", async (type) => {
  expect(await ask(request({ type }, { locale: "de-DE" }))).toEqual({
    speech: deDE.reprompt,
    reprompt: deDE.reprompt,
    card: undefined,
    shouldEndSession: false,
  });
  expect(world.output.lines).toMatchObject([{ level: "info", message: "request answered", requestType: type }]);
});
