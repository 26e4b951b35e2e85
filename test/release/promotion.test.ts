import type { DeployedFacts, DeployedFunction } from "../../release/comparison";
import { whyNotRunning } from "../../release/promotion";
import type { Release } from "../../release/release";

const CODE = `${"A".repeat(43)}=`;
const OTHER = `${"B".repeat(43)}=`;

const RELEASE: Release = {
  version: 1,
  commit: "c".repeat(40),
  codeSha256: CODE,
  stackSha256: { staging: "1".repeat(64), prod: "2".repeat(64) },
  providerLockSha256: { staging: null, prod: null },
};

const staging = (change: Partial<DeployedFunction> = {}): DeployedFacts => ({
  environment: "staging",
  function: {
    codeSha256: CODE,
    version: "7",
    runtime: "nodejs22.x",
    handler: "index.handler",
    memorySize: 256,
    timeout: 7,
    variables: [],
    ...change,
  },
  userPool: {},
  client: {},
});

test("an environment that runs the release's zip, and nothing beside it, can be promoted from", () => {
  expect(whyNotRunning(staging(), RELEASE, "release.json")).toBeUndefined();
  expect(whyNotRunning(staging({ routing: { "8": 0 } }), RELEASE, "release.json")).toBeUndefined();
});

test.each<[string, Partial<DeployedFunction>, readonly string[]]>([
  ["another zip", { codeSha256: OTHER }, ["version 7", OTHER, CODE, RELEASE.commit, "npx alexa-link apply staging"]],
  ["$LATEST", { version: "$LATEST" }, ["$LATEST", "one published version", "npx alexa-link apply staging"]],
  ["a second version", { routing: { "8": 0.1 } }, ["version 8 (10 %)", "beside 7", "End the canary"]],
])("what runs %s cannot, and is told what was found, what is allowed and what to do", (_, change, words) => {
  const reason = whyNotRunning(staging(change), RELEASE, "release.json");
  for (const word of ["staging", ...words]) {
    expect(reason).toContain(word);
  }
});

describe("with functions in several regions", () => {
  const { function: running } = staging();

  test("each has to run the release, and the one that does not is named with its region", () => {
    const inEurope = (change: Partial<DeployedFunction>): DeployedFacts => ({
      ...staging(),
      further: { "eu-west-1": { ...running, ...change } },
    });
    expect(whyNotRunning(inEurope({}), RELEASE, "release.json")).toBeUndefined();
    const reason = whyNotRunning(inEurope({ codeSha256: OTHER }), RELEASE, "release.json");
    expect(reason).toMatch(/^staging in eu-west-1 does not run the release/);
    expect(whyNotRunning(inEurope({ routing: { "8": 0.1 } }), RELEASE, "release.json")).toContain("eu-west-1");
  });

  test("one that is made elsewhere runs what it runs", () => {
    const theirs = { ...running, isExisting: true, codeSha256: OTHER } as const;
    expect(whyNotRunning({ ...staging(), further: { "eu-west-1": theirs } }, RELEASE, "release.json")).toBeUndefined();
    expect(whyNotRunning({ ...staging(), function: theirs }, RELEASE, "release.json")).toBeUndefined();
  });
});
