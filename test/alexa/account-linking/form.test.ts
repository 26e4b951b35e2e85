import type { FormField } from "../../../alexa/account-linking/form";
import { consoleForm } from "../../../alexa/account-linking/form";
import type { AccountLinkingAdditions } from "../../../alexa/account-linking/request";
import { CLIENT_SECRET } from "../../contract/account-linking";
import { CONTRACT } from "./example";

const form = (additions?: AccountLinkingAdditions) => consoleForm(CONTRACT, additions);
const field = (label: string, additions?: AccountLinkingAdditions): FormField | undefined =>
  form(additions).find((one) => one.label === label);

const MOBILE = "Allow users to authenticate using your mobile application";
const FROM_APP = "Allow users to link their account to your skill from within your application or website";

test("has the console's fields in the console's order, with what Terraform made", () => {
  expect(form().map(({ label, value }) => [label, value])).toEqual([
    ["Do you allow users to create an account or link to an existing account with you?", "On"],
    ["Allow users to enable skill without account linking", "On"],
    ["Authorization Grant Type", "Auth Code Grant"],
    ["Your Web Authorization URI", CONTRACT.authorization_uri],
    ["Access Token URI", CONTRACT.access_token_uri],
    ["Your Client ID", CONTRACT.client_id],
    ["Your Secret", CLIENT_SECRET],
    ["Your Authentication Scheme", "HTTP Basic (Recommended)"],
    ["Scope", ["openid", "profile"]],
    ["Domain", []],
    ["Default Access Token Expiration Time", []],
    ["Alexa Redirect URLs", CONTRACT.redirect_uris.slice(0, 3)],
  ]);
});

test("marks the secret, and nothing else", () => {
  expect(
    form()
      .filter(({ secret }) => secret === true)
      .map(({ label }) => label),
  ).toEqual(["Your Secret"]);
});

test("the secret stands in no other field and in no note", () => {
  expect(JSON.stringify(form().filter(({ secret }) => secret !== true))).not.toContain(CLIENT_SECRET);
  expect(field("Your Secret")?.note).not.toContain(CLIENT_SECRET);
});

test("what is to be left empty says why", () => {
  expect(field("Domain")?.note).toMatch(/^Leave it empty/);
  expect(field("Default Access Token Expiration Time")?.note).toMatch(/^Leave it empty/);
});

test.each<[label: string, additions: AccountLinkingAdditions, value: FormField["value"]]>([
  ["Allow users to enable skill without account linking", { skipOnEnablement: false }, "Off"],
  [MOBILE, platforms(), "On"],
  [FROM_APP, { redirectUrls: ["https://app.example.com/linked"] }, "On"],
  ["Your Redirect URLs", { redirectUrls: ["https://app.example.com/linked"] }, ["https://app.example.com/linked"]],
  ["Domain", { domains: ["cdn.example.com"] }, ["cdn.example.com"]],
  ["Default Access Token Expiration Time", { defaultTokenExpirationInSeconds: 3600 }, "3600"],
  ["Enable PKCE", { pkceConfiguration: { status: "ENABLED" } }, "On"],
  ["Enable PKCE", { pkceConfiguration: { status: "DISABLED" } }, "Off"],
])("%s follows %j", (label, additions, value) => {
  expect(field(label, additions)?.value).toEqual(value);
});

test.each<[label: string, additions: AccountLinkingAdditions]>([
  ["authorizationUrlsByPlatform", platforms()],
  ["reciprocalAccessTokenUrl", { reciprocalAccessTokenUrl: "https://api.example.com/reciprocal" }],
  ["voiceForwardAccountLinking", { voiceForwardAccountLinking: "ENABLED" }],
])("%s has no label that is documented, and says so", (label, additions) => {
  expect(field(label, additions)?.note).toMatch(/SMAPI/);
});

test("every addition shows", () => {
  const all: Required<AccountLinkingAdditions> = {
    domains: ["cdn.example.com"],
    defaultTokenExpirationInSeconds: 3600,
    reciprocalAccessTokenUrl: "https://api.example.com/reciprocal",
    redirectUrls: ["https://app.example.com/linked"],
    authorizationUrlsByPlatform: platforms().authorizationUrlsByPlatform,
    skipOnEnablement: false,
    voiceForwardAccountLinking: "ENABLED",
    pkceConfiguration: { status: "ENABLED" },
  };
  const plain = JSON.stringify(form());

  for (const [name, value] of Object.entries(all)) {
    expect([name, JSON.stringify(form({ [name]: value }))]).not.toEqual([name, plain]);
  }
});

test("credentials in the body have the console's other scheme", () => {
  const fields = consoleForm({ ...CONTRACT, access_token_scheme: "REQUEST_BODY_CREDENTIALS" });

  expect(fields.find(({ label }) => label === "Your Authentication Scheme")?.value).toBe("Credentials in request body");
});

function platforms() {
  const platform = { platformType: "iOS" as const, platformAuthorizationUrl: "https://app.example.com/authorize" };
  return { authorizationUrlsByPlatform: [platform] };
}
