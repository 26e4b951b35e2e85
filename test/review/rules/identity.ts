import { CLIENT, created, POOL, updated } from "../planned";
import type { Case } from "../rule-plans";
import { acl, callback, changed, google, offering, variables } from "../rule-plans";

export const IDENTITY_CASES: readonly Case[] = [
  [
    "identity-provider",
    "warn",
    () => created("aws_cognito_identity_provider", "g", google()),
    /attribute_mapping/,
    () => changed("aws_cognito_identity_provider", google(), google()),
  ],
  [
    "identity-provider",
    "warn",
    () => changed("aws_cognito_identity_provider", google(), google({ provider_details: { client_id: "theirs" } })),
    /was ours, will be theirs/,
    () => changed("aws_cognito_identity_provider", google(), google({ idp_identifiers: [] })),
  ],
  [
    "implicit-grant",
    "warn",
    () =>
      updated(CLIENT, (it) => {
        it.allowed_oauth_flows = ["code", "implicit"];
      }),
    /browser/,
    () =>
      updated(CLIENT, (it) => {
        it.allowed_oauth_flows = ["code"];
      }),
  ],
  [
    "redirect-look-alike",
    "block",
    () => callback("https://layla.amazon.com.example.net/api/skill/link/M1"),
    /amazon\.com\.example\.net/,
    () => callback("https://layla.amazon.com/api/skill/link/M2"),
  ],
  [
    "scope-gained",
    "block",
    () => variables({ SCOPES: "openid profile email" }),
    /no link can have: email[\s\S]*asks every user to link again/,
    () => variables({ SCOPES: "profile openid" }),
  ],
  [
    "scope-gained",
    "warn",
    () => offering("email", variables({ SCOPES: "openid profile email" })),
    /lack: email[\s\S]*asks these users to link again/,
    () => offering("email", variables({ SCOPES: "profile openid" })),
  ],
  [
    "scope-gained",
    "warn",
    () =>
      updated(CLIENT, (it) => {
        it.allowed_oauth_scopes = [...it.allowed_oauth_scopes, "email"];
      }),
    /keeps the scopes/,
    () =>
      updated(CLIENT, (it) => {
        it.allowed_oauth_scopes = [...it.allowed_oauth_scopes].reverse();
      }),
  ],
  [
    "sign-in-guard",
    "warn",
    () => acl("arn:aws:cognito-idp:us-east-1:123456789012:userpool/x"),
    /refuse Alexa/,
    () => acl("arn:aws:elasticloadbalancing:us-east-1:1:x"),
  ],
  [
    "sign-in-ways",
    "warn",
    () =>
      updated(POOL, (it) => {
        it.device_configuration = [{ challenge_required_on_new_device: true }];
        it.tags = {};
      }),
    /device_configuration was not set/,
    () =>
      updated(POOL, (it) => {
        it.tags = { a: "b" };
      }),
  ],
];
