import { join } from "node:path";
import fc from "fast-check";
import type { FindCredentialsOptions } from "../../../alexa/smapi/credentials";
import { findCredentials, SmapiCredentialsError, secretsOf } from "../../../alexa/smapi/credentials";

const NOW = Date.parse("2026-11-01T12:00:00Z");
const CLIENT = { ASK_LWA_CLIENT_ID: "client", ASK_LWA_CLIENT_CONFIRMATION: "confirmation" };
const TOKEN = { access_token: "Atza|access", refresh_token: "Atzr|refresh", expires_at: "2026-11-01T12:30:00.000Z" };

const fileOf = (profiles: unknown) => (path: string) => {
  expect(path).toBe(join("/home/ada", ".ask", "cli_config"));
  return JSON.stringify({ profiles });
};
const noFile = (): string => {
  throw Object.assign(new Error("none"), { code: "ENOENT" });
};
const find = (options: Partial<FindCredentialsOptions>) =>
  findCredentials({ env: {}, home: "/home/ada", readFile: noFile, now: () => NOW, ...options });
const failure = (options: Partial<FindCredentialsOptions>): string => {
  try {
    find(options);
  } catch (error) {
    expect(error).toBeInstanceOf(SmapiCredentialsError);
    return (error as Error).message;
  }
  throw new Error("credentials were found");
};

describe("in the environment", () => {
  test("a refresh token with its client comes first", () => {
    const env = {
      ...CLIENT,
      ASK_REFRESH_TOKEN: " Atzr|refresh\n",
      ASK_ACCESS_TOKEN: "Atza|access",
      ASK_VENDOR_ID: "M1",
    };
    expect(find({ env, readFile: fileOf({ default: { token: TOKEN } }) })).toEqual({
      clientId: "client",
      clientSecret: "confirmation",
      refreshToken: "Atzr|refresh",
      vendorId: "M1",
      source: "ASK_REFRESH_TOKEN in the environment",
    });
  });

  test("an access token is taken as it is", () => {
    expect(find({ env: { ASK_ACCESS_TOKEN: "Atza|access" } })).toEqual({
      accessToken: "Atza|access",
      source: "ASK_ACCESS_TOKEN in the environment",
    });
  });

  test("a refresh token without its client is no reason to take somebody else's profile", () => {
    const env = { ASK_REFRESH_TOKEN: "Atzr|env", ASK_LWA_CLIENT_ID: "client" };
    expect(failure({ env, readFile: fileOf({ default: { token: TOKEN } }) })).toMatch(
      /ASK_REFRESH_TOKEN is set, but ASK_LWA_CLIENT_CONFIRMATION is not set/,
    );
  });

  test.each(["", "  ", "undefined"])("a variable that is %j is not set", (ASK_REFRESH_TOKEN) => {
    expect(failure({ env: { ...CLIENT, ASK_REFRESH_TOKEN } })).toContain(
      "neither ASK_REFRESH_TOKEN nor ASK_ACCESS_TOKEN",
    );
  });
});

describe("in ask-cli's profile file", () => {
  const profile = { token: TOKEN, vendor_id: "M2", aws_profile: "default" };

  test("the access token is taken while it lives", () => {
    expect(find({ readFile: fileOf({ default: profile }) })).toMatchObject({
      accessToken: "Atza|access",
      vendorId: "M2",
    });
  });

  test("the refresh token is taken with the client that the environment names", () => {
    expect(find({ env: CLIENT, readFile: fileOf({ default: profile }) })).toMatchObject({
      clientId: "client",
      refreshToken: "Atzr|refresh",
      source: expect.stringContaining("the profile default of ask-cli"),
    });
  });

  test.each(["2026-11-01T12:00:30.000Z", "2026-11-01T11:00:00.000Z", "soon", undefined])(
    "an access token that ends at %s is not begun with",
    (expires_at) => {
      const message = failure({ readFile: fileOf({ default: { token: { ...TOKEN, expires_at } } }) });
      expect(message).toMatch(/has ended; any ask command/);
      expect(message).toContain("ASK_LWA_CLIENT_ID and ASK_LWA_CLIENT_CONFIRMATION are not set");
    },
  );

  test("ASK_DEFAULT_PROFILE names the profile, the option overrules it and the environment's tokens", () => {
    const readFile = fileOf({ default: {}, work: profile, own: { token: { ...TOKEN, access_token: "Atza|own" } } });
    expect(find({ env: { ASK_DEFAULT_PROFILE: "work" }, readFile })).toMatchObject({ accessToken: "Atza|access" });
    const env = { ASK_DEFAULT_PROFILE: "work", ASK_ACCESS_TOKEN: "Atza|env" };
    expect(find({ env, profile: "own", readFile })).toMatchObject({ accessToken: "Atza|own" });
  });

  test("the vendor id of the environment overrules the profile's, but not that of a profile that was asked for", () => {
    const readFile = fileOf({ default: profile });
    expect(find({ env: { ASK_VENDOR_ID: "M1" }, readFile }).vendorId).toBe("M1");
    expect(find({ env: { ASK_VENDOR_ID: "M1" }, profile: "default", readFile }).vendorId).toBe("M2");
  });

  test("ask-cli's name for the environment never means the file", () => {
    const readFile = fileOf({ __ENVIRONMENT_ASK_PROFILE__: profile });
    expect(failure({ profile: "__ENVIRONMENT_ASK_PROFILE__", readFile })).toMatch(/means the environment alone/);
  });

  test.each([
    [{ work: profile }, /has no profile default: it has work/],
    [{}, /it has none/],
    [[], /is not what `ask configure` writes/],
    [null, /is not what/],
  ])("profiles that are %j are said", (profiles, text) => {
    expect(failure({ readFile: fileOf(profiles) })).toMatch(text);
  });

  test("a profile of an object's own nature is none", () => {
    expect(failure({ profile: "constructor", readFile: fileOf({ default: profile }) })).toContain(
      "has no profile constructor",
    );
  });

  test("a file that may not be read is said", () => {
    const readFile = (): string => {
      throw Object.assign(new Error("no"), { code: "EACCES" });
    };
    expect(failure({ readFile })).toMatch(/cannot be read \(EACCES\)/);
  });
});

test("where nothing is, the message says what was looked for, where, and how to get it", () => {
  const message = failure({});
  for (const word of [
    "ASK_REFRESH_TOKEN",
    "cli_config",
    "ask configure",
    "ask util generate-lwa-tokens",
    "ASK_LWA_CLIENT_ID",
  ]) {
    expect(message).toContain(word);
  }
});

test("whatever the file holds, it is an error in words, and nothing of it but names is shown", () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.json(),
        fc.json().map((json) => `{"profiles": ${json}}`),
      ),
      (text) => {
        expect(failure({ readFile: () => text })).toContain("cli_config");
      },
    ),
  );
  const broken = `{"profiles": {"default": {"token": {"refresh_token": "Atzr|refresh"`;
  expect(failure({ readFile: () => broken })).not.toContain("Atzr|refresh");
});

test("what may not be shown of credentials", () => {
  expect(secretsOf(find({ env: { ...CLIENT, ASK_REFRESH_TOKEN: "r" } }))).toEqual(["confirmation", "r"]);
  expect(secretsOf(find({ env: { ASK_ACCESS_TOKEN: "a" } }))).toEqual(["a"]);
});
