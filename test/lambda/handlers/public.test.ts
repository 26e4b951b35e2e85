import { deDE } from "../../../lambda/speech/de-DE";
import { enUS } from "../../../lambda/speech/en-US";
import { ask } from "../support/conversation";
import { intent } from "../support/envelopes";
import { useWorld } from "../support/world";

const world = useWorld();
const open = { card: undefined, shouldEndSession: false };
const ends = { card: undefined, reprompt: undefined, shouldEndSession: true };

test.each([
  ["AMAZON.HelpIntent", { ...open, speech: enUS.help, reprompt: enUS.reprompt }],
  ["AMAZON.FallbackIntent", { ...open, speech: enUS.fallback, reprompt: enUS.reprompt }],
  ["AMAZON.StopIntent", { ...ends, speech: enUS.goodbye }],
  ["AMAZON.CancelIntent", { ...ends, speech: enUS.goodbye }],
  ["AMAZON.NavigateHomeIntent", { ...ends, speech: undefined }],
])("%s answers anybody, without asking the user pool", async (name, answer) => {
  expect(await ask(intent(name))).toEqual(answer);
  expect(await ask(intent(name, { token: world.cognito.token() }))).toEqual(answer);
  expect(world.cognito.requests).toEqual([]);
});

test("answers in the language of the request", async () => {
  expect(await ask(intent("AMAZON.HelpIntent", { locale: "de-AT" }))).toMatchObject({
    speech: deDE.help,
    reprompt: deDE.reprompt,
  });
});
