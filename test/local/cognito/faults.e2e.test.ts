import { describeWithMoto } from "../fixtures";
import type { JsonAnswer } from "./sign-in-fixture";
import { claimsOf, SignInWorld } from "./sign-in-fixture";

jest.setTimeout(20_000);

describeWithMoto("the sign-in server goes wrong on purpose", () => {
  let world: SignInWorld;

  beforeAll(async () => {
    world = await SignInWorld.start();
  }, 60_000);

  afterAll(() => world?.stop());

  const errorOf = ({ status, body }: JsonAnswer) => [status, body];
  const invalidGrant = [400, { error: "invalid_grant" }];

  afterEach(() =>
    Object.assign(world.domain.faults, {
      tokenDelayMs: 0,
      clockSkewSeconds: 0,
      expireRefreshTokens: false,
      replaceSecrets: false,
      codeLifetimeSeconds: 300,
    }),
  );

  test("by answering late", async () => {
    world.domain.faults.tokenDelayMs = 300;
    const began = Date.now();
    await world.refresh("x");
    expect(Date.now() - began).toBeGreaterThanOrEqual(290);
  });

  test("by a clock that is ahead: what it issues is of the future, and it takes it itself", async () => {
    world.domain.faults.clockSkewSeconds = 7200;
    const { access_token } = await world.tokens();
    const { iat, exp, auth_time } = claimsOf(access_token);
    const now = Date.now() / 1000;
    for (const time of [iat, Number(exp) - 1800, auth_time]) {
      expect(Number(time) - now).toBeCloseTo(7200, -1);
    }
    expect((await world.userInfo(access_token)).status).toBe(200);
    world.domain.faults.clockSkewSeconds = 10_800;
    expect((await world.userInfo(access_token)).status).toBe(401);
  });

  test("by expired refresh tokens, until the fault is taken back", async () => {
    const { refresh_token } = await world.tokens();
    world.domain.faults.expireRefreshTokens = true;
    expect(errorOf(await world.refresh(refresh_token))).toEqual(invalidGrant);
    world.domain.faults.expireRefreshTokens = false;
    expect((await world.refresh(refresh_token)).status).toBe(200);
  });

  test("by codes that do not last", async () => {
    world.domain.faults.codeLifetimeSeconds = 0;
    expect(errorOf(await world.redeem(await world.code()))).toEqual(invalidGrant);
  });
});
