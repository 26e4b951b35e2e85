import { REQUEST } from "../../alexa/account-linking/request";
import { linkingPath, SKILL, SKILL_OF_OTHERS, SmapiWorld } from "./smapi-world";

describe("account linking at the stand-in for SMAPI", () => {
  let world: SmapiWorld;

  beforeEach(async () => {
    world = await SmapiWorld.start();
  });

  afterEach(() => world.stop());

  test("is not there before it is written", async () => {
    expect(await world.get()).toMatchObject({
      status: 404,
      body: { message: "AccountLinking is not present for the given skillId" },
    });
    expect(world.smapi.accountLinking(SKILL)).toBeUndefined();
  });

  test("is shown without its three hidden fields, and kept with them", async () => {
    const settings = { ...REQUEST, reciprocalAccessTokenUrl: "https://example.com/reciprocal" };

    const written = await world.put(settings);

    const { clientSecret, skipOnEnablement, reciprocalAccessTokenUrl, ...visible } = settings;
    const shown = await world.get();
    expect(written).toMatchObject({ status: 204, body: "" });
    expect(shown).toMatchObject({ status: 200, body: visible });
    expect(Object.keys(shown.body).sort()).toEqual(Object.keys(visible).sort());
    expect(shown.headers.get("etag")).toBe(written.headers.get("etag"));
    expect(world.smapi.accountLinking(SKILL)).toEqual(settings);
  });

  test("tells its listeners of each write through the API", async () => {
    const told: unknown[] = [];
    world.smapi.onAccountLinkingWritten((...args) => told.push(args));

    world.smapi.setAccountLinking(SKILL, REQUEST);
    await world.put({ ...REQUEST, type: "NONE" });
    await world.put(REQUEST);

    expect(told).toEqual([[SKILL, REQUEST]]);
  });

  test("gets a new entity tag with each write, also of the same settings, and also in the console", async () => {
    const tags = [(await world.put(REQUEST)).headers.get("etag"), (await world.put(REQUEST)).headers.get("etag")];
    world.smapi.setAccountLinking(SKILL, REQUEST);
    tags.push((await world.get()).headers.get("etag"));

    expect(tags).not.toContain(null);
    expect(new Set(tags).size).toBe(3);
  });

  test("is not written under an entity tag that is not the present one", async () => {
    const before = await world.put(REQUEST, { "if-match": "anything" });
    const tag = (await world.put(REQUEST)).headers.get("etag") ?? "";
    world.smapi.setAccountLinking(SKILL, { ...REQUEST, clientId: "console" });
    const old = await world.put(REQUEST, { "if-match": tag });
    const kept = world.smapi.accountLinking(SKILL)?.clientId;
    const present = (await world.get()).headers.get("etag") ?? "";
    const fresh = await world.put(REQUEST, { "if-match": present });

    expect([before.status, old.status, kept, fresh.status]).toEqual([412, 412, "console", 204]);
  });

  test("can be removed, once", async () => {
    await world.put(REQUEST);

    const statuses = [
      await world.send("DELETE", linkingPath()),
      await world.get(),
      await world.send("DELETE", linkingPath()),
    ];

    expect(statuses.map(({ status }) => status)).toEqual([204, 404, 404]);
  });

  test.each(["certified", "live"])("is not there in the stage %s, and cannot be written there", async (stage) => {
    const path = linkingPath(SKILL, stage);

    const answers = [
      await world.send("GET", path),
      await world.json("PUT", path, { accountLinkingRequest: REQUEST }),
      await world.send("DELETE", path),
    ];

    expect(answers.map(({ status }) => status)).toEqual([404, 403, 403]);
    expect(answers[0]?.body.message).toBe(`Skill not found with id: ${SKILL}, stage: ${stage}`);
  });

  test.each([
    ["a skill that does not exist", linkingPath("amzn1.ask.skill.none"), 404],
    ["a skill of another vendor", linkingPath(SKILL_OF_OTHERS), 403],
    ["a stage that does not exist", linkingPath(SKILL, "beta"), 400],
  ])("of %s is refused", async (_, path, status) => {
    const answers = [
      await world.send("GET", path),
      await world.json("PUT", path, { accountLinkingRequest: REQUEST }),
      await world.send("DELETE", path),
    ];

    expect(answers.map((answer) => answer.status)).toEqual([status, status, status]);
  });

  test("shows something else when the form was broken on purpose, under another entity tag", async () => {
    await world.put(REQUEST);
    const tag = (await world.get()).headers.get("etag") ?? "";

    world.smapi.showInstead(() => ({ ...REQUEST, clientId: "broken" }));

    const broken = await world.get();
    expect(broken.body.clientId).toBe("broken");
    expect(broken.body).not.toHaveProperty("clientSecret");
    expect((await world.put(REQUEST, { "if-match": tag })).status).toBe(412);
    expect((await world.put(REQUEST, { "if-match": broken.headers.get("etag") ?? "" })).status).toBe(204);
    world.smapi.showInstead(() => undefined);
    expect((await world.get()).status).toBe(404);
    world.smapi.showInstead(undefined);
    expect((await world.get()).body.clientId).toBe(REQUEST.clientId);
  });

  test("cannot be set for a skill that does not exist", () => {
    expect(() => world.smapi.setAccountLinking("amzn1.ask.skill.none", REQUEST)).toThrow("has no skill");
  });

  describe("is refused", () => {
    const urls = ["http://example.com/a", "https://", "https://user:pass@example.com/", "https://example.com/#x"];
    const cases: [string, object, string][] = [
      ["an unknown key", { redirectUrl: ["https://example.com"] }, '"redirectUrl"'],
      ["a type that is none", { type: "CODE" }, "AUTH_CODE, IMPLICIT"],
      ["a missing client id", { clientId: undefined }, '"clientId"'],
      ["an empty client id", { clientId: "" }, "$.accountLinkingRequest.clientId"],
      ["AUTH_CODE without a secret", { clientSecret: undefined }, '"clientSecret"'],
      ["AUTH_CODE without an access token URL", { accessTokenUrl: undefined }, '"accessTokenUrl"'],
      ["AUTH_CODE without a scheme", { accessTokenScheme: undefined }, '"accessTokenScheme"'],
      ["an unknown scheme", { accessTokenScheme: "BASIC" }, "HTTP_BASIC, REQUEST_BODY_CREDENTIALS"],
      ["16 scopes", { scopes: Array.from({ length: 16 }, (_, n) => `scope${n}`) }, "16 items; at most 15"],
      ["two scopes in one text", { scopes: ["openid profile"] }, "scopes[0]"],
      ["16 domains", { domains: Array.from({ length: 16 }, (_, n) => `d${n}.example`) }, "16 items; at most 15"],
      ["scopes that are no list", { scopes: "openid" }, "type array"],
      ["a flag in quotation marks", { skipOnEnablement: "true" }, "type boolean"],
      ["a lifetime in quotation marks", { defaultTokenExpirationInSeconds: "3600" }, "type integer"],
      ["half a second", { defaultTokenExpirationInSeconds: 0.5 }, "type integer"],
      ["a port", { authorizationUrl: "https://example.com:8443/authorize" }, "port 443"],
      ["Alexa's own parameters", { authorizationUrl: "https://example.com/?state=x&client_id=y" }, "state, client_id"],
      [
        "an unknown platform",
        { authorizationUrlsByPlatform: [{ platformType: "Windows", platformAuthorizationUrl: "https://example.com" }] },
        "iOS, Android",
      ],
      [
        "an unknown setting of PKCE",
        { pkceConfiguration: { status: "ENABLED", codeChallengeMethod: "plain" } },
        "S256",
      ],
      ...urls.map((url): [string, object, string] => [
        `the URL ${url}`,
        { accessTokenUrl: url },
        "not a valid HTTPS URL",
      ]),
    ];

    test.each(cases)("with %s", async (_, change, words) => {
      const { status, body } = await world.put({ ...REQUEST, ...change });

      expect(status).toBe(400);
      expect(body.violations).toHaveLength(1);
      expect(body.violations[0].message).toContain(words);
      expect(world.smapi.accountLinking(SKILL)).toBeUndefined();
    });

    test("with all that is wrong at once, and without saying the secret again", async () => {
      const wrong = {
        ...REQUEST,
        clientSecret: [REQUEST.clientSecret],
        clientId: 1,
        voiceForwardAccountLinking: true,
      };

      const { body } = await world.put(wrong);

      expect(body.violations).toHaveLength(3);
      expect(JSON.stringify(body)).not.toContain(REQUEST.clientSecret);
    });

    test("with no more to read than a hundred things that are wrong", async () => {
      const keys = Array.from({ length: 1000 }, (_, n) => [`key${n}`, n]);

      const { body } = await world.put({ ...REQUEST, ...Object.fromEntries(keys) });

      expect(body.violations).toHaveLength(100);
    });

    test.each([
      ["without its wrapper", REQUEST, "Parsing error due to empty body"],
      ["as an empty object", {}, "Parsing error due to empty body"],
      ["as a list", [REQUEST], "Parsing error due to empty body"],
    ])("%s", async (_, body, message) => {
      const answer = await world.json("PUT", linkingPath(), body);

      expect(answer).toMatchObject({ status: 400, body: { message: expect.stringContaining(message) } });
      expect(answer.body.violations).toHaveLength(1);
    });

    test.each([
      [
        "beside its wrapper",
        { accountLinkingRequest: REQUEST, type: "AUTH_CODE" },
        '"$" has an unexpected property "type"',
      ],
      ["that every object has", { accountLinkingRequest: { ...REQUEST, constructor: 1 } }, 'property "constructor"'],
    ])("with a key %s", async (_, body, message) => {
      const answer = await world.json("PUT", linkingPath(), body);

      expect(answer).toMatchObject({
        status: 400,
        body: { violations: [{ code: "UNEXPECTED_PROPERTY", message: expect.stringContaining(message) }] },
      });
    });

    test("when it is not said to be JSON", async () => {
      const body = JSON.stringify({ accountLinkingRequest: REQUEST });

      const answer = await world.send("PUT", linkingPath(), body, { "content-type": "text/plain" });

      expect(answer.status).toBe(415);
    });

    test.each(["", "{", "nonsense a-secret", "\ufeff{}"])("when its body is %j", async (body) => {
      const answer = await world.send("PUT", linkingPath(), body, { "content-type": "application/json" });

      expect(answer.status).toBe(400);
      expect(JSON.stringify(answer.body)).not.toContain("a-secret");
    });
  });

  test.each([
    [
      "IMPLICIT without a token endpoint",
      { type: "IMPLICIT", accessTokenUrl: undefined, accessTokenScheme: undefined, clientSecret: undefined },
    ],
    ["15 scopes", { scopes: Array.from({ length: 15 }, (_, n) => `https://api.example.com/scope${n}`) }],
    [
      "a custom domain, with other parameters",
      { authorizationUrl: "https://login.example.com/oauth2/authorize?lang=de" },
    ],
    ["PKCE", { pkceConfiguration: { status: "ENABLED", codeChallengeMethod: "S256" } }],
    [
      "app-to-app linking",
      {
        redirectUrls: ["https://example.com/app"],
        authorizationUrlsByPlatform: [{ platformType: "iOS", platformAuthorizationUrl: "https://example.com/ios" }],
        domains: ["cdn.example.com"],
        defaultTokenExpirationInSeconds: 3600,
        voiceForwardAccountLinking: "DISABLED",
      },
    ],
  ])("takes %s", async (_, change) => {
    expect(await world.put({ ...REQUEST, ...change })).toMatchObject({ status: 204 });
  });
});
