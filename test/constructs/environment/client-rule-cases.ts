import type { AppClientProps, EnvironmentProps } from "../../../constructs";
import { textToken } from "../example-environment";
import type { RuleCases } from "./rule-cases";

const EXISTING_POOL = { existing: { id: "us-east-1_Abc123xyz" } };
const EXISTING_CLIENT = { existing: { id: "3n4b5urk1ft4fl3mg5e62d9ado" } };
const ORDERS = { orders: { scopes: { read: "Read orders", write: "Write orders" } } };

const web = (props: object = {}) => ({
  type: "code",
  callbackUris: ["https://example.com/callback"],
  scopes: ["openid"],
  ...props,
});
const machine = (...scopes: string[]) => ({ type: "client_credentials", scopes });

/** The property of the client that is wrong, which is called `wrong`. */
const ofWrong =
  (property: string) =>
  ({ clients = {} }: EnvironmentProps): unknown => ({
    wrong: (clients.wrong as AppClientProps & Readonly<Record<string, unknown>>)[property],
  });

/** In the order of the rules. */
export const CLIENT_RULE_CASES: Readonly<Record<string, RuleCases>> = {
  "clients.{name}.defaultRedirectUri": {
    fails: [
      { clients: { wrong: web({ defaultRedirectUri: "https://example.com/other" }) } },
      { clients: { web: web(), wrong: web({ defaultRedirectUri: "https://example.com/callback/" }) } },
    ],
    received: ofWrong("defaultRedirectUri"),
    passes: [
      { clients: { web: web({ defaultRedirectUri: "https://example.com/callback" }) } },
      { clients: { web: web(), batch: machine("orders/read") }, resourceServers: ORDERS },
    ],
    token: { clients: { web: web({ defaultRedirectUri: textToken() }) } },
    wrongItself: { clients: { web: web({ defaultRedirectUri: "http://example.com" }) } },
  },
  "clients.{name}.refreshTokenMinutes": {
    fails: [
      { clients: { wrong: web({ refreshTokenMinutes: 60, accessTokenMinutes: 61 }) } },
      { clients: { wrong: web({ refreshTokenMinutes: 100, idTokenMinutes: 101 }) } },
    ],
    received: ofWrong("refreshTokenMinutes"),
    passes: [{ clients: { web: web({ refreshTokenMinutes: 60, accessTokenMinutes: 60, idTokenMinutes: 60 }) } }],
    token: { clients: { web: web({ refreshTokenMinutes: 60, callbackUris: [textToken()], idTokenMinutes: 61 }) } },
    wrongItself: { clients: { web: web({ refreshTokenMinutes: 59, idTokenMinutes: 61 }) } },
  },
  "clients.{name}.scopes": {
    fails: [
      { clients: { wrong: web({ scopes: ["profile"] }) } },
      { clients: { wrong: web({ scopes: ["openid", "orders/read"] }) } },
      { clients: { web: web(), wrong: machine("openid") }, resourceServers: ORDERS },
      { clients: { wrong: machine("orders/read", "orders/delete") }, resourceServers: ORDERS },
      { clients: { wrong: machine("email") }, userPool: EXISTING_POOL },
    ],
    received: ofWrong("scopes"),
    passes: [
      { clients: { web: web({ scopes: ["openid", "profile", "orders/write"] }) }, resourceServers: ORDERS },
      { clients: { web: web({ scopes: ["orders/write"] }) }, resourceServers: ORDERS },
      { clients: { batch: machine("orders/read", "orders/write") }, resourceServers: ORDERS },
      // An existing pool may have servers of its own.
      { clients: { batch: machine("theirs/read") }, userPool: EXISTING_POOL },
    ],
    token: { clients: { web: web({ scopes: [textToken()] }) } },
    wrongItself: { clients: { web: web({ scopes: ["profile", "opneid"] }) } },
  },
  resourceServers: {
    fails: [
      { "alexa.scopes": ["openid", "orders/read"] },
      { "alexa.scopes": ["openid", "orders/delete", "orders/read"], resourceServers: ORDERS },
    ],
    received: ({ alexa: { scopes = [] }, resourceServers }) =>
      scopes.filter((scope) => scope !== "openid" && !(scope === "orders/read" && resourceServers !== undefined)),
    passes: [
      { "alexa.scopes": ["openid", "orders/read"], resourceServers: ORDERS },
      { "alexa.scopes": ["openid", "theirs/read"], userPool: EXISTING_POOL },
    ],
    token: { "alexa.scopes": ["openid", textToken()] },
    wrongItself: { "alexa.scopes": ["openid", "orders/read"], resourceServers: { orders: {} } },
  },
  "client.defaultRedirectUri": {
    fails: [{ client: { defaultRedirectUri: "https://example.com/callback" } }],
    passes: [
      { client: { defaultRedirectUri: "https://alexa.amazon.co.jp/api/skill/link/M1EXAMPLE0DEV" } },
      {
        client: { defaultRedirectUri: "https://example.com/callback" },
        "alexa.additionalRedirectUris": ["https://example.com/callback"],
      },
    ],
    token: { client: { defaultRedirectUri: textToken() } },
    wrongItself: { client: { defaultRedirectUri: "https://example.com/callback" }, "alexa.vendorId": "M1" },
  },
  client: {
    fails: [
      { client: { ...EXISTING_CLIENT, sessionMinutes: 5 }, userPool: EXISTING_POOL },
      { client: { ...EXISTING_CLIENT, readAttributes: ["name"] }, userPool: EXISTING_POOL },
    ],
    passes: [{ client: EXISTING_CLIENT, userPool: EXISTING_POOL }, { client: { sessionMinutes: 5 } }],
    token: { client: { existing: { id: textToken() }, sessionMinutes: 5 }, userPool: EXISTING_POOL },
    wrongItself: { client: { existing: { id: "" }, sessionMinutes: 5 }, userPool: EXISTING_POOL },
  },
};
