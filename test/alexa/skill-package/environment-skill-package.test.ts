import type { EnvironmentSkillPackageProps } from "../../../alexa/skill-package/environment-skill-package";
import { environmentSkillPackage } from "../../../alexa/skill-package/environment-skill-package";
import { readJson } from "../../../alexa/skill-package/skill-package";
import { readSkillPackage } from "../../../alexa/skill-package/skill-package-files";
import { checkSkillPackage } from "../../../alexa/skill-package/skill-package-rules";
import type { SkillKind } from "../../../contract/smart-home";
import { accountLinking, changed, manifest, packageOf } from "./example-package";

const assemble = (props: Partial<EnvironmentSkillPackageProps> = {}) =>
  environmentSkillPackage({ source: packageOf(), environment: "dev", accountLinking, ...props });

// biome-ignore lint/suspicious/noExplicitAny: what a test looks at, it names.
const manifestOf = (props?: Partial<EnvironmentSkillPackageProps>): any =>
  (readJson(assemble(props).files, "skill.json") as { manifest: unknown }).manifest;

const nameOf = (props: Partial<EnvironmentSkillPackageProps>): string =>
  manifestOf(props).publishingInformation.locales["en-US"].name;

const named = (name: string) =>
  packageOf({
    "skill.json": changed({ manifest }, ["manifest", "publishingInformation", "locales", "en-US", "name"], name),
  });

const withEvents = packageOf({
  "skill.json": { manifest: { ...manifest, events: { subscriptions: [{ eventName: "SKILL_ENABLED" }] } } },
});

const { NA, EU, FE } = accountLinking.function_arns;
const endpoints = {
  endpoint: { uri: NA },
  regions: { NA: { endpoint: { uri: NA } }, EU: { endpoint: { uri: EU } }, FE: { endpoint: { uri: FE } } },
};

test("lets Alexa invoke each region's function, for requests and for events", () => {
  const { apis, events } = manifestOf({ source: withEvents });
  expect(apis).toEqual({ custom: endpoints });
  expect(events).toEqual({ subscriptions: [{ eventName: "SKILL_ENABLED" }], ...endpoints });
});

describe("a skill of several kinds", () => {
  const apis = { custom: {}, smartHome: { protocolVersion: "3" } };
  const source = packageOf({ "skill.json": { manifest: { ...manifest, apis } } });
  const ofKind = (skill_kind?: SkillKind) =>
    manifestOf({ source, accountLinking: { ...accountLinking, skill_kind } }).apis;

  test.each<readonly [SkillKind | undefined, object]>([
    [undefined, { ...apis, custom: endpoints }],
    ["custom", { ...apis, custom: endpoints }],
    ["smart-home", { ...apis, smartHome: { protocolVersion: "3", ...endpoints } }],
    ["both", { custom: endpoints, smartHome: { protocolVersion: "3", ...endpoints } }],
  ])("of the kind %s names the functions where these let Alexa in", (kind, expected) => {
    expect(ofKind(kind)).toEqual(expected);
  });

  test("loses the endpoints of each kind where none are wanted", () => {
    const own = { endpoint: { uri: NA } };
    const written = packageOf({ "skill.json": { manifest: { ...manifest, apis: { smartHome: own, video: own } } } });
    const props = { accountLinking: { ...accountLinking, skill_kind: "smart-home" }, endpoint: false } as const;
    expect(manifestOf({ source: written, ...props }).apis).toEqual({ smartHome: {}, video: own });
  });
});

test("adds no events to a skill that subscribes to none", () => {
  expect(manifestOf()).not.toHaveProperty("events");
});

test.each([
  ["there is no skill yet", { accountLinking: { ...accountLinking, skill_ids: [] } }, /no skill yet/],
  ["none are wanted", { endpoint: false }, /not asked for/],
])("leaves endpoints and events out when %s, and says so", (_, props, note) => {
  const { apis, events } = manifestOf({ source: withEvents, ...props });
  expect([apis, events]).toEqual([{ custom: {} }, undefined]);
  expect(assemble({ source: withEvents, ...props }).notes).toEqual([expect.stringMatching(note)]);
});

test("puts the environment's functions over endpoints of the developer's own, says so, and keeps the rest", () => {
  const custom = { endpoint: { uri: "https://skill.amazon.dev", sslCertificateType: "Trusted" }, interfaces: [] };
  const source = packageOf({
    "skill.json": { manifest: { ...manifest, apis: { custom, video: {} }, extra: 1 }, more: 2 },
  });
  expect(manifestOf({ source })).toEqual(
    expect.objectContaining({ apis: { custom: { interfaces: [], ...endpoints }, video: {} }, extra: 1 }),
  );
  expect(assemble({ source }).notes).toEqual([
    expect.stringMatching(/^apis\.custom\.endpoint in skill\.json gives way/),
  ]);
  expect(manifestOf({ source, endpoint: false }).apis.custom).toEqual({ interfaces: [] });
});

test.each([
  ["dev", "Stack Guide (dev)"],
  ["staging", "Stack Guide (staging)"],
  ["prod", "Stack Guide"],
  ["production", "Stack Guide"],
  ["live", "Stack Guide"],
])("names the skill of %s %s", (environment, name) => {
  expect(nameOf({ environment })).toBe(name);
});

test("takes another suffix, and puts none on twice", () => {
  expect(nameOf({ nameSuffix: " BETA" })).toBe("Stack Guide BETA");
  expect(nameOf({ nameSuffix: "" })).toBe("Stack Guide");
  expect(nameOf({ source: named("Stack Guide (dev)") })).toBe("Stack Guide (dev)");
});

test.each([
  [
    "after a word",
    "A Guide to Everything That Was Ever Built by Hand",
    "A Guide to Everything That Was Ever Built by (dev)",
  ],
  ["within a word without end", "x".repeat(50), `${"x".repeat(44)} (dev)`],
  ["not within a character", `${"x".repeat(43)}😀😀😀`, `${"x".repeat(43)} (dev)`],
  ["not at all when it fits", "x".repeat(44), `${"x".repeat(44)} (dev)`],
])("cuts a name that gets too long %s", (_, name, expected) => {
  expect(nameOf({ source: named(name) })).toBe(expected);
  expect(expected.length).toBeLessThanOrEqual(50);
});

test("leaves a name that is too long by itself to the rules", () => {
  expect(nameOf({ source: named("x".repeat(51)) })).toBe("x".repeat(51));
});

test("leaves what people say as it is, and every other file", () => {
  const { files } = assemble();
  const path = "interactionModels/custom/en-US.json";
  expect(files.get(path)).toEqual(packageOf().files.get(path));
});

test("gives the same bytes for the same input", () => {
  expect(assemble().files).toEqual(assemble().files);
});

test("refuses a package without a manifest", () => {
  expect(() => assemble({ source: packageOf({ "skill.json": undefined }) })).toThrow(/skill\.json: is missing/);
  expect(() => assemble({ source: packageOf({ "skill.json": [] }) })).toThrow(/holds no/);
});

test("makes a package without errors of the repository's own, for every kind of environment", () => {
  const source = readSkillPackage("skill-package");
  for (const environment of ["dev", "a-rather-long-name", "prod"]) {
    for (const endpoint of [true, false]) {
      const flaws = checkSkillPackage(assemble({ source, environment, endpoint }));
      // The pages that the project's user has to write.
      expect(flaws.filter(({ message }) => !message.includes("a placeholder"))).toEqual([]);
    }
  }
});
