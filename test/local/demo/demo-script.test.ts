import { join } from "node:path";
import { Problem } from "../../../common/problem";
import type { IntentName } from "../../../lambda/intents";
import { INTENTS } from "../../../lambda/intents";
import type { InteractionModel, ModelIntent } from "../../../local/alexa/interaction-model";
import { readInteractionModels } from "../../../local/alexa/interaction-model";
import { resolveUtterance } from "../../../local/alexa/utterance";
import { demoScript } from "../../../local/demo/demo-script";
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
    launch: "open stack guide",
    question: "what is your technology stack",
    namedQuestion: "ask stack guide what is your technology stack",
  });
});

test("this project's skill is opened, and asked what only linked users are answered", () => {
  const models = readInteractionModels(join(root, "skill-package"));
  const { locale, launch, question, namedQuestion } = demoScript(models);
  const meaningOf = (said: string) => resolveUtterance(models[locale] as InteractionModel, locale, said);
  const personal = Object.keys(INTENTS).filter((name) => INTENTS[name as IntentName] === "personal");
  expect(meaningOf(launch)).toEqual({ kind: "launch", named: true });
  expect(meaningOf(question)).toMatchObject({ kind: "intent", named: false });
  expect(meaningOf(namedQuestion)).toEqual({ ...meaningOf(question), named: true });
  expect(personal).toContain((meaningOf(question) as { name?: string }).name);
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
  expect(demoScript({ "en-US": model(...intents) }).question).toBe("what is my balance");
});

test("a skill that only speaks German is asked in German, as Alexa understands it", () => {
  const german = model(intent("BalanceIntent", ["wie ist mein kontostand"]));
  const { locale, launch, namedQuestion } = demoScript({ "de-DE": german });
  expect(locale).toBe("de-DE");
  expect(resolveUtterance(german, locale, launch)).toEqual({ kind: "launch", named: true });
  expect(resolveUtterance(german, locale, namedQuestion)).toMatchObject({ name: "BalanceIntent", named: true });
});

test("a model with nothing to ask is refused with the file to fix", () => {
  const models = { "en-US": model(intent("AMAZON.HelpIntent", ["help"])) };
  expect(() => demoScript(models)).toThrow(Problem);
  expect(() => demoScript(models)).toThrow(/nothing that the demo could ask[\s\S]*custom\/en-US\.json/);
});
