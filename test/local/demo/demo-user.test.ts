import type { UserPoolType } from "@aws-sdk/client-cognito-identity-provider";
import { accountFor } from "../../../local/demo/demo-user";

const ada = { email: "ada@example.com", givenName: "Ada" };
const required = (...names: readonly string[]): UserPoolType => ({
  SchemaAttributes: [...names.map((Name) => ({ Name, Required: true })), { Name: "birthdate", Required: false }],
});

test.each<[string, UserPoolType, string, object]>([
  [
    "an e-mail address",
    { UsernameAttributes: ["email"] },
    "ada@example.com",
    { email: "ada@example.com", email_verified: "true", given_name: "Ada" },
  ],
  [
    "a phone number",
    { UsernameAttributes: ["phone_number"] },
    "+12025550123",
    { phone_number: "+12025550123", phone_number_verified: "true", given_name: "Ada" },
  ],
  [
    "either of both",
    { UsernameAttributes: ["phone_number", "email"] },
    "ada@example.com",
    {
      email: "ada@example.com",
      email_verified: "true",
      phone_number: "+12025550123",
      phone_number_verified: "true",
      given_name: "Ada",
    },
  ],
  ["a user name", {}, "ada", { given_name: "Ada" }],
  [
    "a user name with an alias",
    { AliasAttributes: ["email"] },
    "ada",
    { email: "ada@example.com", email_verified: "true", given_name: "Ada" },
  ],
])("where users sign in by %s, so does the demo's", (_, pool, username, attributes) => {
  expect(accountFor(pool, ada)).toMatchObject({ username, attributes });
  expect(Object.keys(accountFor(pool, ada).attributes).sort()).toEqual(Object.keys(attributes).sort());
});

test("the user has every attribute that the pool requires, and Cognito's own sub is left to it", () => {
  const { attributes } = accountFor(required("sub", "name", "family_name", "nickname", "phone_number"), ada);
  expect(attributes).toEqual({
    name: "Ada Lovelace",
    family_name: "Lovelace",
    nickname: "Ada",
    phone_number: "+12025550123",
    phone_number_verified: "true",
    given_name: "Ada",
  });
});

test.each([undefined, 6, 26, 27, 99])("with a minimum length of %s the password is long enough", (MinimumLength) => {
  const { password } = accountFor({ Policies: { PasswordPolicy: { MinimumLength } } }, ada);
  expect(password).toHaveLength(Math.max(26, MinimumLength ?? 0));
  expect(password).toMatch(/^(?=.*[a-z])(?=.*[A-Z])(?=.*\d)(?=.*[!])\S+$/);
});
