import { describeWithMoto } from "../fixtures";
import type { Client, JsonAnswer } from "./sign-in-fixture";
import { basic, createClient, SignInWorld } from "./sign-in-fixture";

jest.setTimeout(20_000);

describeWithMoto("the sign-in server's revocation endpoint", () => {
  let world: SignInWorld;

  beforeAll(async () => {
    world = await SignInWorld.start();
  }, 60_000);

  afterAll(() => world?.stop());

  const errorOf = ({ status, body }: JsonAnswer) => [status, body];
  const invalidGrant = [400, { error: "invalid_grant" }];

  const revoke = (form: Record<string, string>, client: Client = world.client) =>
    world.post("/oauth2/revoke", form, { authorization: basic(client) });

  test("ends the refresh token and the access tokens that came from it, and no others", async () => {
    const [tokens, others] = [await world.tokens(), await world.tokens()];
    const refreshed = String((await world.refresh(tokens.refresh_token)).body.access_token);
    const answer = await revoke({ token: tokens.refresh_token });
    expect([answer.status, answer.body]).toEqual([200, {}]);
    expect(errorOf(await world.refresh(tokens.refresh_token))).toEqual(invalidGrant);
    expect((await world.userInfo(tokens.access_token)).status).toBe(401);
    expect((await world.userInfo(refreshed)).status).toBe(401);
    expect((await world.refresh(others.refresh_token)).status).toBe(200);
    expect((await world.userInfo(others.access_token)).status).toBe(200);
  });

  test("says yes to a token that never was", async () => {
    expect((await revoke({ token: "never" })).status).toBe(200);
  });

  test.each<[number, string, string, () => Promise<JsonAnswer>]>([
    [400, "invalid_request", "no token", () => revoke({})],
    [401, "invalid_client", "a wrong secret", () => revoke({ token: "x" }, { id: world.client.id, secret: "wrong" })],
    [
      400,
      "unsupported_token_type",
      "an access token",
      async () => revoke({ token: (await world.tokens()).access_token }),
    ],
    [
      400,
      "invalid_request",
      "a token of another client",
      async () => {
        const { refresh_token } = await world.tokens();
        const answer = await revoke({ token: refresh_token }, await createClient(world.api, world.poolId));
        expect((await world.refresh(refresh_token)).status).toBe(200);
        return answer;
      },
    ],
    [
      400,
      "invalid_request",
      "a client without revocation",
      async () => revoke({ token: "x" }, await createClient(world.api, world.poolId, { EnableTokenRevocation: false })),
    ],
  ])("answers %d %s to %s", async (status, error, _, ask) => {
    expect(errorOf(await ask())).toEqual([status, { error }]);
  });
});
