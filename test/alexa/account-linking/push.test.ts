import { accountLinkingBody } from "../../../alexa/account-linking/body";
import type { AccountLinkingDifference } from "../../../alexa/account-linking/difference";
import { unwrapAccountLinking } from "../../../alexa/account-linking/difference";
import type { PushAccountLinkingProps } from "../../../alexa/account-linking/push";
import { AccountLinkingNotStoredError, pushAccountLinking } from "../../../alexa/account-linking/push";
import type { AccountLinkingRequest, AccountLinkingRequestBody } from "../../../alexa/account-linking/request";
import { InvalidAccountLinkingError } from "../../../alexa/account-linking/rules";
import type { Smapi, StoredAccountLinking } from "../../../alexa/smapi/smapi";
import { SmapiError } from "../../../alexa/smapi/smapi";
import { CLIENT_SECRET } from "../../contract/account-linking";
import { CONTRACT, FULL_REQUEST } from "./example";

const SKILL = "amzn1.ask.skill.1a2b3c4d-5e6f-4a1b-8c2d-3e4f5a6b7c8d";
const BODY = accountLinkingBody(CONTRACT);
const WANTED = BODY.accountLinkingRequest;

/** Stores as SMAPI does: a write replaces everything, three fields are never shown, an old entity tag is refused. */
class Store implements Pick<Smapi, "readAccountLinking" | "writeAccountLinking"> {
  readonly writes: { readonly body: AccountLinkingRequestBody; readonly ifMatch?: string }[] = [];
  private version = 1;

  /** @param losing what it does not store */
  constructor(
    public request?: object,
    private readonly losing: readonly string[] = [],
  ) {}

  async readAccountLinking(): Promise<StoredAccountLinking> {
    const settings = unwrapAccountLinking(this.request);
    return settings === undefined ? {} : { settings, eTag: String(this.version) };
  }

  async writeAccountLinking(_: string, body: AccountLinkingRequestBody, ifMatch?: string): Promise<void> {
    if (ifMatch !== undefined && ifMatch !== String(this.version)) {
      throw new SmapiError("changed", "412 Precondition Failed", 412);
    }
    this.writes.push({ body, ifMatch });
    this.change(
      Object.fromEntries(Object.entries(body.accountLinkingRequest).filter(([field]) => !this.losing.includes(field))),
    );
  }

  change(request: object): void {
    this.request = request;
    this.version += 1;
  }
}

const never = async (): Promise<boolean> => {
  throw new Error("It asked.");
};
const push = (smapi: Store, change: Partial<PushAccountLinkingProps> = {}) =>
  pushAccountLinking({ smapi, skillId: SKILL, body: BODY, confirm: async () => true, ...change });
const stored = (change: object = {}): AccountLinkingRequest => ({ ...WANTED, ...change });

describe("a skill without account linking", () => {
  test("gets it, and nothing is matched because nothing was there", async () => {
    const store = new Store();

    const result = await push(store);

    expect(result).toMatchObject({ kind: "written", unconfirmed: [], difference: { differs: true } });
    expect(store.writes).toEqual([{ body: BODY, ifMatch: undefined }]);
  });
});

describe("a skill that has what it is to have", () => {
  test("is not written, and nobody is asked", async () => {
    const store = new Store(stored());

    expect(await push(store, { confirm: never })).toMatchObject({ kind: "unchanged", difference: { differs: false } });
    expect(store.writes).toEqual([]);
  });

  test("is written when it is forced, because the secret may be another", async () => {
    const store = new Store(stored({ clientSecret: "an-older-secret" }));

    expect(await push(store, { force: true })).toMatchObject({ kind: "written", difference: { differs: false } });
    expect(store.request).toHaveProperty("clientSecret", CLIENT_SECRET);
  });
});

describe("a skill that has something else", () => {
  const OTHER = { clientId: "other", domains: ["cdn.example.com"], somethingNew: { a: 1 } };

  test("is written after it was asked, and keeps what nothing here sets", async () => {
    const store = new Store(stored(OTHER));
    const asked: AccountLinkingDifference[] = [];
    const confirm = async (difference: AccountLinkingDifference): Promise<boolean> => asked.push(difference) > 0;

    const result = await push(store, { confirm });

    expect(result.kind).toBe("written");
    expect(asked).toEqual([result.difference]);
    expect(store.writes.map(({ ifMatch }) => ifMatch)).toEqual(["1"]);
    expect(store.request).toEqual({ ...WANTED, domains: OTHER.domains, somethingNew: OTHER.somethingNew });
  });

  test("stays as it is when the answer is no", async () => {
    const store = new Store(stored(OTHER));

    expect(await push(store, { confirm: async () => false })).toMatchObject({ kind: "declined" });
    expect(store.writes).toEqual([]);
  });

  test.each([{ force: false }, { force: true }])(
    "stays as it is in a dry run, and nobody is asked: %j",
    async (force) => {
      const store = new Store(stored(OTHER));

      const result = await push(store, { ...force, dryRun: true, confirm: never });

      expect(result).toMatchObject({ kind: "would write", difference: { differs: true } });
      expect(store.writes).toEqual([]);
    },
  );
});

describe("what goes wrong", () => {
  test("a body with flaws is refused before anything is written", async () => {
    const body = { accountLinkingRequest: { ...WANTED, scopes: ["a b"] } };
    const store = new Store(stored({ clientId: "other" }));

    await expect(push(store, { body, confirm: never })).rejects.toThrow(InvalidAccountLinkingError);
    expect(store.writes).toEqual([]);
  });

  test("what is kept must go with what is wanted", async () => {
    const store = new Store(stored({ redirectUrls: ["https://layla.amazon.com/api/skill/link/M1EXAMPLE0DEV"] }));

    await expect(push(store)).rejects.toThrow(/redirectUrls\[0\]: is one of Alexa's own redirect URIs/);
    expect(store.writes).toEqual([]);
  });

  test("somebody who writes in between wins, and it is said what to do", async () => {
    const store = new Store(stored({ clientId: "other" }));
    const confirm = async (): Promise<boolean> => {
      store.change(stored({ clientId: "theirs" }));
      return true;
    };

    const pushed = push(store, { confirm });

    await expect(pushed).rejects.toMatchObject({
      name: "SmapiError",
      kind: "changed",
      status: 412,
      message: expect.stringMatching(new RegExp(`${SKILL}.*Nothing was written\\. Run it again`)),
    });
    expect(store.request).toHaveProperty("clientId", "theirs");
  });

  test("another error of SMAPI is left as it is", async () => {
    const error = new SmapiError("forbidden", "Not your skill.", 403);
    const store = new Store();
    const writeAccountLinking = () => Promise.reject(error);

    await expect(push(Object.assign(store, { writeAccountLinking }))).rejects.toBe(error);
  });

  test("a store that shows something else afterwards is an error that names the fields", async () => {
    const store = new Store(stored({ domains: ["cdn.example.com"], clientId: "other" }), ["scopes", "domains"]);

    const pushed = push(store);

    await expect(pushed).rejects.toThrow(AccountLinkingNotStoredError);
    await expect(pushed).rejects.toMatchObject({ fields: ["scopes", "domains"] });
    await expect(pushed).rejects.toThrow(/shows others for: scopes, domains\./);
  });

  test("PKCE that does not show is not confirmed, which is no error: nobody knows whether it ever does", async () => {
    const store = new Store(undefined, ["pkceConfiguration"]);

    const result = await push(store, { body: { accountLinkingRequest: FULL_REQUEST } });

    expect(result).toMatchObject({ kind: "written", unconfirmed: ["pkceConfiguration"] });
  });

  test("no result and no error holds the secret", async () => {
    const losing = new Store(stored({ clientId: "other" }), ["scopes"]);
    const error: unknown = await push(losing).catch((error: unknown) => error);
    const result = await push(new Store(stored({ clientId: "other" })));

    expect(error).toBeInstanceOf(AccountLinkingNotStoredError);
    expect(JSON.stringify([result, error]) + String(error)).not.toContain(CLIENT_SECRET);
  });
});
