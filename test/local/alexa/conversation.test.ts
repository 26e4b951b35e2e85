/** What Alexa sends to a skill, and what it makes of the answers. */
import { Problem } from "../../../common/problem";
import { FakeSkill, link, models, says, serveTokens, stopServers, TOKENS, world } from "./alexa-world";
import { SKILL_ID } from "./oauth-server";

afterAll(stopServers);
afterEach(() => jest.useRealTimers());

const OPEN = { shouldEndSession: false };

async function linked() {
  const it = world(await serveTokens(() => ({ body: TOKENS })));
  await link(it);
  it.skill.received.length = 0;
  return it;
}

describe("a request", () => {
  test("has the shape of Alexa's", async () => {
    const { user, skill } = world(undefined, {}, { now: () => Date.UTC(2026, 10, 22, 12, 0, 0, 123) });
    await user.say("open stack guide");
    expect(skill.last).toEqual({
      version: "1.0",
      session: {
        new: true,
        sessionId: expect.stringMatching(/^amzn1\.echo-api\.session\.[0-9a-f-]{36}$/),
        application: { applicationId: SKILL_ID },
        attributes: {},
        user: { userId: expect.stringMatching(/^amzn1\.ask\.account\.[A-Z0-9]+$/) },
      },
      context: expect.objectContaining({
        System: expect.objectContaining({
          application: { applicationId: SKILL_ID },
          user: { userId: skill.last.session?.user.userId },
          apiEndpoint: "https://api.amazonalexa.com",
        }),
      }),
      request: {
        type: "LaunchRequest",
        requestId: expect.stringMatching(/^amzn1\.echo-api\.request\./),
        timestamp: "2026-11-22T12:00:00Z",
        locale: "en-US",
        shouldLinkResultBeReturned: false,
      },
    });
  });

  test("of a linked user carries the token in both places", async () => {
    const { user, skill } = await linked();
    await user.say("open stack guide");
    expect(skill.last.context.System.user.accessToken).toBe("an-access-token");
    expect(skill.last.session?.user.accessToken).toBe("an-access-token");
  });

  test("of an intent names it, with its slots", async () => {
    const { user, skill } = world(undefined);
    const turn = await user.say("Alexa, ask stack guide what is your technology stack?");
    expect(turn).toMatchObject({
      utterance: "Alexa, ask stack guide what is your technology stack?",
      request: { type: "IntentRequest", intent: "TechnologyStackIntent", linked: false },
    });
    expect(skill.last.request.intent).toEqual({ name: "TechnologyStackIntent", confirmationStatus: "NONE", slots: {} });
  });

  test("goes to the region's endpoint and in the user's language", async () => {
    const { user, skill } = world(undefined, {}, { region: "EU", locale: "de-DE" });
    await user.say("öffne technik lotse");
    expect(skill.last.request.locale).toBe("de-DE");
    expect(JSON.stringify(skill.last)).toContain("https://api.eu.amazonalexa.com");
  });
});

describe("an event", () => {
  test("has neither a session nor a locale, and SkillAccountLinked the token in both places", async () => {
    const it = world(await serveTokens(() => ({ body: TOKENS })));
    const result = await link(it);
    const { session, context, request } = it.skill.last;
    expect(session).toBeUndefined();
    expect(request.locale).toBeUndefined();
    expect(request).toMatchObject({
      type: "AlexaSkillEvent.SkillAccountLinked",
      body: { accessToken: "an-access-token" },
      eventCreationTime: request.timestamp,
    });
    expect(context.System.user.accessToken).toBe("an-access-token");
    expect(result).toMatchObject({
      kind: "linked",
      event: { request: { type: request.type }, response: { speech: "" } },
    });
  });

  test("that the skill cannot answer changes nothing for the user", async () => {
    const it = world(await serveTokens(() => ({ body: TOKENS })));
    it.skill.answer = () => undefined;
    const result = await link(it);
    expect(result).toMatchObject({ kind: "linked", event: { note: expect.stringContaining("The skill's answer") } });
    expect(it.skill.types).toEqual(["AlexaSkillEvent.SkillAccountLinked"]);
  });

  test("tells of the skill's being disabled, without a token and to no endpoint", async () => {
    const { user, skill, exchanges } = await linked();
    const before = exchanges.length;
    await user.unlink();
    expect(skill.types).toEqual(["AlexaSkillEvent.SkillDisabled"]);
    expect(JSON.stringify(skill.received)).not.toContain("accessToken");
    expect(exchanges).toHaveLength(before);
    expect(user.state).toBe("not linked");
  });
});

describe("a session", () => {
  test("stays open as long as the skill says so, with its attributes", async () => {
    const { user, skill } = world(undefined);
    skill.answer = () => ({ ...says("Hello.", OPEN), sessionAttributes: { asked: 1 } });
    expect(await user.say("open stack guide")).toMatchObject({ sessionOpen: true });
    await user.say("what is your technology stack");
    const [first, second] = skill.received;
    expect(second?.session).toMatchObject({
      new: false,
      sessionId: first?.session?.sessionId,
      attributes: { asked: 1 },
    });
    skill.answer = () => says("Bye.", { shouldEndSession: true });
    expect(await user.say("stop")).toMatchObject({ request: { intent: "AMAZON.StopIntent" }, sessionOpen: false });
    await user.say("open stack guide");
    expect(skill.last.session).toMatchObject({ new: true, attributes: {} });
    expect(skill.last.session?.sessionId).not.toBe(first?.session?.sessionId);
  });

  test("ends when the skill does not say that it stays open", async () => {
    const { user, skill } = world(undefined);
    skill.answer = () => says("Hello.");
    expect(await user.say("open stack guide")).toMatchObject({
      sessionOpen: false,
      response: { shouldEndSession: true },
    });
  });

  test("passes words that fit nothing on as the fallback", async () => {
    const { user, skill } = world(undefined);
    skill.answer = () => says("Hello.", OPEN);
    await user.say("open stack guide");
    expect(await user.say("sing a song")).toMatchObject({ request: { intent: "AMAZON.FallbackIntent" } });
  });

  test("is over at exit, and the skill hears so", async () => {
    const { user, skill } = world(undefined);
    skill.answer = () => says("Hello.", OPEN);
    await user.say("open stack guide");
    expect(await user.say("exit")).toMatchObject({ request: { type: "SessionEndedRequest" }, sessionOpen: false });
    expect(skill.last).toMatchObject({ session: { new: false }, request: { reason: "USER_INITIATED" } });
    expect(await user.say("exit")).toMatchObject({ response: { speech: "" }, sessionOpen: false });
    expect(skill.received).toHaveLength(2);
  });

  test("begins anew when the skill is opened again", async () => {
    const { user, skill } = world(undefined);
    skill.answer = () => says("Hello.", OPEN);
    await user.say("open stack guide");
    await user.say("open stack guide");
    expect(skill.received.map(({ session }) => session?.new)).toEqual([true, true]);
  });

  test("ends with the language", async () => {
    const { user, skill } = world(undefined);
    skill.answer = () => says("Hello.", OPEN);
    await user.say("open stack guide");
    user.locale = "de-DE";
    await user.say("öffne technik lotse");
    expect(skill.last.session?.new).toBe(true);
    expect(() => {
      user.locale = "fr-FR";
    }).toThrow(/no interaction model for the locale fr-FR.*de-DE, en-GB, en-US/);
    expect(user.locale).toBe("de-DE");
  });
});

describe("without a session", () => {
  test.each(["help", "stop", "sing a song", "cancel", ""])('Alexa keeps "%s" to herself', async (said) => {
    const { user, skill } = world(undefined);
    const turn = await user.say(said);
    expect(turn.request).toBeUndefined();
    expect(turn.note).toContain("stack guide");
    expect(skill.received).toEqual([]);
  });

  test("a sample without the skill's name goes to the skill, with a note that Alexa may not find it", async () => {
    const { user } = world(undefined);
    expect(await user.say("link my account")).toMatchObject({
      request: { intent: "LinkAccountIntent" },
      note: expect.stringContaining("stack guide"),
    });
    expect((await user.say("ask stack guide to link my account")).note).toBeUndefined();
  });
});

describe("what the user hears and sees", () => {
  test("is the skill's speech without markup, its reprompt and its card", async () => {
    const { user, skill } = world(undefined);
    skill.answer = () =>
      says('Hello <break time="1s"/> &amp; welcome,\n Ada.', {
        ...OPEN,
        reprompt: { outputSpeech: { type: "PlainText", text: "Still there?" } },
        card: { type: "Standard", title: "Hi", text: "Ada", image: { smallImageUrl: "https://example.com/a.png" } },
      });
    expect((await user.say("open stack guide")).response).toEqual({
      speech: "Hello & welcome, Ada.",
      reprompt: "Still there?",
      card: { type: "Standard", title: "Hi", text: "Ada" },
      shouldEndSession: false,
    });
  });

  test("is nothing, when the skill says nothing", async () => {
    const { user, skill } = world(undefined);
    skill.answer = () => ({ version: "1.0", response: { shouldEndSession: true } });
    expect((await user.say("open stack guide")).response).toEqual({ speech: "", shouldEndSession: true });
  });

  test.each([
    ["nothing", undefined],
    ["null", null],
    ["a text", "hello"],
    ["no version", { response: {} }],
    ["another version", { version: "2.0", response: {} }],
    ["no response", { version: "1.0" }],
    ["more than 24 KB", { version: "1.0", response: {}, sessionAttributes: { much: "x".repeat(24 * 1024) } }],
    ["a speech of an unknown type", { version: "1.0", response: { outputSpeech: { type: "Text", text: "a" } } }],
    ["SSML without ssml", { version: "1.0", response: { outputSpeech: { type: "SSML", text: "a" } } }],
    ["SSML that is not closed", says("Hello <p>Ada")],
    ["SSML with crossed tags", says("<p><s>Hello</p></s>")],
    ["SSML with a bare ampersand", says("Terraform & Co.")],
    ["SSML with a bare <", says("1 < 2")],
    ["SSML outside of speak", { version: "1.0", response: { outputSpeech: { type: "SSML", ssml: "Hello" } } }],
    ["a speech of 8,001 characters", says("x".repeat(8001 - "<speak></speak>".length))],
    ["a card of an unknown type", says("a", { card: { type: "Linkaccount" } })],
    ["a card whose type is no text", says("a", { card: { type: { toString: null } } })],
    ["a shouldEndSession in words", says("a", { shouldEndSession: "true" })],
    ["a wrong reprompt", says("a", { reprompt: { outputSpeech: { type: "SSML" } } })],
  ])("is Alexa's own apology, when the answer is %s", async (_, answer) => {
    const { user, skill } = world(undefined);
    skill.answer = ({ request }) => (request.type === "SessionEndedRequest" ? says("") : answer);
    const turn = await user.say("open stack guide");
    expect(turn.response.speech).toBe("There was a problem with the requested skill's response.");
    expect(turn.sessionOpen).toBe(false);
    expect(turn.note).toMatch(/^The skill's answer (has|did)/);
    expect(skill.last.request).toMatchObject({
      type: "SessionEndedRequest",
      reason: "ERROR",
      error: { type: "INVALID_RESPONSE" },
    });
  });

  test("is the same apology when the function fails, in the user's language", async () => {
    const { user, skill } = world(undefined, {}, { locale: "de-DE", skill: async () => failing });
    const failing = {
      requestId: "1",
      error: { errorType: "TypeError", errorMessage: "x is not a function" },
      logs: ["oh"],
      durationMs: 3,
      coldStart: false,
    };
    const turn = await user.say("öffne technik lotse");
    expect(turn.response.speech).toBe("Bei der Antwort des angeforderten Skills ist ein Problem aufgetreten.");
    expect(turn.note).toContain("TypeError: x is not a function");
    expect(turn.logs).toEqual(["oh"]);
    expect(skill.received).toEqual([]);
  });

  test("is that the skill takes too long, after 8 seconds and not before", async () => {
    jest.useFakeTimers({ doNotFake: ["nextTick", "setImmediate"] });
    const { user, skill } = world(undefined);
    skill.answer = ({ request }) =>
      request.type === "LaunchRequest" ? new Promise((resolve) => setTimeout(resolve, 8001, says("Late."))) : says("");
    const turn = user.say("open stack guide");
    let over = false;
    void turn.then(() => {
      over = true;
    });
    await jest.advanceTimersByTimeAsync(7999);
    expect(over).toBe(false);
    await jest.advanceTimersByTimeAsync(1);
    expect(await turn).toMatchObject({
      response: { speech: "Sorry, stack guide is taking too long to respond." },
      sessionOpen: false,
      note: "The skill's answer had not come after 8 s.",
    });
    expect(skill.last.request).toMatchObject({ reason: "ERROR", error: { type: "ENDPOINT_TIMEOUT" } });
  });

  test("is the answer, when it takes 7.9 seconds", async () => {
    jest.useFakeTimers({ doNotFake: ["nextTick", "setImmediate"] });
    const { user, skill } = world(undefined);
    skill.answer = () => new Promise((resolve) => setTimeout(resolve, 7900, says("Just in time.")));
    const turn = user.say("open stack guide");
    await jest.advanceTimersByTimeAsync(7900);
    expect((await turn).response.speech).toBe("Just in time.");
  });
});

describe("a ready request", () => {
  test("is completed", async () => {
    const { user, skill } = await linked();
    await user.send({ type: "IntentRequest", intent: { name: "LinkAccountIntent" } });
    expect(skill.last).toMatchObject({
      session: { new: true },
      context: { System: { user: { accessToken: "an-access-token" } } },
      request: { locale: "en-US", intent: { name: "LinkAccountIntent" } },
    });
  });

  test("of an event has no session", async () => {
    const { user, skill } = world(undefined);
    await user.send({ type: "AlexaSkillEvent.SkillPermissionAccepted", body: {} });
    expect(skill.last.session).toBeUndefined();
  });

  test("that is a whole envelope goes out as it is", async () => {
    const { user, skill } = await linked();
    const envelope = { version: "1.0", context: {}, request: { type: "LaunchRequest" } };
    expect(await user.send(envelope)).toMatchObject({ request: { type: "LaunchRequest", linked: false } });
    expect(skill.last).toEqual(envelope);
  });

  test.each([{}, { type: 1 }, { request: {} }, { request: null }, { request: "LaunchRequest" }])(
    "without a type is refused: %j",
    async (request) => {
      const { user } = world(undefined);
      await expect(user.send(request)).rejects.toThrow(Problem);
    },
  );
});

describe("one after the other", () => {
  test("things that are said at once are answered in order, within one session", async () => {
    const { user, skill } = world(undefined);
    skill.answer = async () => {
      await new Promise((resolve) => setTimeout(resolve, 5));
      return says("Hello.", OPEN);
    };
    await Promise.all([user.say("open stack guide"), user.say("what is your technology stack"), user.say("help")]);
    expect(skill.received.map(({ session }) => session?.new)).toEqual([true, false, false]);
    expect(new Set(skill.received.map(({ session }) => session?.sessionId)).size).toBe(1);
  });

  test("a turn that fails does not hold up the next", async () => {
    let fails = true;
    const skill = new FakeSkill();
    const { user } = world(
      undefined,
      {},
      {
        skill: (envelope) => (fails ? Promise.reject(new Problem("The runtime is gone.")) : skill.invoke(envelope)),
      },
    );
    await expect(user.say("open stack guide")).rejects.toThrow("The runtime is gone.");
    fails = false;
    expect((await user.say("open stack guide")).response.speech).toBe("Hello.");
  });
});

test("a locale without a model is refused at once", () => {
  expect(() => world(undefined, {}, { locale: "fr-FR" })).toThrow(/fr-FR/);
  expect(Object.keys(models)).toHaveLength(3);
});
