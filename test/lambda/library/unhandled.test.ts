import { deDE } from "../../../lambda/speech/de-DE";
import { heard, newSkill } from "../support/conversation";
import { event, intent, request } from "../support/envelopes";
import { useWorld } from "../support/world";

const world = useWorld();
const context = { getRemainingTimeInMillis: () => 7000 };

test("an intent without a handler is apologized for, and the log says what it was", async () => {
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
      message: "no handler took the request",
      requestId: "amzn1.echo-api.request.1",
      requestType: "IntentRequest",
      intent: "UnheardOfIntent",
      locale: "de-DE",
    },
    expect.objectContaining({ level: "info", message: "request answered" }),
  ]);
});

test.each([
  ["an interface that the code does not know", request({ type: "Alexa.Presentation.HTML.Message", message: {} })],
  ["a report of one", request({ type: "Alexa.Presentation.APL.RuntimeError", errors: [] })],
  ["an event of one", event("AlexaHouseholdListEvent.ItemsCreated")],
  ["a message of another system", event("Messaging.MessageReceived")],
])("no speech goes to %s", async (_, envelope) => {
  expect((await newSkill().invoke(envelope, context)).response).toEqual({});
  expect(world.output.lines).toMatchObject([
    { message: "no handler took the request", requestType: envelope.request.type },
    { message: "request answered" },
  ]);
});
