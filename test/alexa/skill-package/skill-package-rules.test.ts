import fc from "fast-check";
import type { PackageFlaw } from "../../../alexa/skill-package/skill-package-rules";
import { checkSkillPackage } from "../../../alexa/skill-package/skill-package-rules";
import { changedLocale, changedModel, LANGUAGE, LOCALE, MODEL, SAMPLE, sample } from "./changed-package";
import { bytes, changed, manifest, model, packageOf } from "./example-package";
import { FLAWED_PACKAGES } from "./flawed-packages";

const severityOf = { "✗": "error", "!": "warning" } as const;

test("a package without a flaw has none", () => {
  expect(checkSkillPackage(packageOf())).toEqual([]);
});

test.each(FLAWED_PACKAGES)("finds %s", (_, files, path, sign, message) => {
  const flaws = checkSkillPackage(packageOf(files));
  const expected: PackageFlaw = { path, severity: severityOf[sign], message: expect.stringMatching(message) };
  expect(flaws).toContainEqual(expected);
});

test("says everything at once", () => {
  const files = { ...changedLocale("name", "x"), ...sample("who?") };
  expect(checkSkillPackage(packageOf(files)).map(({ path }) => path)).toEqual([SAMPLE, `${LOCALE}/name`]);
});

test("warns of a sample that two intents have, in any case and spacing", () => {
  const file = changedModel(["intents", 2, "samples"], ["help me"])[MODEL];
  const both = changed(file, ["interactionModel", "languageModel", "intents", 4, "samples"], ["Help  me"]);
  expect(checkSkillPackage(packageOf({ [MODEL]: both }))).toEqual([
    {
      path: `${LANGUAGE}/intents/4/samples/0`,
      severity: "warning",
      message: expect.stringMatching(/"Help {2}me", which is also a sample of AMAZON\.HelpIntent/),
    },
  ]);
});

test.each([
  ["AMAZON.SearchQuery without words around it", "{query}", /needs words around it/],
  ["AMAZON.SearchQuery beside another slot", "find {query} for {person}", /the only one/],
])("refuses %s", (_, text, message) => {
  const intent = {
    name: "FindIntent",
    slots: [
      { name: "query", type: "AMAZON.SearchQuery" },
      { name: "person", type: "AMAZON.FirstName" },
    ],
    samples: [text, "greet {person} now"],
  };
  const flaws = checkSkillPackage(packageOf(changedModel(["intents", 0], intent)));
  expect(flaws).toContainEqual(expect.objectContaining({ message: expect.stringMatching(message), severity: "error" }));
});

test("takes slots that a dialog asks for, and declared types", () => {
  const files = changedModel(["intents", 0], {
    name: "OrderIntent",
    slots: [{ name: "size", type: "Size" }],
    samples: ["order a coffee"],
  })[MODEL];
  const typed = changed(
    files,
    ["interactionModel", "languageModel", "types"],
    [{ name: "Size", values: [{ name: { value: "small" } }] }],
  );
  const dialog = { intents: [{ name: "OrderIntent", slots: [{ name: "size", type: "AMAZON.Color" }] }] };
  expect(checkSkillPackage(packageOf({ [MODEL]: changed(typed, ["interactionModel", "dialog"], dialog) }))).toEqual([]);
});

test("takes the letters of every language", () => {
  const german = changed(model, ["interactionModel", "languageModel", "invocationName"], "technik lötse");
  const files = {
    "interactionModels/custom/de-DE.json": changed(
      german,
      ["interactionModel", "languageModel", "intents", 0, "samples", 1],
      "grüß {person}",
    ),
    "interactionModels/custom/ja-JP.json": changed(
      german,
      ["interactionModel", "languageModel", "invocationName"],
      "技術ガイド",
    ),
    "skill.json": changed(
      changed({ manifest }, ["manifest", "publishingInformation", "locales", "de-DE"], {
        name: "Lotse",
        examplePhrases: ["Alexa, öffne Technik Lötse"],
      }),
      ["manifest", "publishingInformation", "locales", "ja-JP"],
      { name: "技術ガイド", examplePhrases: ["アレクサ、技術ガイドを開いて"] },
    ),
  };
  const flaws = checkSkillPackage(packageOf(files)).filter(({ path }) => !path.includes("privacyAndCompliance"));
  expect(flaws).toEqual([]);
});

test("never shows a secret", () => {
  const secret = "s3cr3t-value-of-the-client";
  const files = {
    ...changedLocale("name", `${secret}${"x".repeat(50)}`),
    ...sample(`say ${secret}!`),
    "a.json": { clientSecret: secret },
  };
  const flaws = checkSkillPackage(packageOf(files));
  expect(flaws.length).toBeGreaterThanOrEqual(3);
  expect(JSON.stringify(flaws)).not.toContain("s3cr3t");
});

test("never fails, whatever JSON it is given", () => {
  const paths: readonly (readonly string[])[] = [
    [],
    ["manifest"],
    ["manifest", "publishingInformation"],
    ["manifest", "publishingInformation", "locales", "en-US"],
    ["manifest", "events"],
    ["manifest", "apis", "custom"],
    ["interactionModel", "languageModel"],
    ["interactionModel", "languageModel", "intents"],
    ["interactionModel", "languageModel", "intents", "0"],
    ["interactionModel", "dialog"],
  ];
  const key = fc.constantFrom(
    "name",
    "samples",
    "slots",
    "type",
    "types",
    "endpoint",
    "regions",
    "subscriptions",
    "__proto__",
  );
  const value = fc.oneof(
    fc.jsonValue(),
    fc.dictionary(key, fc.jsonValue()),
    fc.array(fc.dictionary(key, fc.jsonValue())),
  );
  fc.assert(
    fc.property(fc.constantFrom("skill.json", MODEL), fc.constantFrom(...paths), value, (file, path, given) => {
      const whole = file === MODEL ? model : { manifest };
      const json = path[0] !== undefined && path[0] in whole ? changed(whole, path, given) : given;
      const flaws = checkSkillPackage(packageOf({ [file]: json }));
      expect(flaws.every(({ path, message }) => path !== "" && message !== "")).toBe(true);
    }),
    { numRuns: 300 },
  );
});

describe("the size of an interaction model", () => {
  const modelOf = (values: number) =>
    changed(
      model,
      ["interactionModel", "languageModel", "types"],
      [
        {
          name: "Plant",
          values: Array.from({ length: values }, (_, n) => ({
            name: { value: `a long value number ${n} ${"x".repeat(1000)}` },
          })),
        },
      ],
    );
  const aboutSize = (text: string) =>
    checkSkillPackage(packageOf({ [MODEL]: bytes(text) })).filter(({ message }) => /without white space/.test(message));

  test("counts nothing of 1.2 million characters but the 330,000 that are no white space", () => {
    const text = JSON.stringify(modelOf(310), undefined, 10);
    const padded = text.replaceAll("\n", `\n${" ".repeat(700)}`);
    expect(padded.length).toBeGreaterThan(1_200_000);
    expect(JSON.stringify(modelOf(310)).length).toBeLessThan(400_000);
    expect(aboutSize(padded)).toEqual([]);
  });

  test("of more than 1.5 million without white space is an error", () => {
    const text = JSON.stringify(modelOf(1500));
    expect(text.length).toBeGreaterThan(1_500_000);
    expect(aboutSize(text)).toEqual([
      expect.objectContaining({ severity: "error", path: expect.stringContaining(MODEL) }),
    ]);
  });
});
