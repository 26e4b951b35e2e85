import type { EnvironmentProps, IdentityProviderProps } from "../../constructs";
import { minimalEnvironment } from "./example-environment";
import { addressesOf, resourceAt, synthesize } from "./synthesize";

const GOOGLE: IdentityProviderProps = { type: "Google", clientId: "1.apps.googleusercontent.com", secretId: "google" };
const CORPORATE: IdentityProviderProps = {
  type: "OIDC",
  clientId: "alexa",
  issuer: "https://login.example.com",
  parameterName: "/alexa/corporate",
  scopes: ["openid", "groups"],
};
const SAML: IdentityProviderProps = { type: "SAML", metadataUrl: "https://login.example.com/metadata" };

const environment = (
  identityProviders: Readonly<Record<string, IdentityProviderProps>>,
  props: Partial<EnvironmentProps> = {},
): EnvironmentProps => ({ ...minimalEnvironment(), identityProviders, ...props });

const PROVIDER = "aws_cognito_identity_provider.identity_provider";
const CLIENT = "aws_cognito_user_pool_client.alexa";

test("providers are one resource with for_each by name, which clients wait for", () => {
  const json = synthesize(
    environment(
      { Google: GOOGLE, Corporate: CORPORATE },
      { clients: { web: { type: "code", callbackUris: ["https://example.com/"], scopes: ["openid"] } } },
    ),
  );

  expect(Object.keys(resourceAt(json, PROVIDER).for_each)).toEqual(["Corporate", "Google"]);
  expect(resourceAt(json, PROVIDER).for_each.Corporate).toMatchObject({ type: "OIDC", scopes: ["openid", "groups"] });
  for (const client of [CLIENT, "aws_cognito_user_pool_client.client"]) {
    expect(resourceAt(json, client).depends_on).toEqual([PROVIDER]);
  }
});

test("an environment without providers has nothing of them", () => {
  const json = synthesize(environment({}));

  expect(addressesOf(json).filter((address) => address.includes("identity_provider"))).toEqual([]);
  expect(resourceAt(json, CLIENT).supported_identity_providers).toEqual(["COGNITO"]);
  expect(resourceAt(json, CLIENT)).not.toHaveProperty("depends_on");
});

describe("a client offers", () => {
  const offered = (props: Partial<EnvironmentProps>): unknown =>
    resourceAt(synthesize(environment({ Google: GOOGLE, Corporate: CORPORATE }, props)), CLIENT)
      .supported_identity_providers;

  test("the password form and every provider, unless it says which", () => {
    expect(offered({})).toEqual(expect.arrayContaining(["COGNITO", "Google", "Corporate"]));
    expect(offered({})).toHaveLength(3);
  });

  test("what it says, also without the password form", () => {
    expect(offered({ client: { identityProviders: ["Corporate"] } })).toEqual(["Corporate"]);
  });
});

describe("a provider that is made elsewhere", () => {
  const json = synthesize(environment({ Partner: { type: "existing" } }));

  test("is offered, and nothing of it is made", () => {
    expect(resourceAt(json, CLIENT).supported_identity_providers).toEqual(["COGNITO", "Partner"]);
    expect(addressesOf(json).filter((address) => address.includes("identity_provider"))).toEqual([]);
  });
});

describe("secrets are read", () => {
  const names = (identityProviders: Readonly<Record<string, IdentityProviderProps>>) => {
    const { data = {}, variable = {} } = synthesize(environment(identityProviders)) as {
      readonly data?: Readonly<Record<string, Readonly<Record<string, { for_each?: object }>>>>;
      readonly variable?: object;
    };
    const keys = (type: string, name: string): string[] | undefined =>
      data[type] && Object.keys(data[type][`identity_provider_${name}`]?.for_each ?? {});
    return {
      secrets: keys("aws_secretsmanager_secret_version", "secret"),
      parameters: keys("aws_ssm_parameter", "parameter"),
      variable,
    };
  };

  test("from Secrets Manager and Systems Manager, each by its own providers", () => {
    expect(names({ Google: GOOGLE, Corporate: CORPORATE, Staff: SAML })).toEqual({
      secrets: ["Google"],
      parameters: ["Corporate"],
      variable: {},
    });
  });

  test("from a sensitive variable where a provider names no place", () => {
    const { secretId: _, ...google } = GOOGLE as { readonly secretId: string } & IdentityProviderProps;
    expect(names({ Google: google as IdentityProviderProps })).toEqual({
      secrets: undefined,
      parameters: undefined,
      variable: { identity_provider_secrets: expect.objectContaining({ sensitive: true, type: "map(string)" }) },
    });
  });

  test("from nowhere for SAML", () => {
    expect(names({ Staff: SAML })).toEqual({ secrets: undefined, parameters: undefined, variable: {} });
  });
});
