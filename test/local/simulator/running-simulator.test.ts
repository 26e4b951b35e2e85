import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import type { RunningSimulator } from "../../../local/simulator/running-simulator";
import { announceSimulator, findSimulator } from "../../../local/simulator/running-simulator";
import { inFolder, write } from "../fixtures";

const SIMULATOR: RunningSimulator = {
  pid: process.pid,
  url: "http://127.0.0.1:8080",
  environment: "dev",
  stackFolder: "/somewhere/stacks/dev",
  variables: { AWS_ENDPOINT_URL: "http://127.0.0.1:5000" },
  hosts: { "layla.amazon.com": "http://127.0.0.1:8081" },
  smapi: { url: "http://127.0.0.1:8082", clientId: "client", clientSecret: "secret", refreshToken: "token" },
};

/** Above what a process id can be, so it is nobody's. */
const NOBODY = 2 ** 30;

test("a simulator that announced itself is found until it withdraws", () =>
  inFolder((folder) => {
    expect(findSimulator(folder)).toBeUndefined();
    const withdraw = announceSimulator(folder, SIMULATOR);
    expect(findSimulator(folder)).toEqual(SIMULATOR);
    withdraw();
    expect(findSimulator(folder)).toBeUndefined();
  }));

test("only this user can read the announcement, and nothing else is left beside it but a file that keeps it out of Git", () =>
  inFolder((folder) => {
    announceSimulator(folder, SIMULATOR);
    expect(readdirSync(join(folder, ".alexa-link"))).toEqual([".gitignore", `simulator-${process.pid}.json`]);
    expect(statSync(join(folder, ".alexa-link", `simulator-${process.pid}.json`)).mode & 0o777).toBe(0o600);
  }));

test("one that was killed does not count, nor does a file that was cut off", () =>
  inFolder((folder) => {
    announceSimulator(folder, { ...SIMULATOR, pid: NOBODY });
    expect(findSimulator(folder)).toBeUndefined();
    write(join(folder, ".alexa-link", `simulator-${process.pid}.json`), '{"pid": 1');
    expect(findSimulator(folder)).toBeUndefined();
  }));

test("of two, neither is chosen by chance", () =>
  inFolder((folder) => {
    const withdrawFirst = announceSimulator(folder, { ...SIMULATOR, pid: process.ppid, url: "http://127.0.0.1:9090" });
    announceSimulator(folder, SIMULATOR);
    expect(() => findSimulator(folder)).toThrow(/8080.*9090|9090.*8080/);
    withdrawFirst();
    expect(findSimulator(folder)).toEqual(SIMULATOR);
  }));
