import { linkingPath, SKILL, SmapiWorld, VENDOR } from "./smapi-world";

describe("Login with Amazon's stand-in", () => {
  let world: SmapiWorld;
  let now: number;

  beforeEach(async () => {
    now = Date.now();
    world = await SmapiWorld.start({ now: () => now });
  });

  afterEach(() => world.stop());

  test("issues an access token that nobody may keep", async () => {
    const { status, body, headers } = await world.requestToken();

    expect(status).toBe(200);
    expect(body).toMatchObject({ token_type: "bearer", expires_in: 3600 });
    expect(body.access_token.length).toBeGreaterThan(40);
    expect(headers.get("cache-control")).toBe("no-store");
  });

  test("makes other credentials at each start", async () => {
    const other = await SmapiWorld.start();

    const { credentials } = other.smapi;

    await other.stop();
    for (const name of ["clientId", "clientSecret", "refreshToken"] as const) {
      expect(credentials[name]).not.toBe(world.smapi.credentials[name]);
    }
  });

  test.each([
    ["another client", { client_id: "x" }, 401, "invalid_client"],
    ["another secret", { client_secret: "x" }, 401, "invalid_client"],
    ["another refresh token", { refresh_token: "x" }, 400, "invalid_grant"],
    ["another grant", { grant_type: "client_credentials" }, 400, "unsupported_grant_type"],
  ])("refuses %s", async (_, change, status, error) => {
    expect(await world.requestToken(change)).toMatchObject({ status, body: { error } });
  });

  test.each([
    ["no grant", "client_id=x"],
    ["a repeated parameter", "grant_type=refresh_token&client_id=x&client_id=y"],
    ["nothing", ""],
  ])("refuses %s", async (_, form) => {
    const headers = { "content-type": "application/x-www-form-urlencoded" };

    expect(await world.send("POST", "/auth/o2/token", form, headers)).toMatchObject({
      status: 400,
      body: { error: "invalid_request" },
    });
  });

  test("takes the refresh as JSON, as ask-cli sends it", async () => {
    const { clientId: client_id, clientSecret: client_secret, refreshToken: refresh_token } = world.smapi.credentials;
    const refresh = { grant_type: "refresh_token", client_id, client_secret, refresh_token };

    const { status, body } = await world.json("POST", "/auth/o2/token", refresh);
    const other = await world.json("POST", "/auth/o2/token", { ...refresh, refresh_token: "x" });

    expect([status, body.token_type]).toEqual([200, "bearer"]);
    expect(other).toMatchObject({ status: 400, body: { error: "invalid_grant" } });
  });

  test.each([
    ["a text", "application/json", '"grant_type"'],
    ["a list", "application/json", '["refresh_token"]'],
    ["a number for a text", "application/json", '{"grant_type":"refresh_token","client_id":1}'],
    ["broken JSON", "application/json", '{"grant_type":'],
    ["nothing", "application/json", ""],
    ["XML", "application/xml", "<grant_type>refresh_token</grant_type>"],
  ])("refuses %s as %s", async (_, type, body) => {
    expect(await world.send("POST", "/auth/o2/token", body, { "content-type": type })).toMatchObject({
      status: 400,
      body: { error: "invalid_request" },
    });
  });

  test.each(["", "Bearer ", "bearer ", "BEARER  "])("takes an access token after %j", async (scheme) => {
    const authorization = `${scheme}${await world.signIn()}`;

    expect(await world.send("GET", "/v1/vendors", undefined, { authorization })).toMatchObject({ status: 200 });
  });

  test.each([
    ["none", undefined],
    ["one that was not issued", "Bearer Atza|nonsense"],
    ["another scheme", "Basic eDp5"],
    ["only a scheme", "Bearer"],
  ])("lets nobody in whose access token is %s", async (_, authorization) => {
    for (const path of [linkingPath(), "/v1/vendors", "/v1/nothing"]) {
      const answer = await world.send("GET", path, undefined, { authorization });
      expect(answer).toMatchObject({ status: 401, body: { message: expect.any(String) } });
    }
  });

  test("lets an access token live for an hour", async () => {
    now += 3_599_000;
    const before = await world.send("GET", "/v1/vendors");
    now += 1000;
    const after = await world.send("GET", "/v1/vendors");

    expect([before.status, after.status]).toEqual([200, 401]);
  });

  test("lets it live shorter when it is told to", async () => {
    world.smapi.faults.accessTokenSeconds = 5;

    const { body } = await world.requestToken();

    now += 5000;
    const { status } = await world.send("GET", "/v1/vendors", undefined, {
      authorization: `Bearer ${body.access_token}`,
    });
    expect([body.expires_in, status]).toEqual([5, 401]);
  });

  test("makes access tokens invalid at once when it is told to, and issues others", async () => {
    world.smapi.faults.expireAccessTokens();

    const before = await world.send("GET", "/v1/vendors");
    await world.signIn();

    expect([before.status, (await world.send("GET", "/v1/vendors")).status]).toEqual([401, 200]);
  });

  test("knows the vendor, and a manifest of a skill that was made in the console", async () => {
    const vendors = await world.send("GET", "/v1/vendors");
    const manifest = await world.send("GET", `/v1/skills/${SKILL}/stages/development/manifest`);
    const none = await world.send("GET", "/v1/skills/amzn1.ask.skill.none/stages/development/manifest");

    expect(vendors.body.vendors).toMatchObject([{ id: VENDOR }]);
    expect(manifest).toMatchObject({ status: 200, body: { manifest: { manifestVersion: "1.0" } } });
    expect(none.status).toBe(404);
  });
});
