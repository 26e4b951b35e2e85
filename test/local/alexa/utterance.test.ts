import fc from "fast-check";
import type { InteractionModel } from "../../../local/alexa/interaction-model";
import { readInteractionModels } from "../../../local/alexa/interaction-model";
import { suggestions } from "../../../local/alexa/suggestions";
import { resolveUtterance } from "../../../local/alexa/utterance";
import { anyText } from "../../any-text";
import { SKILL_PACKAGE } from "../fixtures";

const models = readInteractionModels(SKILL_PACKAGE);

function meaningOf(locale: string, said: string): string {
  const model = models[locale];
  if (model === undefined) {
    throw new Error(`no model for ${locale}`);
  }
  const meaning = resolveUtterance(model, locale, said);
  return meaning.kind === "intent" ? meaning.name : meaning.kind;
}

const isNamed = (locale: string, said: string): boolean =>
  resolveUtterance(models[locale] as InteractionModel, locale, said).named;

const TECH = "TechnologyStackIntent";
const LINK = "LinkAccountIntent";
const [HELP, STOP, CANCEL, HOME] = ["Help", "Stop", "Cancel", "NavigateHome"].map((name) => `AMAZON.${name}Intent`);

describe.each(["en-US", "en-GB"])("%s", (locale) => {
  test.each([
    ["open stack guide", "launch"],
    ["Alexa, open Stack Guide.", "launch"],
    ["Alexa, please start the stack guide skill", "launch"],
    ["launch stack guide please", "launch"],
    ["talk to stack guide", "launch"],
    ["ask stack guide", "launch"],
    ["Stack guide", "launch"],
    ["ask stack guide what is your technology stack", TECH],
    ["Alexa, ask Stack Guide for your technology stack", TECH],
    ["tell stack guide to link my account", LINK],
    ["open stack guide and link my account", LINK],
    ["ask stack guide for help", HELP],
    ["ask stack guide who won the world cup", "fallback"],
    ["what is your technology stack", TECH],
    ["What is your technology stack?", TECH],
    ["WHAT’S YOUR TECHNOLOGY STACK???", TECH],
    ["whats your tecnology stack", TECH],
    ["can you tell me about your technology stack please", TECH],
    ["link my account", LINK],
    ["Please link my account!", LINK],
    ["link my acount", LINK],
    ["link my accuont", LINK],
    ["sign in", LINK],
    ["help", HELP],
    ["can you help me", HELP],
    ["Stop.", STOP],
    ["cancel", CANCEL],
    ["never mind", CANCEL],
    ["go home", HOME],
    ["exit", "exit"],
    ["unlink my account", "fallback"],
    ["don't link my account", "fallback"],
    ["delete my account", "fallback"],
    ["link", "fallback"],
    ["what is the weather", "fallback"],
    ["what is your name", "fallback"],
    ["stop the technology stack", "fallback"],
    ["play music", "fallback"],
    ["", "fallback"],
    ["please", "fallback"],
    ["I wrote about stack guide yesterday", "fallback"],
    ["open stack", "fallback"],
    ["welche Technologien nutzt du", "fallback"],
  ])('takes "%s" for %s', (said, meaning) => {
    expect(meaningOf(locale, said)).toBe(meaning);
  });

  test("knows whether the skill was named", () => {
    expect(isNamed(locale, "ask stack guide what is your technology stack")).toBe(true);
    expect(isNamed(locale, "what is your technology stack")).toBe(false);
  });
});

describe("de-DE", () => {
  test.each([
    ["öffne technik lotse", "launch"],
    ["Alexa, öffne Technik Lotse!", "launch"],
    ["oeffne technik lotse", "launch"],
    ["Alexa, starte bitte den Skill Technik Lotse", "launch"],
    ["sprich mit technik lotse", "launch"],
    ["frage technik lotse nach deinen Technologien", TECH],
    ["Alexa, frag Technik Lotse, welche Technologien nutzt du", TECH],
    ["öffne technik lotse und verknüpfe mein konto", LINK],
    ["bitte technik lotse mein konto zu verknüpfen", LINK],
    ["Welche Technologien nutzt du?", TECH],
    ["welche technologjen nutzt du", TECH],
    ["Wie bist du gebaut?", TECH],
    ["verknüpfe mein Konto", LINK],
    ["verknuepfe mein konto", LINK],
    ["verknupfe mein konto", LINK],
    ["Bitte verknüpfe mein Konto.", LINK],
    ["Verknüpfe bitte mein Konto", LINK],
    ["Hilfe", HELP],
    ["Stopp", STOP],
    ["stop", STOP],
    ["Abbrechen", CANCEL],
    ["Startseite", HOME],
    ["Beenden", "exit"],
    ["trenne mein konto", "fallback"],
    ["lösche mein Konto", "fallback"],
    ["wie ist das Wetter", "fallback"],
    ["what is your technology stack", "fallback"],
  ])('takes "%s" for %s', (said, meaning) => {
    expect(meaningOf("de-DE", said)).toBe(meaning);
  });
});

test.each(Object.keys(models))("every suggestion in %s is understood, and there are some of each kind", (locale) => {
  const said = suggestions(models[locale] as InteractionModel, locale);
  const meanings = said.map((phrase) => meaningOf(locale, phrase));
  expect(meanings).not.toContain("fallback");
  expect(new Set(meanings)).toEqual(new Set(["launch", TECH, LINK, HELP, STOP]));
  expect(new Set(said).size).toBe(said.length);
});

describe("whatever is said", () => {
  const locales = fc.constantFrom(...Object.keys(models));

  test("gets a meaning, and never an exception", () => {
    fc.assert(
      fc.property(locales, anyText({ maxLength: 2000 }), (locale, said) => {
        expect(["launch", "fallback", "exit", "intent"]).toContain(
          resolveUtterance(models[locale] as InteractionModel, locale, said).kind,
        );
      }),
      { numRuns: 2000 },
    );
  });

  test("is no intent, when it is made of words of no sample", () => {
    const word = fc.string({ unit: fc.constantFrom(..."bcdfghjklmnpqrstvwxz"), minLength: 3, maxLength: 9 });
    fc.assert(
      fc.property(locales, fc.array(word, { minLength: 1, maxLength: 8 }), (locale, words) => {
        expect(meaningOf(locale, words.join(" "))).toBe("fallback");
      }),
      { numRuns: 2000 },
    );
  });

  test("is no intent, when a sample lost a word or got two more", () => {
    const longSamples = Object.entries(models).flatMap(([locale, { languageModel }]) =>
      languageModel.intents.flatMap(({ samples }) => samples.map((sample) => ({ locale, words: sample.split(" ") }))),
    );
    const all = new Set(longSamples.map(({ locale, words }) => `${locale} ${words.join(" ")}`));
    fc.assert(
      fc.property(fc.constantFrom(...longSamples), fc.nat(), ({ locale, words }, at) => {
        const changed = words.toSpliced(at % words.length, 0, "purple", "elephants");
        expect(meaningOf(locale, changed.join(" "))).toBe("fallback");
        const shorter = words.toSpliced(at % words.length, 1);
        fc.pre(!all.has(`${locale} ${shorter.join(" ")}`));
        expect(["fallback", "exit", ...(shorter.join(" ") === "help me" ? [HELP] : [])]).toContain(
          meaningOf(locale, shorter.join(" ")),
        );
      }),
      { numRuns: 500 },
    );
  });

  test("does not depend on case, punctuation and accents", () => {
    const samples = Object.entries(models).flatMap(([locale, { languageModel }]) =>
      languageModel.intents.flatMap(({ name, samples }) => samples.map((sample) => ({ locale, name, sample }))),
    );
    const disguise = fc.constantFrom<(text: string) => string>(
      (text) => text.toUpperCase(),
      (text) => `  ${text.replaceAll(" ", ",  ")}?!`,
      (text) => text.normalize("NFD"),
      (text) => text.replaceAll("ä", "ae").replaceAll("ö", "oe").replaceAll("ü", "ue"),
    );
    fc.assert(
      fc.property(fc.constantFrom(...samples), disguise, ({ locale, name, sample }, change) => {
        expect(meaningOf(locale, change(sample))).toBe(name);
      }),
      { numRuns: 500 },
    );
  });

  test("takes no more than a moment, however long it is", () => {
    const began = performance.now();
    for (const said of ["please ".repeat(100_000), "link my account ".repeat(50_000), "a".repeat(1_000_000)]) {
      expect(meaningOf("en-US", said)).toBe("fallback");
    }
    expect(performance.now() - began).toBeLessThan(2000);
  });
});

describe("slots", () => {
  const model: InteractionModel = {
    languageModel: {
      invocationName: "test guide",
      intents: [
        {
          name: "NameIntent",
          slots: [{ name: "name", type: "AMAZON.FirstName" }],
          samples: ["my name is {name}"],
        },
        { name: "AnyIntent", slots: [{ name: "query", type: "AMAZON.SearchQuery" }], samples: ["{query}"] },
      ],
    },
  };

  test("take the words in their place", () => {
    expect(resolveUtterance(model, "en-US", "My name is Ada Lovelace")).toEqual({
      kind: "intent",
      name: "NameIntent",
      slots: { name: "ada lovelace" },
      named: false,
    });
    expect(resolveUtterance(model, "en-US", "my name is")).toMatchObject({ kind: "fallback" });
  });

  test("alone are no sample: they would take anything", () => {
    expect(resolveUtterance(model, "en-US", "purple elephants")).toMatchObject({ kind: "fallback" });
  });
});
