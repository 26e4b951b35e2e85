/** A skill of one's own, made of the library's parts. */
import type { RequestHandler } from "ask-sdk-core";
import { SkillBuilders } from "ask-sdk-core";
import type { RequestEnvelope } from "ask-sdk-model";
import type { AudienceHandler } from "../../../lambda/library";
import {
  AccountLookup,
  accountLinkingHandler,
  commonSpeechFor,
  deDE,
  enUS,
  errorHandler,
  frFR,
  isIntent,
  logAnswer,
  lookUpAccount,
  noteStart,
  personalHandler,
  publicHandler,
  unhandledHandler,
} from "../../../lambda/library";
import { answering, SUBJECT, settings } from "../support/cognito";
import { heard } from "../support/conversation";
import { event, intent, launch } from "../support/envelopes";
import { useWorld } from "../support/world";

const world = useWorld();
const context = { getRemainingTimeInMillis: () => 7000 };

const balance = personalHandler({
  canHandle: ({ requestEnvelope }) => isIntent(requestEnvelope, "BalanceIntent"),
  handle: ({ responseBuilder }, { subject }) => responseBuilder.speak(`balance of ${subject}`).getResponse(),
});
const weather = personalHandler({
  canHandle: async ({ requestEnvelope }) => isIntent(requestEnvelope, "WeatherIntent"),
  handle: ({ responseBuilder }) => responseBuilder.speak("sunny at home").getResponse(),
  handleUnreachable: ({ responseBuilder }) => responseBuilder.speak("sunny somewhere").getResponse(),
});
const greeting = publicHandler({
  canHandle: ({ requestEnvelope }) => requestEnvelope.request.type === "LaunchRequest",
  handle: ({ responseBuilder }) => responseBuilder.speak("hello").getResponse(),
});

function skillOf(handlers: readonly AudienceHandler[], before: RequestHandler[] = []) {
  const accounts = new AccountLookup(settings);
  const skill = SkillBuilders.custom()
    .addRequestHandlers(...before, ...handlers, unhandledHandler(commonSpeechFor))
    .addRequestInterceptors(noteStart, lookUpAccount(accounts, handlers))
    .addResponseInterceptors(logAnswer)
    .addErrorHandlers(errorHandler(commonSpeechFor))
    .create();
  return async (envelope: RequestEnvelope) => heard((await skill.invoke(envelope, context)).response);
}

const whole = () => skillOf([greeting, balance, weather], [accountLinkingHandler(commonSpeechFor)]);

test("a personal handler gets the account of a linked user", async () => {
  const answer = await whole()(intent("BalanceIntent", { token: world.cognito.token() }));

  expect(answer).toMatchObject({ speech: `balance of ${SUBJECT}`, card: undefined });
});

test.each([
  ["without a token", () => undefined, frFR.linkFirst],
  ["with an expired one", () => world.cognito.token({ exp: 1 }), frFR.linkAgain],
  ["with a forged one", () => `${world.cognito.token().slice(0, -8)}AAAAAAAA`, frFR.linkAgain],
])("%s, it is not asked: the user gets the card", async (_, token, speech) => {
  const answer = await whole()(intent("BalanceIntent", { token: token(), locale: "fr-CA" }));

  expect(answer).toEqual({ speech, reprompt: undefined, card: "LinkAccount", shouldEndSession: true });
});

test("while the user pool is down, it is not asked either, and nobody is told to link again", async () => {
  world.cognito.userInfo = answering(503, {});

  const answer = await whole()(intent("BalanceIntent", { token: world.cognito.token(), locale: "de-DE" }));

  expect(answer).toEqual({ speech: deDE.unreachable, reprompt: undefined, card: undefined, shouldEndSession: true });
});

test("an answer of its own for that time is given", async () => {
  world.cognito.userInfo = answering(503, {});

  expect(await whole()(intent("WeatherIntent", { token: world.cognito.token() }))).toMatchObject({
    speech: "sunny somewhere",
  });
});

test("a public handler answers anybody, and nothing is looked up", async () => {
  expect(await whole()(launch({ token: world.cognito.token() }))).toMatchObject({ speech: "hello" });
  expect(await whole()(launch())).toMatchObject({ speech: "hello", card: undefined });
  expect(world.cognito.requests).toEqual([]);
});

test("the first handler that takes a request decides whether it is personal", async () => {
  const everybody = publicHandler({
    canHandle: () => true,
    handle: (it) => it.responseBuilder.speak("hi").getResponse(),
  });
  const ask = skillOf([everybody, balance], [accountLinkingHandler(commonSpeechFor)]);

  expect(await ask(intent("BalanceIntent"))).toMatchObject({ speech: "hi", card: undefined });
});

test.each([
  ["without the interceptor", { interceptor: false, token: true }],
  ["without the linking handler", { interceptor: true, token: false }],
])("%s, what is personal stays closed, and the log says what is missing", async (_, { interceptor, token }) => {
  const skill = SkillBuilders.custom()
    .addRequestHandlers(balance)
    .addRequestInterceptors(...(interceptor ? [lookUpAccount(new AccountLookup(settings), [balance])] : []))
    .addErrorHandlers(errorHandler(commonSpeechFor))
    .create();

  const envelope = intent("BalanceIntent", token ? { token: world.cognito.token() } : {});

  expect(heard((await skill.invoke(envelope, context)).response).speech).toBe(enUS.apology);
  expect(world.output.lines).toMatchObject([{ message: "request failed", error: { name: "UnknownAccountError" } }]);
});

test("a skill that replaces the request attributes keeps its account", async () => {
  const accounts = new AccountLookup(settings);
  const skill = SkillBuilders.custom()
    .addRequestHandlers(balance)
    .addRequestInterceptors(lookUpAccount(accounts, [balance]), {
      process: ({ attributesManager }) => attributesManager.setRequestAttributes({}),
    })
    .create();

  const { response } = await skill.invoke(intent("BalanceIntent", { token: world.cognito.token() }), context);

  expect(heard(response).speech).toBe(`balance of ${SUBJECT}`);
});

test("each request is logged once, with what it was and who asked", async () => {
  const ask = whole();
  await ask(intent("BalanceIntent", { token: world.cognito.token() }));
  await ask(event("AlexaSkillEvent.SkillDisabled"));

  expect(world.output.lines).toMatchObject([
    { level: "info", message: "request answered", intent: "BalanceIntent", account: "linked" },
    { level: "error", message: "no handler took the request", requestType: "AlexaSkillEvent.SkillDisabled" },
    { level: "info", message: "request answered", requestType: "AlexaSkillEvent.SkillDisabled" },
  ]);
});
