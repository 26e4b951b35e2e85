import type { ReviewCase } from "./review-case";
import { all, CLIENT, casesOf, DOMAIN, push, REMOVED, reference, reversed, set, within, without } from "./review-case";

const client = casesOf(CLIENT);
const domain = casesOf(DOMAIN);
const units = (values: object) => within("token_validity_units", values);
const renamed = set({ name: "another" });

const LAYLA = "https://layla.amazon.com/api/skill/link/";
const APP = "https://example.com/app";
/** Amazon may add a host for the skills of the same developer account. */
const anotherHost: ReturnType<typeof set> = (it) =>
  it.callback_urls.push(it.callback_urls[0].replace(/\/\/[^/]+/, "//another.amazon.com"));

export const CLIENT_CASES: readonly ReviewCase[] = [
  client("client-destroyed", "block", set({ generate_secret: false }), renamed),
  client("client-destroyed", "block", REMOVED, renamed),
  client(
    "redirect-removed",
    "block",
    (it) => {
      it.callback_urls = it.callback_urls.filter((url: string) => !url.startsWith(LAYLA));
    },
    all(reversed("callback_urls"), renamed),
  ),
  client(
    "redirect-removed",
    "block",
    (it) => {
      it.callback_urls = it.callback_urls.map((url: string) => url.replace(/M\w+$/, "M2OTHER"));
    },
    anotherHost,
  ),
  client("redirect-removed", "warn", (it) => it.callback_urls.pop(), all(reversed("callback_urls"), renamed), {
    base: push("callback_urls", APP),
  }),
  client("redirect-added", "warn", push("callback_urls", APP), anotherHost),
  client("redirect-added", "warn", push("callback_urls", `${LAYLA}M2OTHER`), push("logout_urls", APP)),
  client("redirect-added", "warn", push("callback_urls", "http://localhost:3000/signed-in"), push("logout_urls", APP)),
  client("sign-out-removed", "warn", set({ logout_urls: [APP] }), push("logout_urls", APP)),
  client("oauth-off", "block", set({ allowed_oauth_flows: ["implicit"] }), renamed),
  client("oauth-off", "block", set({ allowed_oauth_flows_user_pool_client: false }), renamed),
  client("oauth-off", "block", set({ supported_identity_providers: ["Google"] }), renamed),
  client("provider-offered", "warn", push("supported_identity_providers", "Google"), renamed),
  client("oauth-off", "block", set({ allowed_oauth_scopes: ["openid"] }), renamed),
  client("sign-in-choice", "info", push("explicit_auth_flows", "ALLOW_USER_AUTH"), renamed),
  client(
    "sign-in-choice",
    "warn",
    (it) => it.explicit_auth_flows.pop(),
    all(reversed("explicit_auth_flows"), renamed),
    {
      base: push("explicit_auth_flows", "ALLOW_USER_AUTH"),
    },
  ),
  client("scope-unknown", "warn", push("allowed_oauth_scopes", "elsewhere/read"), renamed),
  client(
    "attribute-hidden",
    "warn",
    set({ read_attributes: ["name"] }),
    set({ read_attributes: ["name", "email", "given_name"] }),
    { base: set({ read_attributes: ["email", "name"] }) },
  ),
  client("attribute-readable", "warn", set({ read_attributes: ["email", "birthdate"] }), renamed, {
    base: set({ callback_urls: [APP], read_attributes: ["email"] }),
  }),
  client("removed-property-noop", "info", without("callback_urls", "logout_urls"), reversed("callback_urls")),
  client("removed-property-noop", "info", without("refresh_token_validity"), renamed),
  client(
    "removed-property-noop",
    "info",
    without("prevent_user_existence_errors", "allowed_oauth_scopes"),
    without("access_token_validity"),
  ),
  client(
    "refresh-shorter",
    "warn",
    set({ refresh_token_validity: 30 }),
    all(set({ refresh_token_validity: 3650 * 24 }), units({ refresh_token: "hours" })),
  ),
  client("refresh-shorter", "block", units({ refresh_token: "minutes" }), set({ refresh_token_validity: 3650 }), {
    base: set({ refresh_token_validity: 365 }),
  }),
  client(
    "access-too-short",
    "block",
    set({ access_token_validity: 5 }),
    all(set({ access_token_validity: 2 }), units({ access_token: "hours" })),
  ),
  client("access-too-short", "info", set({ access_token_validity: 30 }), set({ id_token_validity: 30 })),
  client(
    "rotation-or-revocation",
    "warn",
    set({ refresh_token_rotation: [{ feature: "ENABLED", retry_grace_period_seconds: 0 }] }),
    renamed,
    { base: set({ explicit_auth_flows: ["ALLOW_USER_SRP_AUTH"] }) },
  ),
  client(
    "rotation-or-revocation",
    "warn",
    set({ enable_token_revocation: false }),
    all(reversed("explicit_auth_flows"), renamed),
  ),
  client("mfa-weaker", "warn", set({ prevent_user_existence_errors: "LEGACY" }), set({ auth_session_validity: 5 })),
  client("attribute-writable", "warn", set({ write_attributes: ["name", "email"] }), renamed, {
    base: set({ write_attributes: ["name"] }),
  }),
  client("sign-in-session-shorter", "info", set({ auth_session_validity: 3 }), set({ auth_session_validity: 15 }), {
    base: set({ auth_session_validity: 10 }),
  }),
  client(
    "setting-unreadable",
    "block",
    push("callback_urls", `https://${reference("terraform_data.later.id")}.example.com`),
    push("logout_urls", `https://example.com/${reference("aws_cognito_user_pool.user_pool.name")}`),
  ),

  domain("domain-destroyed", "block", set({ domain: "another-prefix" })),
  domain("domain-destroyed", "block", REMOVED),
  domain("sign-in-page", "warn", set({ managed_login_version: 2 })),
];
