import { readFileSync } from "node:fs";
import type { v1 } from "ask-smapi-model";
import fc from "fast-check";
import { accountLinkingBody } from "../../../alexa/account-linking/body";
import type { AccountLinkingAdditions, AccountLinkingRequest } from "../../../alexa/account-linking/request";
import { checkAccountLinkingBody, checkAdditions } from "../../../alexa/account-linking/rules";
import { CLIENT_SECRET } from "../../contract/account-linking";
import { CONTRACT, contracts, FULL_REQUEST } from "./example";

const ADDITIONS: AccountLinkingAdditions = {
  pkceConfiguration: { status: "ENABLED" },
  voiceForwardAccountLinking: "ENABLED",
  skipOnEnablement: false,
  authorizationUrlsByPlatform: [
    { platformType: "iOS", platformAuthorizationUrl: "https://app.example.com/ios" },
    { platformType: "Android", platformAuthorizationUrl: "https://app.example.com/android" },
  ],
  redirectUrls: ["https://app.example.com/linked"],
  reciprocalAccessTokenUrl: "https://api.example.com/reciprocal",
  defaultTokenExpirationInSeconds: 3600,
  domains: ["cdn.example.com"],
};

describe("the body", () => {
  test("is what Terraform made, and the skill can be enabled without a link", () => {
    expect(accountLinkingBody(CONTRACT)).toEqual({
      accountLinkingRequest: {
        type: "AUTH_CODE",
        authorizationUrl: "https://example.auth.us-east-1.amazoncognito.com/oauth2/authorize",
        accessTokenUrl: "https://example.auth.us-east-1.amazoncognito.com/oauth2/token",
        accessTokenScheme: "HTTP_BASIC",
        clientId: "1example23456789",
        clientSecret: CLIENT_SECRET,
        scopes: ["openid", "profile"],
        skipOnEnablement: true,
      },
    });
  });

  test("takes additions, and its keys are in the same order whatever theirs is", () => {
    const reversed = Object.fromEntries(Object.entries(ADDITIONS).reverse());

    const { accountLinkingRequest } = accountLinkingBody(CONTRACT, ADDITIONS);

    expect(accountLinkingRequest).toMatchObject(ADDITIONS);
    expect(Object.keys(accountLinkingRequest)).toEqual(Object.keys(FULL_REQUEST));
    expect(JSON.stringify(accountLinkingBody(CONTRACT, reversed))).toBe(
      JSON.stringify(accountLinkingBody(CONTRACT, ADDITIONS)),
    );
  });

  test.each(["smart-home", "both"] as const)(
    "a skill of the kind %s cannot be enabled without a link",
    (skill_kind) => {
      const contract = { ...CONTRACT, skill_kind };

      expect(accountLinkingBody(contract).accountLinkingRequest.skipOnEnablement).toBe(false);
      expect(() => accountLinkingBody(contract, { skipOnEnablement: true })).toThrow(/alexa\.kind is/);
    },
  );

  test("an addition that is undefined is none", () => {
    const { accountLinkingRequest } = accountLinkingBody(CONTRACT, { skipOnEnablement: undefined, domains: undefined });

    expect(accountLinkingRequest).toHaveProperty("skipOnEnablement", true);
    expect(accountLinkingRequest).not.toHaveProperty("domains");
  });

  test("what comes from Terraform cannot be added, even past the types", () => {
    const foreign = { clientId: "other", scopes: [], type: "IMPLICIT", unknown: 1 } as AccountLinkingAdditions;

    expect(accountLinkingBody(CONTRACT, foreign)).toEqual(accountLinkingBody(CONTRACT));
  });

  test("neither the contract nor the additions are changed", () => {
    const [accountLinking, additions] = [structuredClone(CONTRACT), structuredClone(ADDITIONS)];

    accountLinkingBody(accountLinking, additions);

    expect([accountLinking, additions]).toEqual([CONTRACT, ADDITIONS]);
  });

  test("of any contract is valid, with and without additions", () => {
    expect(checkAdditions(ADDITIONS)).toEqual([]);
    fc.assert(
      fc.property(contracts, fc.constantFrom(undefined, ADDITIONS), (accountLinking, additions) => {
        const body: unknown = JSON.parse(JSON.stringify(accountLinkingBody(accountLinking, additions)));
        expect(checkAccountLinkingBody(body)).toEqual([]);
      }),
    );
  });
});

describe("SMAPI's published schema", () => {
  type Published = v1.skill.accountLinking.AccountLinkingRequestPayload;
  type Mutable<T> = T extends object ? { -readonly [K in keyof T]: Mutable<T[K]> } : T;
  type Sent = Mutable<Omit<AccountLinkingRequest, "pkceConfiguration">>;

  test("its types take the request, apart from PKCE, which they do not know", () => {
    const { pkceConfiguration: _, ...sent } = FULL_REQUEST;
    // Only the compiler can find fault with these: with a value's type, and with a key.
    const payload: Published = sent as Sent;
    const keys = Object.keys(payload) as (keyof Sent)[] satisfies (keyof Published)[];

    expect(keys).toHaveLength(14);
  });

  interface Schema {
    readonly properties?: Readonly<Record<string, Schema & { readonly $ref?: string; readonly items?: Schema }>>;
    readonly enum?: readonly string[];
    readonly required?: readonly string[];
  }
  // Read, not imported: its type would cost the compiler more than all the rest.
  const { definitions } = JSON.parse(readFileSync(require.resolve("ask-smapi-model/spec.json"), "utf8")) as {
    readonly definitions: Readonly<Record<string, Schema>>;
  };
  const definition = (name: string): Schema => definitions[`v1.skill.accountLinking.${name}`] ?? {};

  test("its Swagger definition has every key that is written, apart from PKCE's", () => {
    const known = Object.keys(definition("AccountLinkingRequestPayload").properties ?? {});
    const written = Object.keys(accountLinkingBody(CONTRACT, ADDITIONS).accountLinkingRequest);

    expect(written.filter((key) => !known.includes(key))).toEqual(["pkceConfiguration"]);
    expect(known.filter((key) => !written.includes(key))).toEqual([]);
  });

  test("the wrapper and the keys of a platform are its own", () => {
    expect(Object.keys(definition("AccountLinkingRequest").properties ?? {})).toEqual(["accountLinkingRequest"]);
    expect(definition("AccountLinkingPlatformAuthorizationUrl").required?.toSorted()).toEqual(
      Object.keys(ADDITIONS.authorizationUrlsByPlatform?.[0] ?? {}).sort(),
    );
  });

  test.each([
    ["type", "AccountLinkingType"],
    ["accessTokenScheme", "AccessTokenSchemeType"],
    ["voiceForwardAccountLinking", "VoiceForwardAccountLinkingStatus"],
  ])("the allowed values of %s are those of %s", (field, name) => {
    const flaws = checkAccountLinkingBody({ accountLinkingRequest: { ...FULL_REQUEST, [field]: "?" } });

    expect(flaws[0]?.message).toContain(`allowed: ${definition(name).enum?.join(", ")}.`);
  });

  test("so are a platform's", () => {
    const platform = { platformType: "?", platformAuthorizationUrl: "https://app.example.com/" };
    const flaws = checkAdditions({ authorizationUrlsByPlatform: [platform] });

    expect(flaws[0]?.message).toContain(`allowed: ${definition("PlatformType").enum?.join(", ")}.`);
  });
});
