import type { HandlerInput } from "ask-sdk-core";
import { AccountLookup } from "../../../../lambda/library/account/account-lookup";
import { happened, passUntil, resumeTime, stopTime } from "../../../passing-time";
import { answering, reply, SUBJECT, settings, silence } from "../../support/cognito";
import { intent } from "../../support/envelopes";
import { useWorld } from "../../support/world";

const world = useWorld();
const LINKED = { kind: "linked", subject: SUBJECT, profile: { name: "Annegret" } };
const MINUTE = 60_000;

function inputWith(token: string | undefined, remainingMs = 7000): HandlerInput {
  return {
    requestEnvelope: intent("TechnologyStackIntent", { token }),
    context: { getRemainingTimeInMillis: () => remainingMs },
  } as unknown as HandlerInput;
}

test("without a token nobody is linked, and nothing is asked", async () => {
  const accounts = new AccountLookup(settings);

  expect(await accounts.of(inputWith(undefined))).toEqual({ kind: "unlinked" });
  expect(await accounts.of(inputWith(""))).toEqual({ kind: "unlinked" });
  expect(world.cognito.requests).toEqual([]);
});

test("a token that is no text will not do", async () => {
  const account = await new AccountLookup(settings).of(inputWith(5 as unknown as string));

  expect(account).toEqual({ kind: "invalid", reason: "malformed" });
});

describe("a person who was recognized", () => {
  const PERSON = { sub: "person", given_name: "Otto" };
  const household = (ofPerson: object): HandlerInput => {
    const input = inputWith(world.cognito.token());
    Object.assign(input.requestEnvelope.context.System, { person: { personId: "p", ...ofPerson } });
    return input;
  };

  test("counts for nothing, unless the skill says so", async () => {
    const input = household({ accessToken: world.cognito.token(PERSON) });

    expect(await new AccountLookup(settings).of(input)).toEqual(LINKED);
  });

  test("comes before the device's account in a skill that says so", async () => {
    world.cognito.userInfo = answering(200, PERSON);
    const input = household({ accessToken: world.cognito.token(PERSON) });

    expect(await new AccountLookup(settings, { personFirst: true }).of(input)).toEqual({
      kind: "linked",
      subject: "person",
      profile: { name: "Otto" },
    });
  });

  test("is asked to link again when their own token will not do: nobody else's account is opened for them", async () => {
    const input = household({ accessToken: world.cognito.token({ ...PERSON, exp: 1 }) });

    expect(await new AccountLookup(settings, { personFirst: true }).of(input)).toEqual({
      kind: "invalid",
      reason: "expired",
    });
  });

  test("without a link of their own uses the device's account", async () => {
    expect(await new AccountLookup(settings, { personFirst: true }).of(household({}))).toEqual(LINKED);
  });
});

test("with a token that will not do, the user-info endpoint never sees it", async () => {
  const account = await new AccountLookup(settings).of(inputWith(world.cognito.token({ scope: "openid" })));

  expect(account).toEqual({ kind: "invalid", reason: "scope" });
  expect(world.cognito.count("userInfo")).toBe(0);
});

test("one request asks once, however many handlers want to know", async () => {
  world.cognito.userInfo = answering(500, {});
  const accounts = new AccountLookup(settings);
  const input = inputWith(world.cognito.token());

  await accounts.of(input);
  await accounts.of(input);

  expect(world.cognito.count("userInfo")).toBe(1);
});

describe("between requests", () => {
  afterEach(() => jest.useRealTimers());

  // The sockets' timers stay real.
  const standStill = () => jest.useFakeTimers({ now: Date.now(), doNotFake: [...OTHER_TIMERS] });

  test("an account is remembered for five minutes", async () => {
    standStill();
    const accounts = new AccountLookup(settings);
    const token = world.cognito.token();
    expect(await accounts.of(inputWith(token))).toEqual(LINKED);

    jest.setSystemTime(Date.now() + 5 * MINUTE - 1);
    expect(await accounts.of(inputWith(token))).toEqual(LINKED);
    expect(world.cognito.requests).toHaveLength(2);

    jest.setSystemTime(Date.now() + 1);
    world.cognito.userInfo = answering(200, { sub: SUBJECT, given_name: "Anne" });
    expect(await accounts.of(inputWith(token))).toEqual({ ...LINKED, profile: { name: "Anne" } });
    expect(world.cognito.count("jwks.json")).toBe(1);
  });

  test("an account is forgotten when its token expires", async () => {
    standStill();
    const accounts = new AccountLookup(settings);
    const exp = Math.floor(Date.now() / 1000) + 60;
    const token = world.cognito.token({ exp });
    expect(await accounts.of(inputWith(token))).toEqual(LINKED);

    jest.setSystemTime(exp * 1000);

    expect(await accounts.of(inputWith(token))).toEqual({ kind: "invalid", reason: "expired" });
  });

  test("another token is another account", async () => {
    const accounts = new AccountLookup(settings);
    await accounts.of(inputWith(world.cognito.token()));
    world.cognito.userInfo = answering(200, { sub: "somebody-else", given_name: "Otto" });

    const account = await accounts.of(inputWith(world.cognito.token({ sub: "somebody-else" })));

    expect(account).toEqual({ kind: "linked", subject: "somebody-else", profile: { name: "Otto" } });
  });

  test("what went wrong is not remembered", async () => {
    const accounts = new AccountLookup(settings);
    const token = world.cognito.token();
    world.cognito.userInfo = answering(503, {});
    expect(await accounts.of(inputWith(token))).toMatchObject({ kind: "unavailable" });

    world.cognito.userInfo = answering(200, { sub: SUBJECT, given_name: "Annegret" });

    expect(await accounts.of(inputWith(token))).toEqual(LINKED);
  });

  test("the token itself is kept nowhere", async () => {
    const accounts = new AccountLookup(settings);
    const token = world.cognito.token();
    await accounts.of(inputWith(token));

    const { inspect } = await import("node:util");
    const kept = inspect(accounts, { depth: 20, showHidden: true, maxArrayLength: null, maxStringLength: null });

    expect(kept).toContain("Annegret");
    expect(kept).not.toContain(token.split(".")[2]);
  });
});

describe("the time budget", () => {
  afterEach(resumeTime);

  test("bounds a look-up whose every answer is slow, and leaves most of Alexa's 8 s", async () => {
    world.cognito.jwks = (_, response) =>
      setTimeout(() => reply(response, 200, { keys: [world.cognito.key.jwk] }), 900);
    world.cognito.userInfo = silence;
    stopTime();
    const startedAt = performance.now();

    const account = new AccountLookup(settings).of(inputWith(world.cognito.token()));
    await happened(() => world.cognito.count("jwks.json") > 0);
    await jest.advanceTimersByTimeAsync(900);
    await happened(() => world.cognito.count("userInfo") > 0);

    expect(await passUntil(account)).toMatchObject({ kind: "unavailable" });
    expect(performance.now() - startedAt).toBeLessThan(3500);
  });

  test("shrinks to what Lambda leaves of the invocation", async () => {
    world.cognito.userInfo = silence;
    const startedAt = performance.now();

    const account = await new AccountLookup(settings).of(inputWith(world.cognito.token(), 700));

    expect(account).toMatchObject({ kind: "unavailable" });
    expect(performance.now() - startedAt).toBeLessThan(900);
  });

  test.each([
    ["no context", undefined],
    ["an empty context", {}],
  ])("is its own with %s", async (_, context) => {
    const input = { ...inputWith(world.cognito.token()), context };

    expect(await new AccountLookup(settings).of(input)).toEqual(LINKED);
  });

  test("may be spent before the look-up begins", async () => {
    const account = await new AccountLookup(settings).of(inputWith(world.cognito.token(), 100));

    expect(account).toEqual({ kind: "unavailable", reason: "time-up" });
  });
});

const OTHER_TIMERS = [
  "hrtime",
  "nextTick",
  "performance",
  "queueMicrotask",
  "setImmediate",
  "clearImmediate",
  "setInterval",
  "clearInterval",
  "setTimeout",
  "clearTimeout",
] as const;
