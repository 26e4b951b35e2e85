/** Cases for what stands in a pool beside its users: resource servers, groups, and what clients may do. */
import { CLIENT, created, updated } from "./planned";
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

export const POOL_CASES: readonly Case[] = [
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
