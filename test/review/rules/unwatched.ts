/** What once passed as a note or without a word, though somebody loses by it. */
import { arn, of } from "../harmful-builders";
import { adoptedAsItIs, takenOver } from "../link-plans";
import type { Values } from "../planned";
import { ALIAS, created, fixture, LOGS, PERMISSION, POOL, replaced, resource } from "../planned";
import type { Case } from "../rule-plans";
import { changed } from "../rule-plans";

const PARTNER = {
  id: "c",
  name: "partner",
  callback_urls: ["https://partner.example/cb"],
  read_attributes: ["email"],
  allowed_oauth_scopes: null,
};
const partner = (values: Values) => () => changed("aws_cognito_user_pool_client", PARTNER, { ...PARTNER, ...values });

const client = (values: Values) => () =>
  created("aws_cognito_user_pool_client", "x", {
    name: "x",
    user_pool_id: "us-east-1_old",
    callback_urls: ["https://partner.example/cb"],
    explicit_auth_flows: ["ALLOW_USER_SRP_AUTH"],
    refresh_token_validity: 30,
    ...values,
  });

const LIVE: string = resource(fixture("unchanged"), ALIAS).change.after.arn;
const printed = (after: string) => () => {
  const plan = fixture("unchanged");
  const { change } = resource(plan, LOGS);
  Object.assign(change, { actions: ["update"], after: { ...change.after, tags: { a: "b" } } });
  Object.assign(plan.output_changes.function_arn, { actions: ["update"], before: LIVE, after });
  return { ...plan, applyable: true };
};

const POLICY = { minimum_length: 12, temporary_password_validity_days: 7 };
const invited = (temporary_password_validity_days: number) =>
  of(POOL, { password_policy: [{ ...POLICY, temporary_password_validity_days }] }, { password_policy: [POLICY] });

const shares = (weights: Values) =>
  of(ALIAS, { routing_config: [{ additional_version_weights: weights }] }, { routing_config: [] });

const styled = (css: string) => () =>
  changed("aws_cognito_user_pool_ui_customization", { css: ".label-customizable { color: #222 }" }, { css });

const authenticates = (sms_authentication_message: string) =>
  of(POOL, { sms_authentication_message }, { sms_authentication_message: "Your code is {####}." });

const open = () => {
  const plan = adoptedAsItIs(PERMISSION);
  const { change } = resource(plan, PERMISSION);
  Object.assign(change.before, { principal: "*", event_source_token: null });
  Object.assign(change.after, { principal: "*", event_source_token: null });
  return takenOver(plan, PERMISSION);
};

const bound = (name: string, value: string) => () =>
  replaced(PERMISSION, name, (it) => {
    it[name] = value;
  });

export const UNWATCHED_CASES: readonly Case[] = [
  [
    "attribute-readable",
    "warn",
    partner({ read_attributes: ["birthdate", "email"] }),
    /birthdate/,
    partner({ name: "other" }),
  ],
  [
    "tokens-endless",
    "warn",
    client({ refresh_token_validity: 3650, enable_token_revocation: false }),
    /Nobody can end[\s\S]*3650 days/,
    client({ enable_token_revocation: true }),
  ],
  ["tokens-endless", "warn", client({ refresh_token_validity: 3650 }), /for years/, client({})],
  [
    "auth-flows-unset",
    "warn",
    client({ explicit_auth_flows: null }),
    /ALLOW_CUSTOM_AUTH.*does not show/s,
    client({ explicit_auth_flows: ["ALLOW_USER_SRP_AUTH"] }),
  ],
  [
    "scope-gained",
    "warn",
    partner({ allowed_oauth_scopes: ["api/admin"] }),
    /do more: api\/admin/,
    partner({ allowed_oauth_scopes: ["openid"] }),
  ],
  [
    "linking-output",
    "block",
    printed(arn("lambda", "function:theirs:live")),
    /function_arn.*theirs:live/s,
    printed(LIVE),
  ],
  ["sign-up", "warn", invited(1), /1 day for their first sign-in, not 7/, invited(14)],
  ["sign-up", "info", invited(5), /5 days/, invited(7)],
  ["alias-moved", "warn", shares({ 7: 0.99 }), /does not show: 7/, shares({ 1: 0.1 })],
  ["alias-moved", "info", shares({ 1: 0.1 }), /canary begins/, shares({})],
  [
    "sign-in-look",
    "warn",
    styled(".redirect-customizable { display: none }"),
    /hide[\s\S]*display: none/,
    styled(".label-customizable { color: #333 }"),
  ],
  ["message-changed", "warn", authenticates("Hello"), /no longer holds \{####\}/, authenticates("A code: {####}")],
  ["function-open", "block", open, /Anybody with an AWS account/, () => adoptedAsItIs(PERMISSION)],
  [
    "skill-id",
    "block",
    bound("source_account", "999999999999"),
    /bound[\s\S]*source_account/,
    bound("statement_id", "n"),
  ],
  ["skill-id", "block", bound("source_arn", arn("lambda", "function:x")), /source_arn/, bound("statement_id", "n")],
];
