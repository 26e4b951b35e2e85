import fc from "fast-check";
import { AuthorizationCodes } from "../../../local/cognito/authorization-code";
import { exchangeOf } from "../../../local/cognito/exchange-report";
import { ExpiringMap } from "../../../local/cognito/expiring-map";
import { noFaults } from "../../../local/cognito/faults";
import { attributes, html } from "../../../local/cognito/html";
import { passwordProblem } from "../../../local/cognito/password-policy";
import { refreshTokenSeconds } from "../../../local/cognito/refresh-token";
import { signInLabel, signUpFields } from "../../../local/cognito/sign-up-fields";
import { anyText } from "../../any-text";

describe("what the sign-in server remembers", () => {
  afterEach(() => jest.restoreAllMocks());

  test("never grows beyond its capacity, and loses the oldest first", () => {
    const map = new ExpiringMap<number>(3);
    for (let index = 0; index < 1000; index += 1) {
      map.set(`${index}`, index, 60);
    }
    expect(map.size).toBe(3);
    expect(["996", "997", "998", "999"].map((key) => map.get(key))).toEqual([undefined, 997, 998, 999]);
  });

  test("ends by itself", () => {
    const map = new ExpiringMap<number>(3);
    map.set("a", 1, 60);
    jest.spyOn(Date, "now").mockReturnValue(Date.now() + 60_000);
    expect(map.get("a")).toBeUndefined();
    map.set("b", 2, 60);
    expect(map.size).toBe(1);
  });

  test("of codes is the thousand newest", () => {
    const codes = new AuthorizationCodes(noFaults());
    const grant = { poolId: "p", clientId: "c", redirectUri: "r", username: "u", sub: "s", scopes: [], authTime: 0 };
    const issued = Array.from({ length: 1001 }, () => codes.issue(grant));
    expect(codes.redeem(issued[0] ?? "", grant)).toBeUndefined();
    expect(codes.redeem(issued[1] ?? "", grant)).toEqual(grant);
  });
});

describe("HTML", () => {
  test("never lets a value out of its place (property)", () => {
    fc.assert(
      fc.property(anyText(), (value) => {
        expect(html`<p>${value}</p>`.text.slice(3, -4)).not.toMatch(/[<>"']|&(?!(amp|lt|gt|quot|#39);)/);
        expect(attributes({ value }).text.slice(8, -1)).not.toMatch(/[<>"']/);
      }),
    );
  });
});

describe("a password policy", () => {
  const Policies = {
    PasswordPolicy: { MinimumLength: 10, RequireLowercase: true, RequireUppercase: true, RequireNumbers: true },
  };

  test.each([
    ["Correct1horse", undefined],
    ["short", "The password needs at least 10 characters, an upper-case letter, a number."],
    ["CORRECT1HORSE", "The password needs a lower-case letter."],
    ["", "The password needs at least 10 characters, a lower-case letter, an upper-case letter, a number."],
  ])("says everything that %j lacks", (password, problem) => {
    expect(passwordProblem({ Policies }, password)).toBe(problem);
  });

  test("does not ask for what it leaves out", () => {
    expect(passwordProblem({ Policies: { PasswordPolicy: { MinimumLength: 6 } } }, "simple")).toBeUndefined();
  });

  test("is Cognito's default where the pool has none", () => {
    expect(passwordProblem({}, "Correct1")).toBe("The password needs a special character.");
    expect(passwordProblem({}, "Correct 1")).toBeUndefined();
    expect(passwordProblem({}, "Correct1 ")).toBe("The password needs a special character.");
  });
});

describe("the fields of a pool", () => {
  const required = (...names: string[]) => ({ SchemaAttributes: names.map((Name) => ({ Name, Required: true })) });

  test.each([
    ["Email address", { UsernameAttributes: ["email" as const] }],
    ["Email address or phone number", { UsernameAttributes: ["email" as const, "phone_number" as const] }],
    ["User name", {}],
    ["User name or email address", { AliasAttributes: ["email" as const] }],
  ])("are headed by %j", (label, pool) => {
    expect(signInLabel(pool)).toBe(label);
  });

  test("ask for an address once", () => {
    const names = signUpFields({ UsernameAttributes: ["email"], ...required("sub", "email", "name") });
    expect(names.map(({ name, label }) => [name, label])).toEqual([
      ["username", "Email address"],
      ["name", "Name"],
    ]);
  });

  test("ask for both addresses where both are required, and for one or the other where none is", () => {
    const UsernameAttributes = ["email" as const, "phone_number" as const];
    const both = signUpFields({ UsernameAttributes, ...required("email", "phone_number") });
    expect(both.map(({ label }) => label)).toEqual(["Email address", "Phone number"]);
    const [either] = signUpFields({ UsernameAttributes });
    expect(either?.label).toBe("Email address or phone number");
    expect(["a@example.com", "+14325551212", "ada"].map((value) => either?.problem(value))).toEqual([
      undefined,
      undefined,
      "Username should be either an email or a phone number.",
    ]);
  });
});

test("a refresh token lives 30 days unless the client says otherwise", () => {
  expect(refreshTokenSeconds({})).toBe(30 * 86_400);
  expect(refreshTokenSeconds({ RefreshTokenValidity: 3650 })).toBe(3650 * 86_400);
  expect(refreshTokenSeconds({ RefreshTokenValidity: 2, TokenValidityUnits: { RefreshToken: "hours" } })).toBe(7200);
});

test("an exchange shows no value whose name cannot be read, and of a page only its title", () => {
  const request = { method: "POST", path: "/oauth2/token", query: "", headers: {}, body: "%zz=1&client_secret=hidden" };
  const answer = { status: 200, headers: { "content-type": "text/html" }, body: "<title>Sign in</title><p>secret" };
  const exchange = exchangeOf({ id: 1, label: "x", began: Date.now(), host: "h", request, answer });
  expect([exchange.request.body, exchange.response?.body]).toEqual(["%zz=••••&client_secret=••••", "Sign in"]);
});
