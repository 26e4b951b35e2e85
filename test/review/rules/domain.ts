import type { Values } from "../planned";
import { CLIENT, DOMAIN, replaced, updated } from "../planned";
import type { Case } from "../rule-plans";
import { changed } from "../rule-plans";

export const DOMAIN_CASES: readonly Case[] = [
  [
    "sign-in-page",
    "warn",
    () =>
      updated(DOMAIN, (it) => {
        it.managed_login_version = 2;
      }),
    /style/,
    () =>
      replaced(DOMAIN, "domain", (it) => {
        it.domain = "x";
      }),
  ],
  [
    "certificate-changed",
    "info",
    () =>
      updated(DOMAIN, (it, was) => {
        was.certificate_arn = "arn:aws:acm:us-east-1:123456789012:certificate/a";
        it.certificate_arn = "arn:aws:acm:us-east-1:123456789012:certificate/b";
      }),
    /address stays/,
    () =>
      updated(DOMAIN, (it) => {
        it.managed_login_version = 2;
      }),
  ],
  [
    "sign-in-look",
    "info",
    () => changed("aws_cognito_user_pool_ui_customization", { css: "a {}" }, { css: "b {}" }),
    /look different/,
    () => updated(CLIENT, (it) => (it.name = "another")),
  ],
  [
    "sign-in-look",
    "warn",
    () => changed("aws_cognito_managed_login_branding", branding({ settings: "{}" }), branding({ settings: "[]" })),
    /What changes: settings\. Pictures and texts/,
    () => changed("aws_cognito_managed_login_branding", branding({}), branding({})),
  ],
];

const branding = (more: object): Values => ({ user_pool_id: "us-east-1_a", client_id: "c", ...more });
