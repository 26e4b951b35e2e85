import {
  AdminDisableUserCommand,
  AdminEnableUserCommand,
  AdminGetUserCommand,
  AdminResetUserPasswordCommand,
  UpdateUserPoolCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { describeWithMoto } from "../fixtures";
import type { Browser } from "./sign-in-fixture";
import { createClient, createPool, MAIL_PAGE, poolSettings, SignInWorld } from "./sign-in-fixture";

const PASSWORD = "Correct1horsebattery";
const HOSTILE = `"><script>alert(1)</script><b a='x`;

jest.setTimeout(20_000);

describeWithMoto("the sign-in pages", () => {
  let world: SignInWorld;
  let people = 0;

  beforeAll(async () => {
    world = await SignInWorld.start();
  }, 60_000);

  afterAll(() => world?.stop());

  const newAddress = (): string => {
    people += 1;
    return `person${people}@example.com`;
  };

  const open = (path = "/login", changes = {}): Promise<Browser> =>
    world.browser().open(world.authorizationPath(changes, path));

  const signUp = async (email: string, changes: Record<string, string> = {}): Promise<Browser> =>
    (await open("/signup")).submit("/signup", { username: email, given_name: "Eve", password: PASSWORD, ...changes });

  describe("signing in", () => {
    test.each([
      ["a wrong password", { password: "wrong" }],
      ["an unknown address", { username: "nobody@example.com" }],
      ["no address", { username: "" }],
      ["no password", { password: "" }],
      ["an address of 3,000 characters", { username: "x".repeat(3000) }],
    ])("with %s is answered alike", async (_, changes) => {
      const browser = await open();
      await browser.submit("/login", { username: world.ada.email, password: world.ada.password, ...changes });
      expect(browser.leftFor).toBeUndefined();
      expect(browser.text).toContain("Incorrect username or password.");
      expect(browser.html).not.toContain(world.ada.password);
    });

    test("works in any case of the address, with spaces around it", async () => {
      const browser = await open();
      await browser.submit("/login", { username: " ADA@example.com ", password: world.ada.password });
      expect(browser.leftFor).toMatch(/code=/);
    });

    test("tells of an unknown address where the client does not hide it", async () => {
      const client = await createClient(world.api, world.poolId, { PreventUserExistenceErrors: "LEGACY" });
      const browser = await open("/login", { client_id: client.id });
      await browser.submit("/login", { username: "nobody@example.com", password: PASSWORD });
      expect(browser.text).toContain("User does not exist.");
    });

    test("is refused to a user who is disabled", async () => {
      const target = { UserPoolId: world.poolId, Username: world.ada.email };
      await world.api.send(new AdminDisableUserCommand(target));
      try {
        const browser = await open();
        await browser.submit("/login", { username: world.ada.email, password: world.ada.password });
        expect(browser.text).toContain("User is disabled.");
      } finally {
        await world.api.send(new AdminEnableUserCommand(target));
      }
    });

    test("fills in the address that the app hints at", async () => {
      const browser = await open("/login", { login_hint: "ada@example.com" });
      expect(browser.html).toMatch(/<input id="username"[^>]* value="ada@example.com"/);
    });

    test.each([
      ["another token", { _csrf: "x".repeat(43) }],
      ["no token", { _csrf: "" }],
    ])("is refused to a form with %s", async (_, changes) => {
      const browser = await open();
      await browser.submit("/login", { username: world.ada.email, password: world.ada.password, ...changes });
      expect([browser.status, browser.leftFor]).toEqual([403, undefined]);
    });

    test("is refused to a form from a browser that never saw the page", async () => {
      const answer = await fetch(`${world.origin}${world.authorizationPath({}, "/login")}`, {
        method: "POST",
        body: new URLSearchParams({ username: world.ada.email, password: world.ada.password, _csrf: "" }),
      });
      expect(answer.status).toBe(403);
    });
  });

  describe("signing up", () => {
    test("asks for the address, the required attributes and a password, and shows what the pool asks of it", async () => {
      const { html, text } = await open("/signup");
      expect([...html.matchAll(/<label for="([^"]*)">([^<]*)</g)].map(([, id, label]) => [id, label])).toEqual([
        ["username", "Email address"],
        ["given_name", "First name"],
        ["password", "Password"],
      ]);
      for (const rule of ["at least 12 characters", "a lower-case letter", "an upper-case letter", "a number"]) {
        expect(text).toContain(rule);
      }
      expect(text).not.toContain("a special character");
    });

    test("sends a code, takes only that one, and signs the user in", async () => {
      const email = newAddress();
      const browser = await signUp(email);
      expect(browser.path).toMatch(/^\/confirm\?/);
      const mail = (await world.mail()).at(-1);
      expect(mail).toMatchObject({ to: email, subject: "Welcome", message: `Your code: ${mail?.code}!` });
      await browser.submit("/confirm", { code: mail?.code === "000000" ? "000001" : "000000" });
      expect(browser.text).toContain("Invalid verification code provided, please try again.");
      await browser.submit("/confirm", { code: ` ${mail?.code} ` });
      const { searchParams } = new URL(browser.leftFor ?? "");
      expect(searchParams.get("state")).toBe("state");
      const { body } = await world.redeem(searchParams.get("code") ?? "");
      expect((await world.userInfo(String(body.access_token))).body).toMatchObject({ given_name: "Eve" });
      const user = await world.api.send(new AdminGetUserCommand({ UserPoolId: world.poolId, Username: email }));
      expect(user.UserAttributes).toContainEqual({ Name: "email_verified", Value: "true" });
    });

    test("sends another code on demand, after which the first no longer holds", async () => {
      const browser = await signUp(newAddress());
      const first = await world.lastCode();
      await browser.submit("/resendcode", {});
      expect(browser.text).toMatch(/We sent a new code to p\*\*\*@e\*\*\*/);
      const second = await world.lastCode();
      if (first !== second) {
        await browser.submit("/confirm", { code: first });
        expect(browser.text).toContain("Invalid verification code provided");
      }
      await browser.submit("/confirm", { code: second });
      expect(browser.leftFor).toMatch(/code=/);
    });

    test("leads an unconfirmed user who signs in to the confirmation, and nowhere else", async () => {
      const email = newAddress();
      await signUp(email);
      const browser = await open();
      await browser.submit("/login", { username: email, password: PASSWORD });
      expect(browser.path).toMatch(/^\/confirm\?/);
      await browser.open(world.authorizationPath());
      expect(browser.path).toMatch(/^\/login/);
      await browser.open(world.authorizationPath({}, "/confirm"));
      await browser.submit("/confirm", { code: await world.lastCode() });
      expect(browser.leftFor).toMatch(/code=/);
    });

    test("can be confirmed in another browser, where the password is asked for again", async () => {
      const email = newAddress();
      await signUp(email);
      const browser = await open("/confirm");
      await browser.submit("/confirm", { username: email, code: await world.lastCode() });
      expect(browser.text).toContain("Your account is confirmed.");
      await browser.submit("/login", { username: email, password: PASSWORD });
      expect(browser.leftFor).toMatch(/code=/);
    });

    test("names everything at once that is wrong", async () => {
      const { text, html, leftFor } = await signUp("nobody", { given_name: " ", password: "short" });
      expect(leftFor).toBeUndefined();
      expect(text).toContain("Invalid email address format.");
      expect(text).toContain("First name is missing.");
      expect(text).toContain("The password needs at least 12 characters, an upper-case letter, a number.");
      expect(html.match(/aria-invalid="true"/g)).toHaveLength(3);
      expect(html).toContain('value="nobody"');
      expect(html).not.toContain("short");
    });

    test("is refused for an address that has an account", async () => {
      expect((await signUp(world.ada.email)).text).toContain("An account with the given email address already exists.");
    });

    test("comes back with hostile input escaped, in every field", async () => {
      const { html } = await signUp(HOSTILE, { given_name: HOSTILE, password: "x" });
      expect(html).not.toContain("<script");
      expect(html).toContain("&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;&lt;b a=&#39;x");
    });

    test("keeps a hostile name as it is, and shows it nowhere as HTML", async () => {
      const browser = await signUp(newAddress(), { given_name: HOSTILE });
      await browser.submit("/confirm", { code: await world.lastCode() });
      const code = new URL(browser.leftFor ?? "").searchParams.get("code") ?? "";
      const { body } = await world.redeem(code);
      expect((await world.userInfo(String(body.access_token))).body.given_name).toBe(HOSTILE);
    });

    test("is neither offered nor taken where only administrators make accounts", async () => {
      const AdminCreateUserConfig = { AllowAdminCreateUserOnly: true };
      const { poolId, host } = await createPool(world.api, "closed", { AdminCreateUserConfig });
      const client = await createClient(world.api, poolId);
      const origin = await world.domain.serve(host);
      const get = async (path: string) =>
        (await fetch(`${origin}${world.authorizationPath({ client_id: client.id }, path)}`)).text();
      expect(await get("/login")).not.toContain("Sign up");
      expect(await get("/signup")).toContain("SignUp is not permitted for this user pool");
      expect(await get("/signup")).not.toContain("<form");
    });

    test("follows the pool: a user name, an alias, and an address that is asked for", async () => {
      const Required = { AttributeDataType: "String", Required: true, Mutable: true } as const;
      const { poolId, host } = await createPool(world.api, "named", {
        UsernameAttributes: undefined,
        AliasAttributes: ["email"],
        Schema: [{ Name: "email", ...Required }],
      });
      const client = await createClient(world.api, poolId);
      const { Browser } = await import("./sign-in-fixture");
      const browser = new Browser(await world.domain.serve(host));
      const path = (page: string) => world.authorizationPath({ client_id: client.id }, page);
      await browser.open(path("/signup"));
      await browser.submit("/signup", { username: "eve", email: "eve@example.com", password: PASSWORD });
      await browser.submit("/confirm", { code: await world.lastCode() });
      expect(browser.leftFor).toMatch(/code=/);
      browser.cookies.clear();
      await browser.open(path("/login"));
      expect(browser.text).toContain("User name or email address");
      await browser.submit("/login", { username: "Eve@Example.com", password: PASSWORD });
      expect(browser.leftFor).toMatch(/code=/);
    });

    test("shows at once what Terraform changes in the pool", async () => {
      const PasswordPolicy = { MinimumLength: 20, RequireSymbols: true };
      const restore = { ...poolSettings, UserPoolId: world.poolId };
      await world.api.send(new UpdateUserPoolCommand({ UserPoolId: world.poolId, Policies: { PasswordPolicy } }));
      try {
        const { text } = await open("/signup");
        expect(text).toContain("at least 20 characters");
        expect(text).toContain("a special character");
      } finally {
        const { UserPoolId, Policies, AutoVerifiedAttributes, VerificationMessageTemplate } = restore;
        await world.api.send(
          new UpdateUserPoolCommand({ UserPoolId, Policies, AutoVerifiedAttributes, VerificationMessageTemplate }),
        );
      }
    });
  });

  describe("a forgotten password", () => {
    const confirmed = async (): Promise<string> => {
      const email = newAddress();
      await (await signUp(email)).submit("/confirm", { code: await world.lastCode() });
      return email;
    };

    test("is replaced with a code, and no longer holds", async () => {
      const email = await confirmed();
      const browser = await open("/forgotPassword");
      await browser.submit("/forgotPassword", { username: email });
      expect(browser.text).toMatch(/We sent a code to p\*\*\*@e\*\*\*/);
      const code = await world.lastCode();
      const change = (changes: object) =>
        browser.submit("/confirmForgotPassword", {
          username: email,
          code,
          password: "Another1horsebattery",
          ...changes,
        });
      await change({ code: "abc" });
      expect(browser.text).toContain("Invalid verification code provided");
      await change({ password: "weak" });
      expect(browser.text).toContain("The password needs at least 12 characters");
      await change({});
      expect(browser.text).toContain("Your password has been changed.");
      await browser.submit("/login", { username: email, password: PASSWORD });
      expect(browser.text).toContain("Incorrect username or password.");
      await browser.submit("/login", { username: email, password: "Another1horsebattery" });
      expect(browser.leftFor).toMatch(/code=/);
    });

    test("does not tell whether there is such a user", async () => {
      const before = (await world.mail()).length;
      const browser = await open("/forgotPassword");
      await browser.submit("/forgotPassword", { username: "nobody@example.com" });
      expect(browser.text).toContain("We sent a code to");
      expect(await world.mail()).toHaveLength(before);
    });

    test("that an administrator reset is more than the page can ask for, and says so", async () => {
      const email = await confirmed();
      await world.api.send(new AdminResetUserPasswordCommand({ UserPoolId: world.poolId, Username: email }));
      const browser = await open();
      await browser.submit("/login", { username: email, password: PASSWORD });
      expect(browser.text).toContain("which this sign-in page does not know");
    });
  });

  describe("every page", () => {
    test.each([
      ["/login", 200],
      ["/signup", 200],
      ["/confirm", 200],
      ["/forgotPassword", 200],
      ["/confirmForgotPassword", 200],
      ["/error", 400],
    ])("%s is whole without scripts, says whose stand-in it is, and loads nothing", async (path, status) => {
      const { html, headers, text, status: actual } = await open(path);
      expect(actual).toBe(status);
      expect(headers.get("content-security-policy")).toMatch(
        /^default-src 'none'; style-src 'sha256-[^']+'; base-uri 'none'; frame-ancestors 'none'$/,
      );
      expect(html).toMatch(/^<!doctype html>\n<html lang="en">/);
      expect(html).not.toMatch(/<script|<link|<img|style="|\son\w+=|src=/);
      expect(text).toContain(`Local stand-in of ${world.host}.`);
      const inputs = [...html.matchAll(/<input id="([^"]*)"[^>]*>/g)];
      for (const [input, id] of inputs) {
        expect(html).toContain(`<label for="${id}">`);
        expect(input).toMatch(/autocomplete="[a-z-]+"/);
      }
      for (const [, target] of html.matchAll(/(?:href|action)="([^"]*)"/g)) {
        expect(target?.startsWith("/") || target === MAIL_PAGE).toBe(true);
      }
    });

    test("is for a good authorization request only", async () => {
      for (const path of ["/login", "/signup", "/confirm", "/forgotPassword", "/confirmForgotPassword"]) {
        const browser = await open(path, { redirect_uri: "https://evil.example" });
        expect(browser.path).toMatch(/^\/error\?error=redirect_mismatch/);
      }
    });

    test("escapes what the error page is called with", async () => {
      const { html } = await world
        .browser()
        .open(`/error?${new URLSearchParams({ error: HOSTILE, client_id: HOSTILE })}`);
      expect(html).not.toContain("<script");
    });
  });
});
