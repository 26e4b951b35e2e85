import fc from "fast-check";
import { mergeSkillPackage } from "../../../alexa/skill-package/merge-skill-package";
import { readJson } from "../../../alexa/skill-package/skill-package";
import { bytes, changed, manifest, model, packageOf } from "./example-package";

const MODEL = "interactionModels/custom/en-US.json";
const LANGUAGE = `${MODEL}#/interactionModel/languageModel`;

const manifestFile = (path: readonly (string | number)[], value: unknown) => ({
  "skill.json": changed({ manifest }, ["manifest", ...path], value),
});

const modelFile = (path: readonly (string | number)[], value: unknown) => ({
  [MODEL]: changed(model, ["interactionModel", "languageModel", ...path], value),
});

const merge = (stored: Readonly<Record<string, unknown>>, wanted: Readonly<Record<string, unknown>> = {}) =>
  mergeSkillPackage(packageOf(stored).files, packageOf(wanted));

describe("there is nothing to do", () => {
  test("when the store has the same", () => {
    expect(merge({})).toEqual(expect.objectContaining({ changes: [], kept: [] }));
  });

  test("when the formatting, the order of keys, and empty lists differ", () => {
    const reversed = Object.fromEntries(Object.entries(manifest).reverse());
    const stored = { "skill.json": bytes(JSON.stringify({ manifest: { ...reversed, permissions: [] } })) };
    expect(merge(stored).changes).toEqual([]);
  });

  test("when the store counts a model's versions, and has its intents and samples in another order", () => {
    const { intents } = model.interactionModel.languageModel;
    const backwards = intents.map((intent) => ({ ...intent, samples: [...intent.samples].reverse() })).reverse();
    const file = changed(model, ["interactionModel", "languageModel", "intents"], backwards) as object;
    expect(merge({ [MODEL]: { version: "7", description: "", ...file } }).changes).toEqual([]);
  });

  test("when the project has files that the store leaves out of every import", () => {
    const others = { "README.md": bytes("x"), "interactionModels/en-US.json": model, "docs/a.json": {} };
    const { merged, changes } = merge({}, others);
    expect(changes).toEqual([]);
    expect([...merged.files.keys()]).toEqual([MODEL, "skill.json"]);
  });

  test("when the store has given the icons other names", () => {
    const icon = ["publishingInformation", "locales", "en-US", "smallIconUri"];
    const stored = {
      ...manifestFile(icon, "file://assets/images/en-US_smallIconUri.png"),
      "assets/images/en-US_smallIconUri.png": bytes("picture"),
    };
    const wanted = { ...manifestFile(icon, "file://assets/icon.png"), "assets/icon.png": bytes("picture") };
    expect(merge(stored, wanted).changes).toEqual([]);
    expect(merge({ ...stored, "assets/images/en-US_smallIconUri.png": bytes("other") }, wanted).changes).toHaveLength(
      2,
    );
  });
});

test("says what changes in the manifest, and keeps what the project does not set", () => {
  const locales = ["publishingInformation", "locales"];
  const german = changed({ manifest }, ["manifest", ...locales, "de-DE"], { name: "Lotse" });
  const stored = {
    "skill.json": changed(german, ["manifest", ...locales, "en-US"], {
      name: "Old",
      keywords: ["stack", "gone"],
      smallIconUri: "https://icons.amazon.dev/1",
    }),
    "interactionModels/custom/de-DE.json": model,
    "isps/premium.json": {},
  };
  const { merged, changes, kept } = merge(stored);
  const here = "skill.json#/manifest/publishingInformation/locales/en-US";
  expect(changes).toEqual([
    { path: `${here}/name`, kind: "change", stored: '"Old"', wanted: '"Stack Guide"' },
    { path: `${here}/summary`, kind: "add", wanted: '"What this is built with."' },
    { path: `${here}/description`, kind: "add", wanted: '"It tells what it is built with."' },
    { path: `${here}/examplePhrases`, kind: "add", wanted: '"Alexa, open stack guide"' },
    { path: `${here}/keywords`, kind: "change", stored: '"gone" (of 2 entries)', wanted: "1 entry" },
  ]);
  expect(kept).toEqual([
    `${here}/smallIconUri`,
    "skill.json#/manifest/publishingInformation/locales/de-DE",
    "interactionModels/custom/de-DE.json",
    "isps/premium.json",
  ]);
  expect([...merged.files.keys()]).toEqual([
    "interactionModels/custom/de-DE.json",
    MODEL,
    "isps/premium.json",
    "skill.json",
  ]);
  const icon = ["manifest", ...locales, "en-US", "smallIconUri"];
  expect(readJson(merged.files, "skill.json")).toEqual(changed(german, icon, "https://icons.amazon.dev/1"));
});

test("replaces an endpoint whole: the certificate of a URL does not go with a function", () => {
  const custom = (endpoint: object) => manifestFile(["apis", "custom"], { endpoint });
  const stored = custom({ uri: "https://skill.amazon.dev", sslCertificateType: "Trusted" });
  const { merged, changes } = merge(stored, custom({ uri: "arn:x" }));
  expect(readJson(merged.files, "skill.json")).toEqual(custom({ uri: "arn:x" })["skill.json"]);
  expect(changes.map(({ path, kind }) => [path, kind])).toEqual([
    ["skill.json#/manifest/apis/custom/endpoint/uri", "change"],
    ["skill.json#/manifest/apis/custom/endpoint/sslCertificateType", "remove"],
  ]);
});

test("does not make a skill of another kind a custom one, because the store's is", () => {
  const apis = (kinds: object) => manifestFile(["apis"], kinds);
  const { merged, changes, kept } = merge(
    apis({ custom: { endpoint: { uri: "arn:x" } } }),
    apis({ householdList: {} }),
  );
  const both = merge(apis({ custom: {}, smartHome: { protocolVersion: "3" } }), apis({ custom: {} }));

  expect(readJson(merged.files, "skill.json")).toEqual(apis({ householdList: {} })["skill.json"]);
  expect(changes).toContainEqual(
    expect.objectContaining({ path: expect.stringContaining("apis/custom"), kind: "remove" }),
  );
  expect(kept).toEqual([]);
  expect(both.kept).toEqual(["skill.json#/manifest/apis/smartHome"]);
});

test("keeps the store's endpoints when none are wanted", () => {
  const { changes, kept } = merge(manifestFile(["apis", "custom"], { endpoint: { uri: "arn:x" } }));
  expect([changes, kept]).toEqual([[], ["skill.json#/manifest/apis/custom/endpoint"]]);
});

test("replaces an interaction model whole, and says so by intent", () => {
  const { intents } = model.interactionModel.languageModel;
  const stored = modelFile(
    ["intents"],
    [{ ...intents[0], samples: ["greet {person}", "a", "b", "c", "d"] }, { name: "OldIntent" }, ...intents.slice(1)],
  );
  const { merged, changes } = merge({ [MODEL]: { version: "3", ...(stored[MODEL] as object) } });
  expect(changes).toEqual([
    {
      path: `${LANGUAGE}/intents/GreetIntent/samples`,
      kind: "change",
      stored: '"a", "b", "c", 1 more (of 5 entries)',
      wanted: '"say hello to {person}" (of 2 entries)',
    },
    { path: `${LANGUAGE}/intents/OldIntent`, kind: "remove", stored: "{ name }" },
  ]);
  expect(readJson(merged.files, MODEL)).toEqual(model);
});

test("leaves the project's own version of a model out", () => {
  expect(readJson(merge({}, { [MODEL]: { version: "1", ...model } }).merged.files, MODEL)).toEqual(model);
});

test("compares other files by their bytes, and JSON by what it means", () => {
  const stored = { "assets/a.png": bytes("old"), "isps/a.json": { a: 1, b: 2 } };
  const wanted = {
    "assets/a.png": bytes("new one"),
    "assets/b.png": bytes("x"),
    "isps/a.json": bytes('{"b":2,"a":1}'),
  };
  expect(merge(stored, wanted).changes).toEqual([
    { path: "assets/a.png", kind: "change", stored: "3 bytes", wanted: "7 bytes" },
    { path: "assets/b.png", kind: "add", wanted: "1 byte" },
  ]);
});

test.each(["assets/a.png", "isps/a.json", "tasks/A.1.json", "conversations/a.acdl", "response/a.json"])(
  "sends %s",
  (path) => {
    expect(merge({}, { [path]: bytes("{}") }).changes).toEqual([expect.objectContaining({ path, kind: "add" })]);
  },
);

test("adds every file when there is no skill yet", () => {
  const { merged, changes, kept } = mergeSkillPackage(undefined, packageOf());
  expect(changes.map(({ path, kind }) => [path, kind])).toEqual([
    [MODEL, "add"],
    ["skill.json", "add"],
  ]);
  expect([merged, kept]).toEqual([packageOf(), []]);
});

test("replaces a manifest of the store that is none", () => {
  const { merged, changes } = merge({ "skill.json": bytes("<html>") });
  expect(merged.files).toEqual(packageOf().files);
  expect(changes).toEqual([expect.objectContaining({ path: "skill.json", kind: "change" })]);
});

test("shows no secret of either side", () => {
  const stored = manifestFile(["extra"], { clientSecret: "s3cr3t-of-the-store", note: "s3cr3t-of-the-store!" });
  const wanted = manifestFile(["extra"], { clientSecret: "s3cr3t-of-the-project", note: "" });
  const { changes } = merge(stored, wanted);
  expect(changes).toHaveLength(2);
  expect(JSON.stringify(changes)).not.toContain("s3cr3t");
});

describe("whatever JSON the manifests hold", () => {
  const key = fc.constantFrom("a", "b", "c", "name", "endpoint", "keywords", "__proto__", "constructor");
  const leaf = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null), fc.array(fc.integer()));
  const { tree } = fc.letrec((tie) => ({
    tree: fc.dictionary(key, fc.oneof({ depthSize: "small" }, leaf, tie("tree")), { maxKeys: 4 }),
  }));
  const files = (manifest: unknown) => packageOf({ "skill.json": { manifest } });

  test("ours wins, the rest is kept, and a second run changes nothing", () => {
    fc.assert(
      fc.property(tree, tree, (stored, wanted) => {
        const { merged } = mergeSkillPackage(files(stored).files, files(wanted));
        expect(holds(readJson(merged.files, "skill.json"), { manifest: wanted })).toBe(true);

        const again = mergeSkillPackage(merged.files, files(wanted));
        expect(again.changes).toEqual([]);
        expect(again.merged.files).toEqual(merged.files);
      }),
    );
  });

  test("nothing that is kept is lost", () => {
    fc.assert(
      fc.property(tree, tree, (stored, wanted) => {
        const { merged, kept } = mergeSkillPackage(files(stored).files, files(wanted));
        const before = readJson(files(stored).files, "skill.json");
        for (const path of kept) {
          expect(at(readJson(merged.files, "skill.json"), path)).toEqual(at(before, path));
        }
      }),
    );
  });

  /** Whether everything in `inner` is in `outer` too. */
  function holds(outer: unknown, inner: unknown): boolean {
    return isObject(inner)
      ? isObject(outer) && Object.keys(inner).every((key) => Object.hasOwn(outer, key) && holds(outer[key], inner[key]))
      : JSON.stringify(outer) === JSON.stringify(inner);
  }

  const at = (value: unknown, path: string): unknown =>
    path
      .split("/")
      .slice(1)
      .reduce((inner, key) => (isObject(inner) && Object.hasOwn(inner, key) ? inner[key] : undefined), value);

  const isObject = (value: unknown): value is Record<string, unknown> =>
    typeof value === "object" && value !== null && !Array.isArray(value);
});
