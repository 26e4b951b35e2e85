import type { Expectation } from "./schema-cases";
import { chars, is, many } from "./schema-cases";

const openIdProviders = (...props: object[]): object[] =>
  props.map((it) => ({ Corp: { type: "OIDC", ...MAPPED, clientId: "a", issuer: "https://login.example.com", ...it } }));

/** What a provider has by default. */
const MAPPED = { attributes: {}, identifiers: [] };
const FLAGS = { signsOut: false, beginsAtProvider: false, encryptedAssertions: false, signedRequests: false };

/** Identity providers, and which of them Alexa's client offers. */
export const PROVIDER_CASES: Readonly<Record<string, Expectation>> = {
  "client.identityProviders": {
    accepts: [["COGNITO"], ["Google"], ["COGNITO", "Google", "Corp"]],
    refuses: [[], ["COGNITO", "COGNITO"], ["a b"], ["ab"], [chars(33)], many(52, (index) => `Provider${index}`)],
    whenLeftOut: is(undefined),
  },
  identityProviders: {
    accepts: [
      {},
      {
        Google: {
          type: "Google",
          ...MAPPED,
          clientId: "a",
          scopes: ["email"],
          secretId: "alexa/google",
          secretKey: "a b",
        },
      },
      { LoginWithAmazon: { type: "LoginWithAmazon", ...MAPPED, clientId: chars(512), parameterName: "/alexa/lwa" } },
      { Facebook: { type: "Facebook", ...MAPPED, clientId: "a", apiVersion: "v21.0" } },
      {
        SignInWithApple: {
          type: "SignInWithApple",
          ...MAPPED,
          clientId: "a",
          teamId: "1EXAMPLE23",
          keyId: "2EXAMPLE34",
        },
      },
      ...openIdProviders(
        {},
        { issuer: "https://login.example.com:8443/realms/a", attributesRequestMethod: "POST" },
        { authorizeUrl: "https://a.example/a?b=c", tokenUrl: "https://a.example/", attributesUrl: "https://a.example" },
        { jwksUri: "https://a.example/keys", identifiers: many(50, (index) => `example${index}.com`) },
        { attributes: { "custom:level": "https://example.com/level", [chars(32)]: "a" } },
      ),
      {
        Staff: {
          type: "SAML",
          ...MAPPED,
          ...FLAGS,
          metadataUrl: "https://a.example/m",
          signsOut: true,
          beginsAtProvider: true,
        },
      },
      {
        Staff: {
          type: "SAML",
          ...MAPPED,
          ...FLAGS,
          metadataFile: "<md:EntityDescriptor a='b'>",
          encryptedAssertions: true,
        },
      },
      { Staff: { type: "SAML", ...MAPPED, ...FLAGS, metadataFile: "<EntityDescriptor>", signedRequests: true } },
      { [chars(32)]: { type: "existing" }, "A-1": { type: "existing" } },
    ],
    refuses: [
      { ab: { type: "existing" } },
      { [chars(33)]: { type: "existing" } },
      { "a b": { type: "existing" } },
      { a_b: { type: "existing" } },
      { "a:b": { type: "existing" } },
      { COGNITO: { type: "existing" } },
      { Other: { type: "existing", clientId: "a" } },
      { Twitter: { type: "Twitter", clientId: "a" } },
      { Google: { type: "Google" } },
      { Google: { type: "Google", clientId: "a", clientSecret: "secret" } },
      { Google: { type: "Google", clientId: "a", scopes: ["email profile"] } },
      { Google: { type: "Google", clientId: "a", secretId: "a secret" } },
      { Google: { type: "Google", clientId: "a", parameterName: "" } },
      { Facebook: { type: "Facebook", clientId: "a", apiVersion: "17" } },
      { SignInWithApple: { type: "SignInWithApple", clientId: "a", teamId: "1EXAMPLE23" } },
      { SignInWithApple: { type: "SignInWithApple", clientId: "a", teamId: "short", keyId: "2EXAMPLE34" } },
      ...openIdProviders(
        { issuer: undefined },
        { issuer: "http://login.example.com" },
        { issuer: "https://login.example.com/" },
        { issuer: "https://login.example.com?a" },
        { attributesRequestMethod: "PUT" },
        { tokenUrl: "https://LOGIN.example.com" },
        { identifiers: many(51, (index) => `example${index}.com`) },
        { identifiers: [chars(41)] },
        { attributes: { [chars(33)]: "a" } },
        { attributes: { given_name: "" } },
        { attributes: { "given name": "a" } },
      ),
      { Staff: { type: "SAML", metadataFile: "a file" } },
      { Staff: { type: "SAML", metadataUrl: "https://a.example/m", clientId: "a" } },
      { Staff: { type: "SAML", metadataUrl: "https://a.example/m", signsOut: "yes" } },
      Object.fromEntries(many(51, (index) => [`Provider${index}`, { type: "existing" }])),
    ],
    whenLeftOut: is({}),
  },
};
