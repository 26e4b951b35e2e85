/** Cases for what stands in a pool beside its users: resource servers, groups, and what clients may do. */
import { CLIENT, created, POOL, updated } from "./planned";
import type { Case } from "./rule-plans";
import { changed, offering } from "./rule-plans";

const server = (...names: readonly string[]) => ({
  identifier: "orders",
  name: "orders",
  scope: names.map((scope_name) => ({ scope_name, scope_description: "x" })),
});
const servers = (was: readonly string[], willBe: readonly string[]) =>
  changed("aws_cognito_resource_server", server(...was), server(...willBe));

const group = (values: object) => ({ name: "editors", role_arn: "", precedence: null, ...values });
const groups = (was: object, willBe: object) => changed("aws_cognito_user_group", group(was), group(willBe));
const ROLE = { role_arn: "arn:aws:iam::123456789012:role/editors" };

const writable = (was: readonly string[], willBe: readonly string[]) =>
  updated(CLIENT, (it, before) => {
    before.write_attributes = was;
    it.write_attributes = willBe;
  });

const session = (was: number | null, willBe: number | null) =>
  updated(CLIENT, (it, before) => {
    before.auth_session_validity = was;
    it.auth_session_validity = willBe;
  });

/** A client beside Alexa's, that of a web shop. */
const shop = (values: object) => ({
  name: "web",
  allowed_oauth_flows: ["code"],
  allowed_oauth_flows_user_pool_client: true,
  allowed_oauth_scopes: ["openid", "email"],
  callback_urls: ["https://shop.example.com/signed-in"],
  access_token_validity: 60,
  refresh_token_validity: 30,
  token_validity_units: [{ access_token: "minutes", refresh_token: "days" }],
  default_redirect_uri: "",
  read_attributes: ["name", "email"],
  ...values,
});
const shops = (was: object, willBe: object) => changed("aws_cognito_user_pool_client", shop(was), shop(willBe));
const firstShops = (values: object) => created("aws_cognito_user_pool_client", "web", shop(values));

const machine = { allowed_oauth_flows: ["client_credentials"], callback_urls: [], allowed_oauth_scopes: [] };
const DEFAULT = { default_redirect_uri: "https://shop.example.com/signed-in" };

const level = (values: object) => ({
  attribute_data_type: "Number",
  developer_only_attribute: false,
  mutable: true,
  name: "level",
  number_attribute_constraints: [{ max_value: "100", min_value: "0" }],
  required: false,
  string_attribute_constraints: [],
  ...values,
});
/** A pool whose custom attributes change, beside those that it has. */
const attributes = (was: readonly object[], willBe: readonly object[]) =>
  updated(POOL, (it, before) => {
    before.schema = [...before.schema, ...was];
    it.schema = [...it.schema, ...willBe];
  });
const edited = (values: object) => attributes([level({})], [level(values)]);
const TEXT = {
  attribute_data_type: "String",
  number_attribute_constraints: [],
  string_attribute_constraints: [{ max_length: "3", min_length: "0" }],
};

const kept = (...names: readonly string[]) => [{ attributes_require_verification_before_update: names }];
const keptUntilVerified = (was: readonly string[], willBe: readonly string[]) =>
  updated(POOL, (it, before) => {
    before.user_attribute_update_settings = kept(...was);
    it.user_attribute_update_settings = kept(...willBe);
  });

export const POOL_CASES: readonly Case[] = [
  ["schema-edit", "block", () => attributes([level({})], []), /level/, () => attributes([], [level({})])],
  ["schema-edit", "block", () => edited({ name: "rank" }), /removes: level/, () => edited({})],
  [
    "schema-edit",
    "block",
    () => edited(TEXT),
    /level/,
    () => attributes([level({})], [level({}), level({ name: "b" })]),
  ],
  [
    "schema-edit",
    "block",
    () => edited({ number_attribute_constraints: [{ max_value: "200", min_value: "0" }] }),
    /level/,
    () => attributes([level({}), level({ name: "b" })], [level({ name: "b" }), level({})]),
  ],
  ["schema-edit", "block", () => edited({ mutable: false }), /level/, () => edited({ required: null })],
  [
    "schema-edit",
    "block",
    () => attributes([], [level({ required: true })]),
    /chosen once/,
    () => attributes([], [level({ mutable: false })]),
  ],
  ["oauth-off", "warn", () => shops({}, { allowed_oauth_scopes: ["openid"] }), /email/, () => shops({}, {})],
  [
    "oauth-off",
    "warn",
    () => shops(machine, { ...machine, allowed_oauth_flows: [] }),
    /client-credentials grant is taken away/,
    () => shops(machine, machine),
  ],
  [
    "refresh-shorter",
    "warn",
    () => shops({}, { refresh_token_validity: 1, token_validity_units: [{ refresh_token: "hours" }] }),
    /another program[\s\S]*instead of 30 days/,
    () => firstShops({}),
  ],
  [
    "access-too-short",
    "info",
    () => shops({}, { access_token_validity: 5 }),
    /another program live 5 minutes/,
    () => firstShops({ access_token_validity: 5 }),
  ],
  [
    "attribute-hidden",
    "warn",
    () => shops({}, { read_attributes: ["name"] }),
    /The program can no longer read/,
    () => shops({}, { read_attributes: ["email", "name"] }),
  ],
  [
    "redirect-removed",
    "warn",
    () => shops(DEFAULT, {}),
    /name no callback URL[\s\S]*will be not set/,
    () => shops({}, DEFAULT),
  ],
  [
    "verification-lost",
    "warn",
    () => keptUntilVerified(["email"], []),
    /A changed email counts before/,
    () => keptUntilVerified(["email"], ["phone_number", "email"]),
  ],
  [
    "scope-withdrawn",
    "warn",
    () => servers(["read", "write"], ["read"]),
    /taken away: orders\/write/,
    () => servers(["read"], ["write", "read"]),
  ],
  [
    "scope-withdrawn",
    "block",
    () => offering("orders/write", servers(["read", "write"], ["read"])),
    /orders\/write/,
    () => offering("orders/write", servers(["read", "write"], ["write", "read", "delete"])),
  ],
  [
    "attribute-writable",
    "warn",
    () => writable(["name"], ["name", "custom:role"]),
    /can change of themselves by this client: custom:role/,
    () => writable(["name", "email"], ["email", "name"]),
  ],
  ["attribute-writable", "warn", () => writable(["name"], []), /given_name/, () => writable(["email"], ["email"])],
  [
    "attribute-writable",
    "info",
    () => writable([], ["name"]),
    /can no longer change by this client: address/,
    () => writable([], []),
  ],
  ["sign-in-session-shorter", "info", () => session(5, null), /3 minutes, not 5/, () => session(null, 15)],
  [
    "group-role",
    "warn",
    () => groups({}, ROLE),
    /another role: was not set, will be/,
    () => groups({}, { precedence: 3 }),
  ],
  [
    "group-role",
    "warn",
    () => groups({ ...ROLE, precedence: 1 }, { ...ROLE, precedence: 5 }),
    /precedence was 1, will be 5/,
    () => groups({ ...ROLE, description: "a" }, { ...ROLE, description: "b" }),
  ],
  [
    "group-role",
    "warn",
    () => created("aws_cognito_user_group", "editors", group(ROLE)),
    /another role/,
    () => created("aws_cognito_user_group", "editors", group({ precedence: 1 })),
  ],
];
