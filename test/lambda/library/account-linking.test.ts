import { deDE } from "../../../lambda/speech/de-DE";
import { enGB } from "../../../lambda/speech/en-GB";
import { enUS } from "../../../lambda/speech/en-US";
import { answering } from "../support/cognito";
import { ask } from "../support/conversation";
import { intent, launch } from "../support/envelopes";
import { useWorld } from "../support/world";

const world = useWorld();
const withCard = { reprompt: undefined, card: "LinkAccount", shouldEndSession: true };

test.each([
  ["en-US", enUS],
  ["en-GB", enGB],
  ["de-DE", deDE],
])("asks an unlinked user for the link in %s", async (locale, { linkFirst }) => {
  expect(await ask(intent("TechnologyStackIntent", { locale }))).toEqual({ speech: linkFirst, ...withCard });
});

test.each([
  ["expired", { exp: 1 }],
  ["of another client", { client_id: "another" }],
  ["without a required scope", { scope: "openid" }],
])("asks for the link again when the token is %s", async (_, claims) => {
  const question = intent("TechnologyStackIntent", { token: world.cognito.token(claims) });

  expect(await ask(question)).toEqual({ speech: enUS.linkAgain, ...withCard });
});

test("asks for the link again when the token is garbage", async () => {
  const question = intent("TechnologyStackIntent", { token: "garbage" });

  expect(await ask(question)).toEqual({ speech: enUS.linkAgain, ...withCard });
});

test("asks for the link again when the user pool has revoked the token", async () => {
  world.cognito.userInfo = answering(401, {});
  const question = intent("TechnologyStackIntent", { token: world.cognito.token(), locale: "de-DE" });

  expect(await ask(question)).toEqual({ speech: deDE.linkAgain, ...withCard });
});

test.each([
  ["launch", launch({ token: "garbage" })],
  ["help", intent("AMAZON.HelpIntent", { token: "garbage" })],
  ["stop", intent("AMAZON.StopIntent", { token: "garbage" })],
  ["fallback", intent("AMAZON.FallbackIntent")],
])("leaves public requests alone: %s", async (_, envelope) => {
  expect((await ask(envelope)).card).toBeUndefined();
});
