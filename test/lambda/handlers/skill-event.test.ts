import { newSkill } from "../support/conversation";
import { event } from "../support/envelopes";
import { useWorld } from "../support/world";

const world = useWorld();
const context = { getRemainingTimeInMillis: () => 7000 };

test.each(["SkillAccountLinked", "SkillEnabled", "SkillDisabled", "SkillPermissionAccepted", "SkillPermissionChanged"])(
  "AlexaSkillEvent.%s is acknowledged in silence and logged without its token",
  async (name) => {
    const token = world.cognito.token();
    const envelope = event(`AlexaSkillEvent.${name}`, { accessToken: token }, { token });

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
  },
);
