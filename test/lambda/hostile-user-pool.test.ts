/** A user pool's endpoints that lie, flood or stall: what the user hears, and what it costs. */
import type { RequestListener } from "node:http";
import type { TLSSocket } from "node:tls";
import { enUS } from "../../lambda/speech/en-US";
import { happened, passUntil, resumeTime, stopTime } from "../passing-time";
import { answering, makeKey, profile, SUBJECT } from "./support/cognito";
import { ask, newSkill } from "./support/conversation";
import { intent } from "./support/envelopes";
import { useWorld } from "./support/world";

const world = useWorld();

const MAX_ANSWER_MS = 3500;
const MEGABYTE = 1_000_000;

/** Counts what leaves through the sockets, of which a client that bounds what it reads takes little. */
let sent = 0;
const flood: RequestListener = (_, response) => {
  const socket = response.socket as TLSSocket;
  socket.once("close", () => {
    sent += socket.bytesWritten;
  });
  const chunk = Buffer.alloc(MEGABYTE / 10, " ");
  let left = 100;
  const more = (): void => {
    while (left-- > 0 && response.write(chunk)) {}
  };
  response.on("drain", more).on("error", () => {});
  more();
};

/** One byte every now and then: no pause is long enough to be one. */
const trickle: RequestListener = (_, response) => {
  const timer = setInterval(() => response.write(" "), 50);
  response.on("close", () => clearInterval(timer));
};

const redirect: RequestListener = (_, response) =>
  response.writeHead(302, { location: "https://evil.example/" }).end(JSON.stringify(profile));

/** 103 Early Hints, over and over, and never an answer. */
const hints: RequestListener = (_, response) => {
  const timer = setInterval(() => response.writeEarlyHints({ link: "</a>; rel=preload" }), 20);
  response.on("close", () => clearInterval(timer));
};

const hugeHeaders: RequestListener = (_, response) => response.writeHead(200, { "x-a": "a".repeat(100_000) }).end("{}");

const html = answering(200, "<!doctype html><title>Sign in to this Wi-Fi</title>");

const ANYWHERE: readonly (readonly [string, RequestListener, string])[] = [
  ["10 MB", flood, "too-large"],
  ["an answer without end, byte by byte", trickle, "timeout"],
  ["hints without end", hints, "timeout"],
  ["headers of 100 KB", hugeHeaders, "unreachable"],
  ["a redirect to somebody else", redirect, "status"],
  ["a page of HTML", html, "malformed"],
  ["JSON that nests 30,000 deep", answering(200, "[".repeat(30_000) + "]".repeat(30_000)), "malformed"],
];

/** Answers that are HTTP from their beginning to their end. */
const WHOLE = new Set(["a redirect to somebody else", "a page of HTML", "JSON that nests 30,000 deep"]);

afterEach(resumeTime);

/**
 * Asks a personal question with a token that is in order.
 *
 * @param silent the end that gives no answer before a limit of time does, if there is one
 */
const asked = async (silent?: "jwks.json" | "userInfo") => {
  sent = 0;
  if (silent !== undefined) {
    stopTime();
  }
  const began = performance.now();
  const answer = ask(intent("TechnologyStackIntent", { token: world.cognito.token() }));
  if (silent !== undefined) {
    await happened(() => world.cognito.count(silent) > 0);
    await passUntil(answer);
  }
  const heard = await answer;
  expect(performance.now() - began).toBeLessThan(MAX_ANSWER_MS);
  expect(world.output.text).not.toMatch(/evil\.example|Annegret|Wi-Fi|eyJ/);
  return heard;
};

/** Whether no more are open than so many, once the server has seen what was ended. */
async function connectionsLeft(most: number): Promise<boolean> {
  for (let tries = 0; tries < 50 && (await world.cognito.openConnections()) > most; tries += 1) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return (await world.cognito.openConnections()) <= most;
}

const saysUnreached = { speech: enUS.technologyStackUnreached, card: undefined };
const saysLinkAgain = { speech: enUS.linkAgain, card: "LinkAccount" };

describe("the keys", () => {
  test.each(ANYWHERE)("answered with %s: the link is not called broken", async (_, jwks, reason) => {
    world.cognito.jwks = jwks;

    expect(await asked(reason === "timeout" ? "jwks.json" : undefined)).toMatchObject(saysUnreached);

    expect(world.output.lines).toMatchObject([{ account: "unavailable", reason: `keys-${reason}` }]);
    expect(world.cognito.count("userInfo")).toBe(0); // nobody sees a token that was not checked
    expect(sent).toBeLessThan(MEGABYTE * 2);
  });

  test("of another pool under the same id: the token is not believed, and shown to nobody", async () => {
    world.cognito.jwks = answering(200, { keys: [makeKey("key-1").jwk] });

    expect(await asked()).toMatchObject(saysLinkAgain);

    expect(world.output.lines).toMatchObject([{ account: "invalid", reason: "signature" }]);
    expect(world.cognito.count("userInfo")).toBe(0);
  });

  test("as many as fit into an answer cost no more time than an answer may take", async () => {
    const { n, e } = world.cognito.key.jwk as Readonly<Record<string, string>>;
    const small = Array.from({ length: 1000 }, (_, index) => ({ kty: "RSA", kid: `${index}`, n: "AQAB", e: "AQAB" }));
    world.cognito.jwks = answering(200, { keys: [...small, { kty: "RSA", kid: "key-1", n, e }] });
    const skill = newSkill();
    const began = performance.now();

    await skill.prepare();
    await ask(intent("TechnologyStackIntent", { token: world.cognito.token() }), skill);

    expect(world.output.lines).toMatchObject([{ account: "linked" }]);
    expect(performance.now() - began).toBeLessThan(MAX_ANSWER_MS);
  });
});

describe("user info", () => {
  test.each(ANYWHERE)("answered with %s: the link is not called broken", async (name, userInfo, reason) => {
    world.cognito.userInfo = userInfo;

    expect(await asked(reason === "timeout" ? "userInfo" : undefined)).toMatchObject(saysUnreached);
    resumeTime();

    expect(world.output.lines).toMatchObject([{ account: "unavailable", reason: `user-info-${reason}` }]);
    expect(sent).toBeLessThan(MEGABYTE * 2);
    // One to an endpoint that misbehaves is not kept.
    expect(await connectionsLeft(WHOLE.has(name) ? 1 : 0)).toBe(true);
  });

  test.each([
    ["somebody else's", { ...profile, sub: "another" }],
    ["one whose subject is a list", { ...profile, sub: [SUBJECT] }],
    ["one whose subject is inherited", `{"__proto__": ${JSON.stringify(profile)}}`],
  ])("%s greets nobody by a name", async (_, claims) => {
    world.cognito.userInfo = answering(200, claims);

    expect(await asked()).toMatchObject(saysUnreached);
  });

  test("with a name of 60 KB and of SSML is spoken as forty characters of text", async () => {
    const name = `<audio src='https://evil.example/'/>${"a".repeat(60_000)}`;
    world.cognito.userInfo = answering(200, { ...profile, given_name: name });

    const { speech } = await ask(intent("TechnologyStackIntent", { token: world.cognito.token() }));

    expect(speech).toContain("&lt;audio src=");
    expect(speech).not.toMatch(/<audio/);
    expect(speech?.length).toBeLessThan(400);
  });
});
