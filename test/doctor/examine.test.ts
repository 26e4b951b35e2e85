import type { Aws } from "../../doctor/aws";
import type { CheckResult } from "../../doctor/check";
import { Evidence } from "../../doctor/evidence";
import { checksOf } from "../../doctor/examine";
import type { Web } from "../../doctor/web";
import { REQUEST } from "../alexa/account-linking/request";
import { ACCOUNT_LINKING } from "../contract/account-linking";
import { notable, resultOf, STORED, smapiWith, soundAws, World } from "./world";

let world: World;
beforeAll(async () => {
  world = await World.start();
});
beforeEach(() => world.reset());
afterAll(async () => world.stop());

const never = <T>(): Promise<T> => new Promise<T>(() => undefined);
const silent: Web = { resolve: never, certificate: never, send: never };

describe("the checks", () => {
  const checks = () =>
    checksOf(
      new Evidence({ accountLinking: ACCOUNT_LINKING, wanted: REQUEST, web: world.web }, new AbortController().signal),
    );

  test("have names for machines and words for people", () => {
    const all = checks();
    expect(new Set(all.map(({ name }) => name)).size).toBe(all.length);
    for (const { name, what, expected } of all) {
      expect(name).toMatch(/^[a-z]+(-[a-z]+)*$/);
      expect(what).toMatch(/^[A-Z].*[^.]$/);
      expect(expected).not.toBe("");
    }
  });

  test("follow checks that exist, and never in a circle", () => {
    const follows = new Map(checks().map(({ name, follows = {} }) => [name, Object.keys(follows)]));
    const visit = (name: string, way: readonly string[]): void => {
      expect(way).not.toContain(name);
      expect(follows.has(name)).toBe(true);
      for (const cause of follows.get(name) ?? []) {
        visit(cause, [...way, name]);
      }
    };
    for (const name of follows.keys()) {
      visit(name, []);
    }
  });
});

test("the results come in the same order, whatever ends first, and each is reported as soon as it is there", async () => {
  const { web } = world;
  const told: CheckResult[] = [];
  const slow: Web["send"] = async (request) => {
    await new Promise((resolve) => setTimeout(resolve, request.url.includes("/authorize") ? 60 : 0));
    return web.send(request);
  };
  const first = await world.examine();
  const second = await world.examine({
    web: world.webWith({}, { send: slow }),
    onResult: (result) => told.push(result),
  });
  expect(second.map(({ name }) => name)).toEqual(first.map(({ name }) => name));
  expect(told.map(({ name }) => name)).not.toEqual(second.map(({ name }) => name));
  expect(new Set(told)).toEqual(new Set(second));
});

test("no secret is in any result, even when a server repeats what it was sent", async () => {
  const { client_id, client_secret } = ACCOUNT_LINKING;
  const basic = Buffer.from(`${client_id}:${client_secret}`).toString("base64");
  const body = JSON.stringify({ error: "strange", error_description: `You sent ${client_secret} and ${basic}` });
  const web = world.webWith({ [ACCOUNT_LINKING.access_token_uri]: { status: 400, body } });
  const results = await world.examine({ web, smapi: smapiWith({ ...STORED, clientId: client_secret }) });
  expect(resultOf(results, "token-secret").seen).toContain("You sent •••• and ••••");
  expect(JSON.stringify(results)).not.toContain(client_secret);
  expect(JSON.stringify(results)).not.toContain(basic);
});

test("what has no result in time is unknown", async () => {
  const results = await world.examine({ web: silent, aws: undefined, smapi: undefined, deadlineMs: 50 });
  expect(resultOf(results, "sign-in-page")).toMatchObject({
    status: "unknown",
    seen: "There was no result within 0.05 s.",
  });
  expect(resultOf(results, "authorization-uri").status).toBe("ok");
});

test("a check that breaks is unknown, and the others go on", async () => {
  const broken = () => Promise.reject(new Error("broken"));
  const results = await world.examine({ aws: { ...sound, functionByAlias: broken, functionPolicy: broken } });
  expect(notable(results)).toEqual(["unknown function"]);
  expect(resultOf(results, "function").seen).toBe("It could not be judged: broken");
});

test("an abort ends it with the signal's reason", async () => {
  const controller = new AbortController();
  const examination = world.examine({ web: silent, signal: controller.signal });
  setTimeout(() => controller.abort(new Error("Interrupted.")), 20);
  await expect(examination).rejects.toThrow("Interrupted.");
  await expect(world.examine({ signal: controller.signal })).rejects.toThrow("Interrupted.");
});

test("an abort ends the requests that are on their way", async () => {
  const controller = new AbortController();
  const signals: (AbortSignal | undefined)[] = [];
  const send: Web["send"] = ({ signal }) => {
    signals.push(signal);
    return never();
  };
  const examination = world.examine({ web: { ...silent, send }, signal: controller.signal });
  controller.abort(new Error("Interrupted."));
  await expect(examination).rejects.toThrow("Interrupted.");
  expect(signals.length).toBeGreaterThan(5);
  expect(signals.every((signal) => signal?.aborted)).toBe(true);
});

/** An AWS of which all but what a test is about is in order. */
const sound: Omit<Aws, "functionByAlias" | "functionPolicy"> = {
  passkeys: async () => ({ kind: "read", value: undefined }),
  signInDomain: async () => ({ kind: "read", value: {} }),
  functionRouting: async () => ({ kind: "read", value: {} }),
  webAcl: async () => ({ kind: "read", value: undefined }),
  userPool: async () => ({ kind: "read", value: soundAws().pool ?? {} }),
  userPoolClient: async () => ({ kind: "read", value: soundAws().client ?? {} }),
};
