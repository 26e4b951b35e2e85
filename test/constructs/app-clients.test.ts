import type { AppClientProps, EnvironmentProps } from "../../constructs";
import { minimalEnvironment } from "./example-environment";
import { addressesOf, resourceAt, synthesize } from "./synthesize";

const API = "https://api.example.com";
const WEB: AppClientProps = {
  type: "code",
  callbackUris: ["https://example.com/callback", "com.example.app://callback"],
  scopes: ["openid", `${API}/read`],
};
const BATCH: AppClientProps = { type: "client_credentials", scopes: [`${API}/read`] };
const environment = (props: Partial<EnvironmentProps> = {}): EnvironmentProps => ({
  ...minimalEnvironment(),
  clients: { web: WEB, batch: BATCH },
  resourceServers: { [API]: { scopes: { read: "Read orders" } } },
  groups: { editors: { description: "May write: 100%", precedence: 0 } },
  ...props,
});

const CLIENT = "aws_cognito_user_pool_client.client";
const ADDED = [CLIENT, "aws_cognito_resource_server.resource_server", "aws_cognito_user_group.group"];

test("clients, resource servers and groups are one resource each, with for_each by name", () => {
  const json = synthesize(environment());

  expect(
    addressesOf(json).filter((address) => !addressesOf(synthesize(minimalEnvironment())).includes(address)),
  ).toEqual(expect.arrayContaining(ADDED));
  expect(ADDED.map((address) => Object.keys(resourceAt(json, address).for_each))).toEqual([
    ["batch", "web"],
    [API],
    ["editors"],
  ]);
});

test("another order of them changes no value", () => {
  const reordered = environment({ clients: { batch: BATCH, web: WEB } });

  expect(synthesize(reordered)).toEqual(synthesize(environment()));
});

test("what an entry leaves out is null, or what it is by default", () => {
  const { for_each } = resourceAt(synthesize(environment()), CLIENT);

  expect(for_each.web).toMatchObject({
    type: "code",
    callback_uris: WEB.type === "code" ? WEB.callbackUris : [],
    default_redirect_uri: null,
    read_attributes: null,
    secret: false,
    refresh_token_minutes: 43_200,
  });
  expect(for_each.batch).toMatchObject({ type: "client_credentials", callback_uris: null, sign_out_uris: [] });
});

test("clients wait for the resource servers whose scopes they ask for", () => {
  const json = synthesize(environment());
  const servers = ["aws_cognito_resource_server.resource_server"];

  expect(resourceAt(json, CLIENT).depends_on).toEqual(servers);
  expect(resourceAt(json, "aws_cognito_user_pool_client.alexa").depends_on).toEqual(servers);
  expect(
    resourceAt(synthesize(environment({ resourceServers: {}, clients: {} })), "aws_cognito_user_pool_client.alexa"),
  ).not.toHaveProperty("depends_on");
});

test("their ids and secrets are outputs, the secrets sensitive and apart from Alexa's", () => {
  const { client_ids, client_secrets, account_linking } = synthesize(environment()).output;

  expect(client_ids).toMatchObject({ value: `\${{ for name, client in ${CLIENT} : name => client.id }}` });
  expect(client_ids.sensitive).toBeUndefined();
  expect(client_secrets).toMatchObject({
    sensitive: true,
    value: `\${{ for name, client in ${CLIENT} : name => client.client_secret if client.generate_secret }}`,
  });
  expect(JSON.stringify(account_linking)).not.toContain(CLIENT);
});

test("scopes of resource servers reach the contract and the function", () => {
  const scopes = ["openid", `${API}/read`] as const;
  const json = synthesize(environment({ alexa: { ...minimalEnvironment().alexa, scopes, requiredScopes: scopes } }));

  expect(json.output.account_linking.value).toMatchObject({ scopes, required_scopes: scopes });
  expect(resourceAt(json, "aws_cognito_user_pool_client.alexa").allowed_oauth_scopes).toEqual(scopes);
  expect(resourceAt(json, "aws_lambda_function.skill").environment.variables.SCOPES).toBe(`${API}/read openid`);
});

test("they are made in an existing pool as well", () => {
  const json = synthesize(
    environment({ userPool: { existing: { id: "us-east-1_Abc123xyz" } }, clients: { batch: BATCH } }),
  );

  expect(ADDED.map((address) => resourceAt(json, address).user_pool_id)).toEqual(Array(3).fill("us-east-1_Abc123xyz"));
});
