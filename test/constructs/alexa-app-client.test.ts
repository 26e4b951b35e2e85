import { TerraformOutput } from "cdktf";
import { AlexaAppClient, UserPool } from "../../constructs";
import { listToken, minimalEnvironment, PROBE, parse, withValue } from "./example-environment";
import type { ResourceJson, StackJson } from "./synthesize";
import { resourceAt, synthesize, synthesizeConstruct } from "./synthesize";

function stackWith(path?: string, value?: unknown, { preventDestroy = false } = {}): StackJson {
  const {
    alexa,
    region,
    tokens,
    userPool: settings,
  } = parse(path === undefined ? minimalEnvironment() : withValue(path, value));
  return synthesizeConstruct((stack) => {
    const userPool = new UserPool(stack, "user_pool", {
      name: "quiz-dev",
      region,
      accountId: "123456789012",
      settings,
    });
    new AlexaAppClient(stack, "alexa", { name: "quiz-dev-alexa", userPool, alexa, tokens, preventDestroy });
  });
}
const clientWith = (...stack: Parameters<typeof stackWith>): ResourceJson =>
  resourceAt(stackWith(...stack), "aws_cognito_user_pool_client.alexa");

test("Alexa is a confidential client with the authorization-code grant and no other", () => {
  expect(clientWith()).toMatchObject({
    name: "quiz-dev-alexa",
    user_pool_id: `\${aws_cognito_user_pool.user_pool.id}`,
    generate_secret: true,
    allowed_oauth_flows_user_pool_client: true,
    allowed_oauth_flows: ["code"],
    supported_identity_providers: ["COGNITO"],
  });
});

test("no password goes through the API: besides refresh, the only flow is SRP", () => {
  expect(clientWith().explicit_auth_flows).toEqual(["ALLOW_REFRESH_TOKEN_AUTH", "ALLOW_USER_SRP_AUTH"]);
});

test.each([
  ["a pool without passwords", "userPool.firstFactors", ["PASSWORD", "EMAIL_OTP"], true],
  ["a pool with passwords alone", "userPool.firstFactors", ["PASSWORD"], false],
])("of %s, its pages let users choose where there is a choice", (_, path, value, chooses) => {
  const flows = clientWith(path, value).explicit_auth_flows;
  expect(flows).toEqual(["ALLOW_REFRESH_TOKEN_AUTH", "ALLOW_USER_SRP_AUTH", ...(chooses ? ["ALLOW_USER_AUTH"] : [])]);
});

test.each([
  [true, ["PASSWORD"]],
  [false, ["PASSWORD", "WEB_AUTHN"]],
])("whether users may choose is %s where it says so, whatever the pool has", (signInChoice, firstFactors) => {
  const props = withValue("client.signInChoice", signInChoice, withValue("userPool.firstFactors", firstFactors));
  const flows = resourceAt(synthesize(props), "aws_cognito_user_pool_client.alexa").explicit_auth_flows;
  expect(flows).toEqual(
    signInChoice
      ? ["ALLOW_REFRESH_TOKEN_AUTH", "ALLOW_USER_SRP_AUTH", "ALLOW_USER_AUTH"]
      : ["ALLOW_REFRESH_TOKEN_AUTH", "ALLOW_USER_SRP_AUTH"],
  );
});

test("tokens can be revoked, and nobody learns whether a user exists", () => {
  expect(clientWith()).toMatchObject({ enable_token_revocation: true, prevent_user_existence_errors: "ENABLED" });
});

test("refresh tokens do not rotate: Alexa re-sends old ones", () => {
  expect(clientWith().refresh_token_rotation).toBeUndefined();
});

describe("redirect URIs", () => {
  const alexas = [
    "https://pitangui.amazon.com/api/skill/link/M1EXAMPLE0DEV",
    "https://layla.amazon.com/api/skill/link/M1EXAMPLE0DEV",
    "https://alexa.amazon.co.jp/api/skill/link/M1EXAMPLE0DEV",
  ];

  test("are the three of the vendor id", () => {
    expect(clientWith().callback_urls).toEqual(alexas);
  });

  test("are Alexa's own first, then the additional ones", () => {
    const additional = ["https://skills-store.amazon.com/api/skill/link/M1EXAMPLE0DEV", "http://localhost:3000/"];

    expect(clientWith("alexa.additionalRedirectUris", additional).callback_urls).toEqual([...alexas, ...additional]);
  });

  test("may continue with a list that only Terraform knows", () => {
    const json = stackWith("alexa.additionalRedirectUris", listToken());

    expect(resourceAt(json, "aws_cognito_user_pool_client.alexa").callback_urls).toBe(`\${local.alexa_redirect_uris}`);
    expect(json.locals).toEqual({ alexa_redirect_uris: `\${concat(["${alexas.join('", "')}"], ${PROBE})}` });
  });
});

test("sign-out URIs are the environment's", () => {
  expect(clientWith("alexa.signOutUris", ["https://example.com/bye"]).logout_urls).toEqual(["https://example.com/bye"]);
});

test("every scope that Alexa asks for is allowed", () => {
  expect(clientWith("alexa.scopes", ["email", "openid"]).allowed_oauth_scopes).toEqual(["email", "openid"]);
});

test("lifetimes carry their units: without them Cognito would read hours", () => {
  expect(clientWith("tokens", { accessTokenMinutes: 6, idTokenMinutes: 5, refreshTokenDays: 180 })).toMatchObject({
    access_token_validity: 6,
    id_token_validity: 5,
    refresh_token_validity: 180,
    token_validity_units: [{ access_token: "minutes", id_token: "minutes", refresh_token: "days" }],
  });
});

test("the client is kept from being destroyed where that is asked for: a new one unlinks every user", () => {
  expect(clientWith(undefined, undefined, { preventDestroy: true }).lifecycle).toEqual({ prevent_destroy: true });
  expect(clientWith().lifecycle).toBeUndefined();
});

describe("a client that exists", () => {
  const existing = { existing: { id: "1h57kf5cpq17m0eml12EXAMPLE" } };
  const json = (): StackJson => {
    const environment = parse(
      withValue("client", existing, withValue("userPool.existing", { id: "us-east-1_Abc123xyz" })),
    );
    const { alexa, client: settings, region, tokens, userPool: pool } = environment;
    return synthesizeConstruct((stack) => {
      const userPool = new UserPool(stack, "user_pool", {
        name: "quiz-dev",
        region,
        accountId: "123456789012",
        settings: pool,
      });
      const client = new AlexaAppClient(stack, "alexa", {
        name: "quiz-dev-alexa",
        userPool,
        settings,
        alexa,
        tokens,
        preventDestroy: true,
      });
      new TerraformOutput(stack, "id", { value: client.id, staticId: true });
      new TerraformOutput(stack, "secret", { value: client.secret, staticId: true });
    });
  };

  test("is read, and none is made", () => {
    const { data, output, resource } = json();

    expect(resource?.aws_cognito_user_pool_client).toBeUndefined();
    expect(data?.aws_cognito_user_pool_client?.alexa_existing).toMatchObject({
      user_pool_id: "us-east-1_Abc123xyz",
      client_id: "1h57kf5cpq17m0eml12EXAMPLE",
    });
    expect(output.id.value).toBe("1h57kf5cpq17m0eml12EXAMPLE");
    expect(output.secret.value).toBe(`\${data.aws_cognito_user_pool_client.alexa_existing.client_secret}`);
  });

  test("has to have a secret, the authorization-code grant, the scopes and the redirect URIs", () => {
    const { postcondition } = json().data?.aws_cognito_user_pool_client?.alexa_existing?.lifecycle ?? {};

    expect(postcondition.map(({ condition }: { condition: string }) => condition)).toEqual([
      expect.stringContaining("self.client_secret"),
      expect.stringContaining("self.allowed_oauth_flows"),
      expect.stringContaining("self.allowed_oauth_scopes"),
      expect.stringContaining("self.callback_urls"),
    ]);
    for (const { error_message } of postcondition) {
      expect(error_message).toMatch(/^client\.existing\n {2}received .+\n {2}allowed .+\n {2}fix .+\n$/);
      expect(error_message).not.toContain("self.client_secret");
    }
  });
});
