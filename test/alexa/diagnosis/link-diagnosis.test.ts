import fc from "fast-check";
import { diagnose } from "../../../alexa/diagnosis/link-diagnosis";
import type {
  DeployedAccountLinking,
  LinkEvidence,
  LinkFailure,
  TokenAnswer,
  TokenFailure,
} from "../../../alexa/diagnosis/link-evidence";
import { unverifiedClaims } from "../../../alexa/diagnosis/link-evidence";
import type { LinkFailureCode } from "../../../alexa/diagnosis/link-failures";
import { LINK_FAILURES } from "../../../alexa/diagnosis/link-failures";
import { readTokenResponse } from "../../../alexa/diagnosis/token-response";
import { ALEXA_REGIONS, REDIRECT_HOSTS, redirectUriOf, vendorIdIn } from "../../../contract/alexa-redirect-uri";

const VENDOR = "M1EXAMPLE0DEV";
const SKILL = "amzn1.ask.skill.1a2b3c4d-5e6f-4a1b-8c2d-3e4f5a6b7c8d";
const DOMAIN = "https://example.auth.us-east-1.amazoncognito.com";
const ISSUER = "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_example";
const [NA, EU, FE] = ALEXA_REGIONS.map((region) => redirectUriOf(region, VENDOR)) as [string, string, string];

const settings: LinkEvidence["settings"] = {
  authorizationUri: `${DOMAIN}/oauth2/authorize`,
  accessTokenUri: `${DOMAIN}/oauth2/token`,
  clientId: "client",
  scopes: ["openid", "profile"],
  accessTokenScheme: "HTTP_BASIC",
  pkce: false,
};

const deployed: DeployedAccountLinking = {
  authorization_uri: settings.authorizationUri,
  access_token_uri: settings.accessTokenUri,
  issuer: ISSUER,
  client_id: "client",
  scopes: ["openid", "profile"],
  redirect_uris: [NA, EU, FE],
  skill_ids: [SKILL],
};

function evidence(failure: LinkFailure, change: Partial<LinkEvidence> = {}): LinkEvidence {
  return { settings, region: "NA", vendorId: VENDOR, redirectUri: NA, deployed, failure, ...change };
}

const page = (query: string): LinkFailure => ({ at: "sign-in page", url: `${DOMAIN}/error?${query}` });
const back = (change: object = {}): LinkFailure => ({
  at: "redirect",
  url: NA,
  stateUnchanged: true,
  hasCode: true,
  ...change,
});
const code = (answer: TokenAnswer, change: Partial<TokenFailure> = {}): LinkFailure => ({
  at: "access token URI",
  grant: "authorization_code",
  answer,
  ...change,
});
const refresh = (answer: TokenAnswer, change: Partial<TokenFailure> = {}): LinkFailure =>
  code(answer, { grant: "refresh_token", ...change });
const error = (name: string): TokenAnswer => ({ kind: "error", status: 400, error: name });
const skill = (claims: object = {}): LinkFailure => ({
  at: "skill",
  claims: { iss: ISSUER, client_id: "client", scope: "openid profile", iat: 1000, exp: 4600, ...claims },
  receivedAt: 1001,
  sentAt: 1100,
});
const registeredUris = (...redirect_uris: string[]) => ({ deployed: { ...deployed, redirect_uris } });
const form = (change: Partial<LinkEvidence["settings"]>) => ({ settings: { ...settings, ...change } });

/** One line a neighbour: what must be told apart from what. */
const CASES: [code: LinkFailureCode, when: string, evidence: LinkEvidence, detail?: RegExp][] = [
  [
    "redirect-mismatch",
    "nothing is known of the registered URIs",
    evidence(page("error=redirect_mismatch"), { deployed: undefined }),
    /M1EXAMPLE0DEV/,
  ],
  [
    "redirect-mismatch",
    "another vendor's are registered",
    evidence(page("error=redirect_mismatch"), registeredUris(NA.replace(VENDOR, "M9"))),
    /M1EXAMPLE0DEV.*M9/,
  ],
  [
    "redirect-mismatch",
    "none are registered",
    evidence(page("error=redirect_mismatch"), registeredUris()),
    /registered are none/,
  ],
  [
    "redirect-mismatch",
    "only other sites' are registered",
    evidence(page("error=redirect_mismatch"), registeredUris("https://example.com/")),
    /https:\/\/example\.com\//,
  ],
  [
    "trailing-slash",
    "the same is registered with a slash",
    evidence(page("error=redirect_mismatch"), registeredUris(`${NA}/`, `${EU}/`)),
    /M1EXAMPLE0DEV\//,
  ],
  [
    "trailing-slash",
    "the authorization URI has one more",
    evidence(page("error=x"), form({ authorizationUri: `${settings.authorizationUri}/` })),
  ],
  [
    "trailing-slash",
    "the access token URI has one more",
    evidence(code({ kind: "error", status: 404 }), form({ accessTokenUri: `${settings.accessTokenUri}/` })),
  ],
  [
    "skill-id-for-vendor-id",
    "the registered URIs end with a skill's id",
    evidence(page("error=redirect_mismatch"), registeredUris(NA.replace(VENDOR, SKILL))),
    /amzn1\.ask\.skill.*M1EXAMPLE0DEV/,
  ],
  [
    "skill-id-for-vendor-id",
    "they end with an old form of it",
    evidence(
      page("error=redirect_mismatch"),
      registeredUris(NA.replace(VENDOR, "amzn1.echo-sdk-ams.app.1a2b3c4d-5e6f-4a1b-8c2d-3e4f5a6b7c8d")),
    ),
  ],
  [
    "skill-id-for-vendor-id",
    "they end with a part of it after an M",
    evidence(page("error=redirect_mismatch"), registeredUris(NA.replace(VENDOR, "M1A2B3C4D5E6F4A1B8C2D3E4F5A6B7C8"))),
  ],
  [
    "redirect-mismatch",
    "they end with what shares a few letters with the skill's id",
    evidence(page("error=redirect_mismatch"), registeredUris(NA.replace(VENDOR, "M1A2B3C"))),
    /M1A2B3C/,
  ],
  [
    "missing-region-redirect-uri",
    "only the other regions' are registered",
    evidence(page("error=redirect_mismatch"), registeredUris(EU, FE)),
    /pitangui/,
  ],
  [
    "missing-region-redirect-uri",
    "all were deployed and one was removed since",
    evidence(page("error=redirect_mismatch")),
    /changed its callback URLs since/,
  ],
  [
    "issuer-for-domain",
    "the authorization URI is the issuer's",
    evidence(page(""), form({ authorizationUri: `${ISSUER}/oauth2/authorize` })),
  ],
  [
    "issuer-for-domain",
    "the access token URI is",
    evidence(code({ kind: "error", status: 404 }), form({ accessTokenUri: `${ISSUER}/oauth2/token` })),
  ],
  [
    "issuer-for-domain",
    "the access token URI is, and nothing else is known",
    evidence(code({ kind: "error", status: 400 }), {
      ...form({ accessTokenUri: `${ISSUER}/oauth2/token` }),
      deployed: undefined,
    }),
  ],
  [
    "wrong-uri",
    "the authorization URI is another domain's",
    evidence(page("error=redirect_mismatch"), form({ authorizationUri: "https://other.example/oauth2/authorize" })),
    /other\.example.*example\.auth/,
  ],
  [
    "wrong-uri",
    "the access token URI is another domain's",
    evidence(code(error("invalid_client")), form({ accessTokenUri: "https://other.example/oauth2/token" })),
  ],
  [
    "authorization-uri-unusable",
    "the form's carries a state",
    evidence({ at: "sign-in page" }, form({ authorizationUri: `${settings.authorizationUri}?state=1` })),
    /already carries state/,
  ],
  ["wrong-client", "the page says so", evidence(page("error=invalid_client"), { deployed: undefined })],
  [
    "wrong-client",
    "the id differs from the deployed one, whatever the page says",
    evidence(page("error=redirect_mismatch"), form({ clientId: "other" })),
    /other.*client/,
  ],
  [
    "wrong-client",
    "the id differs and the token server refuses it",
    evidence(code(error("invalid_client")), form({ clientId: "other" })),
  ],
  [
    "wrong-client",
    "the client was replaced under a link",
    evidence(refresh(error("invalid_client")), { deployed: undefined }),
  ],
  [
    "wrong-client",
    "the client was replaced, as the contract shows",
    evidence(refresh(error("invalid_grant")), form({ clientId: "old" })),
  ],
  ["wrong-secret", "the id is right and the token server refuses it", evidence(code(error("invalid_client")))],
  ["wrong-secret", "the secret was changed under a link", evidence(refresh(error("invalid_client")))],
  ["grant-not-allowed", "the token server says unauthorized_client", evidence(code(error("unauthorized_client")))],
  [
    "grant-not-allowed",
    "the page says unauthorized_client of the right client",
    evidence(back({ error: "unauthorized_client" })),
  ],
  [
    "wrong-client",
    "the page says unauthorized_client of another client",
    evidence(back({ error: "unauthorized_client" }), form({ clientId: "other" })),
  ],
  [
    "scope-not-allowed",
    "invalid_scope comes back",
    evidence(back({ error: "invalid_scope" }), form({ scopes: ["openid", "email"] })),
    /does not allow email/,
  ],
  [
    "scope-not-allowed",
    "it comes as a description",
    evidence(back({ error: "invalid_request", errorDescription: "invalid_scope" })),
  ],
  [
    "scope-missing",
    "the token has fewer than the skill needs",
    evidence(skill({ scope: "openid" })),
    /also needs profile/,
  ],
  [
    "managed-login-without-branding",
    "the page says so",
    evidence({ at: "sign-in page", url: `${DOMAIN}/login`, text: "Login pages unavailable" }),
  ],
  ["managed-login-without-branding", "and in the URL", evidence(page("error=Login%20pages%20unavailable"))],
  ["access-denied", "the user cancelled", evidence(back({ error: "access_denied" }))],
  ["sign-in-failed", "the server broke", evidence(back({ error: "server_error" }))],
  ["sign-in-failed", "the page says something unknown", evidence(page("error=strange")), /strange/],
  ["state-changed", "it is not the same", evidence(back({ stateUnchanged: false }))],
  ["state-changed", "the browser came back elsewhere", evidence(back({ url: EU })), /layla/],
  ["code-missing", "there is none", evidence(back({ hasCode: false }))],
  [
    "code-reused",
    "it was sent before",
    evidence(code(error("invalid_grant"), { codeSentBefore: true, codeAgeSeconds: 900 })),
  ],
  [
    "code-expired",
    "it is five minutes old",
    evidence(code(error("invalid_grant"), { codeAgeSeconds: 300 })),
    /300 s old/,
  ],
  ["code-refused", "it is a little younger", evidence(code(error("invalid_grant"), { codeAgeSeconds: 299 }))],
  [
    "pkce-mismatch",
    "there was a challenge and no verifier",
    evidence(code(error("invalid_grant"), { pkce: { challengeSent: true, verifierSent: false } })),
    /sent a code challenge and did not send/,
  ],
  [
    "pkce-mismatch",
    "there was a verifier and no challenge",
    evidence(code(error("invalid_grant"), { pkce: { challengeSent: false, verifierSent: true } })),
  ],
  [
    "code-refused",
    "both were there",
    evidence(code(error("invalid_grant"), { pkce: { challengeSent: true, verifierSent: true } })),
  ],
  ["token-uri-slow", "there was no answer in time", evidence(code({ kind: "too slow", waitedMs: 4500 })), /4\.5 s/],
  ["token-uri-slow", "there was none to the refresh", evidence(refresh({ kind: "too slow", waitedMs: 4500 }))],
  [
    "unreachable",
    "there was no connection",
    evidence(code({ kind: "no connection", reason: "ECONNREFUSED" })),
    /ECONNREFUSED/,
  ],
  ["unreachable", "no page came", evidence({ at: "sign-in page" })],
  [
    "token-response-unusable",
    "it is no JSON",
    evidence(code({ kind: "unusable", flaw: "no JSON object" })),
    /no JSON object/,
  ],
  [
    "access-token-too-short",
    "it lives 359 s",
    evidence(code({ kind: "tokens", expiresInSeconds: 359, hasRefreshToken: true })),
    /359 s.*360 s/,
  ],
  [
    "refresh-token-missing",
    "there never was one",
    evidence(refresh({ kind: "tokens", expiresInSeconds: 360, hasRefreshToken: false })),
  ],
  ["refresh-token-expired", "the refresh is refused", evidence(refresh(error("invalid_grant")))],
  [
    "refresh-token-rotated",
    "the refresh is refused after another token came",
    evidence(refresh(error("invalid_grant"), { rotatedBefore: true })),
  ],
  ["token-uri-failed", "it is out of order", evidence(code({ kind: "error", status: 503 }))],
  ["token-of-another-client", "of the same pool", evidence(skill({ client_id: "other" })), /other.*client/],
  ["token-of-another-client", "of another pool", evidence(skill({ iss: `${ISSUER}2` })), /example2/],
  ["token-of-another-client", "by the form alone", evidence(skill({ client_id: "other" }), { deployed: undefined })],
  ["clock-skewed", "it was stamped after it came", evidence(skill({ iat: 1062 })), /61 s after/],
  ["clock-skewed", "it was stamped long before it came", evidence(skill({ iat: 900 })), /101 s before/],
  ["clock-skewed", "it had expired when it was sent", evidence(skill({ exp: 1100 }))],
  ["token-refused", "the clocks differ by a minute", evidence(skill({ iat: 1061 }))],
  ["token-refused", "all claims are right", evidence(skill())],
  ["token-refused", "it is no JWT", evidence({ at: "skill", receivedAt: 1, sentAt: 1 })],
];

describe("the diagnosis", () => {
  test.each(CASES.map(([code, when, it, detail]) => [code, when, it, detail ?? /./] as const))(
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
    const met = new Set<string>(CASES.map(([expected]) => expected));
    const rows = Object.keys(LINK_FAILURES);
    expect([...met].filter((code) => !rows.includes(code))).toEqual([]);
    expect(rows.filter((code) => !met.has(code))).toEqual([
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

describe("the table", () => {
  const COMMANDS =
    /npx cdktf|terraform -chdir|environments\.ts|console|Alexa app|log|sign-in page|page|clock|AWS|Try again|trigger/;

  test.each(Object.entries(LINK_FAILURES))("%s says what is seen, why and what to do", (name, row) => {
    expect(name).toMatch(/^[a-z]+(-[a-z]+)*$/);
    for (const text of Object.values(row)) {
      expect(text).toMatch(/^["A-Z].*[.)"]$/s);
    }
    expect(row.fix).toMatch(COMMANDS);
  });

  test("no two rows have the same cause", () => {
    const causes = Object.values(LINK_FAILURES).map(({ cause }) => cause);
    expect(new Set(causes).size).toBe(causes.length);
  });
});

describe("redirect URIs", () => {
  test("are those of the regions", () => {
    expect(REDIRECT_HOSTS).toEqual({ NA: "pitangui.amazon.com", EU: "layla.amazon.com", FE: "alexa.amazon.co.jp" });
    expect([NA, EU, FE].map((uri) => new URL(uri).hostname)).toEqual(Object.values(REDIRECT_HOSTS));
  });

  test("hold the vendor id", () => {
    expect([NA, EU, FE].map(vendorIdIn)).toEqual([VENDOR, VENDOR, VENDOR]);
    expect(vendorIdIn("https://example.com/M1")).toBeUndefined();
  });
});

describe("token responses and claims", () => {
  test("are read without an exception, whatever they are", () => {
    fc.assert(
      fc.property(fc.integer(), fc.oneof(fc.string(), fc.json()), (status, body) => {
        const { answer, tokens } = readTokenResponse(status, body);
        expect(tokens !== undefined).toBe(answer.kind === "tokens");
      }),
      { numRuns: 1000 },
    );
    fc.assert(
      fc.property(fc.string(), (token) => {
        unverifiedClaims(token);
      }),
    );
  });

  test("survive a round trip", () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 1 }),
        fc.nat(),
        fc.option(fc.string({ minLength: 1 }), { nil: undefined }),
        (accessToken, expiresInSeconds, refreshToken) => {
          const body = {
            access_token: accessToken,
            token_type: "bearer",
            expires_in: expiresInSeconds,
            refresh_token: refreshToken,
          };
          expect(readTokenResponse(200, JSON.stringify(body)).tokens).toEqual({
            accessToken,
            expiresInSeconds,
            refreshToken,
          });
        },
      ),
    );
  });
});
