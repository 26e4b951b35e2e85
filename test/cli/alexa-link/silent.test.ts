/** `alexa-link doctor` where an Amazon, an AWS and a proxy accept each connection and never answer. */
import type { AddressInfo, Server, Socket } from "node:net";
import { createServer } from "node:net";
import { happened, passUntil, resumeTime, stopTime } from "../../passing-time";
import { AlexaLink } from "./alexa-link";

/** Each question has a time limit of its own, and all are asked at once. */
const MAX_MS = 15_000;

let link: AlexaLink;
let silent: Server;
const sockets: Socket[] = [];
beforeAll(async () => {
  link = await AlexaLink.start();
  silent = createServer((socket) => sockets.push(socket)).listen(0, "127.0.0.1");
  await new Promise((resolve) => silent.once("listening", resolve));
});
afterAll(async () => {
  resumeTime();
  for (const socket of sockets) {
    socket.destroy();
  }
  silent?.close();
  await link?.end();
});

test("it ends by itself, soon, and calls nothing that did not answer fine", async () => {
  const url = `http://127.0.0.1:${(silent.address() as AddressInfo).port}`;
  const env = {
    AWS_ENDPOINT_URL: url,
    AWS_ACCESS_KEY_ID: "x",
    AWS_SECRET_ACCESS_KEY: "x",
    ASK_SMAPI_SERVER_BASE_URL: url,
    ASK_LWA_TOKEN_HOST: url,
    HTTPS_PROXY: url,
    NO_PROXY: "127.0.0.1",
  };
  stopTime();
  const began = performance.now();
  const doctor = link.runHere(["doctor", "dev", "--json"], { env });
  await happened(() => sockets.length > 0);
  const { exitCode, stdout } = await passUntil(doctor);
  expect(performance.now() - began).toBeLessThan(MAX_MS);
  const { results } = JSON.parse(stdout) as { readonly results: readonly Readonly<Record<string, string>>[] };
  // Behind a proxy that lets nothing through, nothing of the link was seen.
  expect(exitCode).toBe(3);
  expect(results.filter(({ status }) => status === "fail" || status === "warn")).toEqual([]);
  // Which nobody has to be asked for.
  expect(results.filter(({ status }) => status === "ok").map(({ name }) => name)).toEqual(["authorization-uri"]);
  expect(results.filter(({ status }) => status === "unknown").length).toBeGreaterThan(5);
});
