/** Account linking, read from and written to the stand-in for SMAPI. */
import type { SmapiFault } from "../../../local/amazon/faults";
import { SmapiStandIn } from "../../../local/amazon/stand-in";
import { REQUEST } from "../account-linking/request";
import { BODY, client, errorOf, SKILL, shown, VENDOR } from "./fixture";

const OTHERS = "amzn1.ask.skill.00000000-0000-4000-8000-000000000001";
const UNKNOWN = "amzn1.ask.skill.00000000-0000-4000-8000-000000000002";
const CHANGED = { ...REQUEST, clientId: "another" };

let standIn: SmapiStandIn;
beforeEach(async () => {
  standIn = await SmapiStandIn.start({ vendorId: VENDOR, skillIds: [SKILL], skillIdsOfOthers: [OTHERS] });
});
afterEach(() => standIn.stop());

const connect = (props = {}) => client(standIn.url, { credentials: standIn.credentials, ...props });
const puts = (): number => standIn.requests.filter(({ method }) => method === "PUT").length;

describe("reading", () => {
  test("a skill without settings is no error", async () => {
    expect(await connect().smapi.readAccountLinking(SKILL)).toEqual({});
  });

  test("a skill that is not there is one, and another vendor's too", async () => {
    const { smapi } = connect();
    expect(await errorOf(smapi.readAccountLinking(UNKNOWN))).toMatchObject({
      kind: "not found",
      message: expect.stringContaining(`Could not find the skill ${UNKNOWN}`),
    });
    expect((await errorOf(smapi.readAccountLinking(OTHERS))).kind).toBe("forbidden");
  });

  test("settings come with their entity tag, bare or wrapped", async () => {
    standIn.setAccountLinking(SKILL, REQUEST);
    const { smapi } = connect();
    const bare = await smapi.readAccountLinking(SKILL);
    expect(bare).toEqual({ settings: shown(), eTag: expect.stringMatching(/./) });
    standIn.faults.add({ kind: "wrapped answer" });
    expect(await smapi.readAccountLinking(SKILL)).toEqual(bare);
  });

  test.each(["", "..", "amzn1.ask.skill.x/../y", "M1EXAMPLE0DEV"])(
    "%j is no skill's id and is not sent",
    async (id) => {
      expect((await errorOf(connect().smapi.readAccountLinking(id))).message).toContain("is not a skill's id");
      expect(standIn.requests).toEqual([]);
    },
  );
});

describe("writing", () => {
  test("what is written stands there, hidden fields included", async () => {
    const { smapi } = connect();
    await smapi.writeAccountLinking(SKILL, BODY);
    expect(standIn.accountLinking(SKILL)).toEqual(REQUEST);
    const { eTag } = await smapi.readAccountLinking(SKILL);
    await smapi.writeAccountLinking(SKILL, { accountLinkingRequest: CHANGED }, eTag);
    expect(standIn.accountLinking(SKILL)).toEqual(CHANGED);
  });

  test("whoever wrote in between wins", async () => {
    standIn.setAccountLinking(SKILL, REQUEST);
    const { smapi } = connect();
    const { eTag } = await smapi.readAccountLinking(SKILL);
    standIn.setAccountLinking(SKILL, CHANGED);
    const error = await errorOf(smapi.writeAccountLinking(SKILL, BODY, eTag));
    expect(error).toMatchObject({ kind: "changed", status: 412 });
    expect(standIn.accountLinking(SKILL)).toEqual(CHANGED);
  });

  test("what SMAPI does not take is said in its words, without the secret", async () => {
    const request = { ...REQUEST, authorizationUrl: "http://example.com" };
    const error = await errorOf(connect().smapi.writeAccountLinking(SKILL, { accountLinkingRequest: request }));
    expect(error).toMatchObject({ kind: "refused", status: 400, message: expect.stringContaining("authorizationUrl") });
    expect(error.message).not.toContain(REQUEST.clientSecret);
  });
});

describe("a write whose answer is lost", () => {
  const lost: [string, SmapiFault, number][] = [
    ["before it was read, it is written again", { kind: "lost before reading" }, 2],
    ["after it was done, it is not written again", { kind: "lost before the answer" }, 1],
    ["to a gateway that failed, it is written again", { kind: "answer", status: 502 }, 2],
    ["to a page for people, it is written again", { kind: "HTML page" }, 2],
    ["to 429, it is written again", { kind: "answer", status: 429 }, 2],
  ];

  test.each(lost)("%s: first settings", async (_, fault, writes) => {
    standIn.faults.add({ ...fault, method: "PUT", times: 1 });
    await connect().smapi.writeAccountLinking(SKILL, BODY);
    expect(standIn.accountLinking(SKILL)).toEqual(REQUEST);
    expect(puts()).toBe(writes);
  });

  test.each(lost)("%s: other settings", async (_, fault, writes) => {
    standIn.setAccountLinking(SKILL, CHANGED);
    const { smapi } = connect();
    const { eTag } = await smapi.readAccountLinking(SKILL);
    standIn.faults.add({ ...fault, method: "PUT", times: 1 });
    await smapi.writeAccountLinking(SKILL, BODY, eTag);
    expect(standIn.accountLinking(SKILL)).toEqual(REQUEST);
    expect(puts()).toBe(writes);
  });

  test("a write of the secret alone is repeated, because the entity tag tells that it was not done", async () => {
    standIn.setAccountLinking(SKILL, { ...REQUEST, clientSecret: "old" });
    const { smapi } = connect();
    const { eTag } = await smapi.readAccountLinking(SKILL);
    standIn.faults.add({ kind: "lost before reading", method: "PUT", times: 1 });
    await smapi.writeAccountLinking(SKILL, BODY, eTag);
    expect(standIn.accountLinking(SKILL)?.clientSecret).toBe(REQUEST.clientSecret);
  });

  test("what somebody else wrote meanwhile is left alone", async () => {
    standIn.setAccountLinking(SKILL, REQUEST);
    const { smapi } = connect();
    const { eTag } = await smapi.readAccountLinking(SKILL);
    standIn.faults.add({ kind: "lost before reading", method: "PUT", times: 1 });
    standIn.setAccountLinking(SKILL, { ...REQUEST, scopes: ["openid"] });
    const error = await errorOf(smapi.writeAccountLinking(SKILL, { accountLinkingRequest: CHANGED }, eTag));
    expect(error.kind).toBe("changed");
    expect(error.message).toMatch(/neither those that were read nor those that were sent \(clientId, scopes\)/);
    expect(standIn.accountLinking(SKILL)?.scopes).toEqual(["openid"]);
  });

  test("again and again, it ends after five attempts and says that nobody knows", async () => {
    standIn.faults.add({ kind: "lost before reading", method: "PUT" });
    const error = await errorOf(connect().smapi.writeAccountLinking(SKILL, BODY));
    expect(error).toMatchObject({ kind: "no connection", message: expect.stringContaining("is not known") });
    expect(puts()).toBe(5);
  });

  test("a 412 to the repeated write is no stranger's when it shows what was sent", async () => {
    standIn.setAccountLinking(SKILL, CHANGED);
    const { smapi } = connect();
    const { eTag } = await smapi.readAccountLinking(SKILL);
    // The 503 that was answered although the write was done.
    standIn.faults.add({ kind: "answer", status: 503, method: "PUT", times: 1 });
    standIn.setAccountLinking(SKILL, REQUEST);
    await smapi.writeAccountLinking(SKILL, BODY, eTag);
    expect(puts()).toBe(2);
  });

  test("when reading fails too, both are said", async () => {
    standIn.faults.add({ kind: "lost before the answer", method: "PUT" });
    standIn.faults.add({ kind: "answer", status: 403, method: "GET" });
    const error = await errorOf(connect().smapi.writeAccountLinking(SKILL, BODY));
    expect(error.kind).toBe("forbidden");
    expect(error.message).toMatch(/^Could not write.*is not known\.\nCould not read/);
  });
});

describe("the access token", () => {
  test("one serves all calls, also those at the same time", async () => {
    const { smapi } = connect();
    await Promise.all([smapi.readAccountLinking(SKILL), smapi.readAccountLinking(SKILL)]);
    await smapi.readAccountLinking(SKILL);
    expect(standIn.requests.filter(({ path }) => path.includes("token"))).toHaveLength(1);
  });

  test("one that ends half-way is replaced, and the write is done once", async () => {
    const { smapi } = connect();
    await smapi.readAccountLinking(SKILL);
    standIn.faults.expireAccessTokens();
    await smapi.writeAccountLinking(SKILL, BODY);
    expect(standIn.requests.filter(({ method }) => method === "PUT").map(({ status }) => status)).toEqual([401, 204]);
  });

  test("one that has less than a minute left is not begun with", async () => {
    let now = Date.now();
    const { smapi } = connect({ now: () => now });
    await smapi.readAccountLinking(SKILL);
    now += 3550 * 1000;
    await smapi.readAccountLinking(SKILL);
    expect(standIn.requests.filter(({ path }) => path.includes("token"))).toHaveLength(2);
  });

  test("one that was given and has ended cannot be replaced", async () => {
    const { smapi } = connect({ credentials: { accessToken: "Atza|ended", source: "ASK_ACCESS_TOKEN" } });
    const error = await errorOf(smapi.readAccountLinking(SKILL));
    expect(error).toMatchObject({
      kind: "unauthorized",
      message: expect.stringContaining("It comes from ASK_ACCESS_TOKEN"),
    });
    expect(standIn.requests).toHaveLength(1);
  });

  test("one that cannot stand in a header is said", async () => {
    const { smapi } = connect({ credentials: { accessToken: "Atza|broken\nin two" } });
    const error = await errorOf(smapi.readAccountLinking(SKILL));
    expect(error).toMatchObject({ kind: "refused", message: expect.stringContaining("as a line break") });
  });

  test("a wrong client and a wrong refresh token are told apart", async () => {
    const of = (change: object) =>
      errorOf(connect({ credentials: { ...standIn.credentials, ...change } }).smapi.readAccountLinking(SKILL));
    expect(await of({ clientSecret: "wrong" })).toMatchObject({
      kind: "unauthorized",
      message: expect.stringMatching(/invalid_client.*ASK_LWA_CLIENT_CONFIRMATION/s),
    });
    expect(await of({ refreshToken: "wrong" })).toMatchObject({
      kind: "unauthorized",
      message: expect.stringMatching(/invalid_grant.*generate-lwa-tokens/s),
    });
  });
});
