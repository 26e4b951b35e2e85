import { INTENTS } from "../../lambda/intents";
import { enUS } from "../../lambda/speech/en-US";
import { ask } from "./support/conversation";
import { intent } from "./support/envelopes";
import { personalIntents } from "./support/personal-intents";
import { useWorld } from "./support/world";

useWorld();

test.each(INTENTS)("%s has a handler, which asks for the link if it is a personal one", async (name) => {
  const { speech, card } = await ask(intent(name));

  expect(speech).not.toBe(enUS.apology);
  expect(speech === enUS.linkFirst && card === "LinkAccount").toBe((await personalIntents()).includes(name));
});

test("there are personal intents, and not all of them are", async () => {
  const personal = await personalIntents();

  expect(personal.length).toBeGreaterThan(0);
  expect(personal.length).toBeLessThan(INTENTS.length);
});
