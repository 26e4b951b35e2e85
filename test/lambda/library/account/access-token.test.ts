import { createHmac } from "node:crypto";
import { AccessTokenVerifier } from "../../../../lambda/library/account/access-token";
import { happened, passUntil, resumeTime, stopTime } from "../../../passing-time";
import { answering, encode, hangUp, makeKey, reply, SUBJECT, settings, sign, silence } from "../../support/cognito";
import { useWorld } from "../../support/world";

const world = useWorld();
afterEach(resumeTime);

describe("a token that passes", () => {
  test("tells its subject and its expiry", async () => {
    const exp = Math.floor(Date.now() / 1000) + 600;

    const result = await new AccessTokenVerifier(settings).verify(world.cognito.token({ exp }));

    expect(result).toEqual({ kind: "valid", subject: SUBJECT, expiresAt: exp * 1000 });
  });

  test("may carry more scopes than are required, in any order", async () => {
    const token = world.cognito.token({ scope: "aws.cognito.signin.user.admin profile openid" });

    expect(await new AccessTokenVerifier(settings).verify(token)).toMatchObject({ kind: "valid" });
  });
});

test("a token of a pool whose clock is a little ahead passes", async () => {
  const now = Math.floor(Date.now() / 1000);
  const token = world.cognito.token({ iat: now + 10, auth_time: now + 10, nbf: now });

  expect(await new AccessTokenVerifier(settings).verify(token)).toMatchObject({ kind: "valid" });
});

describe("a token that its claims condemn is refused without a request", () => {
  const now = Math.floor(Date.now() / 1000);
  const past = now - 1;
  test.each([
    ["an expired token", { exp: past }, "expired"],
    ["a token that expired before it becomes valid", { exp: past, nbf: now + 60 }, "expired"],
    ["a token whose beginning is a string", { nbf: "tomorrow" }, "malformed"],
    ["a token of another pool", { iss: "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_Other" }, "issuer"],
    ["a token without an issuer", { iss: undefined }, "issuer"],
    ["a token of another client", { client_id: "another" }, "client"],
    ["a token without a client", { client_id: undefined }, "client"],
    ["an ID token", { token_use: "id", aud: "4f2kq0example7client" }, "token-use"],
    ["a token without one of the scopes", { scope: "openid email" }, "scope"],
    ["a token without any scope", { scope: undefined }, "scope"],
    ["a token whose scope only begins like a required one", { scope: "openid profiles" }, "scope"],
    ["a token that never expires", { exp: undefined }, "malformed"],
    ["a token without a subject", { sub: undefined }, "malformed"],
    ["a token whose expiry is a string", { exp: "tomorrow" }, "malformed"],
  ])("%s", async (_, claims, reason) => {
    const result = await new AccessTokenVerifier(settings).verify(world.cognito.token(claims));

    expect(result).toEqual({ kind: "invalid", reason });
    expect(world.cognito.requests).toEqual([]);
  });

  test.each([
    ["garbage", "garbage"],
    ["three empty parts", ".."],
    ["three parts that are not JSON", "aaa.bbb.ccc"],
    ["a header and a payload that are not objects", `${encode([])}.${encode([])}.AA`],
  ])("%s", async (_, token) => {
    expect(await new AccessTokenVerifier(settings).verify(token)).toEqual({ kind: "invalid", reason: "malformed" });
    expect(world.cognito.requests).toEqual([]);
  });
});

test.each([
  ["that is not valid yet", "nbf"],
  ["that was issued in the future", "iat"],
  ["of a sign-in in the future", "auth_time"],
])("a token %s is not taken, and the link not called broken: no other would pass", async (_, claim) => {
  const token = world.cognito.token({ [claim]: Math.floor(Date.now() / 1000) + 60 });

  expect(await new AccessTokenVerifier(settings).verify(token)).toEqual({
    kind: "unavailable",
    reason: "not-yet-valid",
  });
  expect(world.cognito.requests).toEqual([]);
});

test.each([
  ["RSA", "unavailable", "keys-malformed"],
  ["RS512", "unavailable", "keys-malformed"],
  [undefined, "valid", undefined],
])("where the token's key is said to be for %s, the link is not called broken", async (alg, kind, reason) => {
  const keys = [{ ...world.cognito.key.jwk, alg }];
  world.cognito.jwks = (_, response) => response.end(JSON.stringify({ keys }));

  const result = await new AccessTokenVerifier(settings).verify(world.cognito.token());

  expect(result).toMatchObject(reason === undefined ? { kind } : { kind, reason });
});

describe("a token with a wrong signature is refused", () => {
  test("signed by another key under the pool's key id", async () => {
    const token = world.cognito.token({}, makeKey("key-1"));

    expect(await new AccessTokenVerifier(settings).verify(token)).toEqual({ kind: "invalid", reason: "signature" });
  });

  test("claims changed after signing", async () => {
    const [header, , signature] = world.cognito.token({ scope: "openid" }).split(".");
    const [, payload] = world.cognito.token().split(".");

    const result = await new AccessTokenVerifier(settings).verify(`${header}.${payload}.${signature}`);

    expect(result).toEqual({ kind: "invalid", reason: "signature" });
  });

  test("alg none without a signature", async () => {
    const [, payload] = world.cognito.token().split(".");
    const token = `${encode({ alg: "none", kid: "key-1" })}.${payload}.`;

    expect(await new AccessTokenVerifier(settings).verify(token)).toEqual({ kind: "invalid", reason: "malformed" });
  });

  test.each(["none", "HS256", "RS512"])("alg %s", async (alg) => {
    const [, payload, signature] = world.cognito.token().split(".");
    const token = `${encode({ alg, kid: "key-1" })}.${payload}.${signature}`;

    expect(await new AccessTokenVerifier(settings).verify(token)).toEqual({ kind: "invalid", reason: "signature" });
  });

  test("HMAC keyed with the public key", async () => {
    const [, payload] = world.cognito.token().split(".");
    const input = `${encode({ alg: "HS256", kid: "key-1" })}.${payload}`;
    const mac = createHmac("sha256", JSON.stringify(world.cognito.key.jwk)).update(input).digest("base64url");

    const result = await new AccessTokenVerifier(settings).verify(`${input}.${mac}`);

    expect(result).toEqual({ kind: "invalid", reason: "signature" });
  });

  test("no key id", async () => {
    const [, payload] = world.cognito.token().split(".");
    const token = sign({ alg: "RS256" }, JSON.parse(atob(payload ?? "")), world.cognito.key.privateKey);

    expect(await new AccessTokenVerifier(settings).verify(token)).toEqual({ kind: "invalid", reason: "unknown-key" });
  });
});

describe("signing keys", () => {
  test("are fetched once for many tokens", async () => {
    const verifier = new AccessTokenVerifier(settings);

    await Promise.all([verifier.verify(world.cognito.token()), verifier.verify(world.cognito.token())]);
    await verifier.verify(world.cognito.token());

    expect(world.cognito.count("jwks.json")).toBe(1);
  });

  test("fetched ahead are not fetched again", async () => {
    const verifier = new AccessTokenVerifier(settings);
    await verifier.prepare();

    expect(await verifier.verify(world.cognito.token())).toMatchObject({ kind: "valid" });
    expect(world.cognito.count("jwks.json")).toBe(1);
  });

  test("being fetched ahead are waited for", async () => {
    const verifier = new AccessTokenVerifier(settings);
    void verifier.prepare();

    expect(await verifier.verify(world.cognito.token())).toMatchObject({ kind: "valid" });
    expect(world.cognito.count("jwks.json")).toBe(1);
  });

  test("that could not be fetched ahead are fetched with the first token", async () => {
    // GIVEN an endpoint that is down while the function starts
    world.cognito.jwks = answering(503, {});
    const verifier = new AccessTokenVerifier(settings);
    await verifier.prepare();
    expect(world.output.lines).toEqual([
      { level: "warn", message: "signing keys could not be fetched ahead", reason: "keys-status" },
    ]);

    // WHEN it is up again
    world.cognito.jwks = answering(200, { keys: [world.cognito.key.jwk] });

    // THEN the token is checked
    expect(await verifier.verify(world.cognito.token())).toMatchObject({ kind: "valid" });
  });

  test("whose early fetch fails while a token waits for it are fetched once more for that token", async () => {
    world.cognito.jwks = (_, response) => {
      const early = world.cognito.count("jwks.json") === 1;
      setTimeout(() => reply(response, early ? 503 : 200, { keys: [world.cognito.key.jwk] }), 50);
    };
    const verifier = new AccessTokenVerifier(settings);
    void verifier.prepare();

    expect(await verifier.verify(world.cognito.token())).toMatchObject({ kind: "valid" });
  });

  test("whose fetch stalled, as when Lambda freezes in between, are fetched over a fresh connection", async () => {
    world.cognito.jwks = (_, response) => {
      if (world.cognito.count("jwks.json") > 1) {
        reply(response, 200, { keys: [world.cognito.key.jwk] });
      }
    };
    stopTime();
    const verifier = new AccessTokenVerifier(settings);
    void verifier.prepare();
    const result = verifier.verify(world.cognito.token());
    await happened(() => world.cognito.count("jwks.json") > 0);
    await jest.advanceTimersByTimeAsync(1000);

    expect(await result).toMatchObject({ kind: "valid" });
    expect(world.cognito.count("jwks.json")).toBe(2);
  });

  test("are fetched anew when the pool has rotated them", async () => {
    const verifier = new AccessTokenVerifier(settings);
    await verifier.verify(world.cognito.token());
    const next = makeKey("key-2");
    world.cognito.jwks = answering(200, { keys: [world.cognito.key.jwk, next.jwk] });

    expect(await verifier.verify(world.cognito.token({}, next))).toMatchObject({ kind: "valid" });
  });

  test("are not fetched for every token that names an unknown one", async () => {
    const verifier = new AccessTokenVerifier(settings);
    const stranger = makeKey("key-9");

    const first = await verifier.verify(world.cognito.token({}, stranger));
    const second = await verifier.verify(world.cognito.token({}, stranger));
    const known = await verifier.verify(world.cognito.token());

    expect(first).toEqual({ kind: "invalid", reason: "unknown-key" });
    expect(second).toEqual({ kind: "unavailable", reason: "keys-back-off" });
    expect(known).toMatchObject({ kind: "valid" });
    expect(world.cognito.count("jwks.json")).toBe(1);
  });

  test.each([
    ["a server error", answering(500, {}), "keys-status"],
    ["a body that is not JSON", answering(200, "<html>"), "keys-malformed"],
    ["JSON that is not a JWKS", answering(200, { keys: "none" }), "keys-malformed"],
    ["a key that is none", answering(200, { keys: [{ kid: "key-1", kty: "RSA", n: "", e: "" }] }), "keys-malformed"],
    [
      "a key that Node cannot read",
      answering(200, { keys: [{ kid: "key-1", kty: "EC", crv: "x", x: "A", y: "A" }] }),
      "keys-malformed",
    ],
    [
      "a key that is not for signatures",
      answering(200, { keys: [{ kid: "key-1", kty: "RSA", use: "enc", n: "AQ", e: "AQAB" }] }),
      "keys-malformed",
    ],
    ["a key of an unknown kind", answering(200, { keys: [{ kid: "key-1", kty: "oct", k: "AQ" }] }), "keys-malformed"],
    ["a body without end", answering(200, "x".repeat(100_000)), "keys-too-large"],
    ["a dropped connection", hangUp, "keys-unreachable"],
  ])("cannot be had: %s makes the account unavailable, not the link invalid", async (_, jwks, reason) => {
    world.cognito.jwks = jwks;

    const result = await new AccessTokenVerifier(settings).verify(world.cognito.token());

    expect(result).toEqual({ kind: "unavailable", reason });
  });

  test("cannot be had: silence makes the account unavailable, not the link invalid", async () => {
    world.cognito.jwks = silence;
    stopTime();
    const result = new AccessTokenVerifier(settings).verify(world.cognito.token());
    await happened(() => world.cognito.count("jwks.json") > 0);

    expect(await passUntil(result)).toEqual({ kind: "unavailable", reason: "keys-timeout" });
  });
});
