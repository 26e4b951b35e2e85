import { parseAcknowledgements } from "../../review/acknowledgement";
import { reviewEnvironment } from "../../review/review-environment";
import { DOMAIN, deleted, stack } from "./planned";

const DIGEST = `sha256:${"0a".repeat(32)}`;
const WORD = {
  rule: "domain-destroyed",
  where: "staging/domain",
  environment: "staging",
  digest: DIGEST,
  by: "Ada",
  reason: "Nobody uses staging this week.",
};

const review = (acknowledged: readonly (typeof WORD)[], plan = deleted(DOMAIN)) =>
  reviewEnvironment({ environment: "staging", plan, configuration: stack(), acknowledged, digest: () => DIGEST });

describe("an acknowledgement", () => {
  test("lets its block through, and says who answers for it", () => {
    expect(review([WORD])).toMatchObject({
      verdict: "safe",
      findings: [],
      acknowledged: [{ rule: "domain-destroyed", acknowledgement: { by: "Ada", reason: WORD.reason } }],
    });
  });

  test("may name the address", () => {
    expect(review([{ ...WORD, where: DOMAIN }]).verdict).toBe("safe");
  });

  test.each([
    ["another environment", { environment: "prod" }],
    ["another rule", { rule: "pool-destroyed" }],
    ["another construct", { where: "staging/user_pool" }],
    ["no construct", { where: undefined as unknown as string }],
    ["another plan", { digest: `sha256:${"1b".repeat(32)}` }],
  ])("for %s does not count", (_name, other) => {
    expect(review([{ ...WORD, ...other }])).toMatchObject({ verdict: "blocked", acknowledged: [] });
  });

  test("of an older plan is named at the block", () => {
    const [finding] = review([{ ...WORD, digest: `sha256:${"1b".repeat(32)}` }]).findings;

    expect(finding?.recover).toContain(
      "The acknowledgement by Ada does not count: it is for another plan (sha256:1b1b1b",
    );
  });

  test("cannot be given for a plan that is not judged", () => {
    const plan = { ...deleted(DOMAIN), errored: true };
    const words = [WORD, { ...WORD, rule: "plan-not-judged", where: undefined as unknown as string }];

    expect(review(words, plan)).toMatchObject({ verdict: "not judged", acknowledged: [] });
    expect(review(words, plan).digest).toBeUndefined();
  });
});

describe("parseAcknowledgements", () => {
  test("reads what is complete", () => {
    expect(parseAcknowledgements(JSON.parse(JSON.stringify([WORD])))).toEqual({ acknowledgements: [WORD], flaws: [] });
  });

  test.each<readonly [string, unknown, RegExp]>([
    ["no list", {}, /not a list/],
    ["no object", [1], /\[0\]: is not an object/],
    ["a missing reason", [{ ...WORD, reason: " " }], /reason is missing/],
    ["a short digest", [{ ...WORD, digest: "sha256:0a0a" }], /64 hexadecimal/],
    ["an unknown key", [{ ...WORD, until: "2030" }], /"until" is not known/],
    ["a rule that cannot be acknowledged", [{ ...WORD, rule: "plan-not-judged" }], /cannot be acknowledged/],
    ["a place that is no text", [{ ...WORD, where: 1 }], /where is not a text/],
  ])("refuses %s, and lets nothing of the file count", (_name, json, flaw) => {
    const both = Array.isArray(json) ? [...json, WORD] : json;
    const { acknowledgements, flaws } = parseAcknowledgements(both);

    expect(flaws.join("\n")).toMatch(flaw);
    expect(acknowledgements).toEqual([]);
  });

  test("says all flaws at once", () => {
    expect(parseAcknowledgements([{}, { ...WORD, by: 1 }]).flaws).toHaveLength(6);
  });
});
