/** Whatever fails around the function: what the user hears, in which time, and that the next one is served. */
import type { RequestListener } from "node:http";
import https from "node:https";
import { enUS } from "../../lambda/speech/en-US";
import { happened, passUntil, stopTime } from "../passing-time";
import type { Cognito } from "./support/cognito";
import { answering, hangUp, makeKey, NAME, reply, SUBJECT, silence } from "./support/cognito";
import { ask, newSkill } from "./support/conversation";
import { intent, launch } from "./support/envelopes";
import { Output } from "./support/output";
import type { Table } from "./support/table";
import { closeWithTable, memorySettings, openWithTable } from "./support/table";

let cognito: Cognito;
let table: Table;
const output = new Output();
beforeEach(async () => {
  ({ cognito, table } = await openWithTable());
  output.capture();
});
afterEach(async () => {
  jest.useRealTimers();
  await closeWithTable(cognito);
});

const skill = () => newSkill({}, memorySettings);
const question = (token = cognito.token()) => intent("TechnologyStackIntent", { token });

const SERVED = { speech: enUS.technologyStack(NAME), card: undefined };
const UNREACHED = { speech: enUS.technologyStackUnreached, card: undefined };
const LINK_AGAIN = { speech: enUS.linkAgain, card: "LinkAccount" };

/** What a user waits for at most, in milliseconds: Alexa gives up after 8,000. */
const MAX_MS = 5000;

/** What the user hears, within the time for it. */
async function heard(of = skill(), request = question()) {
  const began = performance.now();
  const answer = await ask(request, of);
  expect(performance.now() - began).toBeLessThan(MAX_MS);
  return answer;
}

const reset: RequestListener = (_, response) => {
  response.writeHead(200, { "content-length": 1000 });
  response.write('{"sub":', () => cognito.reset());
};

const REFUSALS: readonly (readonly [string, RequestListener])[] = [
  ["throttles", answering(429, { message: "Too many requests" })],
  ["refuses", answering(403, "<html>Forbidden</html>")],
  ["fails", answering(500, {})],
  ["is down for repair", answering(503, "<html>")],
  ["hangs up", hangUp],
  ["resets the connection in the middle of the answer", reset],
];

describe.each(["jwks", "userInfo"] as const)("a user pool whose %s", (end) => {
  test.each(REFUSALS)("%s: the link is not called broken, and the next question is answered", async (_, listener) => {
    const working = cognito[end];
    cognito[end] = listener;
    const warm = skill();
    expect(await heard(warm)).toMatchObject(UNREACHED);

    cognito[end] = working;

    expect(await heard(warm)).toMatchObject(SERVED);
    expect(output.lines.map(({ level }) => level)).not.toContain("error");
  });
});

test("a user pool that nobody can connect to: the link is not called broken", async () => {
  await cognito.close();
  output.capture();
  const real = https.request;
  jest
    .spyOn(https, "request")
    .mockImplementation(((url: string, options: object, callback: () => void) =>
      real(url, { ...options, hostname: "127.0.0.1", port: 1 }, callback)) as typeof real);

  expect(await heard()).toMatchObject(UNREACHED);

  await cognito.open();
});

test("all of them slow at once, the table too: the user hears an answer in time", async () => {
  cognito.jwks = (_, response) => setTimeout(() => reply(response, 200, { keys: [cognito.key.jwk] }), 900);
  cognito.userInfo = (_, response) => setTimeout(() => reply(response, 200, { sub: SUBJECT, given_name: NAME }), 900);
  let isTableAsked = false;
  cognito.table = () => {
    isTableAsked = true;
  };
  stopTime();

  const answer = heard();
  for (const end of ["jwks.json", "userInfo"] as const) {
    await happened(() => cognito.count(end) > 0);
    await jest.advanceTimersByTimeAsync(900);
  }
  await happened(() => isTableAsked);

  expect(await passUntil(answer)).toMatchObject(SERVED);
});

describe("tokens that lie", () => {
  test.each([
    ["of another pool, under another issuer", { iss: "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_Evil" }],
    ["of the pool's, of another client", { client_id: "another" }],
  ])("%s: the user is asked to link again, and nobody is asked for keys or shown the token", async (_, claims) => {
    expect(await heard(skill(), question(cognito.token(claims)))).toMatchObject(LINK_AGAIN);
    expect(cognito.requests).toEqual([]);
  });

  test("signed by another key under the pool's key id: the user is asked to link again, nobody sees the token", async () => {
    expect(await heard(skill(), question(cognito.token({}, makeKey("key-1"))))).toMatchObject(LINK_AGAIN);
    expect(cognito.count("userInfo")).toBe(0);
  });
});

describe("keys that are rotated while the function lives", () => {
  const next = makeKey("key-2");

  test("a token of the new key is taken at once, and one of the old as long as the pool has its key", async () => {
    const warm = skill();
    expect(await heard(warm)).toMatchObject(SERVED);
    cognito.jwks = answering(200, { keys: [cognito.key.jwk, next.jwk] });

    expect(await heard(warm, question(cognito.token({}, next)))).toMatchObject(SERVED);
    expect(await heard(warm, question(cognito.token()))).toMatchObject(SERVED);
    expect(cognito.count("jwks.json")).toBe(2);
  });

  test("the pool is down just then: the link is not called broken, and works when it is up again", async () => {
    const warm = skill();
    await heard(warm);
    cognito.jwks = answering(503, "<html>");
    const token = cognito.token({}, next);
    expect(await heard(warm, question(token))).toMatchObject(UNREACHED);
    expect(await heard(warm, question(cognito.token()))).toMatchObject(SERVED); // the old key is still there

    cognito.jwks = answering(200, { keys: [next.jwk] });

    expect(await heard(warm, question(token))).toMatchObject(SERVED);
  });
});

describe("clocks that differ by two hours", () => {
  const HOURS = 2 * 3600;
  const at = (seconds: number, changes: object = {}) => {
    const now = Math.floor(Date.now() / 1000) + seconds;
    return question(cognito.token({ iat: now, auth_time: now, exp: now + 3600, ...changes }));
  };

  test("the function's is behind: no new link would help, so none is asked for", async () => {
    expect(await heard(skill(), at(HOURS))).toMatchObject(UNREACHED);
    expect(output.lines).toMatchObject([{ account: "unavailable", reason: "not-yet-valid" }]);
    expect(cognito.requests).toEqual([]);
  });

  test("the function's is ahead: the token is taken for one that has expired, and the log says so", async () => {
    expect(await heard(skill(), at(-HOURS))).toMatchObject(LINK_AGAIN);
    expect(output.lines).toMatchObject([{ account: "invalid", reason: "expired" }]);
  });

  test.each([25, -3500])("within what Alexa's lifetimes bridge (%i s) nobody notices", async (seconds) => {
    expect(await heard(skill(), at(seconds))).toMatchObject(SERVED);
  });
});

describe("a table that fails", () => {
  const error = (type: string) => answering(400, { __type: `com.amazonaws.dynamodb.v20120810#${type}` });
  const FAILURES: readonly (readonly [string, RequestListener])[] = [
    ["is throttled", error("ProvisionedThroughputExceededException")],
    ["is throttled by the account's limit", error("RequestLimitExceeded")],
    ["lets the role in no more", error("AccessDeniedException")],
    ["is gone", error("ResourceNotFoundException")],
    ["is down", answering(503, "<html>")],
    ["hangs up", hangUp],
    ["never answers", silence],
  ];

  test.each(FAILURES)(
    "%s: questions are answered, nothing is promised, and what was remembered is still there",
    async (_, listener) => {
      table.put(SUBJECT, { lastAsked: "technology-stack" });
      cognito.table = listener;
      const token = cognito.token();

      // All at once: each may wait for the table as long as it may.
      const asked = [question(token), launch({ token }), intent("ForgetMeIntent", { token })];
      expect(await Promise.all(asked.map((it) => heard(skill(), it)))).toMatchObject([
        SERVED,
        { speech: enUS.welcomeByName(NAME), card: undefined },
        { speech: enUS.notForgotten },
      ]);

      cognito.table = table.listener;
      expect(await heard(skill(), launch({ token }))).toMatchObject({ speech: enUS.welcomeAgain(NAME) });
    },
  );
});
