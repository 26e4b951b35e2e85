import { deDE } from "../../../lambda/speech/de-DE";
import { heard, newSkill } from "../support/conversation";
import { event, intent, sessionEnded } from "../support/envelopes";
import { useWorld } from "../support/world";

const world = useWorld();
const context = { getRemainingTimeInMillis: () => 7000 };

test("apologizes in the language of the request, and logs what happened", async () => {
  const { response } = await newSkill().invoke(intent("UnheardOfIntent", { locale: "de-DE" }), context);

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
      intent: "UnheardOfIntent",
      locale: "de-DE",
      durationMs: expect.any(Number),
      error: { name: expect.stringContaining("AskSdk."), at: expect.any(String) },
    },
  ]);
});

test.each([
  ["an event", event("AudioPlayer.PlaybackStarted")],
  ["the end of a session", sessionEnded({ reason: "USER_INITIATED" })],
])("stays silent where Alexa plays no speech: %s", async (_, envelope) => {
  const { errorHandler } = await import("../../../lambda/handlers/error");
  const { SkillBuilders } = await import("ask-sdk-core");
  const skill = SkillBuilders.custom().addErrorHandlers(errorHandler).create();

  expect((await skill.invoke(envelope)).response).toEqual({});
  expect(world.output.lines).toMatchObject([{ level: "error", message: "request failed" }]);
});

test("a failing handler does not fail the invocation", async () => {
  const broken = {
    getRemainingTimeInMillis: () => {
      throw new RangeError("no clock");
    },
  };
  const question = intent("TechnologyStackIntent", { token: world.cognito.token() });

  const { response } = await newSkill().invoke(question, broken);

  expect(heard(response).shouldEndSession).toBe(true);
  expect(world.output.lines).toMatchObject([{ level: "error", error: { name: "RangeError" } }]);
});
