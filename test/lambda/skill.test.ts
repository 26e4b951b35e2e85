import type { RequestEnvelope } from "ask-sdk-model";
import { enUS } from "../../lambda/speech/en-US";
import { answering, SKILL_ID } from "./support/cognito";
import { ask, newSkill } from "./support/conversation";
import { event, intent, launch, USER_ID } from "./support/envelopes";
import { useWorld } from "./support/world";

const world = useWorld();
const OTHER = "amzn1.ask.skill.99999999-9999-9999-9999-999999999999";
const context = { getRemainingTimeInMillis: () => 7000 };

describe("skill ids", () => {
  test.each([
    ["a request", launch({ skillId: OTHER })],
    ["an event, which has no session", event("AlexaSkillEvent.SkillEnabled", {}, { skillId: OTHER })],
  ])("%s of another skill is refused, and neither error nor log tells more than that", async (_, envelope) => {
    const refused = newSkill().invoke(envelope, context);

    await expect(refused).rejects.toThrow("The request comes from a skill that is not in SKILL_IDS.");
    expect(world.output.lines).toEqual([
      {
        level: "error",
        message: "request refused",
        error: { name: "RefusedRequestError", at: expect.any(String) },
      },
    ]);
  });

  test("the session's skill id counts for nothing", async () => {
    const envelope = launch({ skillId: OTHER });
    if (envelope.session) {
      envelope.session.application.applicationId = SKILL_ID;
    }

    await expect(newSkill().invoke(envelope, context)).rejects.toThrow("SKILL_IDS");
  });

  test("any of several ids may call", async () => {
    const skill = newSkill({ skillIds: [SKILL_ID, OTHER] });

    expect(await ask(launch(), skill)).toMatchObject({ speech: enUS.welcomeUnlinked });
    expect(await ask(launch({ skillId: OTHER }), skill)).toMatchObject({ speech: enUS.welcomeUnlinked });
  });

  test("without ids any skill may call", async () => {
    expect(await ask(launch({ skillId: OTHER }), newSkill({ skillIds: [] }))).toMatchObject({
      speech: enUS.welcomeUnlinked,
    });
  });

  test.each([
    ["nothing", undefined],
    ["null", null],
    ["a test event of the Lambda console", { key1: "value1" }],
    ["a context without a system", { context: {}, request: { type: "LaunchRequest" } }],
    ["a request without a type", { ...launch(), request: {} }],
    ["a system without a user", { ...launch(), context: { System: { application: { applicationId: OTHER } } } }],
  ])("%s is refused, even when any skill may call", async (_, envelope) => {
    const refused = newSkill({ skillIds: [] }).invoke(envelope as unknown as RequestEnvelope, context);

    await expect(refused).rejects.toThrow("This is not a request of an Alexa skill.");
  });
});

describe("logs", () => {
  test("one line a request, with who was asking but not who it was", async () => {
    await ask(intent("TechnologyStackIntent", { token: world.cognito.token() }));

    expect(world.output.lines).toEqual([
      {
        level: "info",
        message: "request answered",
        requestId: "amzn1.echo-api.request.1",
        requestType: "IntentRequest",
        intent: "TechnologyStackIntent",
        locale: "en-US",
        account: "linked",
        durationMs: expect.any(Number),
      },
    ]);
  });

  test("a refused token with the reason, an unreachable user pool as a warning", async () => {
    await ask(launch({ token: world.cognito.token({ exp: 1 }) }));
    world.cognito.userInfo = answering(500, {});
    await ask(launch({ token: world.cognito.token() }));

    expect(world.output.lines).toMatchObject([
      { level: "info", account: "invalid", reason: "expired" },
      { level: "warn", account: "unavailable", reason: "user-info-status" },
    ]);
  });

  test("never hold a token, a name, an e-mail address, a user id or a slot's value", async () => {
    const errors = jest.spyOn(process.stderr, "write").mockImplementation(() => true);
    const token = world.cognito.token();
    const secrets = [token, token.split(".")[1], token.split(".")[2], USER_ID, "Annegret", "Müller", "@example.com"];
    const skill = newSkill();
    const invalid = [
      world.cognito.token({ exp: 1 }),
      world.cognito.token({ iss: "x" }),
      "Annegret@example.com",
      `${token}x`,
    ];

    // GIVEN every kind of request with every kind of token
    for (const each of [token, ...invalid]) {
      await skill.invoke(launch({ token: each }), context);
      await skill.invoke(intent("TechnologyStackIntent", { token: each }), context);
      await skill.invoke(intent("UnheardOfIntent", { token: each }), context);
      await skill.invoke(event("AlexaSkillEvent.SkillAccountLinked", { accessToken: each }, { token: each }), context);
      await skill.invoke(launch({ token: each, skillId: OTHER }), context).catch(() => undefined);
    }
    // AND answers and errors that quote them
    world.cognito.userInfo = answering(200, `{"name": Annegret ${token}`);
    await newSkill().invoke(launch({ token: world.cognito.token() }), context);
    world.cognito.jwks = answering(500, `Annegret ${token}`);
    await newSkill().prepare();
    const failing = {
      getRemainingTimeInMillis: () => {
        throw Object.assign(new Error(`${token} Annegret Müller\n    at annegret.mueller@example.com (${USER_ID})`), {
          token,
        });
      },
    };
    await newSkill().invoke(launch({ token }), failing);

    // THEN nothing of it is in the output
    const output = world.output.text + errors.mock.calls.join("\n");
    expect(world.output.lines.length).toBeGreaterThan(25);
    for (const secret of [...secrets, ...invalid, "secret-slot-value", "secret-api-access-token"]) {
      expect(output).not.toContain(secret);
    }
    expect(output).not.toMatch(/eyJ/);
  });
});
