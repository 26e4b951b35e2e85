import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { wordsOf } from "../../alexa/skill-package/spoken-words";
import { INTENTS } from "../../lambda/intents";
import { LOCALES, speechFor } from "../../lambda/speech";
import { readInteractionModels } from "../../local/alexa/interaction-model";
import { suggestions } from "../../local/alexa/suggestions";
import { resolveUtterance } from "../../local/alexa/utterance";
import { personalIntents } from "../lambda/support/personal-intents";

const skillPackage = resolve(__dirname, "..", "..", "skill-package");
const models = readInteractionModels(skillPackage);
const { manifest } = JSON.parse(readFileSync(join(skillPackage, "skill.json"), "utf8"));

const modelOf = (locale: string) => {
  const model = models[locale];
  if (model === undefined) {
    throw new Error(`no model for ${locale}`);
  }
  return model;
};

describe("the interaction models", () => {
  test("there is one for each locale that the skill speaks", () => {
    expect(Object.keys(models).sort()).toEqual([...LOCALES].sort());
  });

  describe.each([...LOCALES])("%s", (locale) => {
    const { invocationName, intents } = modelOf(locale).languageModel;

    test("has exactly the intents that the skill handles", () => {
      expect(intents.map(({ name }) => name).sort()).toEqual([...INTENTS].sort());
    });

    test("gives the skill's own intents several samples each", () => {
      for (const { name, samples } of intents.filter((it) => !it.name.startsWith("AMAZON."))) {
        expect([name, samples.length >= 8]).toEqual([name, true]);
      }
    });

    test("has each sample once, whatever its case, punctuation and accents", () => {
      const samples = intents.flatMap((intent) => intent.samples).map((sample) => wordsOf(sample, locale).join(" "));
      expect(samples.filter((sample, index) => samples.indexOf(sample) !== index)).toEqual([]);
    });

    test("writes samples as Alexa takes them: lower case, letters, spaces and apostrophes", () => {
      const samples = intents.flatMap((intent) => intent.samples);
      expect(
        samples.filter((sample) => !/^[a-zäöüß]+(['’]?[a-zäöüß]+)*( [a-zäöüß]+(['’][a-zäöüß]+)*)*$/.test(sample)),
      ).toEqual([]);
    });

    // Alexa Skills Kit, "Choose the invocation name for a custom skill".
    test("has an invocation name that Amazon takes", () => {
      const words = invocationName.split(" ");
      expect(invocationName).toMatch(/^[a-zäöüß.' ]{2,50}$/);
      expect(words.length).toBeGreaterThanOrEqual(2);
      const forbidden = ["alexa", "amazon", "echo", "computer", "skill", "app", "ziggy", "alexa's"];
      const launching = [
        "open",
        "start",
        "launch",
        "ask",
        "tell",
        "load",
        "begin",
        "run",
        "use",
        "öffne",
        "starte",
        "frage",
        "sage",
      ];
      const connecting = [
        "to",
        "for",
        "about",
        "from",
        "and",
        "the",
        "a",
        "an",
        "nach",
        "und",
        "von",
        "der",
        "die",
        "das",
        "ein",
      ];
      expect(words.filter((word) => [...forbidden, ...launching, ...connecting].includes(word))).toEqual([]);
    });

    test("resolves each of its samples to the sample's intent", () => {
      const wrong = intents.flatMap(({ name, samples }) =>
        samples.filter((sample) => {
          const meaning = resolveUtterance(modelOf(locale), locale, sample);
          return meaning.kind !== "intent" || meaning.name !== name;
        }),
      );
      expect(wrong).toEqual([]);
    });
  });
});

describe.each([...LOCALES])("what Alexa tells people to say in %s", (locale) => {
  const model = modelOf(locale);
  const speech = speechFor(locale);
  const meaningOf = (said: string): string => {
    const meaning = resolveUtterance(model, locale, said);
    return meaning.kind === "intent" ? meaning.name : meaning.kind;
  };
  /** The intents that have a sample, or a word of Alexa's own, in what Alexa says. */
  const intentsIn = (...phrases: readonly string[]): readonly string[] => {
    const said = phrases.join(" ").toLocaleLowerCase(locale);
    const samples = model.languageModel.intents.flatMap((it) => it.samples).filter((sample) => said.includes(sample));
    return [...samples, ...said.split(/[^\p{L}]+/u)].map(meaningOf);
  };

  test("how to link the account is understood where it is said", () => {
    for (const phrase of [speech.welcomeUnlinked, speech.welcomeLinkLost, speech.help]) {
      expect(intentsIn(phrase)).toContain("LinkAccountIntent");
    }
  });

  test("what can be asked is understood where it is said", async () => {
    const personal = await personalIntents();
    for (const phrase of [speech.help, speech.fallback]) {
      expect(intentsIn(phrase).filter((name) => personal.includes(name))).not.toEqual([]);
    }
  });

  test("the words for help and for the end are understood where they are said", () => {
    expect(intentsIn(speech.help)).toContain("AMAZON.StopIntent");
    expect(intentsIn(speech.reprompt)).toContain("AMAZON.HelpIntent");
  });

  test("what the simulator suggests is understood, and opens the skill, asks each intent of its own, and ends", () => {
    const own = INTENTS.filter((name) => !name.startsWith("AMAZON."));
    const meanings = suggestions(model, locale).map(meaningOf);
    expect(new Set(meanings)).toEqual(new Set(["launch", ...own, "AMAZON.HelpIntent", "AMAZON.StopIntent"]));
  });
});

// Alexa Skills Kit, "Skill manifest schema".
describe("the manifest", () => {
  const { publishingInformation, apis, events, permissions, privacyAndCompliance } = manifest;

  test("speaks of each locale", () => {
    expect(Object.keys(publishingInformation.locales).sort()).toEqual([...LOCALES].sort());
    expect(Object.keys(privacyAndCompliance.locales).sort()).toEqual([...LOCALES].sort());
  });

  test.each([...LOCALES])("keeps Amazon's limits in %s", (locale) => {
    const { name, summary, description, examplePhrases, keywords } = publishingInformation.locales[locale];
    expect(name.length).toBeGreaterThanOrEqual(2);
    expect(name.length).toBeLessThanOrEqual(50);
    expect(summary.length).toBeLessThanOrEqual(160);
    expect(description.length).toBeLessThanOrEqual(4000);
    expect(examplePhrases.length).toBeLessThanOrEqual(3);
    expect(keywords.length).toBeLessThanOrEqual(30);
  });

  test.each([...LOCALES])("has example phrases in %s that open the skill and mean what they say", (locale) => {
    const { examplePhrases } = publishingInformation.locales[locale] as { examplePhrases: readonly string[] };
    const meanings = examplePhrases.map((phrase) => resolveUtterance(modelOf(locale), locale, phrase));
    expect(examplePhrases.filter((phrase) => !/^Alexa, (open|öffne) /.test(phrase))).toEqual([]);
    const [first, ...others] = meanings.map((meaning) => (meaning.kind === "intent" ? meaning.name : meaning.kind));
    expect(first).toBe("launch");
    expect(others.filter((name) => name.startsWith("AMAZON.") || !INTENTS.some((it) => it === name))).toEqual([]);
  });

  test("names no endpoint: which function answers differs between environments", () => {
    expect(apis).toEqual({ custom: {} });
    expect(events.endpoint).toBeUndefined();
    expect(JSON.stringify(manifest)).not.toMatch(/arn:|amzn1\./);
  });

  test("subscribes to what happens to the link, and asks for no permission", () => {
    expect(events.subscriptions).toEqual([
      { eventName: "SKILL_ENABLED" },
      { eventName: "SKILL_DISABLED" },
      { eventName: "SKILL_ACCOUNT_LINKED" },
    ]);
    expect(permissions).toEqual([]);
  });

  test("does not hold the account linking, which SMAPI takes elsewhere", () => {
    expect(JSON.stringify(manifest)).not.toMatch(/accountLinking/i);
  });
});
