/** Variations of somebody who wants to get a harmful change through, and as many of everyday: neither side may lose. */
import type { EnvironmentReview } from "../../review/review";
import { reviewEnvironment } from "../../review/review-environment";
import { EVERYDAY } from "./everyday-changes";
import { HARMFUL_ACCESS } from "./harmful-access";
import { BY_ALIASES } from "./harmful-aliases";
import type { HarmfulChange } from "./harmful-changes";
import { HARMFUL_CHANGES, NOTED_CHANGES } from "./harmful-changes";
import { BY_CHOICES, BY_NAMES, OPEN_TO_CALLERS, RUNS_ELSE } from "./harmful-choices";
import { DETOURS } from "./harmful-detours";
import { UNSEEN_DETOURS } from "./harmful-expressions";
import { BY_FORMS, EVERYDAY_FORMS, OPEN_TRUST } from "./harmful-forms";
import { FROM_LIVING } from "./harmful-living";
import { BY_MEMBERS } from "./harmful-members";
import { BY_OUTPUTS } from "./harmful-outputs";
import { BY_PAGES } from "./harmful-pages";
import { STORES } from "./harmful-stores";
import { HARMFUL_SURROUNDINGS } from "./harmful-surroundings";
import { MADE_OF_ELSE } from "./harmful-unseen";
import { BY_VALUES } from "./harmful-values";
import { BY_WORDS } from "./harmful-words";
import type { Values } from "./planned";
import { created } from "./planned";

const review = (plan: Values): EnvironmentReview =>
  reviewEnvironment({ environment: "staging", plan, digest: () => "" });

/** Said of every plan here: the fixture's provider has no account guard. */
const ALWAYS = "account-guard";

const weighs = ({ verdict, findings }: EnvironmentReview): string => {
  const found = findings.filter(({ rule }) => rule !== ALWAYS).map(({ severity }) => severity);
  const silent = found.includes("info") ? "noted" : "silent";
  return verdict !== "safe" ? verdict : found.includes("warn") ? "warned" : silent;
};

const STOPS = /^(?:blocked|not examined|warned)$/;

test.each([...HARMFUL_ACCESS, ...HARMFUL_SURROUNDINGS])("new and harmful, %s: %s", (_family, _what, type, values) => {
  expect(weighs(review(created(type, "x", values)))).toMatch(STOPS);
});

test.each<HarmfulChange>([...HARMFUL_CHANGES])("changed and harmful, %s: %s", (_family, _what, plan) => {
  expect(weighs(review(plan()))).toMatch(STOPS);
});

test.each([
  ...DETOURS,
  ...UNSEEN_DETOURS,
  ...MADE_OF_ELSE,
  ...BY_VALUES,
  ...BY_OUTPUTS,
  ...BY_WORDS,
  ...STORES,
  ...BY_FORMS,
  ...BY_MEMBERS,
  ...BY_PAGES,
  ...BY_ALIASES,
  ...BY_CHOICES,
  ...FROM_LIVING,
  ...BY_NAMES,
  ...RUNS_ELSE,
])("around the rules: %s", (_what, harmful, harmless) => {
  const [found, neighbour] = [review(harmful()), review(harmless())];

  expect(weighs(found)).toMatch(STOPS);
  expect(weighs(found)).not.toBe(weighs(neighbour));
  expect(neighbour).toMatchObject({ verdict: "safe", unexamined: [], notJudged: [] });
});

test.each([...OPEN_TRUST, ...OPEN_TO_CALLERS])("open to anybody: %s", (_what, open, named) => {
  expect([open(), named()].map((plan) => weighs(review(plan)))).toEqual(["blocked", "warned"]);
});

test.each<HarmfulChange>([...NOTED_CHANGES])("worth knowing, %s: %s", (_family, _what, plan) => {
  expect(weighs(review(plan()))).toBe("noted");
});

test.each([...EVERYDAY, ...EVERYDAY_FORMS])("everyday: %s", (_what, plan) => {
  const { verdict, unexamined, findings } = review(plan());

  expect({ verdict, unexamined }).toEqual({ verdict: "safe", unexamined: [] });
  expect(findings.filter(({ rule, severity }) => rule !== ALWAYS && severity !== "info")).toEqual([]);
});
