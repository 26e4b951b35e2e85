/** One person, one account: the real trigger in the local Lambda runtime, with the emulator's Cognito. */
import { ACCOUNT_DISABLED, ACCOUNTS_JOINED } from "../../../contract/joined-accounts";
import { UserPools } from "../../../local/cognito/user-pools";
import { describeWithMoto } from "../fixtures";
import { JoinAccountsWorld } from "./join-accounts-world";
import { createClient } from "./sign-in-fixture";

jest.setTimeout(60_000);

const TRUSTED = {
  Google: { addressesVerified: false },
  Corp: { addressesVerified: true, aheadBy: "email" },
  ...Object.fromEntries(["Third", "Fourth", "Fifth", "Sixth"].map((name) => [name, { addressesVerified: false }])),
};
const JOINED = { error: `PreSignUp failed with error ${ACCOUNTS_JOINED}.` };

describeWithMoto("a first sign-in at a provider", () => {
  let world: JoinAccountsWorld;
  let poolId: string;
  let people = 0;
  const somebody = () => {
    people += 1;
    return { email: `ada.${people}@example.com`, subject: `100${people}` };
  };

  beforeAll(async () => {
    world = await JoinAccountsWorld.start();
    poolId = await world.pool("joining", TRUSTED);
  });
  afterAll(() => world?.stop());
  beforeEach(() => void world.outcomes());

  test("with the address of an account joins it: one attempt fails with the reason, the next is the account", async () => {
    const { email, subject } = somebody();
    const username = await world.signedUp(poolId, email);
    const person = { provider: "Google", subject, email, verified: true };
    expect(await world.signIn(poolId, person)).toEqual(JOINED);
    expect(await world.signIn(poolId, person)).toEqual({ username });
    expect(await world.linked(poolId, username)).toEqual([`Google ${subject}`]);
    expect(await world.users(poolId)).not.toContain(`Google_${subject}`);
    expect(world.outcomes()).toEqual(["linked"]);
  });

  test("at a provider whose addresses are linked ahead is the account at once", async () => {
    const { email, subject } = somebody();
    const username = await world.signedUp(poolId, email);
    await world.confirmed(poolId, username, { email, email_verified: "true", "cognito:user_status": "CONFIRMED" });
    expect(await world.signIn(poolId, { provider: "Corp", subject, email })).toEqual({ username });
    expect(world.outcomes()).toEqual(["linked-ahead"]);
  });

  test("is the account of somebody who signed up on the page and confirmed the address", async () => {
    const { email, subject } = somebody();
    const pools = new UserPools(world.access, world.triggers);
    const { id } = await createClient(world.api, poolId);
    const client = (await pools.client(poolId, id)) ?? {};
    const account = { username: email, password: "aA1!aA1!aA1!aA1!", attributes: { email, given_name: "Ada" } };
    expect(await pools.accounts.signUp(client, account)).toMatchObject({ confirmed: false });
    expect(await world.signIn(poolId, { provider: "Corp", subject: `${subject}0`, email })).toEqual({
      username: `Corp_${subject}0`,
    });
    await pools.accounts.confirmSignUp(client, email, await world.codeFor(email));
    const user = await pools.user(poolId, email);
    expect(await world.signIn(poolId, { provider: "Corp", subject, email })).toEqual({ username: user?.username });
    pools.close();
  });

  test("fails where the function does not let the pool in", async () => {
    const uninvited = await world.poolWithFunctionOf(poolId);
    const { email, subject } = somebody();
    const error = "PreSignUp invocation failed due to error AccessDeniedException.";
    expect(await world.signIn(uninvited, { provider: "Google", subject, email, verified: true })).toEqual({ error });
  });

  test("with the address of nobody makes an account", async () => {
    const { email, subject } = somebody();
    const made = { username: `Google_${subject}` };
    expect(await world.signIn(poolId, { provider: "Google", subject, email, verified: true })).toEqual(made);
    expect(await world.signIn(poolId, { provider: "Google", subject, email, verified: true })).toEqual(made);
  });

  test("two at once join the account once, and the next one is in", async () => {
    const { email, subject } = somebody();
    const username = await world.signedUp(poolId, email);
    const person = { provider: "Google", subject, email, verified: true };
    const both = await Promise.all([world.signIn(poolId, person), world.signIn(poolId, person)]);
    for (const one of both) {
      expect([JOINED, { username }]).toContainEqual(one);
    }
    expect(await world.signIn(poolId, person)).toEqual({ username });
    expect(await world.linked(poolId, username)).toEqual([`Google ${subject}`]);
  });

  test("of five providers joins one account; of a sixth it gets one of its own", async () => {
    const { email, subject } = somebody();
    const username = await world.signedUp(poolId, email);
    const person = { subject, email, verified: true };
    for (const provider of ["Google", "Corp", "Third", "Fourth", "Fifth"]) {
      expect([provider, await world.signIn(poolId, { ...person, provider })]).toEqual([provider, JOINED]);
    }
    expect(await world.signIn(poolId, { ...person, provider: "Fifth" })).toEqual({ username });
    expect(await world.signIn(poolId, { ...person, provider: "Sixth" })).toEqual({ username: `Sixth_${subject}` });
    expect(await world.linked(poolId, username)).toHaveLength(5);
  });

  describe("joins nobody's account", () => {
    /** Signs in, and expects an account beside the other. */
    async function staysApart(username: string, person: Parameters<JoinAccountsWorld["signIn"]>[1]): Promise<void> {
      expect(await world.signIn(poolId, person)).toEqual({ username: `${person.provider}_${person.subject}` });
      expect(await world.linked(poolId, username)).toEqual([]);
    }

    test.each([false, undefined])("with an address that the provider has not verified (%p)", async (verified) => {
      const { email, subject } = somebody();
      await staysApart(await world.signedUp(poolId, email), { provider: "Google", subject, email, verified });
      expect(world.outcomes()).toEqual(["not-verified-at-provider", "nothing-ahead"]);
    });

    test("also where the provider's addresses count as verified, and it says that this one is not", async () => {
      const { email, subject } = somebody();
      await staysApart(await world.signedUp(poolId, email), { provider: "Corp", subject, email, verified: false });
    });

    test("with an address that the account has not verified", async () => {
      const { email, subject } = somebody();
      const username = await world.signedUp(poolId, email, { verified: false });
      await staysApart(username, { provider: "Google", subject, email, verified: true });
      expect(world.outcomes()).toEqual(["not-verified-here", "nothing-ahead"]);
    });

    test("at a provider that is not trusted, whatever it asserts", async () => {
      const { email, subject } = somebody();
      await staysApart(await world.signedUp(poolId, email), { provider: "Other", subject, email, verified: true });
      expect(world.outcomes()).toEqual(["not-trusted", "nothing-ahead"]);
    });

    test("at a provider that is not trusted, by an id that looks like another provider's", async () => {
      const { email } = somebody();
      await staysApart(await world.signedUp(poolId, email), {
        provider: "Other",
        subject: "Google_7",
        email,
        verified: true,
      });
    });

    test.each([
      ["in another case", (email: string) => email.replace("ada", "Ada")],
      ["with a Cyrillic а", (email: string) => email.replace("a", "\u0430")],
      ["with a full-width letter", (email: string) => email.replace("d", "\uff44")],
      ["with a dotless ı in its host", (email: string) => email.replace("example", "examp\u0131e")],
      ["with a plus tag", (email: string) => email.replace("@", "+alexa@")],
      ["with a quote", (email: string) => `"x" or email = "${email}`],
    ])("with an address %s", async (_how, changed) => {
      const { email, subject } = somebody();
      const username = await world.signedUp(poolId, email);
      await staysApart(username, { provider: "Google", subject, email: changed(email), verified: true });
      expect(world.outcomes()).toEqual([expect.stringMatching(/^(no-account|no-plain-address)$/), "nothing-ahead"]);
    });

    test("whose account has a plus tag that the address has not", async () => {
      const { email, subject } = somebody();
      const username = await world.signedUp(poolId, email.replace("@", "+alexa@"));
      await staysApart(username, { provider: "Google", subject, email, verified: true });
    });

    test("of another pool", async () => {
      const { email, subject } = somebody();
      const other = await world.pool("other", TRUSTED);
      const username = await world.signedUp(other, email);
      expect(await world.signIn(poolId, { provider: "Google", subject, email, verified: true })).toEqual({
        username: `Google_${subject}`,
      });
      expect(await world.linked(other, username)).toEqual([]);
    });

    test("with another account at the same provider: the address has changed hands", async () => {
      const { email, subject } = somebody();
      const username = await world.signedUp(poolId, email);
      await world.signIn(poolId, { provider: "Google", subject, email, verified: true });
      const later = { provider: "Google", subject: `${subject}0`, email, verified: true };
      expect(await world.signIn(poolId, later)).toEqual({ username: `Google_${subject}0` });
      expect(await world.linked(poolId, username)).toEqual([`Google ${subject}`]);
    });
  });

  test("with the address of a disabled account is refused, and links nothing", async () => {
    const { email, subject } = somebody();
    const username = await world.signedUp(poolId, email, { enabled: false });
    const person = { provider: "Google", subject, email, verified: true };
    expect(await world.signIn(poolId, person)).toEqual({ error: `PreSignUp failed with error ${ACCOUNT_DISABLED}.` });
    expect(await world.linked(poolId, username)).toEqual([]);
    expect(await world.users(poolId)).not.toContain(`Google_${subject}`);
  });

  test("ahead, an address that nobody verified links nothing", async () => {
    const { email } = somebody();
    const username = await world.signedUp(poolId, email, { verified: false });
    await world.confirmed(poolId, username, { email, email_verified: "false", "cognito:user_status": "CONFIRMED" });
    expect(await world.linked(poolId, username)).toEqual([]);
  });

  test("nothing of the person is in the log", async () => {
    const { email, subject } = somebody();
    await world.signedUp(poolId, email);
    world.log.splice(0);
    await world.signIn(poolId, { provider: "Google", subject, email, verified: true });
    expect(world.log.join("\n")).toContain("linked");
    expect(world.log.join("\n")).not.toMatch(new RegExp(`${email}|${subject}`));
  });
});
