import { spokenName } from "../../../lambda/library/account/profile";
import { LOCALES, speechFor } from "../../../lambda/speech";
import { deDE } from "../../../lambda/speech/de-DE";
import { enGB } from "../../../lambda/speech/en-GB";
import { enUS } from "../../../lambda/speech/en-US";

test.each([
  ["en-US", enUS],
  ["en-GB", enGB],
  ["de-DE", deDE],
  ["de-AT", deDE],
  ["de", deDE],
  ["en-AU", enUS],
  ["fr-FR", enUS],
  ["d", enUS],
  ["", enUS],
  ["constructor", enUS],
  [undefined, enUS],
])("%s speaks the nearest language", (locale, speech) => {
  expect(speechFor(locale)).toBe(speech);
});

const name = spokenName({ given_name: "Zoë" });

describe.each(LOCALES)("%s", (locale) => {
  const speech = speechFor(locale);
  const phrases = Object.entries(speech).map(([key, phrase]): [string, string] => [
    key,
    typeof phrase === "function" ? phrase(name) : phrase,
  ]);

  test.each(phrases)("%s is a short, finished text without stray markup", (_, phrase) => {
    expect(phrase).toMatch(/^\p{Lu}.*[.?]$/u);
    expect(phrase).not.toMatch(/[<>&]|undefined| {2}/);
    expect(phrase.length).toBeLessThan(260);
  });

  test("the name is spoken where there is one, and nothing in its place where there is none", () => {
    expect(name && speech.welcomeByName(name)).toContain("Zoë");
    expect(speech.technologyStack(name)).toContain("Zoë");
    expect(speech.technologyStack(name)).toContain(speech.technologyStack(undefined));
  });

  test("never linked and no longer linked are told apart", () => {
    expect(speech.linkFirst).not.toBe(speech.linkAgain);
    expect(speech.welcomeUnlinked).not.toBe(speech.welcomeLinkLost);
  });

  test("what keeps the session open ends with a question", () => {
    for (const phrase of [speech.welcome, speech.welcomeUnlinked, speech.welcomeLinkLost, speech.help]) {
      expect(phrase).toMatch(/\?$/);
    }
    expect(speech.fallback).toMatch(/\?$/);
    expect(speech.reprompt).toMatch(/\?$/);
  });
});

// Where a sentence begins, "Sie" and "Ihre" may as well mean her, it or them: "Sie ist nicht mehr gültig."
const FORMAL = /(?<=[^.?!:]\s)(?:Sie|Ihnen|Ihr(?:e[mnrs]?)?)\b/;

test("German says du throughout", () => {
  for (const phrase of Object.values(deDE)) {
    expect(typeof phrase === "function" ? phrase(name as never) : phrase).not.toMatch(FORMAL);
  }
});

test.each([
  ["Bitte verknüpfen Sie Ihr Konto.", true],
  ["Hier sind die Einstellungen Ihres Kontos.", true],
  ["Deine Skills sind bereit. Ihre Namen stehen in der Alexa App.", false],
  ["Sie ist nicht mehr gültig.", false],
])('"%s" is formal: %s', (sentence, isFormal) => {
  expect(FORMAL.test(sentence)).toBe(isFormal);
});
