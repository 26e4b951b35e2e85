import fc from "fast-check";
import { diagnose } from "../../../alexa/diagnosis/link-diagnosis";
import type { LinkFailure } from "../../../alexa/diagnosis/link-evidence";
import { LINK_FAILURES } from "../../../alexa/diagnosis/link-failures";
import { PROVIDER_FAILURES } from "../../../alexa/diagnosis/provider-failures";
import { FAILED_LINKS } from "./failed-links";
import { back, code, DOMAIN, error, evidence, form, NA, page, refresh, settings } from "./link-evidence";

describe("the diagnosis", () => {
  test.each(FAILED_LINKS.map(([code, when, it, detail]) => [code, when, it, detail ?? /./] as const))(
    "is %s, when %s",
    (expected, _, it, detail) => {
      const diagnosis = diagnose(it);
      const { cause, fix } = LINK_FAILURES[expected];
      const userSees = expect.stringMatching(/./);
      expect(diagnosis).toEqual({ code: expected, userSees, cause, fix, detail: expect.stringMatching(detail) });
      expect(diagnosis.detail).toMatch(/\.$|".$/);
    },
  );

  test("says what the user sees of it there where the link ended: a page, the Alexa app, or nothing at first", () => {
    const elsewhere = form({ accessTokenUri: `${settings.accessTokenUri}/`, clientId: "other" });
    const refused = error("invalid_client");
    expect(diagnose(evidence(page("error=invalid_client"), elsewhere)).userSees).toMatch(/^An error page/);
    expect(diagnose(evidence(code(refused), elsewhere)).userSees).toBe(
      "The Alexa app says: We were unable to link your skill at this time.",
    );
    for (const changes of [elsewhere, {}]) {
      expect(diagnose(evidence(refresh(refused), changes)).userSees).toMatch(/^Nothing at first\. Later the skill/);
    }
    expect(diagnose(evidence(code(refused))).userSees).toMatch(/^The user signs in; then the Alexa app says/);
  });

  test("each row of the table is met, but for those that show only in an examination of what is deployed", () => {
    const met = new Set<string>(FAILED_LINKS.map(([expected]) => expected));
    const rows = Object.keys(LINK_FAILURES);
    // Those of identity providers are met in provider-diagnosis.test.ts.
    expect([...met].filter((code) => !rows.includes(code))).toEqual([]);
    expect(rows.filter((code) => !met.has(code) && !(code in PROVIDER_FAILURES))).toEqual([
      "settings-never-pushed",
      "settings-differ",
      "skill-missing",
      "user-pool-missing",
      "redirect-uri-not-checked",
      "secret-not-checked",
      "token-answer-kept",
      "user-info-unusable",
      "issuer-unusable",
      "domain-differs",
      "certificate-ends-soon",
      "factor-not-offered",
      "trigger-unusable",
      "web-acl-in-the-way",
      "function-unusable",
      "function-runtime-ended",
      "function-timeout-too-long",
      "function-not-admitted",
      "function-open-to-all-skills",
    ]);
  });

  test("takes the custom parameters of the authorization URI for what they are", () => {
    const custom = form({ authorizationUri: `${settings.authorizationUri}?identity_provider=Google` });
    expect(diagnose(evidence(page("error=invalid_scope"), custom)).code).toBe("scope-not-allowed");
  });

  test("shows no code, state or token that a URL carries", () => {
    const url = `${DOMAIN}/login?code=SECRET&state=SECRET#access_token=SECRET`;
    for (const failure of [{ at: "sign-in page", url } as const, back({ url, stateUnchanged: false })]) {
      expect(JSON.stringify(diagnose(evidence(failure)))).not.toContain("SECRET");
    }
  });

  test("is one of the table's, and no exception, whatever the evidence", () => {
    const word = fc.oneof(
      fc.string({ maxLength: 30 }),
      fc.constantFrom("invalid_grant", "invalid_client", "invalid_scope", NA, `${DOMAIN}/x`, "amzn1.ask.skill.x"),
    );
    const some = fc.option(word, { nil: undefined });
    const failure: fc.Arbitrary<LinkFailure> = fc.oneof(
      fc.record({
        at: fc.constant("sign-in page" as const),
        url: fc.option(fc.webUrl(), { nil: undefined }),
        text: some,
      }),
      fc.record({
        at: fc.constant("redirect" as const),
        url: word,
        error: some,
        errorDescription: some,
        stateUnchanged: fc.boolean(),
        hasCode: fc.boolean(),
      }),
      fc.record({
        at: fc.constant("access token URI" as const),
        grant: fc.constantFrom("authorization_code" as const, "refresh_token" as const),
        answer: fc.record({
          kind: fc.constant("error" as const),
          status: fc.nat(600),
          error: some,
          errorDescription: some,
        }),
      }),
      fc.record({
        at: fc.constant("skill" as const),
        claims: fc.record({ iss: some, client_id: some, scope: some }),
        receivedAt: fc.double(),
        sentAt: fc.double(),
      }),
    );
    const uris = fc.record({ authorizationUri: word, accessTokenUri: word, clientId: word, scopes: fc.array(word) });
    fc.assert(
      fc.property(
        failure,
        uris,
        fc.option(fc.record({ redirect_uris: fc.array(word), client_id: some, skill_ids: fc.array(word) }), {
          nil: undefined,
        }),
        (it, change, deployed) => {
          const { code: found } = diagnose(evidence(it, { ...form(change), deployed }));
          expect(Object.keys(LINK_FAILURES)).toContain(found);
        },
      ),
      { numRuns: 2000 },
    );
  });
});
