import { newSkill } from "../support/conversation";
import { SKILL_EVENTS, skillEvent } from "../support/skill-events";
import { useWorld } from "../support/world";

const world = useWorld();
const context = { getRemainingTimeInMillis: () => 7000 };

test.each(SKILL_EVENTS)("AlexaSkillEvent.%s is acknowledged in silence and logged without its token", async (name) => {
  const token = world.cognito.token();
  const envelope = skillEvent(name, token);
  expect(envelope.session).toBeUndefined();

  const answer = await newSkill().invoke(envelope, context);

  expect(answer.response).toEqual({});
  expect(answer.sessionAttributes).toBeUndefined();
  expect(world.output.lines).toEqual([
    {
      level: "info",
      message: "request answered",
      requestId: "amzn1.echo-api.request.1",
      requestType: `AlexaSkillEvent.${name}`,
      durationMs: expect.any(Number),
    },
  ]);
  expect(world.cognito.requests).toEqual([]);
});
