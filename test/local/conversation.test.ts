import { intentRequest, launchRequest, newSession } from "../../local/alexa-request";
import { readResponse } from "../../local/alexa-response";
import { conversationText, converse } from "../../local/conversation";
import type { Invocation } from "../../local/lambda-runtime/lambda-runtime";

const skillId = "amzn1.ask.skill.11111111-1111-4111-8111-111111111111";

interface Request {
  readonly session: { readonly new: boolean };
  readonly context: {
    readonly System: { readonly application: object; readonly user: { readonly accessToken?: string } };
  };
  readonly request: { readonly type: string };
}

const reply = (ssml: string, extra: object = {}): object => ({
  version: "1.0",
  response: { outputSpeech: { type: "SSML", ssml: `<speak>${ssml}</speak>` }, ...extra },
});

/** A skill that does as it should, with one answer replaced. */
function skill(replaced: Readonly<Record<string, object>> = {}) {
  return {
    invoke: async (event: unknown): Promise<Invocation> => {
      const { request, context } = event as Request;
      const linked = context.System.user.accessToken !== undefined;
      const key = request.type === "LaunchRequest" ? "launch" : linked ? "linked" : "unlinked";
      const answers: Record<string, object> = {
        launch: reply("Welcome.", { shouldEndSession: false }),
        unlinked: reply("Please link.", { card: { type: "LinkAccount" }, shouldEndSession: true }),
        linked: reply("Sure, Ada.", { shouldEndSession: true }),
        ...replaced,
      };
      return { requestId: "r", payload: answers[key], logs: ["a line"], durationMs: 1, coldStart: false };
    },
  };
}

const talk = (replaced?: Readonly<Record<string, object>>) =>
  converse({ runtime: skill(replaced), skillId, accessToken: "token", givenName: "Ada" });

test("requests carry the token only once the account is linked", () => {
  const unlinked = launchRequest(newSession(skillId)) as Request;
  expect(unlinked.session.new).toBe(true);
  expect(unlinked.context.System).toMatchObject({ application: { applicationId: skillId } });
  expect(unlinked.context.System.user).not.toHaveProperty("accessToken");
  const linked = intentRequest(newSession(skillId, "de-DE", "token"), "TechnologyStackIntent") as Request;
  expect(linked).toMatchObject({
    context: { System: { user: { accessToken: "token" } } },
    request: { type: "IntentRequest", locale: "de-DE", intent: { name: "TechnologyStackIntent" } },
  });
});

test("a conversation that goes as it must is answered turn by turn", async () => {
  expect((await talk()).map(({ linked, alexa }) => [linked, alexa.speech, alexa.card])).toEqual([
    [false, "Welcome.", undefined],
    [false, "Please link.", "LinkAccount"],
    [true, "Sure, Ada.", undefined],
  ]);
});

test.each([
  ["a launch that ends the session", { launch: reply("Bye.", { shouldEndSession: true }) }, /leaves the session open/],
  [
    "a personal intent without a card",
    { unlinked: reply("Here you are.") },
    /with a LinkAccount card and an explanation/,
  ],
  ["a linked answer without the name", { linked: reply("Sure.") }, /with the name Ada.*"Sure\."[\s\S]*a line/],
])("%s fails and says what was expected, what came and what was logged", async (_, replaced, message) => {
  await expect(talk(replaced as Record<string, object>)).rejects.toThrow(message);
});

test("speech is read without its markup", () => {
  expect(readResponse(reply('Tom &amp; <break time="1s"/> Jerry')).speech).toBe("Tom & Jerry");
});

test.each([undefined, null, "hello", {}, { version: "1.0" }])("%j is no response", (payload) => {
  expect(() => readResponse(payload)).toThrow(/answered nothing that Alexa takes for a response/);
});

test("the conversation is written for people", async () => {
  expect(conversationText(await talk())).toBe(`  The account is not linked yet.

  User   Alexa, open my skill.
  Alexa  Welcome.
  User   What is your technology stack?
  Alexa  Please link.
         [card: LinkAccount]

  The account is linked.

  User   What is your technology stack?
  Alexa  Sure, Ada.
`);
});
