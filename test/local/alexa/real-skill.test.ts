/** Alexa's side with the project's own handlers behind it: they understand each other's requests and answers. */
import { deDE } from "../../../lambda/speech/de-DE";
import { enUS } from "../../../lambda/speech/en-US";
import { Cognito, SKILL_ID, settings } from "../../lambda/support/cognito";
import { newSkill } from "../../lambda/support/conversation";
import { Output } from "../../lambda/support/output";
import { link, serveTokens, stopServers, TOKENS, world } from "./alexa-world";

const cognito = new Cognito();
const output = new Output();
beforeEach(async () => {
  await cognito.open();
  output.capture();
});
afterEach(() => cognito.close());
afterAll(stopServers);

async function withSkill(accessToken: string, locale = "en-US") {
  const skill = newSkill();
  const deployed = () => ({ issuer: settings.issuer, client_id: settings.clientId, scopes: settings.scopes });
  const origin = await serveTokens(() => ({ body: { ...TOKENS, access_token: accessToken } }));
  return world(
    origin,
    {},
    {
      skillId: SKILL_ID,
      locale,
      deployed,
      skill: async (envelope) => {
        const context = { getRemainingTimeInMillis: () => 7000 };
        const payload = await skill.invoke(envelope as Parameters<typeof skill.invoke>[0], context);
        return {
          requestId: "1",
          payload: JSON.parse(JSON.stringify(payload)),
          logs: [],
          durationMs: 1,
          coldStart: false,
        };
      },
    },
  );
}

test("a user is asked for the link, links, and is answered", async () => {
  const it = await withSkill(cognito.token());
  const { user } = it;
  expect(await user.say("Alexa, open stack guide")).toMatchObject({
    response: { speech: enUS.welcomeUnlinked, reprompt: enUS.reprompt, shouldEndSession: false },
    sessionOpen: true,
  });
  expect(await user.say("What is your technology stack?")).toMatchObject({
    response: { speech: enUS.linkFirst, card: { type: "LinkAccount" }, shouldEndSession: true },
    sessionOpen: false,
  });
  const result = await link(it);
  expect(result).toMatchObject({ kind: "linked" });
  expect(result.kind === "linked" && result.event.note).toBeUndefined();
  const turn = await user.say("ask stack guide what is your technology stack");
  expect(turn.response.speech).toContain(enUS.technologyStack(undefined));
  expect(turn.response.card).toBeUndefined();
  expect(turn.diagnosis).toBeUndefined();
  expect(await user.say("ask stack guide to link my account")).toMatchObject({
    response: { speech: enUS.alreadyLinked },
  });
});

test("every intent, event and end of a session is answered in a way that Alexa takes", async () => {
  const { user } = await withSkill(cognito.token(), "de-DE");
  const turns = [];
  for (const said of [
    "öffne technik lotse",
    "Hilfe",
    "sing ein Lied",
    "Beenden",
    "öffne technik lotse",
    "Startseite",
  ]) {
    turns.push(await user.say(said));
  }
  turns.push(await user.say("öffne technik lotse"), await user.say("Stopp"));
  for (const type of ["SkillEnabled", "SkillDisabled", "SkillAccountLinked", "SkillPermissionAccepted"]) {
    turns.push(await user.send({ type: `AlexaSkillEvent.${type}`, body: {} }));
  }
  expect(turns.map(({ note }) => note)).toEqual(turns.map(() => undefined));
  expect(turns.map(({ response }) => response.speech).slice(0, 3)).toEqual([
    deDE.welcomeUnlinked,
    deDE.help,
    deDE.fallback,
  ]);
  expect(turns[7]?.response.speech).toBe(deDE.goodbye);
});

test("a token of another client is refused by the skill, and the diagnosis says why", async () => {
  const it = await withSkill(cognito.token({ client_id: "another" }));
  await link(it);
  expect(await it.user.say("ask stack guide what is your technology stack")).toMatchObject({
    response: { speech: enUS.linkAgain, card: { type: "LinkAccount" } },
    diagnosis: { code: "token-of-another-client" },
  });
});
