import { join } from "node:path";
import type { InteractionModel, ModelIntent } from "../../../local/alexa/interaction-model";
import { readInteractionModels } from "../../../local/alexa/interaction-model";
import { resolveUtterance } from "../../../local/alexa/utterance";
import { demoScript } from "../../../local/demo/demo-script";
import { personalIntents } from "../../lambda/support/personal-intents";
import { root, SKILL_PACKAGE } from "../fixtures";

const model = (...intents: readonly ModelIntent[]) => ({ languageModel: { invocationName: "stack guide", intents } });
const intent = (name: string, samples: readonly string[], slots: readonly string[] = []): ModelIntent => ({
  name,
  samples,
  slots: slots.map((slot) => ({ name: slot, type: "AMAZON.City" })),
});

test("a skill is opened by its invocation name, and asked by itself and by name", () => {
  expect(demoScript(readInteractionModels(SKILL_PACKAGE))).toEqual({
    locale: "en-US",
    spoken: {
      launch: "open stack guide",
      question: {
        inSession: "what is your technology stack",
        named: "ask stack guide what is your technology stack",
      },
    },
  });
});

test("this project's skill is opened, and asked what only linked users are answered", async () => {
  const models = readInteractionModels(join(root, "skill-package"));
  const { locale, spoken } = demoScript(models);
  const meaningOf = (said = "") => resolveUtterance(models[locale] as InteractionModel, locale, said);
  const question = meaningOf(spoken?.question?.inSession);
  expect(meaningOf(spoken?.launch)).toEqual({ kind: "launch", named: true });
  expect(question).toMatchObject({ kind: "intent", named: false });
  expect(meaningOf(spoken?.question?.named)).toEqual({ ...question, named: true });
  expect(await personalIntents()).toContain((question as { name?: string }).name);
});

test("the question is the first intent's that is the skill's own, needs no slot and does not link the account", () => {
  const intents = [
    intent("AMAZON.HelpIntent", ["what can i say"]),
    intent("LinkAccountIntent", ["link my account"]),
    intent("CityIntent", ["how is {city}"], ["city"]),
    intent("SilentIntent", []),
    intent("BalanceIntent", ["what is my balance", "my balance"]),
    intent("OtherIntent", ["something else"]),
  ];
  expect(questionOf(model(...intents))).toBe("what is my balance");
});

test("a skill that only speaks German is asked in German, as Alexa understands it", () => {
  const german = model(intent("BalanceIntent", ["wie ist mein kontostand"]));
  const { locale, spoken } = demoScript({ "de-DE": german });
  const meaningOf = (said = "") => resolveUtterance(german, locale, said);
  expect(locale).toBe("de-DE");
  expect(meaningOf(spoken?.launch)).toEqual({ kind: "launch", named: true });
  expect(meaningOf(spoken?.question?.named)).toMatchObject({ name: "BalanceIntent", named: true });
});

test("a question that needs a slot is asked with a value of the model's", () => {
  const city = { name: "CityIntent", slots: [{ name: "city", type: "CITY" }], samples: ["how is {city}", "{city}"] };
  const amazon = { name: "AnyIntent", slots: [{ name: "any", type: "AMAZON.City" }], samples: ["and {any}"] };
  const types = [{ name: "CITY", values: ["paris", "rome"] }];
  const spoken = { languageModel: { invocationName: "stack guide", intents: [amazon, city], types } };

  expect(questionOf(spoken)).toBe("how is paris");
});

test("what Alexa would take for another intent is not asked", () => {
  const greedy = intent("FirstIntent", ["my balance"]);
  const same = intent("BalanceIntent", ["my balance", "what is my balance"]);

  expect(
    questionOf(model(intent("AMAZON.StopIntent", ["what now"]), intent("A", ["what now", "..."]), greedy, same)),
  ).toBe("my balance");
});

test.each([
  ["of Amazon's intents alone", [intent("AMAZON.HelpIntent", ["help"])]],
  ["whose intents have no samples", [intent("BalanceIntent", [])]],
  ["whose slots have no values", [intent("CityIntent", ["how is {city}"], ["city"])]],
])("a model %s is opened and asked nothing", (_, intents) => {
  expect(demoScript({ "en-US": model(...intents) })).toEqual({
    locale: "en-US",
    spoken: { launch: "open stack guide" },
  });
});

const questionOf = (asked: InteractionModel) => demoScript({ "en-US": asked }).spoken?.question?.inSession;
