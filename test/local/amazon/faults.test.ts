import { REQUEST } from "../../alexa/account-linking/request";
import { linkingPath, SKILL, SmapiWorld } from "./smapi-world";

describe("faults of the stand-in for SMAPI", () => {
  let world: SmapiWorld;

  beforeEach(async () => {
    world = await SmapiWorld.start();
    world.smapi.setAccountLinking(SKILL, REQUEST);
  });

  afterEach(() => world.stop());

  const statuses = async (count: number): Promise<number[]> => {
    const found: number[] = [];
    for (let index = 0; index < count; index += 1) {
      found.push((await world.get()).status);
    }
    return found;
  };

  test("happen to as many requests as they are for, in the order in which they were added", async () => {
    world.smapi.faults.add({ kind: "answer", status: 429, times: 2 });
    world.smapi.faults.add({ kind: "answer", status: 503, times: 1 });

    expect(await statuses(4)).toEqual([429, 429, 503, 200]);
  });

  test("happen until they are removed", async () => {
    const remove = world.smapi.faults.add({ kind: "answer", status: 500 });
    const before = await statuses(2);
    remove();

    expect([...before, ...(await statuses(1))]).toEqual([500, 500, 200]);
  });

  test("are all removed at once", async () => {
    world.smapi.faults.add({ kind: "answer", status: 500 });
    world.smapi.faults.accessTokenSeconds = 1;
    world.smapi.faults.clear();

    expect(await statuses(1)).toEqual([200]);
    expect((await world.requestToken()).body.expires_in).toBe(3600);
  });

  test("happen only to the method and the path that they are for", async () => {
    world.smapi.faults.add({ kind: "answer", status: 500, method: "PUT" });
    world.smapi.faults.add({ kind: "answer", status: 502, path: "/auth/o2/token" });
    world.smapi.faults.add({ kind: "answer", status: 504, path: /vendors$/g });

    const answers = [
      await world.get(),
      await world.put(REQUEST),
      await world.requestToken(),
      await world.send("GET", "/v1/vendors"),
      await world.send("GET", "/v1/vendors"),
    ];

    expect(answers.map(({ status }) => status)).toEqual([200, 500, 502, 504, 504]);
  });

  test("answer with a time to wait, and a body", async () => {
    world.smapi.faults.add({ kind: "answer", status: 429, retryAfter: "7", body: { message: "Slow down" }, times: 1 });
    world.smapi.faults.add({ kind: "answer", status: 503 });

    const first = await world.get();
    const second = await world.get();

    expect(first.headers.get("retry-after")).toBe("7");
    expect(first.body).toEqual({ message: "Slow down" });
    expect(second.headers.get("retry-after")).toBeNull();
    expect(second.body).toEqual({ message: "Service Unavailable" });
  });

  test("answer with a page for people", async () => {
    world.smapi.faults.add({ kind: "HTML page" });

    const answer = await world.get();

    expect(answer.status).toBe(503);
    expect(answer.headers.get("content-type")).toBe("text/html");
    expect(answer.body).toContain("<h1>503 Service Unavailable</h1>");
  });

  test("let nothing be done when they answer", async () => {
    world.smapi.faults.add({ kind: "answer", status: 500, method: "PUT" });

    await world.put({ ...REQUEST, clientId: "new" });

    expect(world.smapi.accountLinking(SKILL)?.clientId).toBe(REQUEST.clientId);
  });

  test.each([
    ["lost before reading", REQUEST.clientId],
    ["lost before the answer", "new"],
    ["lost in the answer", "new"],
  ] as const)("end the connection: %s", async (kind, clientId) => {
    world.smapi.faults.add({ kind, times: 2 });

    await expect(world.put({ ...REQUEST, clientId: "new" })).rejects.toThrow();
    await expect(world.get()).rejects.toThrow();

    expect(world.smapi.accountLinking(SKILL)?.clientId).toBe(clientId);
    expect(world.smapi.requests.slice(-2)).toEqual([
      { method: "PUT", path: linkingPath(), status: 0 },
      { method: "GET", path: linkingPath(), status: 0 },
    ]);
    expect((await world.get()).status).toBe(200);
  });

  test("end the connection after the head and a part of the body", async () => {
    const headers = { authorization: `Bearer ${await world.signIn()}` };
    world.smapi.faults.add({ kind: "lost in the answer" });

    const response = await fetch(world.smapi.url + linkingPath(), { headers });

    expect(response.status).toBe(200);
    await expect(response.text()).rejects.toThrow();
  });

  test("spoil the JSON", async () => {
    world.smapi.faults.add({ kind: "bad JSON" });

    expect(await world.get()).toMatchObject({ status: 200, body: '{"message": ' });
    expect((await world.put(REQUEST)).status).toBe(204);
  });

  test("delay the answer, on top of another fault, and not the work", async () => {
    world.smapi.faults.add({ kind: "delay", milliseconds: 150, times: 2 });
    world.smapi.faults.add({ kind: "answer", status: 503, method: "GET" });
    const began = performance.now();

    const pending = world.put({ ...REQUEST, clientId: "new" });
    await until(() => world.smapi.accountLinking(SKILL)?.clientId === "new");
    const doneAfter = performance.now() - began;
    const put = await pending;
    const took = performance.now() - began;

    expect(put.status).toBe(204);
    expect(doneAfter).toBeLessThan(took);
    expect(took).toBeGreaterThanOrEqual(145);
    expect((await world.get()).status).toBe(503);
    expect(performance.now() - began).toBeGreaterThanOrEqual(290);
  });

  test("wrap the answer as SMAPI's documentation shows it", async () => {
    world.smapi.faults.add({ kind: "wrapped answer", times: 1 });

    const [wrapped, bare] = [await world.get(), await world.get()];

    expect(wrapped.body).toEqual({ accountLinkingResponse: bare.body });
    expect(bare.body.clientId).toBe(REQUEST.clientId);
  });

  test("let somebody else write between GET and PUT", async () => {
    world.smapi.faults.add({ kind: "written by somebody else", times: 1 });
    const tag = (await world.get()).headers.get("etag") ?? "";

    const late = await world.put({ ...REQUEST, clientId: "mine" }, { "if-match": tag });
    const again = await world.put(REQUEST, { "if-match": (await world.get()).headers.get("etag") ?? "" });

    expect([late.status, again.status]).toEqual([412, 204]);
  });

  test("let somebody else write other settings, after GET was answered with the old ones", async () => {
    const change = () => ({ ...REQUEST, clientId: "theirs" });
    world.smapi.faults.add({ kind: "written by somebody else", change, times: 1 });

    const ids = [(await world.get()).body.clientId, (await world.get()).body.clientId];

    expect(ids).toEqual([REQUEST.clientId, "theirs"]);
  });
});

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) {
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
}
