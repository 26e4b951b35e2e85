import { deDE } from "../../../lambda/speech/de-DE";
import { heard, newSkill } from "../support/conversation";
import { event, intent, request, sessionEnded } from "../support/envelopes";
import { useWorld } from "../support/world";

const world = useWorld();
const context = { getRemainingTimeInMillis: () => 7000 };

const broken = {
  getRemainingTimeInMillis: () => {
    throw new RangeError("no clock");
  },
};

test("apologizes in the language of the request, and logs what happened", async () => {
  const question = intent("TechnologyStackIntent", { locale: "de-DE", token: world.cognito.token() });

  const { response } = await newSkill().invoke(question, broken);

  expect(heard(response)).toEqual({
    speech: deDE.apology,
    reprompt: undefined,
    card: undefined,
    shouldEndSession: true,
  });
  expect(world.output.lines).toEqual([
    {
      level: "error",
      message: "request failed",
      requestId: "amzn1.echo-api.request.1",
      requestType: "IntentRequest",
      intent: "TechnologyStackIntent",
      locale: "de-DE",
      durationMs: expect.any(Number),
      error: { name: "RangeError", at: expect.any(String) },
    },
  ]);
});

test.each([
  ["an event", event("AudioPlayer.PlaybackStarted")],
  ["the end of a session", sessionEnded({ reason: "USER_INITIATED" })],
])("stays silent where Alexa plays no speech: %s", async (_, envelope) => {
  const { commonSpeechFor, errorHandler } = await import("../../../lambda/library");
  const { SkillBuilders } = await import("ask-sdk-core");
  const skill = SkillBuilders.custom().addErrorHandlers(errorHandler(commonSpeechFor)).create();

  expect((await skill.invoke(envelope)).response).toEqual({});
  expect(world.output.lines).toMatchObject([{ level: "error", message: "request failed" }]);
});

test.each([
  ["an intent request without an intent", { type: "IntentRequest" }],
  ["an intent request whose intent is null", { type: "IntentRequest", intent: null }],
  ["a locale that is no text", { type: "LaunchRequest", locale: 5 }],
  ["a request id that is no text", { type: "LaunchRequest", requestId: { id: 1 } }],
])("what breaks Alexa's promise is answered all the same: %s", async (_, fields) => {
  const { response } = await newSkill().invoke(request(fields), context);

  expect(heard(response).speech).toMatch(/./);
});
