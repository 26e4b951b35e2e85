import { anotherHost, URLS } from "../link-plans";
import { CLIENT, created, updated } from "../planned";
import type { Case } from "../rule-plans";

export const APP_CLIENT_CASES: readonly Case[] = [
  [
    "redirect-removed",
    "block",
    () =>
      updated(CLIENT, (it) => {
        it.callback_urls = it.callback_urls.filter((url: string) => !url.startsWith(URLS));
      }),
    /Europe and India/,
    () =>
      updated(CLIENT, (it) => {
        it.callback_urls = [...it.callback_urls].reverse();
      }),
  ],
  [
    "redirect-removed",
    "block",
    () =>
      updated(CLIENT, (it) => {
        it.callback_urls = it.callback_urls.map((url: string) => url.replace(/M\w+$/, "M2OTHER"));
      }),
    /M2OTHER/,
    () =>
      updated(CLIENT, (it) => {
        it.callback_urls.push(`${URLS}M2OTHER`);
      }),
  ],
  [
    "redirect-removed",
    "warn",
    () =>
      updated(CLIENT, (_it, was) => {
        was.callback_urls.push("https://example.com/app");
      }),
    /example\.com\/app/,
    () =>
      updated(CLIENT, (it) => {
        it.callback_urls.push("https://example.com/app");
      }),
  ],
  [
    "redirect-added",
    "warn",
    () =>
      updated(CLIENT, (it) => {
        it.callback_urls.push("https://example.com/app");
      }),
    /example\.com\/app[\s\S]*codes/,
    () =>
      updated(CLIENT, (it) => {
        it.callback_urls.push(anotherHost(it.callback_urls[0]));
      }),
  ],
  [
    "redirect-added",
    "warn",
    () =>
      updated(CLIENT, (it) => {
        it.callback_urls.push(`${URLS}M2OTHER`);
      }),
    /another developer account may link: M2OTHER/,
    () =>
      updated(CLIENT, (it) => {
        it.callback_urls.push(anotherHost(it.callback_urls[0]));
      }),
  ],
  [
    "redirect-added",
    "warn",
    () =>
      updated(CLIENT, (it) => {
        it.callback_urls.push("https://example.com/api/skill/link/M1EXAMPLE");
      }),
    /example\.com\/api/,
    () =>
      updated(CLIENT, (_it, was) => {
        was.callback_urls.push("https://example.com/app");
      }),
  ],
  [
    "redirect-added",
    "warn",
    () =>
      updated(CLIENT, (it) => {
        it.callback_urls.push("http://localhost:3000/signed-in");
      }),
    /without encryption: http:\/\/localhost/,
    () =>
      updated(CLIENT, (it) => {
        it.logout_urls.push("https://example.com/bye");
      }),
  ],
  [
    "sign-out-removed",
    "warn",
    () =>
      updated(CLIENT, (it) => {
        it.logout_urls = [];
      }),
    /signed-out/,
    () =>
      updated(CLIENT, (it) => {
        it.logout_urls.push("https://example.com/bye");
      }),
  ],
  [
    "oauth-off",
    "block",
    () =>
      updated(CLIENT, (it) => {
        it.allowed_oauth_flows_user_pool_client = false;
      }),
    /switched off/,
    () =>
      updated(CLIENT, (it) => {
        it.allowed_oauth_flows.push("implicit");
      }),
  ],
  [
    "oauth-off",
    "block",
    () =>
      updated(CLIENT, (it) => {
        it.supported_identity_providers = ["Google"];
      }),
    /COGNITO/,
    () =>
      updated(CLIENT, (it) => {
        it.supported_identity_providers.push("Google");
      }),
  ],
  [
    "oauth-off",
    "block",
    () =>
      updated(CLIENT, (it) => {
        it.allowed_oauth_scopes = ["openid"];
      }),
    /profile/,
    () =>
      updated(CLIENT, (it) => {
        it.allowed_oauth_scopes.push("email");
      }),
  ],
  [
    "scope-unknown",
    "warn",
    () =>
      updated(CLIENT, (it) => {
        it.allowed_oauth_scopes.push("api/read");
      }),
    /api\/read/,
    () =>
      created(
        "aws_cognito_resource_server",
        "api",
        { identifier: "api", scope: [{ scope_name: "read" }] },
        updated(CLIENT, (it) => {
          it.allowed_oauth_scopes.push("api/read");
        }),
      ),
  ],
  [
    "attribute-hidden",
    "warn",
    () =>
      updated(CLIENT, (it, was) => {
        was.read_attributes = ["email", "name"];
        it.read_attributes = ["name"];
      }),
    /email/,
    () =>
      updated(CLIENT, (it, was) => {
        was.read_attributes = ["name"];
        it.read_attributes = ["email", "name"];
      }),
  ],
  [
    "provider-offered",
    "warn",
    () =>
      updated(CLIENT, (it) => {
        it.supported_identity_providers = [...it.supported_identity_providers, "Google"];
      }),
    /with Google too/,
    () =>
      updated(CLIENT, (it) => {
        it.supported_identity_providers = [...it.supported_identity_providers].reverse();
      }),
  ],
];
