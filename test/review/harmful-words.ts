/** Ways around the rules by texts, lifetimes and numbers that look like what stands there every day. */
import { another, of } from "./harmful-builders";
import type { Detour } from "./harmful-detours";
import type { Values } from "./planned";
import { ALIAS, created, POOL } from "./planned";

const some = (type: string, values: Values) => () => created(type, "x", values);

const TEMPLATE = {
  default_email_option: "CONFIRM_WITH_LINK",
  email_message_by_link: "Please {##confirm your address##}.",
  email_message: "Your code is {####}.",
};
const template = (more: Values) =>
  of(
    POOL,
    { verification_message_template: [{ ...TEMPLATE, ...more }] },
    { verification_message_template: [TEMPLATE] },
  );

const INVITATION = "Hello {username}, your password is {####}. Sign in at https://shop.example/login";
const invitation = (email_message: string) => {
  const block = (text: string) => [
    { allow_admin_create_user_only: false, invite_message_template: [{ email_message: text }] },
  ];
  return of(POOL, { admin_create_user_config: block(email_message) }, { admin_create_user_config: block(INVITATION) });
};

const codes = (sms_authentication_message: string) =>
  of(POOL, { sms_authentication_message }, { sms_authentication_message: "Your code is {####}." });

const POLICY = { minimum_length: 12, require_lowercase: true, temporary_password_validity_days: 7 };
const invited = (temporary_password_validity_days: number) =>
  of(POOL, { password_policy: [{ ...POLICY, temporary_password_validity_days }] }, { password_policy: [POLICY] });

const shares = (weights: Values, before: Values = {}) =>
  of(
    ALIAS,
    { function_version: "1", routing_config: [{ additional_version_weights: weights }] },
    { function_version: "1", ...before },
  );

const CSS = ".label-customizable { font-weight: 400; color: #333 }";
const style = (css: string) =>
  another("aws_cognito_user_pool_ui_customization", { id: "u", client_id: "c", user_pool_id: "p", css: CSS }, { css });
const ORDINARY_STYLE = style(
  ".label-customizable { font-weight: 700; color: #222 } .submitButton-customizable { background-color: #0a0; color: #fff; border: 0; margin: 20px 0 10px; height: 40px; width: 100% }",
);
const HIDING: readonly (readonly [what: string, css: string])[] = [
  ["display", ".redirect-customizable { display: none }"],
  ["display, over a comment and an escape", ".redirect-customizable { d\\69splay:/* */NONE !important }"],
  ["visibility", ".redirect-customizable { visibility: hidden; }"],
  ["opacity", ".redirect-customizable { opacity: 0 }"],
  ["opacity in percent", ".redirect-customizable { opacity: 1% }"],
  ["a font's size", ".redirect-customizable { font-size: 0 }"],
  ["a small font", ".legalText-customizable { font: 1px/1 Arial }"],
  ["the ground's color", ".legalText-customizable { color: #fff }"],
  ["nearly the ground's color", ".legalText-customizable { color: rgb(253, 254, 255) }"],
  ["the button's color", ".submitButton-customizable { color: Red; background-color: #f00 }"],
  ["a transparent color", ".redirect-customizable { color: rgba(0, 0, 0, 0) }"],
  ["no height", ".errorMessage-customizable { height: 0; overflow: hidden }"],
  ["a place outside", ".errorMessage-customizable { position: absolute; left: -9999px }"],
  ["a shift", ".errorMessage-customizable { text-indent: -999em }"],
  ["a margin", ".errorMessage-customizable { margin-left: -9999px }"],
  ["a clip", ".errorMessage-customizable { clip-path: inset(100%) }"],
  ["another sheet", "@import url(https://evil.example/x.css);"],
  ["another server's picture", ".banner-customizable { background: url(https://evil.example/x.png) }"],
];

const PARTNER = {
  id: "c",
  name: "partner",
  callback_urls: ["https://partner.example/cb"],
  read_attributes: ["email"],
};
const partner = (...read_attributes: readonly string[]) =>
  another("aws_cognito_user_pool_client", PARTNER, { read_attributes });

const NEW_CLIENT = {
  name: "x",
  user_pool_id: "us-east-1_old",
  explicit_auth_flows: ["ALLOW_USER_SRP_AUTH"],
  refresh_token_validity: 30,
  enable_token_revocation: true,
};
const client = (values: Values) => some("aws_cognito_user_pool_client", { ...NEW_CLIENT, ...values });

const ALARM = {
  alarm_name: "errors",
  namespace: "AWS/Lambda",
  metric_name: "Errors",
  statistic: "Sum",
  period: 300,
  comparison_operator: "GreaterThanThreshold",
  threshold: 5,
  evaluation_periods: 1,
  datapoints_to_alarm: 1,
  treat_missing_data: "breaching",
  dimensions: { FunctionName: "alexa-skill-staging" },
};
const alarm = (values: Values) => some("aws_cloudwatch_metric_alarm", { ...ALARM, ...values });
const alarmed = (values: Values) => another("aws_cloudwatch_metric_alarm", { id: "errors", ...ALARM }, values);
const SILENT: readonly (readonly [what: string, values: Values])[] = [
  ["a threshold that nothing reaches", { threshold: 1e9 }],
  ["hours of failures", { evaluation_periods: 288, datapoints_to_alarm: 288 }],
  ["a period of a day", { period: 86_400 }],
  ["silence that counts as good", { treat_missing_data: "notBreaching" }],
  ["another function's errors", { dimensions: { FunctionName: "gone" } }],
  ["another metric", { metric_name: "Eror" }],
  ["an average of ones and zeros", { statistic: "Average" }],
  ["fewer than none", { comparison_operator: "LessThanThreshold", threshold: 0 }],
];
const SOONER = alarmed({ threshold: 3 });

export const BY_WORDS: readonly Detour[] = [
  ["a code that no message has", codes("Hello"), codes("Your secret code is {####}.")],
  [
    "a confirmation without its link",
    template({ email_message_by_link: "Thank you." }),
    template({ email_message_by_link: "Now {##confirm##} it, please." }),
  ],
  [
    "an invitation without the name",
    invitation(INVITATION.replace("{username}", "you")),
    invitation(INVITATION.replace("Hello", "Dear")),
  ],
  [
    "an invitation without the address",
    invitation(INVITATION.replace(/ Sign in.*/, "")),
    invitation(INVITATION.replace("Sign in", "Welcome")),
  ],
  ["invitations that end overnight", invited(1), invited(5)],
  ["nearly all requests to a version that nobody sees", shares({ 7: 0.99 }), shares({ 1: 0.1 })],
  ["a canary on what was uploaded last", shares({ $LATEST: 0.5 }), shares({ 2: 0.5 }, { function_version: "2" })],
  ...HIDING.map(([what, css]): Detour => [`a style that hides by ${what}`, style(css), ORDINARY_STYLE]),
  ["a partner that reads more", partner("email", "birthdate"), partner("email")],
  ["a partner that reads all", partner(), partner("email")],
  [
    "a new client whose tokens nobody can end",
    client({ refresh_token_validity: 3650, enable_token_revocation: false }),
    client({}),
  ],
  ["a new client for ten years", client({ refresh_token_validity: 3650 }), client({ refresh_token_validity: 90 })],
  [
    "ten years in minutes",
    client({ refresh_token_validity: 5_256_000, token_validity_units: [{ refresh_token: "minutes" }] }),
    client({ refresh_token_validity: 5_256, token_validity_units: [{ refresh_token: "minutes" }] }),
  ],
  ["a new client without revocation", client({ enable_token_revocation: false }), client({})],
  ...SILENT.map(([what, values]): Detour => [`an alarm that goes silent by ${what}`, alarmed(values), SOONER]),
  ["a new alarm that never goes off", alarm({ threshold: 1e9 }), alarm({ threshold: 50 })],
  [
    "a new alarm for fewer than none",
    alarm({ comparison_operator: "LessThanThreshold", threshold: 0 }),
    alarm({ comparison_operator: "LessThanThreshold", threshold: 1 }),
  ],
  ["a new alarm in another unit", alarm({ unit: "Bytes" }), alarm({ unit: "Count" })],
];
