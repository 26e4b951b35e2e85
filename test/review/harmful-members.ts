/** Ways around the rules by a member beside another of which something is said, and by what was hidden before. */
import { another, arn, OWN, of } from "./harmful-builders";
import type { Detour } from "./harmful-detours";
import type { Values } from "./planned";
import { CLIENT, created, fixture, POOL, resource } from "./planned";
import { ACCOUNT, changed, kept } from "./rule-plans";

const fn = (name: string): string => `${ACCOUNT}:${name}`;
const CLIENT_TYPE = "aws_cognito_user_pool_client";
const LIVING: string = resource(fixture("unchanged"), POOL).change.after.id;

const triggers = (after: Values, mark?: Values) => () => {
  const plan = of(POOL, { lambda_config: [after] }, { lambda_config: [] })();
  Object.assign(resource(plan, POOL).change, mark && { after_sensitive: { lambda_config: [mark] } });
  return plan;
};

/** What a pool or a client had was marked as a secret, or was not. */
const from = (address: string, before: Values, after: Values): readonly [() => Values, () => Values] => {
  const plan = (isHidden: boolean) => () => {
    const made = of(address, after, before)();
    const marks = Object.fromEntries(Object.keys(after).map((name) => [name, true]));
    Object.assign(resource(made, address).change, isHidden && { before_sensitive: marks });
    return made;
  };
  return [plan(true), plan(false)];
};

const { password_policy, account_recovery_setting } = resource(fixture("unchanged"), POOL).change.after;
const both = { recovery_mechanism: [...account_recovery_setting[0].recovery_mechanism] };
both.recovery_mechanism.push({ name: "verified_phone_number", priority: 2 });

const recovery = (name: string) =>
  of(POOL, {
    account_recovery_setting: [
      { recovery_mechanism: [...account_recovery_setting[0].recovery_mechanism, { name, priority: 2 }] },
    ],
  });

const ofAnotherProvider = (name: string, before: Values, after: Values, more: Values = {}) =>
  another(
    "awscc_cognito_user_pool",
    { id: "p", user_pool_name: "p", [name]: before, deletion_protection: "INACTIVE" },
    {
      [name]: after,
      ...more,
    },
  );

const way = (name: string) => ({ recovery_mechanisms: [{ name, priority: 1 }] });
const asked = (...names: readonly string[]) => ({ attributes_require_verification_before_update: names });

const table = (recovery_period_in_days: number) =>
  another(
    "aws_dynamodb_table",
    { id: "t", name: "t", point_in_time_recovery: [{ enabled: true, recovery_period_in_days: 14 }] },
    { point_in_time_recovery: [{ enabled: true, recovery_period_in_days }] },
  );

const client = (values: Values, plan?: () => Values) => () =>
  created(CLIENT_TYPE, "x", { name: "c", user_pool_id: LIVING, ...values }, plan?.());

/** A plan whose pool lets a function decide sign-ins, or has another trigger. */
const pool = (trigger: string) => () => {
  const plan = fixture("unchanged");
  for (const side of ["before", "after"]) {
    resource(plan, POOL).change[side].lambda_config = [{ [trigger]: fn("f") }];
  }
  return plan;
};

const API = { id: "api", identifier: "api", scope: [{ scope_name: "admin", scope_description: "All" }] };
const programs =
  (...scopes: readonly string[]) =>
  () => {
    const before = {
      id: "m",
      name: "web",
      user_pool_id: LIVING,
      callback_urls: ["https://app.example/cb"],
      allowed_oauth_flows: ["code"],
      allowed_oauth_scopes: ["openid"],
    };
    const plan = changed(CLIENT_TYPE, before, {
      ...before,
      allowed_oauth_scopes: ["openid", ...scopes],
    });
    kept("aws_cognito_resource_server", API, plan);
    return plan;
  };

/** The client of the link, whose redirects nobody can see. */
const hidden = (values: Values) => () => {
  const plan = of(CLIENT, values)();
  const marks = { callback_urls: true };
  return Object.assign(resource(plan, CLIENT).change, { before_sensitive: marks, after_sensitive: marks }) && plan;
};

const REGION = "eu-west-1";
const somewhere = (type: string, values: Values) => () => created(type, "x", values);

export const BY_MEMBERS: readonly Detour[] = [
  [
    "a trigger that is hidden beside one that is told",
    triggers({ post_confirmation: fn("p"), user_migration: arn("lambda", "function:m") }, { user_migration: true }),
    triggers({ post_confirmation: fn("p"), custom_message: fn("m") }),
  ],
  [
    "a trigger that nothing knows beside one that is told",
    triggers({ post_confirmation: fn("p"), inbound_federation: fn("f") }),
    triggers({ post_confirmation: fn("p") }),
  ],
  ["a second factor that was hidden", ...from(POOL, { mfa_configuration: "OFF" }, { mfa_configuration: "OPTIONAL" })],
  [
    "passwords that were hidden",
    ...from(POOL, {}, { password_policy: [{ ...password_policy[0], minimum_length: 14 }] }),
  ],
  ["ways back that were hidden", ...from(POOL, {}, { account_recovery_setting: [both] })],
  [
    "sign-outs that were hidden",
    ...from(CLIENT, { logout_urls: [] }, { logout_urls: ["https://layla.amazon.com/api/skill/link/M1EXAMPLE0STG"] }),
  ],
  ["ways back that only an administrator opens", recovery("admin_only"), recovery("verified_phone_number")],
  [
    "ways back by another provider's type",
    ofAnotherProvider("account_recovery_setting", way("verified_email"), way("admin_only")),
    ofAnotherProvider("account_recovery_setting", way("verified_email"), way("verified_email"), {
      deletion_protection: "ACTIVE",
    }),
  ],
  [
    "changes without a confirmation, by another provider's type",
    ofAnotherProvider("user_attribute_update_settings", asked("email"), asked()),
    ofAnotherProvider("user_attribute_update_settings", asked("email"), asked("email"), {
      deletion_protection: "ACTIVE",
    }),
  ],
  ["fewer days of a table", table(1), table(35)],
  [
    "a new client where a function decides sign-ins",
    client({ explicit_auth_flows: null }, pool("define_auth_challenge")),
    client({ explicit_auth_flows: null }, pool("post_confirmation")),
  ],
  [
    "a new client of a pool that the plan does not show",
    client({ user_pool_id: "us-east-1_old", explicit_auth_flows: [] }),
    client({ user_pool_id: "us-east-1_old", explicit_auth_flows: ["ALLOW_USER_SRP_AUTH"] }),
  ],
  [
    "what developers alone may write",
    client({ explicit_auth_flows: null, write_attributes: ["dev:custom:role"] }),
    client({ explicit_auth_flows: null, write_attributes: ["email"] }),
  ],
  ...(
    [
      ["enable_token_revocation", false],
      ["refresh_token_validity", 3650],
      ["token_validity_units", [{ refresh_token: "days" }]],
    ] as const
  ).map(
    ([name, value]): Detour => [
      `${name} of a new client, marked as a secret`,
      () => {
        const plan = client({ explicit_auth_flows: null, [name]: value })();
        return Object.assign(resource(plan, `${CLIENT_TYPE}.x`).change, { after_sensitive: { [name]: true } }) && plan;
      },
      client({ explicit_auth_flows: null, [name]: null }),
    ],
  ),
  ["an API's scope for another program", programs("api/admin"), programs("email")],
  [
    "a scope of a client whose redirects are hidden",
    hidden({ allowed_oauth_scopes: ["openid", "profile", "email"] }),
    hidden({ name: "other" }),
  ],
  [
    "a provider of a client whose redirects are hidden",
    hidden({ supported_identity_providers: ["COGNITO", "Elsewhere"] }),
    hidden({ name: "other" }),
  ],
  [
    "a certificate of another region",
    somewhere("aws_acm_certificate", { domain_name: "in.shop.example", region: REGION }),
    somewhere("aws_acm_certificate", { domain_name: "in.shop.example", region: "us-east-1" }),
  ],
  [
    "a key of another region",
    somewhere("aws_kms_alias", {
      name: "alias/x",
      target_key_id: `arn:aws:kms:us-east-1:${OWN}:key/1`,
      region: REGION,
    }),
    somewhere("aws_kms_alias", {
      name: "alias/x",
      target_key_id: `arn:aws:kms:us-east-1:${OWN}:key/1`,
      region: "us-east-1",
    }),
  ],
  [
    "a link in place of a code",
    template({ default_email_option: "CONFIRM_WITH_LINK" }),
    template({ email_subject: "Your code" }),
  ],
  [
    "a short number in a message",
    of(POOL, { sms_authentication_message: "Text {####} to 80123." }),
    of(POOL, { sms_authentication_message: "Enter {####} within 15 minutes." }),
  ],
];

function template(values: Values): () => Values {
  const { verification_message_template } = resource(fixture("unchanged"), POOL).change.after;
  return of(POOL, { verification_message_template: [{ ...verification_message_template[0], ...values }] });
}
