import { checkSkillPackage } from "../../../alexa/skill-package/skill-package-rules";
import type { SkillKind } from "../../../contract/smart-home";
import { changed, manifest, packageOf } from "./example-package";

const arn = (region: string): string => `arn:aws:lambda:${region}:123456789012:function:home:live`;
const locales = (...names: readonly string[]) =>
  Object.fromEntries(names.map((name) => [name, { name: "Lamp", summary: "Lamp", description: "Lamp" }]));

/** What is said of `apis`, in a skill of these locales and that kind. */
function flawsOf(kind: SkillKind, apis: object, names: readonly string[] = ["en-US"]): readonly string[] {
  const publishing = { ...(manifest as { publishingInformation: object }).publishingInformation };
  const file = changed({ manifest }, ["manifest", "apis"], apis);
  const whole = changed(file, ["manifest", "publishingInformation"], { ...publishing, locales: locales(...names) });
  return checkSkillPackage(packageOf({ "skill.json": whole }), kind)
    .filter(({ path }) => path.startsWith("skill.json#/manifest/apis"))
    .map(({ severity, path, message }) => `${severity} ${path.replace("skill.json#/manifest/", "")} ${message}`);
}

const smartHome = (region: string, regions: Readonly<Record<string, string>> = {}) => ({
  protocolVersion: "3",
  endpoint: { uri: arn(region) },
  regions: Object.fromEntries(Object.entries(regions).map(([name, it]) => [name, { endpoint: { uri: arn(it) } }])),
});

describe("kinds", () => {
  test.each<readonly [SkillKind, object]>([
    ["smart-home", { smartHome: smartHome("us-east-1") }],
    ["smart-home", { smartHome: { protocolVersion: "3" } }],
    ["both", { custom: {}, smartHome: smartHome("us-east-1") }],
    ["custom", { custom: {} }],
    ["custom", { custom: {}, video: {} }],
  ])("%s is in order with %j", (kind, apis) => {
    expect(flawsOf(kind, apis)).toEqual([]);
  });

  test.each<readonly [SkillKind, object, RegExp]>([
    ["custom", { smartHome: smartHome("us-east-1") }, /^warning apis this is a smart home skill, not a custom one/],
    ["smart-home", { custom: {} }, /^warning apis this is a custom skill, not a smart home one/],
    ["smart-home", { video: {} }, /^warning apis this is a video skill, not a smart home one/],
    ["both", { custom: {} }, /^warning apis has no smartHome, and alexa\.kind is both/],
    [
      "custom",
      { custom: {}, smartHome: smartHome("us-east-1") },
      /alexa\.kind is custom: Alexa may not send directives/,
    ],
    ["smart-home", {}, /protocolVersion/],
  ])("%s with %j is warned of", (kind, apis, expected) => {
    expect(flawsOf(kind, apis)).toEqual([expect.stringMatching(expected)]);
  });
});

describe("the function of a language's directives", () => {
  const all = smartHome("us-east-1", { NA: "us-east-1", EU: "eu-west-1", FE: "us-west-2" });

  test("may be in each of Amazon's regions", () => {
    expect(flawsOf("smart-home", { smartHome: all }, ["en-US", "de-DE", "hi-IN", "ja-JP", "en-AU", "pt-BR"])).toEqual(
      [],
    );
  });

  test.each([
    [
      "de-DE",
      smartHome("us-east-1"),
      "apis/smartHome/endpoint/uri is in us-east-1; for de-DE Alexa wants it in eu-west-1",
    ],
    [
      "ja-JP",
      smartHome("us-east-1", { FE: "ap-northeast-1" }),
      "apis/smartHome/regions/FE/endpoint/uri is in ap-northeast-1",
    ],
  ])("of %s is missed elsewhere", (locale, api, expected) => {
    expect(flawsOf("smart-home", { smartHome: api }, [locale])).toEqual([expect.stringContaining(expected)]);
  });
});
