import { once } from "node:events";
import type { AddressInfo, Server } from "node:net";
import { createServer } from "node:net";
import { codeOf, Problem, Unavailable } from "../common/problem";

/**
 * Lets a server listen on 127.0.0.1, where only this machine reaches it.
 *
 * @param port 0 for a free one, or a server that listens there already, maybe in another process, and shares its socket
 * @returns the port it listens on
 * @throws Problem when the port is taken
 * @throws Unavailable when this user may not listen on it
 */
export async function listenOnLoopback(server: Server, port: number | Server = 0): Promise<number> {
  if (typeof port === "number") {
    server.listen(port, "127.0.0.1");
  } else {
    server.listen(port);
  }
  try {
    await once(server, "listening");
  } catch (error) {
    throw portError(error, Number(port));
  }
  return (server.address() as AddressInfo).port;
}

/** A TCP port of 127.0.0.1 that nothing listens on at this moment. Another program may still take it first. */
export function freePort(): Promise<number> {
  return listenOnce(0);
}

/**
 * For a program of which it is only seen later that it could not listen.
 *
 * @throws Problem when the port is taken
 * @throws Unavailable when this user may not listen on it
 */
export async function assertPortFree(port: number): Promise<void> {
  await listenOnce(port);
}

async function listenOnce(port: number): Promise<number> {
  const server = createServer();
  const found = await listenOnLoopback(server, port);
  await new Promise((resolve) => server.close(resolve));
  return found;
}

function portError(error: unknown, port: number): unknown {
  switch (codeOf(error)) {
    case "EADDRINUSE":
      return new Problem(
        `Port ${port} of 127.0.0.1 is taken by another program. Choose another one with --port, or leave it out and ` +
          "a free one is found.",
      );
    case "EACCES":
      return new Unavailable(`Port ${port} is not allowed for this user. Choose one from 1024 to 65535 with --port.`);
    default:
      return error;
  }
}
