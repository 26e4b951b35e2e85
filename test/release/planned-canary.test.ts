import { parseEnvironments } from "../../constructs";
import { plannedCanaries } from "../../release/planned-canary";
import { whatAnyRunsInstead } from "../../release/running-code";
import { minimalEnvironment } from "../constructs/example-environment";
import { synthesizeTexts } from "../constructs/synthesize";

const RELEASE = { codeSha256: "new", commit: "c".repeat(40) };
const canary = { formerVersion: 41, percent: 10 };

/** What the constructs make of two functions, of which both have a canary of their own. */
function canariesOf(settings: object, regional: object): ReadonlyMap<string, Readonly<Record<string, number>>> {
  const environment = {
    ...minimalEnvironment(),
    function: settings,
    functionRegions: { "eu-west-1": { serves: ["EU"], ...regional } },
  } as never;
  const [{ name } = { name: "" }] = parseEnvironments([environment]);
  return plannedCanaries(Buffer.from(synthesizeTexts([environment])[name] ?? ""));
}

const running = (routing?: Readonly<Record<string, number>>, more: object = {}) => ({
  awsRegion: "us-east-1",
  codeSha256: "new",
  version: "42",
  routing,
  ...more,
});
const reasonOf = (it: ReturnType<typeof running>, canaries = canariesOf({ canary }, {})) =>
  whatAnyRunsInstead("prod", [it], RELEASE, undefined, canaries);

test("a stack says what each of its functions shares, by the region that it lies in", () => {
  expect([...canariesOf({ canary }, { canary: { formerVersion: 3, percent: 75 } })].toSorted()).toEqual([
    ["eu-west-1", { "3": 0.25 }],
    ["us-east-1", { "41": 0.9 }],
  ]);
  expect([...canariesOf({}, {})]).toEqual([]);
  expect([...plannedCanaries(undefined)]).toEqual([]);
});

test("a canary that was planned is the release, with the rest for the former version", () => {
  expect(reasonOf(running({ "41": 0.9 }))).toBeUndefined();
  expect(reasonOf(running({ "41": 0.9000000001 }))).toBeUndefined();
});

test.each<[string, Parameters<typeof reasonOf>, readonly string[]]>([
  ["somebody ended", [running({})], ["beside version 42", "to none", "41 (90 %)", "moved the alias"]],
  ["somebody widened", [running({ "41": 0.5 })], ["41 (50 %)", "41 (90 %)"]],
  ["shares with another version", [running({ "40": 0.9 })], ["40 (90 %)", "41 (90 %)"]],
  ["has other code", [running({ "41": 0.9 }, { codeSha256: "other" })], ["version 42", "other", "new"]],
  ["nobody planned", [running({ "41": 0.9 }), canariesOf({}, {})], ["41 (90 %)", "End the canary", "rollback"]],
  [
    "is another region's",
    [running({ "41": 0.9 }), canariesOf({}, { canary })],
    ["41 (90 %)", "take function.canary out"],
  ],
])("a canary that %s is not the release", (_, [it, canaries], words) => {
  const reason = reasonOf(it, canaries);
  for (const word of ["prod", ...words]) {
    expect(reason).toContain(word);
  }
});
