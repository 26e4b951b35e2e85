import { Deadline } from "../../../lambda/library/deadline";
import { httpsGet } from "../../../lambda/library/https-client";
import { answering, hangUp, reply, settings } from "../support/cognito";
import { useWorld } from "../support/world";

const world = useWorld();
const get = (milliseconds = 3000) => httpsGet(settings.userInfoUri, { deadline: Deadline.in(milliseconds) });

test("answers status and body", async () => {
  world.cognito.userInfo = answering(418, "short and stout");

  const { status, body } = await get();

  expect([status, body.toString()]).toEqual([418, "short and stout"]);
});

test("keeps the connection for the next request", async () => {
  await get();
  await get();

  expect(world.cognito.requests).toHaveLength(2);
  expect(world.cognito.connections).toBe(1);
});

test("tries once more when a kept connection turns out to be dead", async () => {
  world.cognito.userInfo = (request, response) => {
    if (world.cognito.requests.length === 2) {
      request.socket.destroy();
    } else {
      reply(response, 200, {});
    }
  };
  await get();

  expect((await get()).status).toBe(200);
  expect(world.cognito.connections).toBe(2);
});

test("gives up after the second dropped connection", async () => {
  world.cognito.userInfo = hangUp;

  await expect(get()).rejects.toMatchObject({ name: "HttpsFailure", reason: "unreachable" });
  expect(world.cognito.requests).toHaveLength(2);
});

test("gives up at the deadline, closes the connection and does not try again", async () => {
  const closed = new Promise((resolve) => {
    world.cognito.userInfo = (request) => request.socket.once("close", resolve);
  });
  const startedAt = performance.now();

  await expect(get(300)).rejects.toMatchObject({ reason: "timeout" });

  expect(performance.now() - startedAt).toBeLessThan(900);
  expect(world.cognito.requests).toHaveLength(1);
  await closed;
});

test("asks nothing when the time is up already", async () => {
  await expect(get(0)).rejects.toMatchObject({ reason: "timeout" });
  expect(world.cognito.connections).toBe(0);
});

test("a body that trickles in does not outlast the deadline", async () => {
  world.cognito.userInfo = (_, response) => {
    const timer = setInterval(() => response.write("."), 20);
    response.on("close", () => clearInterval(timer));
  };

  await expect(get(300)).rejects.toMatchObject({ reason: "timeout" });
});

test("a connection that breaks within the body is not an answer", async () => {
  world.cognito.userInfo = (request, response) => {
    response.writeHead(200, { "content-length": "100" });
    response.write("half", () => request.socket.destroy());
  };

  await expect(get()).rejects.toMatchObject({ reason: "unreachable" });
});

test("reads 64 KiB and not a byte more, and asks no second time for what is too large", async () => {
  world.cognito.userInfo = answering(200, "x".repeat(64 * 1024));
  expect((await get()).body).toHaveLength(64 * 1024);

  world.cognito.userInfo = answering(200, "x".repeat(64 * 1024 + 1));
  await expect(get()).rejects.toMatchObject({ reason: "too-large" });
  expect(world.cognito.requests).toHaveLength(2);
});

test("does not follow redirects, which would hand the token to somebody else", async () => {
  world.cognito.userInfo = (_, response) => {
    response.writeHead(302, { location: "https://evil.example/" });
    response.end();
  };

  expect((await get()).status).toBe(302);
  expect(world.cognito.requests).toHaveLength(1);
});
