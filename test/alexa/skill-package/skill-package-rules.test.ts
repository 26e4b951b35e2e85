import fc from "fast-check";
import type { PackageFlaw } from "../../../alexa/skill-package/skill-package-rules";
import { checkSkillPackage } from "../../../alexa/skill-package/skill-package-rules";
import { accountLinking, bytes, changed, manifest, model, packageOf } from "./example-package";

const MODEL = "interactionModels/custom/en-US.json";

const severityOf = { "✗": "error", "!": "warning" } as const;

type Case = [what: string, files: Readonly<Record<string, unknown>>, path: string, sign: "✗" | "!", message: RegExp];

const inManifest = (path: readonly (string | number)[], value: unknown) => ({
  "skill.json": changed({ manifest }, ["manifest", ...path], value),
});

const inLocale = (field: string, value: unknown) =>
  inManifest(["publishingInformation", "locales", "en-US", field], value);

const LOCALE = "skill.json#/manifest/publishingInformation/locales/en-US";

const inModel = (path: readonly (string | number)[], value: unknown, locale = "en-US") => ({
  [`interactionModels/custom/${locale}.json`]: changed(model, ["interactionModel", "languageModel", ...path], value),
});

const LANGUAGE = `${MODEL}#/interactionModel/languageModel`;

const invocation = (name: string) => inModel(["invocationName"], name);
const sample = (text: string) => inModel(["intents", 0, "samples", 1], text);
const SAMPLE = `${LANGUAGE}/intents/0/samples/1`;

const uri = { uri: accountLinking.function_arns.NA };
const subscribing = (eventName: string) =>
  inManifest(["events"], { endpoint: uri, subscriptions: [{ eventName }, { eventName: "SKILL_ENABLED" }] });
const EVENT = "skill.json#/manifest/events/subscriptions/0/eventName";

const CASES: Case[] = [
  ["no manifest", { "skill.json": undefined }, "skill.json", "✗", /is missing/],
  ["a manifest without its wrapper", { "skill.json": manifest }, "skill.json#/manifest", "✗", /is missing/],
  ["a manifest that is no JSON", { "skill.json": bytes("{") }, "skill.json", "✗", /is not JSON/],
  ["another version", inManifest(["manifestVersion"], "2.0"), "skill.json#/manifest/manifestVersion", "✗", /"2\.0"/],
  ["a slip in a field", inManifest(["permisions"], []), "skill.json#/manifest/permisions", "✗", /mean permissions/],
  ["no custom skill", inManifest(["apis"], {}), "skill.json#/manifest/apis", "!", /no kind of skill/],

  ["a name of one letter", inLocale("name", "x"), `${LOCALE}/name`, "✗", /2 characters at least/],
  ["a name that is missing", inLocale("name", undefined), `${LOCALE}/name`, "✗", /is missing/],
  ["a name of 51 letters", inLocale("name", "x".repeat(51)), `${LOCALE}/name`, "!", /has 51.*50 at most/],
  ["a summary of 161", inLocale("summary", "x".repeat(161)), `${LOCALE}/summary`, "✗", /Remove 1\./],
  ["a description of 4001", inLocale("description", "x".repeat(4001)), `${LOCALE}/description`, "✗", /4001/],
  ["31 keywords", inLocale("keywords", Array(31).fill("x")), `${LOCALE}/keywords`, "✗", /30 at most/],
  ["a keyword of 151", inLocale("keywords", ["x".repeat(151)]), `${LOCALE}/keywords/0`, "✗", /150 at most/],
  ["keywords that are a text", inLocale("keywords", "x"), `${LOCALE}/keywords`, "✗", /a list, in square/],
  ["a slip in a locale's field", inLocale("sumary", "x"), `${LOCALE}/sumary`, "✗", /mean summary/],
  [
    "five example phrases",
    inLocale("examplePhrases", Array(5).fill("Alexa, open stack guide")),
    `${LOCALE}/examplePhrases`,
    "✗",
    /4 at most/,
  ],
  [
    "four example phrases",
    inLocale("examplePhrases", Array(4).fill("Alexa, open stack guide")),
    `${LOCALE}/examplePhrases`,
    "!",
    /shows 3/,
  ],
  [
    "a phrase without the wake word",
    inLocale("examplePhrases", ["open stack guide"]),
    `${LOCALE}/examplePhrases/0`,
    "!",
    /begin with "Alexa, "/,
  ],
  [
    "a phrase without the invocation name",
    inLocale("examplePhrases", ["Alexa, open stack guy"]),
    `${LOCALE}/examplePhrases/0`,
    "!",
    /"stack guide"/,
  ],
  [
    "an icon that is a path",
    inLocale("smallIconUri", "assets/a.png"),
    `${LOCALE}/smallIconUri`,
    "!",
    /file:\/\/assets/,
  ],
  [
    "an icon that is not there",
    inLocale("largeIconUri", "file://assets/a.png"),
    `${LOCALE}/largeIconUri`,
    "!",
    /no file/,
  ],
  ["no locale", inManifest(["publishingInformation", "locales"], {}), LOCALE.slice(0, -6), "✗", /1 at least/],
  [
    "a skill for no country",
    inManifest(["publishingInformation", "isAvailableWorldwide"], false),
    "skill.json#/manifest/publishingInformation/distributionCountries",
    "!",
    /nowhere/,
  ],

  [
    "a page that is not https",
    inManifest(["privacyAndCompliance", "locales", "en-US", "termsOfUseUrl"], "http://a.dev"),
    "skill.json#/manifest/privacyAndCompliance/locales/en-US/termsOfUseUrl",
    "!",
    /https/,
  ],
  [
    "a page that is a placeholder",
    inManifest(["privacyAndCompliance", "locales", "en-US", "privacyPolicyUrl"], "https://www.example.com/p"),
    "skill.json#/manifest/privacyAndCompliance/locales/en-US/privacyPolicyUrl",
    "!",
    /placeholder/,
  ],
  [
    "no privacy policy",
    inManifest(["privacyAndCompliance"], {}),
    "skill.json#/manifest/privacyAndCompliance/locales/en-US/privacyPolicyUrl",
    "!",
    /is missing/,
  ],

  [
    "an endpoint that is a name",
    inManifest(["apis", "custom", "endpoint"], { uri: "example-dev" }),
    "skill.json#/manifest/apis/custom/endpoint/uri",
    "✗",
    /"example-dev"; allowed is what matches/,
  ],
  [
    "an endpoint that is another ARN",
    inManifest(["apis", "custom", "endpoint"], { uri: "arn:aws:iam::123456789012:role/x" }),
    "skill.json#/manifest/apis/custom/endpoint/uri",
    "✗",
    /Lambda/,
  ],
  [
    "an unknown region",
    inManifest(["apis", "custom", "regions"], { eu: { endpoint: uri } }),
    "skill.json#/manifest/apis/custom/regions/eu",
    "✗",
    /mean EU/,
  ],
  [
    "a region without an endpoint",
    inManifest(["apis", "custom", "regions"], { FE: {} }),
    "skill.json#/manifest/apis/custom/regions/FE/endpoint",
    "✗",
    /is missing/,
  ],
  ["events without an endpoint", inManifest(["events"], {}), "skill.json#/manifest/events/endpoint", "✗", /missing/],
  ["an event that is none", subscribing("SKILL_ACCOUNT_UNLINKED"), EVENT, "✗", /mean SKILL_ACCOUNT_LINKED/],
  ["an event in other words", subscribing("SkillEnabled"), EVENT, "✗", /mean SKILL_ENABLED/],
  [
    "an event twice",
    subscribing("SKILL_ENABLED"),
    "skill.json#/manifest/events/subscriptions/1/eventName",
    "!",
    /twice/,
  ],

  [
    "a locale without a model",
    inManifest(["publishingInformation", "locales", "de-DE"], { name: "Lotse" }),
    "skill.json#/manifest/publishingInformation/locales/de-DE",
    "!",
    /Add interactionModels\/custom\/de-DE\.json/,
  ],
  [
    "a model without a locale",
    inModel([], model.interactionModel.languageModel, "en-GB"),
    "interactionModels/custom/en-GB.json",
    "!",
    /manifest has no such locale/,
  ],
  [
    "a locale that Alexa does not know",
    inModel([], {}, "en-UK"),
    "interactionModels/custom/en-UK.json",
    "✗",
    /mean en-GB/,
  ],
  [
    "a slip in a folder",
    { "interactionModel/custom/en-US.json": model },
    "interactionModel/custom/en-US.json",
    "!",
    /mean interactionModels/,
  ],
  [
    "a model in the wrong place",
    { "interactionModels/en-US.json": model },
    "interactionModels/en-US.json",
    "!",
    /\{locale\}\.json/,
  ],
  ["a slip in the manifest's file", { "Skill.json": {} }, "Skill.json", "!", /mean skill\.json/],

  ["a model without its wrapper", { [MODEL]: model.interactionModel }, `${MODEL}#/interactionModel`, "✗", /is missing/],
  ["a model without intents", inModel(["intents"], []), `${LANGUAGE}/intents`, "✗", /1 entry at least/],
  ["no invocation name", inModel(["invocationName"], undefined), `${LANGUAGE}/invocationName`, "✗", /is missing/],
  ["an invocation name of one letter", invocation("x"), `${LANGUAGE}/invocationName`, "✗", /2 to 50/],
  ["an invocation name of 51", invocation(`a ${"b".repeat(49)}`), `${LANGUAGE}/invocationName`, "✗", /51 characters/],
  ["a capital in the invocation name", invocation("Stack guide"), `${LANGUAGE}/invocationName`, "✗", /which has "S"/],
  ["a digit in the invocation name", invocation("guide 2 go"), `${LANGUAGE}/invocationName`, "✗", /numbers as words/],
  ["a wake word in it", invocation("alexa's guide"), `${LANGUAGE}/invocationName`, "!", /published name: alexa/],
  ["Amazon's own word in it", invocation("guide skill"), `${LANGUAGE}/invocationName`, "!", /published name: skill/],
  ["a launch word in it", invocation("open the guide"), `${LANGUAGE}/invocationName`, "!", /: open\./],
  ["an article in two words", invocation("the guide"), `${LANGUAGE}/invocationName`, "!", /: the\./],
  ["one word", invocation("guide"), `${LANGUAGE}/invocationName`, "!", /your own brand/],

  [
    "no StopIntent",
    inModel(["intents", 4], { name: "AMAZON.NoIntent" }),
    `${LANGUAGE}/intents`,
    "!",
    /lacks AMAZON\.StopIntent,/,
  ],
  [
    "no FallbackIntent",
    inModel(["intents", 5], { name: "AMAZON.NoIntent" }),
    `${LANGUAGE}/intents`,
    "!",
    /FallbackIntent/,
  ],
  [
    "no intent of its own",
    inModel(["intents", 0], { name: "AMAZON.NoIntent" }),
    `${LANGUAGE}/intents`,
    "!",
    /of the skill's own/,
  ],
  [
    "a slip in a built-in",
    inModel(["intents", 0, "name"], "AMAZON.RepeatIntents"),
    `${LANGUAGE}/intents/0/name`,
    "!",
    /mean AMAZON\.RepeatIntent\?/,
  ],
  [
    "an intent twice",
    inModel(["intents", 5, "name"], "greetintent"),
    `${LANGUAGE}/intents/5/name`,
    "✗",
    /also the name of/,
  ],
  [
    "an intent without a name",
    inModel(["intents", 0, "name"], ""),
    `${LANGUAGE}/intents/0/name`,
    "✗",
    /1 character at least/,
  ],
  [
    "a space in an intent's name",
    inModel(["intents", 0, "name"], "my intent"),
    `${LANGUAGE}/intents/0/name`,
    "✗",
    /"my intent"/,
  ],
  [
    "a digit in an intent's name",
    inModel(["intents", 0, "name"], "Greet2"),
    `${LANGUAGE}/intents/0/name`,
    "!",
    /"Greet2"/,
  ],

  ["a question mark", sample("who is {person}?"), SAMPLE, "✗", /which has "\?"/],
  ["an invisible character", sample("greet\u200b {person}"), SAMPLE, "✗", /an invisible U\+200B/],
  ["an empty sample", sample(" "), SAMPLE, "!", /one word/],
  ["a slot that is not there", sample("greet {persons}"), SAMPLE, "✗", /no slot \{persons\}\. Did you mean \{person\}/],
  ["a bracket that is not closed", sample("greet {person"), SAMPLE, "✗", /which has "\{"/],
  ["a sample twice in an intent", sample("Greet  {person}"), SAMPLE, "!", /samples\/0 again/],
  [
    "a slot that nobody can say",
    inModel(["intents", 0, "samples"], ["hello"]),
    `${LANGUAGE}/intents/0/slots`,
    "!",
    /has \{person\}/,
  ],
  [
    "a slot twice",
    inModel(["intents", 0, "slots", 1], { name: "person", type: "AMAZON.City" }),
    `${LANGUAGE}/intents/0/slots/1/name`,
    "✗",
    /another slot/,
  ],
  [
    "a type that is not declared",
    inModel(["intents", 0, "slots", 0, "type"], "Person"),
    `${LANGUAGE}/intents/0/slots/0/type`,
    "✗",
    /mean AMAZON\.Person/,
  ],
  [
    "a slip in a built-in type",
    inModel(["intents", 0, "slots", 0, "type"], "AMAZON.Number"),
    `${LANGUAGE}/intents/0/slots/0/type`,
    "!",
    /mean AMAZON\.NUMBER/,
  ],
  [
    "a slot without a type",
    inModel(["intents", 0, "slots", 0, "type"], undefined),
    `${LANGUAGE}/intents/0/slots/0/type`,
    "!",
    /needs a type/,
  ],
  [
    "a type without values",
    inModel(["types"], [{ name: "Thing" }]),
    `${LANGUAGE}/types/0/values`,
    "!",
    /has no values/,
  ],
  [
    "a type twice",
    inModel(
      ["types"],
      [
        { name: "T", values: [1] },
        { name: "T", values: [1] },
      ],
    ),
    `${LANGUAGE}/types/1/name`,
    "✗",
    /another type/,
  ],

  ["account linking", { "accountLinking.json": {} }, "accountLinking.json", "!", /does not belong here/],
  [
    "a secret deep in JSON",
    { "notes/a.json": [{ clientSecret: "s3cr3t-value" }] },
    "notes/a.json#/0/clientSecret",
    "✗",
    /is a client secret/,
  ],
  [
    "a secret in other text",
    { "notes.txt": bytes("client_secret=s3cr3t-value") },
    "notes.txt",
    "✗",
    /names a client secret/,
  ],
];

test("a package without a flaw has none", () => {
  expect(checkSkillPackage(packageOf())).toEqual([]);
});

test.each(CASES)("finds %s", (_, files, path, sign, message) => {
  const flaws = checkSkillPackage(packageOf(files));
  const expected: PackageFlaw = { path, severity: severityOf[sign], message: expect.stringMatching(message) };
  expect(flaws).toContainEqual(expected);
});

test("says everything at once", () => {
  const files = { ...inLocale("name", "x"), ...sample("who?") };
  expect(checkSkillPackage(packageOf(files)).map(({ path }) => path)).toEqual([SAMPLE, `${LOCALE}/name`]);
});

test("warns of a sample that two intents have, in any case and spacing", () => {
  const file = inModel(["intents", 2, "samples"], ["help me"])[MODEL];
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
  const flaws = checkSkillPackage(packageOf(inModel(["intents", 0], intent)));
  expect(flaws).toContainEqual(expect.objectContaining({ message: expect.stringMatching(message), severity: "error" }));
});

test("takes slots that a dialog asks for, and declared types", () => {
  const files = inModel(["intents", 0], {
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
    ...inLocale("name", `${secret}${"x".repeat(50)}`),
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
