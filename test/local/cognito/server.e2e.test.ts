import type { IncomingHttpHeaders } from "node:http";
import { request } from "node:http";
import { connect } from "node:net";
import type { CognitoIdentityProviderClient, UserPoolClientType } from "@aws-sdk/client-cognito-identity-provider";
import {
  AdminDisableUserCommand,
  AdminEnableUserCommand,
  CreateUserPoolClientCommand,
  CreateUserPoolCommand,
  CreateUserPoolDomainCommand,
  InitiateAuthCommand,
  ListUserPoolClientsCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { JwtVerifier } from "aws-jwt-verify";
import { cognitoClient } from "../../../local/aws/aws-access";
import { accessTokenClaims, accessTokenSeconds } from "../../../local/cognito/access-token";
import type { Claims } from "../../../local/cognito/jwt";
import { createSigningKey, signJwt, verifyJwt } from "../../../local/cognito/jwt";
import { CognitoDomain } from "../../../local/cognito/server";
import { userInfo } from "../../../local/cognito/user-info";
import type { User } from "../../../local/cognito/user-pools";
import type { DemoUser } from "../../../local/demo/demo-user";
import { createUser } from "../../../local/demo/demo-user";
import { describeWithMoto } from "../fixtures";
import { sharedEmulator } from "../shared-emulator";

const user: User = {
  sub: "11111111-1111-4111-8111-111111111111",
  username: "11111111-1111-4111-8111-111111111111",
  enabled: true,
  attributes: {
    sub: "11111111-1111-4111-8111-111111111111",
    given_name: "Ada",
    email: "ada@example.com",
    email_verified: "true",
  },
};

const client: UserPoolClientType = {
  ClientId: "client",
  ClientName: "alexa",
  AllowedOAuthScopes: ["openid", "profile"],
  AccessTokenValidity: 60,
  TokenValidityUnits: { AccessToken: "minutes" },
  EnableTokenRevocation: true,
};

describe("access tokens", () => {
  const issuer = "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_pool";

  test("have exactly the claims of Cognito's, without audience and e-mail address", () => {
    const claims = accessTokenClaims({ issuer, client, user, now: 1000 });
    expect(claims).toEqual({
      sub: user.sub,
      iss: issuer,
      version: 2,
      client_id: "client",
      origin_jti: expect.any(String),
      token_use: "access",
      scope: "openid profile",
      auth_time: 1000,
      exp: 4600,
      iat: 1000,
      jti: expect.any(String),
      username: user.username,
    });
  });

  test("name their origin only where tokens can be revoked", () => {
    expect(accessTokenClaims({ issuer, client: { ...client, EnableTokenRevocation: false }, user })).not.toHaveProperty(
      "origin_jti",
    );
  });

  test("are refused for a scope that the client does not allow", () => {
    expect(() => accessTokenClaims({ issuer, client, user, scopes: ["openid", "email"] })).toThrow(
      'The client alexa may not ask for the scopes "openid email". It allows: openid, profile.',
    );
  });

  test.each([
    [{ AccessTokenValidity: 5, TokenValidityUnits: { AccessToken: "minutes" } }, 300],
    [{ AccessTokenValidity: 1, TokenValidityUnits: { AccessToken: "days" } }, 86_400],
    [{ AccessTokenValidity: 2 }, 7200],
    [{}, 3600],
  ] as const)("live as long as the client's settings %j say", (settings, seconds) => {
    expect(accessTokenSeconds(settings)).toBe(seconds);
  });
});

describe("userInfo", () => {
  const identity = { sub: user.sub, username: user.username };

  test.each([
    [["openid", "profile"], { ...identity, given_name: "Ada" }],
    [["openid", "email"], { ...identity, email: "ada@example.com", email_verified: "true" }],
    [["openid", "phone"], identity],
    [["openid"], { ...identity, given_name: "Ada", email: "ada@example.com", email_verified: "true" }],
  ])("opens with the scopes %j what Cognito opens", (scopes, expected) => {
    expect(userInfo(user, client, scopes)).toEqual(expected);
  });

  test("never tells what the client may not read", () => {
    expect(userInfo(user, { ...client, ReadAttributes: ["email"] }, ["openid"])).toEqual({
      ...identity,
      email: "ada@example.com",
    });
  });
});

describe("JWTs", () => {
  test("are verified only with the key that signed them and unchanged", async () => {
    const [key, other] = [await createSigningKey(), await createSigningKey()];
    const token = signJwt({ sub: "ada" }, key);
    expect(verifyJwt(token, [other.publicJwk, key.publicJwk])).toEqual({ sub: "ada" });
    expect(verifyJwt(token, [{ ...other.publicJwk, kid: key.kid }])).toBeUndefined();
    const [head, , signature] = token.split(".");
    const changed = Buffer.from('{"sub":"bob"}').toString("base64url");
    expect(verifyJwt(`${head}.${changed}.${signature}`, [key.publicJwk])).toBeUndefined();
  });

  test.each(["", "a.b", "a.b.c", "..", "bnVsbA.bnVsbA.x", "W10.W10.x"])(
    "that are none (%j) are refused",
    async (text) => {
      expect(verifyJwt(text, [(await createSigningKey()).publicJwk])).toBeUndefined();
    },
  );

  test("without a signature, or with another algorithm, are refused", async () => {
    const key = await createSigningKey();
    const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
    for (const alg of ["none", "HS256"]) {
      expect(
        verifyJwt(`${encode({ alg, kid: key.kid })}.${encode({ sub: "ada" })}.AAAA`, [key.publicJwk]),
      ).toBeUndefined();
    }
  });
});

describeWithMoto("the Cognito domain", () => {
  const region = "us-east-1";
  const host = `a-sign-in-server.auth.${region}.amazoncognito.com`;
  const otherHost = `other.auth.${region}.amazoncognito.com`;
  /** Of a domain that no pool has. */
  const missingHost = `missing.auth.${region}.amazoncognito.com`;
  const issuerHost = `cognito-idp.${region}.amazonaws.com`;
  let api: CognitoIdentityProviderClient;
  let domain: CognitoDomain;
  let poolId: string;
  let alexa: UserPoolClientType;
  let ada: DemoUser;

  beforeAll(async () => {
    const aws = await sharedEmulator();
    api = cognitoClient(aws);
    const { UserPool } = await api.send(new CreateUserPoolCommand({ PoolName: "pool", UsernameAttributes: ["email"] }));
    poolId = UserPool?.Id ?? "";
    await api.send(new CreateUserPoolDomainCommand({ UserPoolId: poolId, Domain: "a-sign-in-server" }));
    const created = await api.send(
      new CreateUserPoolClientCommand({
        UserPoolId: poolId,
        ClientName: "alexa",
        GenerateSecret: true,
        AllowedOAuthScopes: ["openid", "profile", "email"],
        ExplicitAuthFlows: ["ALLOW_REFRESH_TOKEN_AUTH"],
      }),
    );
    alexa = created.UserPoolClient ?? {};
    ada = await createUser(aws, poolId, { email: "ada@example.com", givenName: "Ada" });
    domain = await CognitoDomain.start(aws);
    domain.redirects([host, issuerHost, otherHost, missingHost]);
  }, 60_000);

  afterAll(async () => {
    await domain?.stop();
    api?.destroy();
  });

  const signIn = (changes: object = {}) =>
    domain.issueAccessToken({
      poolId,
      clientId: alexa.ClientId ?? "",
      username: ada.email,
      password: ada.password,
      ...changes,
    });

  test("issues tokens that Cognito's own verifier library takes, by the keys under the issuer", async () => {
    const { body } = await get(domain.url, issuerHost, `/${poolId}/.well-known/jwks.json`);
    const issuer = `https://cognito-idp.${region}.amazonaws.com/${poolId}`;
    const verifier = JwtVerifier.create({ issuer, audience: null, jwksUri: `${issuer}/.well-known/jwks.json` });
    verifier.cacheJwks(body as Parameters<typeof verifier.cacheJwks>[0]);
    const claims = await verifier.verify(await signIn());
    expect(claims).toMatchObject({ token_use: "access", client_id: alexa.ClientId, scope: "openid profile email" });
  });

  test("lists the emulator's own keys too, so that tokens of its API can be verified", async () => {
    const { body } = await get(domain.url, issuerHost, `/${poolId}/.well-known/jwks.json`);
    expect((body as { keys: unknown[] }).keys).toHaveLength(2);
  });

  test.each([
    ["a wrong password", { password: "Wrong1horse!" }],
    ["an unknown user", { username: "nobody@example.com" }],
  ])("issues none for %s", async (_, changes) => {
    await expect(signIn(changes)).rejects.toThrow("Incorrect username or password.");
  });

  test("issues none for a client of another pool", async () => {
    await expect(signIn({ clientId: "unknown" })).rejects.toThrow(/has no client unknown/);
  });

  test("leaves no client behind that it signed a user in with", async () => {
    await signIn();
    const { UserPoolClients } = await api.send(new ListUserPoolClientsCommand({ UserPoolId: poolId }));
    expect(UserPoolClients?.map(({ ClientName }) => ClientName)).toEqual(["alexa"]);
  });

  describe("GET /oauth2/userInfo", () => {
    const ask = (token: string, to = host) =>
      get(domain.url, to, "/oauth2/userInfo", { authorization: `Bearer ${token}` });

    test("tells what the token's scopes open", async () => {
      const { status, body } = await ask(await signIn({ scopes: ["openid", "profile"] }));
      expect(status).toBe(200);
      expect(body).toEqual({ sub: expect.any(String), username: expect.any(String), given_name: "Ada" });
    });

    test("tells the e-mail address, and that it is verified as a string, under the scope email", async () => {
      const { body } = await ask(await signIn({ scopes: ["openid", "email"] }));
      expect(body).toMatchObject({ email: "ada@example.com", email_verified: "true" });
    });

    const forge = async (changes: Claims): Promise<string> => {
      const genuine = verified(await signIn());
      return signJwt({ ...genuine, ...changes }, await createSigningKey());
    };

    test.each([
      ["signed by someone else", () => forge({})],
      ["that is none", async () => "not-a-token"],
      ["that was cut off", async () => (await signIn()).slice(0, -10)],
    ])("refuses a token %s", async (_, make) => {
      const { status, body, headers } = await ask(await make());
      expect([status, body]).toEqual([
        401,
        {
          error: "invalid_token",
          error_description: "Access token is expired, disabled, or deleted, or the user has globally signed out.",
        },
      ]);
      expect(headers["www-authenticate"]).toMatch(/^error="invalid_token", error_description="Access token is expired/);
    });

    test("refuses a token that has expired", async () => {
      const token = await signIn();
      const now = jest.spyOn(Date, "now").mockReturnValue(Date.now() + 3_601_000);
      try {
        expect((await ask(token)).status).toBe(401);
      } finally {
        now.mockRestore();
      }
    });

    test("refuses a token of the API, which has no openid scope", async () => {
      const { UserPoolClient } = await api.send(
        new CreateUserPoolClientCommand({
          UserPoolId: poolId,
          ClientName: "app",
          ExplicitAuthFlows: ["ALLOW_USER_PASSWORD_AUTH"],
        }),
      );
      const { AuthenticationResult } = await api.send(
        new InitiateAuthCommand({
          ClientId: UserPoolClient?.ClientId,
          AuthFlow: "USER_PASSWORD_AUTH",
          AuthParameters: { USERNAME: ada.email, PASSWORD: ada.password },
        }),
      );
      expect((await ask(AuthenticationResult?.AccessToken ?? "")).body).toEqual({
        error: "invalid_token",
        error_description: "Access token does not contain openid scope",
      });
    });

    test("refuses the token of a user who was disabled", async () => {
      const token = await signIn();
      const target = { UserPoolId: poolId, Username: ada.email };
      await api.send(new AdminDisableUserCommand(target));
      try {
        expect((await ask(token)).status).toBe(401);
      } finally {
        await api.send(new AdminEnableUserCommand(target));
      }
    });

    test("refuses a token of another pool's domain", async () => {
      const { UserPool } = await api.send(new CreateUserPoolCommand({ PoolName: "other" }));
      await api.send(new CreateUserPoolDomainCommand({ UserPoolId: UserPool?.Id, Domain: "other" }));
      expect((await ask(await signIn(), otherHost)).status).toBe(401);
    });

    test.each([undefined, "", "Bearer", "Basic abc", "Bearer a b"])(
      "answers 400 to the header %j",
      async (authorization) => {
        const headers: Record<string, string> = authorization === undefined ? {} : { authorization };
        const { status, body } = await get(domain.url, host, "/oauth2/userInfo", headers);
        expect([status, body]).toEqual([
          400,
          { error: "invalid_request", error_description: "Bad OAuth2 request at UserInfo Endpoint" },
        ]);
      },
    );
  });

  test.each([
    "page.example",
    "unknown..example.com",
    `unknown.auth.${region}.amazoncognito.com`,
    "cognito-idp.eu-west-1.amazonaws.com",
    `${host}.page.example`,
    `${host}.`,
    "127.0.0.1",
    "localhost",
    "[::1]",
  ])("does not go by the name %s, by which nothing here asks it", async (to) => {
    const port = new URL(domain.url).port;
    for (const name of [to, `${to}:${port}`]) {
      const { status, body } = await get(domain.url, name, "/oauth2/userInfo", { authorization: "Bearer x" });
      expect([status, body]).toEqual([421, { error: "invalid_request" }]);
    }
  });

  test("goes by a name in any case and with any port", async () => {
    for (const name of [host.toUpperCase(), `${host}:443`]) {
      expect((await get(domain.url, name, "/oauth2/userInfo", { authorization: "Bearer x" })).status).toBe(401);
    }
  });

  test.each([
    [missingHost, "/oauth2/userInfo"],
    [host, "/"],
    [host, "/..%2f..%2fetc"],
    [issuerHost, "/"],
  ])("has nothing at %s%s", async (to, path) => {
    expect((await get(domain.url, to, path, { authorization: "Bearer x" })).status).toBe(404);
  });

  test("survives what is no HTTP", async () => {
    const { port } = new URL(domain.url);
    await new Promise((resolve) =>
      connect(Number(port), "127.0.0.1").on("close", resolve).resume().end("\0\0nonsense\r\n\r\n"),
    );
    expect((await get(domain.url, host, "/")).status).toBe(404);
  });
});

function verified(token: string): Claims {
  return JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString());
}

interface Answer {
  readonly status?: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: unknown;
}

/** fetch would not send a Host header of our own. */
function get(url: string, host: string, path: string, headers: Record<string, string> = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    request(`${url}${path}`, { headers: { host, ...headers } }, (response) => {
      let text = "";
      response.setEncoding("utf8");
      response.on("data", (chunk) => {
        text += chunk;
      });
      response.on("end", () =>
        resolve({ status: response.statusCode, headers: response.headers, body: JSON.parse(text) }),
      );
    })
      .on("error", reject)
      .end();
  });
}
