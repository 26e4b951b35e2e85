import { createServer } from "node:net";
import { codeOf, Problem, Unavailable } from "../common/problem";

/** A TCP port of 127.0.0.1 that nothing listens on at this moment. Another program may still take it first. */
export function freePort(): Promise<number> {
  return listenOnce(0);
}

/**
 * @throws Problem when the port is taken
 * @throws Unavailable when this user may not listen on it
 */
export async function assertPortFree(port: number): Promise<void> {
  try {
    await listenOnce(port);
  } catch (error) {
    if (codeOf(error) === "EADDRINUSE") {
      throw new Problem(
        `Port ${port} of 127.0.0.1 is taken by another program. Choose another one with --port, or leave it out and ` +
          "a free one is found.",
      );
    }
    if (codeOf(error) === "EACCES") {
      throw new Unavailable(`Port ${port} is not allowed for this user. Choose one from 1024 to 65535 with --port.`);
    }
    throw error;
  }
}

function listenOnce(port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => {
      const address = server.address();
      const found = typeof address === "object" && address !== null ? address.port : port;
      server.close(() => resolve(found));
    });
  });
}
