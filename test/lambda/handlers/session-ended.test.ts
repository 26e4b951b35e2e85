import { newSkill } from "../support/conversation";
import { sessionEnded } from "../support/envelopes";
import { useWorld } from "../support/world";

const world = useWorld();
const context = { getRemainingTimeInMillis: () => 7000 };

test("is answered with an empty response", async () => {
  const { response } = await newSkill().invoke(sessionEnded({ reason: "USER_INITIATED" }), context);

  expect(response).toEqual({});
  expect(world.output.lines).toMatchObject([{ level: "info", requestType: "SessionEndedRequest" }]);
});

test("logs why Alexa ended the session, but not in Alexa's words, which may quote the response", async () => {
  const error = { type: "INVALID_RESPONSE", message: "cannot speak: Welcome back, Annegret" };

  const { response } = await newSkill().invoke(sessionEnded({ reason: "ERROR", error }), context);

  expect(response).toEqual({});
  expect(world.output.lines).toMatchObject([{ level: "warn", reason: "INVALID_RESPONSE" }, { level: "info" }]);
  expect(world.output.text).not.toContain("Annegret");
});
