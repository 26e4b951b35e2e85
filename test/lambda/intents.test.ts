import { INTENTS } from "../../lambda/intents";
import { enUS } from "../../lambda/speech/en-US";
import { ask } from "./support/conversation";
import { intent } from "./support/envelopes";
import { useWorld } from "./support/world";

useWorld();

test.each(Object.entries(INTENTS))(
  "%s, which is %s, has a handler and asks for the link accordingly",
  async (name, audience) => {
    const { speech, card } = await ask(intent(name));

    expect(speech).not.toBe(enUS.apology);
    expect(speech === enUS.linkFirst && card === "LinkAccount").toBe(audience === "personal");
  },
);
