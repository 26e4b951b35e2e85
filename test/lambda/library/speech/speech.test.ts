import { readdirSync } from "node:fs";
import { join } from "node:path";
import { LOCALES } from "../../../../alexa/skill-package/locales";
import type { CommonSpeech } from "../../../../lambda/library";
import * as library from "../../../../lambda/library";
import { commonSpeechFor, speechByLocale } from "../../../../lambda/library";

const FOLDER = join(__dirname, "../../../../lambda/library/speech");

/** The locales that have a file of phrases. */
const OWN = readdirSync(FOLDER).flatMap((file) => /^([a-z]{2}-[A-Z]{2})\.ts$/.exec(file)?.[1] ?? []);

/** A locale's phrases as they are exported: `deDE` for `de-DE`. */
const exported = (locale: string): unknown => (library as Readonly<Record<string, unknown>>)[locale.replace("-", "")];

/** Where a language's phrases are taken from in a locale without its own. */
const FALLBACKS: Readonly<Record<string, string>> = {
  "en-AU": "en-US",
  "en-CA": "en-US",
  "en-IN": "en-US",
  "es-MX": "es-ES",
  "es-US": "es-ES",
  "fr-CA": "fr-FR",
};

/** Each language's letters, and the marks that end its sentences. */
const SCRIPTS: Readonly<Record<string, RegExp>> = {
  ar: /^[\p{Script=Arabic}\p{M}\d\s.,،]+\.$/u,
  hi: /^[\p{Script=Devanagari}\d\s,:।]+।$/u,
  ja: /^[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}ー、。]+。$/u,
};
const LATIN = /^\p{Lu}[\p{Script=Latin}\d\s.,:'’-]*\.$/u;

test.each(LOCALES)("%s, a locale of Alexa's, has its language's phrases", (locale) => {
  expect(commonSpeechFor(locale)).toBe(exported(FALLBACKS[locale] ?? locale));
});

test.each(OWN)("the file of %s is exported, and used in its locale", (locale) => {
  expect(exported(locale)).toBeDefined();
  expect(commonSpeechFor(locale)).toBe(exported(locale));
});

test.each([["pl-PL"], ["d"], [""], ["constructor"], [undefined]])("%s is answered in American English", (locale) => {
  expect(commonSpeechFor(locale)).toBe(library.enUS);
});

describe.each(OWN)("%s", (locale) => {
  const speech = commonSpeechFor(locale);

  test.each(Object.entries(speech))("%s is a short, finished text in its script, without markup", (_, phrase) => {
    expect(phrase).not.toMatch(/[<>&]|undefined| {2}/);
    expect(phrase.length).toBeLessThan(260);
    expect(phrase.replace("Alexa", "")).toMatch(SCRIPTS[locale.slice(0, 2)] ?? LATIN);
  });

  test("says four different things", () => {
    expect(new Set(Object.values(speech)).size).toBe(4);
    expect(Object.keys(speech).sort()).toEqual(["apology", "linkAgain", "linkFirst", "unreachable"]);
  });

  test("is in a language of its own, but for variants of one language", () => {
    const others = OWN.filter((other) => other.slice(0, 2) !== locale.slice(0, 2));
    const said = (one: string): readonly string[] => Object.values(commonSpeechFor(one) as CommonSpeech);
    expect(others.flatMap(said).filter((phrase) => Object.values(speech).includes(phrase))).toEqual([]);
  });
});

test("phrases of a skill's own go by the same rule", () => {
  const speechFor = speechByLocale({ "de-DE": "de", "fr-CA": "ca", "fr-FR": "fr" });
  expect([speechFor("fr-FR"), speechFor("fr-BE"), speechFor("it-IT"), speechFor(undefined)]).toEqual([
    "fr",
    "ca",
    "de",
    "de",
  ]);
});

test("no phrases at all are refused", () => {
  expect(() => speechByLocale({})).toThrow("at least those of one locale");
});
