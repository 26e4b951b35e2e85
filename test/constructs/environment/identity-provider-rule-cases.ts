import type { EnvironmentProps } from "../../../constructs";
import { textToken } from "../example-environment";
import type { RuleCases } from "./rule-cases";

const google = (props: object = {}) => ({ type: "Google", clientId: "google", ...props });
const oidc = (props: object = {}) => ({ type: "OIDC", clientId: "a", issuer: "https://login.example.com", ...props });
const saml = (props: object = {}) => ({ type: "SAML", ...props });
const METADATA = { metadataUrl: "https://login.example.com/metadata" };
const DOCUMENT = { metadataFile: '<EntityDescriptor entityID="a"></EntityDescriptor>' };

/** What Google and OpenID providers are mapped to, and a client has to be let write. */
const MAPPED = ["email", "family_name", "given_name", "name"];

/** The property of the provider that is wrong, which is called `Wrong` unless its type names it. */
const ofWrong =
  (property: string, name = "Wrong") =>
  ({ identityProviders = {} }: EnvironmentProps): unknown => ({
    [name]: (identityProviders[name] as unknown as Readonly<Record<string, unknown>>)[property],
  });

/** In the order of the rules. */
export const IDENTITY_PROVIDER_RULE_CASES: Readonly<Record<string, RuleCases>> = {
  "identityProviders.{name}.type": {
    fails: [{ identityProviders: { Wrong: google() } }, { identityProviders: { Corp: oidc(), Wrong: google() } }],
    received: ofWrong("type"),
    passes: [
      { identityProviders: { Google: google(), LoginWithAmazon: { type: "LoginWithAmazon", clientId: "a" } } },
      { identityProviders: { Corp: oidc(), Other: { type: "existing" }, Google: { type: "existing" } } },
    ],
    token: undefined,
    wrongItself: { identityProviders: { Wrong: google({ clientId: "" }) } },
  },
  "identityProviders.{name}.parameterName": {
    fails: [{ identityProviders: { Wrong: oidc({ parameterName: "/a", secretId: "b" }) } }],
    received: ofWrong("parameterName"),
    passes: [{ identityProviders: { A12: oidc({ parameterName: "/a" }), B12: oidc({ secretId: "b" }), C12: oidc() } }],
    token: { identityProviders: { Wrong: oidc({ parameterName: textToken(), secretId: "b" }) } },
    wrongItself: { identityProviders: { Wrong: oidc({ parameterName: "/a", secretId: "a b" }) } },
  },
  "identityProviders.{name}.secretKey": {
    fails: [
      { identityProviders: { Wrong: oidc({ secretKey: "a" }) } },
      { identityProviders: { Wrong: oidc({ secretKey: "a", parameterName: "/a" }) } },
    ],
    received: ofWrong("secretKey"),
    passes: [{ identityProviders: { Corp: oidc({ secretKey: "a", secretId: "b" }) } }],
    token: { identityProviders: { Wrong: oidc({ secretKey: textToken() }) } },
    wrongItself: { identityProviders: { Wrong: oidc({ secretKey: "a", issuer: "" }) } },
  },
  "identityProviders.{name}.metadataUrl": {
    fails: [
      { identityProviders: { Wrong: saml() } },
      { identityProviders: { Corp: saml(METADATA), Wrong: saml({ ...METADATA, ...DOCUMENT }) } },
    ],
    received: ofWrong("metadataUrl"),
    passes: [{ identityProviders: { Corp: saml(METADATA), Other: saml(DOCUMENT) } }],
    token: { identityProviders: { Wrong: saml({ ...METADATA, metadataFile: textToken() }) } },
    wrongItself: { identityProviders: { Wrong: saml({ metadataUrl: "http://login.example.com", ...DOCUMENT }) } },
  },
  "identityProviders.{name}.attributes": {
    fails: [
      { identityProviders: { Wrong: oidc() }, "userPool.requiredAttributes": ["nickname"] },
      {
        identityProviders: { Wrong: oidc({ attributes: { picture: "picture" } }) },
        "userPool.signIn": ["email", "phone"],
      },
      {
        identityProviders: { Wrong: saml(METADATA), Corp: oidc({ attributes: { birthdate: "birthdate" } }) },
        "userPool.requiredAttributes": ["birthdate"],
      },
    ],
    received: ({ identityProviders = {} }) => ({
      Wrong: (identityProviders.Wrong as { readonly attributes?: object }).attributes ?? {},
    }),
    passes: [
      { identityProviders: { Corp: oidc(), Staff: saml(METADATA), Google: google() } },
      { identityProviders: { LoginWithAmazon: { type: "LoginWithAmazon", clientId: "a" } } },
      {
        identityProviders: { Corp: oidc({ attributes: { nickname: "nick" } }), Other: { type: "existing" } },
        "userPool.requiredAttributes": ["nickname", "family_name"],
      },
      { identityProviders: { Corp: oidc() }, userPool: { existing: { id: "us-east-1_Abc123xyz" } } },
    ],
    token: {
      identityProviders: { Wrong: oidc({ attributes: { picture: textToken() } }) },
      "userPool.requiredAttributes": ["nickname"],
    },
    wrongItself: {
      identityProviders: { Wrong: oidc({ clientId: "" }) },
      "userPool.requiredAttributes": ["nickname"],
    },
  },
  "client.identityProviders": {
    fails: [
      { client: { identityProviders: ["COGNITO", "Google"] } },
      { client: { identityProviders: ["Google", "Corp"] }, identityProviders: { Corp: oidc() } },
    ],
    received: () => ["Google"],
    passes: [
      { client: { identityProviders: ["COGNITO"] } },
      {
        client: { identityProviders: ["Google", "Corp"] },
        identityProviders: { Corp: { type: "existing" }, Google: google() },
      },
    ],
    token: { client: { identityProviders: [textToken()] } },
    wrongItself: { client: { identityProviders: ["Google"] }, identityProviders: { Google: google({ clientId: "" }) } },
  },
  "clients.{name}.identityProviders": {
    fails: [
      { clients: { wrong: web({ identityProviders: ["Google"] }) } },
      { clients: { web: web(), wrong: web({ identityProviders: ["COGNITO", "Corp"] }) }, identityProviders: {} },
    ],
    received: ({ clients = {} }) => ({
      wrong: (clients.wrong as { readonly identityProviders?: readonly string[] }).identityProviders,
    }),
    passes: [
      { clients: { web: web({ identityProviders: ["COGNITO"] }) } },
      { clients: { web: web({ identityProviders: ["Google"] }) }, identityProviders: { Google: google() } },
    ],
    token: { clients: { wrong: web({ identityProviders: [textToken()] }) } },
    wrongItself: { clients: { wrong: web({ identityProviders: ["Google"], scopes: [] }) } },
  },
  "client.writeAttributes": {
    fails: [
      { client: { writeAttributes: ["given_name"] }, identityProviders: { Google: google() } },
      {
        client: { identityProviders: ["Corp"], writeAttributes: MAPPED },
        identityProviders: { Corp: oidc({ attributes: { nickname: "nick" } }) },
      },
    ],
    received: ({ client }) => client?.writeAttributes,
    passes: [
      { client: { writeAttributes: ["given_name"] } },
      { client: { writeAttributes: MAPPED }, identityProviders: { Google: google() } },
      { client: { writeAttributes: ["given_name"] }, identityProviders: { Google: { type: "existing" } } },
      {
        client: { identityProviders: ["COGNITO"], writeAttributes: ["given_name"] },
        identityProviders: { Google: google() },
      },
    ],
    token: { client: { writeAttributes: [textToken()] }, identityProviders: { Google: google() } },
    wrongItself: {
      client: { writeAttributes: ["given_name"] },
      identityProviders: { Google: google({ clientId: "" }) },
    },
  },
  "clients.{name}.writeAttributes": {
    fails: [
      {
        clients: { web: web(), wrong: web({ writeAttributes: ["given_name"] }) },
        identityProviders: { Google: google() },
      },
    ],
    received: ({ clients = {} }) => ({
      wrong: (clients.wrong as { readonly writeAttributes?: readonly string[] }).writeAttributes,
    }),
    passes: [
      { clients: { web: web({ writeAttributes: MAPPED }) }, identityProviders: { Google: google() } },
      {
        clients: { web: web({ identityProviders: ["COGNITO"], writeAttributes: ["name"] }) },
        identityProviders: { Google: google() },
      },
    ],
    token: {
      clients: { wrong: web({ writeAttributes: [textToken()] }) },
      identityProviders: { Google: google() },
    },
    wrongItself: {
      clients: { wrong: web({ writeAttributes: ["given_name"], scopes: [] }) },
      identityProviders: { Google: google() },
    },
  },
};

function web(props: object = {}): object {
  return { type: "code", callbackUris: ["https://example.com/callback"], scopes: ["openid"], ...props };
}
