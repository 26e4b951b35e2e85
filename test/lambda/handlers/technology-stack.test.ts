import { deDE } from "../../../lambda/speech/de-DE";
import { enGB } from "../../../lambda/speech/en-GB";
import { enUS } from "../../../lambda/speech/en-US";
import { answering, hangUp, NAME, SUBJECT, silence } from "../support/cognito";
import { ask } from "../support/conversation";
import { intent } from "../support/envelopes";
import { useWorld } from "../support/world";

const world = useWorld();
const ends = { reprompt: undefined, card: undefined, shouldEndSession: true };
const question = (locale = "en-US") => intent("TechnologyStackIntent", { token: world.cognito.token(), locale });

test.each([
  ["en-US", enUS],
  ["en-GB", enGB],
  ["de-DE", deDE],
  ["de-CH", deDE],
])("answers by name in %s", async (locale, speech) => {
  expect(await ask(question(locale))).toEqual({ speech: speech.technologyStack(NAME), ...ends });
});

test("answers without a name where the profile has none", async () => {
  world.cognito.userInfo = answering(200, { sub: SUBJECT });

  expect(await ask(question())).toEqual({ speech: enUS.technologyStack(undefined), ...ends });
});

test("speaks a hostile name as the text that it is", async () => {
  world.cognito.userInfo = answering(200, { sub: SUBJECT, given_name: '</speak><audio src="x"/>' });

  const { speech } = await ask(question());

  expect(speech).toContain('&lt;/speak&gt;&lt;audio src="x"/&gt;');
  expect(speech).not.toContain("<");
});

test.each([
  ["the user-info endpoint is slow", () => (world.cognito.userInfo = silence)],
  ["the user-info endpoint fails", () => (world.cognito.userInfo = answering(500, {}))],
  ["the user-info endpoint is down", () => (world.cognito.userInfo = hangUp)],
  ["the profile is malformed", () => (world.cognito.userInfo = answering(200, "{"))],
  ["the signing keys are slow", () => (world.cognito.jwks = silence)],
  ["the signing keys are down", () => (world.cognito.jwks = hangUp)],
])("answers impersonally when %s", async (_, breakIt) => {
  breakIt();

  expect(await ask(question("de-DE"), undefined, 900)).toEqual({ speech: deDE.technologyStackUnreached, ...ends });
});
