import { count } from "../../common/plain-text";
import type { JsonNode } from "./json-node";
import { textOf } from "./json-node";
import { isLatin } from "./locales";
import type { PackageFlaws } from "./package-flaw";

const MIN_LENGTH = 2;
const MAX_LENGTH = 50;

/** What wakes a device, and what Amazon puts around the name itself. */
const FORBIDDEN: ReadonlySet<string> = new Set(["alexa", "amazon", "echo", "skill", "app"]);

/** Words that begin a request or join it to the name; Alexa would take the name for a part of them. */
const UNCLEAR: ReadonlySet<string> = new Set(
  (
    "computer ziggy launch ask tell load begin enable open start run use play resume " +
    "to from in using with about for that by if and whether öffne starte frage frag sage sag nach und von mit"
  ).split(" "),
);

/** Allowed in longer names only. */
const ARTICLES: ReadonlySet<string> = new Set(
  "the a an of der die das ein eine el la los las un una le les il lo".split(" "),
);

/**
 * What people say to open the skill. Alexa Skills Kit, "Choose the Invocation Name for a Custom Skill", "Invocation
 * name requirements".
 */
export function checkInvocationName(node: JsonNode, locale: string, flaws: PackageFlaws): void {
  const name = textOf(node);
  if (name === undefined || name === "") {
    return;
  }
  if (name.length < MIN_LENGTH || name.length > MAX_LENGTH) {
    flaws.error(node.path, `has ${count(name.length, "character")}; allowed are ${MIN_LENGTH} to ${MAX_LENGTH}.`);
  }
  checkLetters(name, locale, node.path, flaws);
  checkWords(name, locale, node.path, flaws);
}

function checkLetters(name: string, locale: string, path: string, flaws: PackageFlaws): void {
  const wrong = [...new Set(name.replace(/[\p{Ll}\p{Lm}\p{Lo}\p{M}.'’ ]/gu, ""))];
  if (wrong.length === 0) {
    return;
  }
  flaws.add(
    isLatin(locale) ? "error" : "warning",
    path,
    `received ${flaws.show(name)}, which has ${wrong.map((character) => JSON.stringify(character)).join(", ")}; allowed are lower-case letters, spaces, apostrophes (sam's trivia) and periods of abbreviations (a. b. c.). Write numbers as words.`,
  );
}

function checkWords(name: string, locale: string, path: string, flaws: PackageFlaws): void {
  const words = name
    .toLowerCase()
    .replace(/['’]s\b/g, "")
    .split(/\s+/)
    .filter(Boolean);
  const forbidden = words.filter((word) => FORBIDDEN.has(word));
  if (forbidden.length > 0) {
    flaws.warning(path, `received ${flaws.show(name)}; not allowed in a published name: ${forbidden.join(", ")}.`);
  }
  const unclear = words.filter((word) => UNCLEAR.has(word) || (words.length === 2 && ARTICLES.has(word)));
  if (unclear.length > 0) {
    flaws.warning(path, `received ${flaws.show(name)}; Amazon may not publish a name with: ${unclear.join(", ")}.`);
  }
  if (words.length === 1 && isLatin(locale)) {
    flaws.warning(path, `received ${flaws.show(name)}; one word is published only when it is your own brand.`);
  }
}
