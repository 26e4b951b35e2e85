import {
  AdminCreateUserCommand,
  AdminDisableUserCommand,
  AdminSetUserMFAPreferenceCommand,
  AdminUpdateUserAttributesCommand,
  DeleteManagedLoginBrandingCommand,
  DescribeManagedLoginBrandingByClientCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { createUser } from "../../../local/demo/demo-user";
import { describeWithMoto } from "../fixtures";
import { makePasswordless, setClient, setFactors, setPages, startPasswordless } from "./passwordless";
import type { Browser, SignInWorld } from "./sign-in-fixture";

jest.setTimeout(20_000);

const WAYS = "/local/more-ways";
const CODE = "/local/sign-in-code";
const SENT = "If this account can sign in so, a code of eight digits is on its way";
const MISMATCH = "Invalid code or auth state for the user.";

describeWithMoto("a sign-in by a code", () => {
  let world: SignInWorld;
  let people = 0;

  beforeAll(async () => {
    world = await startPasswordless();
  }, 60_000);

  afterAll(() => world?.stop());

  const newPerson = async (attributes: Record<string, string> = {}) => {
    people += 1;
    const person = await createUser(world.access, world.poolId, {
      email: `eve${people}@example.com`,
      givenName: "Eve",
    });
    const UserAttributes = Object.entries(attributes).map(([Name, Value]) => ({ Name, Value }));
    if (UserAttributes.length > 0) {
      const target = { UserPoolId: world.poolId, Username: person.username };
      await world.api.send(new AdminUpdateUserAttributesCommand({ ...target, UserAttributes }));
    }
    return person.email;
  };

  const open = (path = WAYS, changes = {}): Promise<Browser> =>
    world.browser().open(world.authorizationPath(changes, path));

  const askFor = async (username: string, factor = "EMAIL_OTP", changes = {}): Promise<Browser> =>
    (await open(WAYS, changes)).submit(WAYS, { username, factor });

  const wrongFor = (code: string): string => (code === "00000000" ? "00000001" : "00000000");

  describe("is offered", () => {
    const offered = async (): Promise<readonly string[]> => {
      const login = await open("/login");
      if (!login.text.includes("More ways to sign in")) {
        return [];
      }
      const ways = await login.open(world.authorizationPath({}, WAYS));
      return [...ways.html.matchAll(/name="factor" value="([A-Z_]+)"/g)].map(([, factor = ""]) => factor);
    };

    afterEach(async () => {
      await setFactors(world, ["PASSWORD", "EMAIL_OTP", "SMS_OTP", "WEB_AUTHN"]);
      await setPages(world, 2);
      await setClient(world, { ExplicitAuthFlows: ["ALLOW_USER_AUTH"] });
    });

    test("as the pool allows", async () => {
      expect(await offered()).toEqual(["EMAIL_OTP", "SMS_OTP"]);
      await setFactors(world, ["PASSWORD", "SMS_OTP"]);
      expect(await offered()).toEqual(["SMS_OTP"]);
      await setFactors(world, ["PASSWORD"]);
      expect(await offered()).toEqual([]);
    });

    test("not on the classic pages, which know passwords alone", async () => {
      await setPages(world, 1);
      expect(await offered()).toEqual([]);
      expect((await open(WAYS)).path).toMatch(/^\/login\?/);
    });

    test("not for a client without choice-based sign-in", async () => {
      await setClient(world, { ExplicitAuthFlows: ["ALLOW_USER_SRP_AUTH"] });
      expect(await offered()).toEqual([]);
    });

    test("nor taken where it is not offered", async () => {
      await setFactors(world, ["PASSWORD", "SMS_OTP"]);
      const before = (await world.mail()).length;
      const browser = await askFor(await newPerson());
      expect(browser.text).toContain("Choose one of these ways.");
      expect((await world.mail()).length).toBe(before);
    });
  });

  describe("on managed login", () => {
    test("needs a branding of the client, as each of its pages", async () => {
      const asked = { UserPoolId: world.poolId, ClientId: world.client.id };
      const { ManagedLoginBranding } = await world.api.send(new DescribeManagedLoginBrandingByClientCommand(asked));
      const ManagedLoginBrandingId = ManagedLoginBranding?.ManagedLoginBrandingId;
      await world.api.send(new DeleteManagedLoginBrandingCommand({ UserPoolId: world.poolId, ManagedLoginBrandingId }));
      const browser = await open();
      expect(browser.status).toBe(400);
      expect(browser.text).toContain("Login pages unavailable. Please contact an administrator.");
      await makePasswordless(world, ["PASSWORD", "EMAIL_OTP", "SMS_OTP", "WEB_AUTHN"]);
      expect((await open()).text).toContain("Managed login's look is not imitated.".replace("'", "&#39;"));
    });

    test("leaves the password as it is", async () => {
      expect((await world.signIn()).searchParams.get("code")).toMatch(/./);
    });
  });

  test("signs in who has the mail", async () => {
    const email = await newPerson();
    const browser = await askFor(email);
    expect(browser.path).toMatch(/^\/local\/sign-in-code\?/);
    expect(browser.text).toContain(SENT);
    expect((await browser.open(world.authorizationPath())).path).toMatch(/^\/login\?/);
    const mail = (await world.mail()).at(-1);
    expect(mail).toMatchObject({ to: email, medium: "EMAIL", code: expect.stringMatching(/^\d{8}$/) });
    const code = mail?.code ?? "";
    await (await browser.open(world.authorizationPath({}, CODE))).submit(CODE, {
      code: ` ${code.slice(0, 4)} ${code.slice(4)}`,
    });
    const granted = new URL(browser.leftFor ?? "about:blank").searchParams;
    expect(granted.get("state")).toBe("state");
    expect((await world.redeem(granted.get("code") ?? "")).status).toBe(200);
    expect((await browser.open(world.authorizationPath())).leftFor).toMatch(/code=/);
  });

  test("signs in by a text message, in the words of the pool", async () => {
    const factors = ["PASSWORD", "EMAIL_OTP", "SMS_OTP", "WEB_AUTHN"] as const;
    await setFactors(world, [...factors], { SmsAuthenticationMessage: "Stack guide: {####}" });
    const email = await newPerson({ phone_number: "+4915112345678", phone_number_verified: "true" });
    const browser = await askFor(email, "SMS_OTP");
    expect((await world.mail()).at(-1)).toMatchObject({
      to: "+4915112345678",
      medium: "SMS",
      message: `Stack guide: ${await world.lastCode()}`,
    });
    await browser.submit(CODE, { code: await world.lastCode() });
    expect(browser.leftFor).toMatch(/code=/);
  });

  test("takes a code once", async () => {
    const email = await newPerson();
    const first = await askFor(email);
    const code = await world.lastCode();
    const page = { html: first.html, path: first.path, cookies: [...first.cookies] };
    await first.submit(CODE, { code });
    expect(first.leftFor).toMatch(/code=/);
    const replayed = world.browser();
    for (const [name, value] of page.cookies) {
      replayed.cookies.set(name, value);
    }
    Object.assign(replayed, { html: page.html, path: page.path });
    await replayed.submit(CODE, { code });
    expect(replayed.leftFor).toBeUndefined();
    const again = await askFor(email);
    await again.submit(CODE, { code });
    expect(again.text).toContain(MISMATCH);
  });

  test("takes no code that another browser was sent", async () => {
    const [mine, yours] = [await newPerson(), await newPerson()];
    const browser = await askFor(yours);
    await askFor(mine);
    await browser.submit(CODE, { code: await world.lastCode() });
    expect(browser.text).toContain(MISMATCH);
  });

  test("is locked after five wrong codes, for the right one too, in every browser, and for nobody else", async () => {
    const email = await newPerson();
    const browser = await askFor(email);
    const code = await world.lastCode();
    for (let count = 0; count < 7; count++) {
      await browser.submit(CODE, { code: wrongFor(code) });
    }
    await browser.submit(CODE, { code });
    expect(browser.text).toContain("Password attempts exceeded");
    const other = await askFor(email);
    await other.submit(CODE, { code: await world.lastCode() });
    expect(other.text).toContain("Password attempts exceeded");
    const somebodyElse = await askFor(await newPerson());
    await somebodyElse.submit(CODE, { code: await world.lastCode() });
    expect(somebodyElse.leftFor).toMatch(/code=/);
    await new Promise((resolve) => setTimeout(resolve, 1100));
    await browser.submit(CODE, { code });
    expect(browser.leftFor).toMatch(/code=/);
  });

  describe("tells nobody who exists", () => {
    const shape = ({ status, path, html }: Browser, username: string) => ({
      status,
      path,
      html: html.replaceAll(username, "NAME").replace(/value="[\w-]{43}"/g, ""),
    });

    test("by its answers, to the first wrong code and to the one that is locked", async () => {
      const seen = [];
      for (const username of [await newPerson(), `nobody${people}@example.com`]) {
        const browser = await askFor(username);
        const pages = [shape(browser, username)];
        for (let count = 0; count < 6; count++) {
          await browser.submit(CODE, { code: "nonsense" });
          pages.push(shape(browser, username));
        }
        seen.push(pages);
      }
      expect(seen[0]).toEqual(seen[1]);
      expect(seen[0]?.at(-1)?.html).toContain("Password attempts exceeded");
    });

    test.each<[string, () => Promise<string>]>([
      ["nobody", async () => "nobody@example.com"],
      ["somebody whose address is not verified", () => newPerson({ email_verified: "false" })],
      [
        "somebody who is disabled",
        async () => {
          const email = await newPerson();
          await world.api.send(new AdminDisableUserCommand({ UserPoolId: world.poolId, Username: email }));
          return email;
        },
      ],
    ])("%s is sent nothing", async (_, make) => {
      const username = await make();
      const before = (await world.mail()).length;
      expect((await askFor(username)).text).toContain(SENT);
      expect((await world.mail()).length).toBe(before);
    });

    test("unless the client does not hide it", async () => {
      await setClient(world, { ExplicitAuthFlows: ["ALLOW_USER_AUTH"], PreventUserExistenceErrors: "LEGACY" });
      try {
        expect((await askFor("nobody@example.com")).text).toContain("User does not exist.");
      } finally {
        await setClient(world, { ExplicitAuthFlows: ["ALLOW_USER_AUTH"] });
      }
    });
  });

  test("is not for who has a second factor, which the session could not ask for", async () => {
    const email = await newPerson({ phone_number: "+4915112345679", phone_number_verified: "true" });
    await world.api.send(
      new AdminSetUserMFAPreferenceCommand({
        UserPoolId: world.poolId,
        Username: email,
        SMSMfaSettings: { Enabled: true, PreferredMfa: true },
      }),
    );
    const before = (await world.mail()).length;
    expect((await askFor(email)).text).toContain(SENT);
    expect((await world.mail()).length).toBe(before);
  });

  test("signs in who never had a password", async () => {
    people += 1;
    const email = `eve${people}@example.com`;
    await world.api.send(
      new AdminCreateUserCommand({
        UserPoolId: world.poolId,
        Username: email,
        MessageAction: "SUPPRESS",
        UserAttributes: [
          { Name: "email", Value: email },
          { Name: "email_verified", Value: "true" },
          { Name: "given_name", Value: "Eve" },
        ],
      }),
    );
    const browser = await askFor(email);
    await browser.submit(CODE, { code: await world.lastCode() });
    expect(browser.leftFor).toMatch(/code=/);
  });

  test("says that the time is over, and sends another", async () => {
    const email = await newPerson();
    const browser = await askFor(email);
    world.domain.faults.expireSignInCodes = true;
    await browser.submit(CODE, { code: await world.lastCode() });
    expect(browser.text).toContain("Invalid session for the user, session is expired.");
    world.domain.faults.expireSignInCodes = false;
    await browser.submit(WAYS, { username: email, factor: "EMAIL_OTP" });
    await browser.submit(CODE, { code: await world.lastCode() });
    expect(browser.leftFor).toMatch(/code=/);
  });

  test("takes no form of another site, and has no page for a browser that was sent nothing", async () => {
    const body = new URLSearchParams({ _csrf: "", username: await newPerson(), factor: "EMAIL_OTP" });
    const forged = await world.browser().open(world.authorizationPath({}, WAYS), { method: "POST", body });
    expect(forged.status).toBe(403);
    expect((await open(CODE)).text).toContain("More ways to sign in");
  });

  test("shows nothing of what is typed as HTML", async () => {
    const browser = await askFor(`"><script>alert(1)</script>`);
    expect(browser.html).not.toContain("<script>alert");
  });
});
