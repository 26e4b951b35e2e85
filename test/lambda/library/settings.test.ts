import { readSettings } from "../../../lambda/library/settings";
import { environment, settings } from "../support/cognito";

test("reads what Terraform writes", () => {
  expect(readSettings(environment)).toEqual(settings);
});

test("reads the environment of the process by default", () => {
  const replaced = jest.replaceProperty(process, "env", { ...environment });

  expect(readSettings()).toEqual(settings);
  replaced.restore();
});

test("an empty SKILL_IDS accepts any skill, and several are joined by commas", () => {
  const two = "amzn1.ask.skill.11111111-2222-3333-4444-555555555555, amzn1.ask.skill.aaaa";

  expect(readSettings({ ...environment, SKILL_IDS: "" }).skillIds).toEqual([]);
  expect(readSettings({ ...environment, SKILL_IDS: two }).skillIds).toHaveLength(2);
});

test("names every missing variable in one error", () => {
  expect(() => readSettings({})).toThrow(
    /SKILL_IDS is missing[\s\S]*ISSUER is missing[\s\S]*CLIENT_ID is missing[\s\S]*USER_INFO_URI is missing[\s\S]*SCOPES/,
  );
});

test("an unset SKILL_IDS is an error, for leaving it out must not open the function to every skill", () => {
  expect(() => readSettings({ ...environment, SKILL_IDS: undefined })).toThrow("SKILL_IDS is missing");
});

test.each([
  ["SKILL_IDS", "amzn1.ask.skill.1,M123VENDOR"],
  ["SKILL_IDS", "amzn1.ask.skill.1 amzn1.ask.skill.2"],
  ["ISSUER", ""],
  ["ISSUER", "https://example.auth.eu-west-1.amazoncognito.com"],
  ["ISSUER", "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_Abc/"],
  ["ISSUER", "http://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_Abc"],
  ["ISSUER", "https://cognito-idp.eu-west-1.amazonaws.com.example.com/eu-west-1_Abc"],
  ["CLIENT_ID", ""],
  ["CLIENT_ID", "two words"],
  ["USER_INFO_URI", "http://example.com/oauth2/userInfo"],
  ["USER_INFO_URI", "https://example.com/oauth2/userinfo"],
  ["USER_INFO_URI", "https://example.com@evil.example/oauth2/userInfo"],
  ["SCOPES", ""],
  ["SCOPES", "profile email"],
  ["SCOPES", 'openid "profile"'],
])("refuses %s = %j and says what is allowed", (name, value) => {
  expect(() => readSettings({ ...environment, [name]: value })).toThrow(
    `${name} is ${JSON.stringify(value)}; expected `,
  );
});

test("takes a custom domain and a custom scope", () => {
  const own = {
    ...environment,
    USER_INFO_URI: "https://login.example.com/oauth2/userInfo",
    SCOPES: "openid https://api.example.com/orders.read",
  };

  expect(readSettings(own)).toMatchObject({
    userInfoUri: "https://login.example.com/oauth2/userInfo",
    scopes: ["openid", "https://api.example.com/orders.read"],
  });
});
