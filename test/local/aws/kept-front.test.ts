/** The front of an emulator as it goes over to a process of its own; a server that answers everything stands for moto. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer, request } from "node:http";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { stop } from "../../../common/child-process";
import { startFront } from "../../../local/aws/emulator/front";
import { keepFront } from "../../../local/aws/emulator/kept-front";
import { listenOnLoopback } from "../../../local/loopback-port";
import { inFolder, root } from "../fixtures";

jest.setTimeout(60_000);

const KEY = `LOCAL${"A1".repeat(16)}`;
const HEADERS = {
  authorization: `AWS4-HMAC-SHA256 Credential=${KEY}/20260101/us-east-1/cognito-idp/aws4_request, SignedHeaders=host, Signature=1`,
  "content-type": "application/x-amz-json-1.1",
  "x-amz-target": "AWSCognitoIdentityProviderService.ListUserPools",
};

test("the port of an emulator that is left up is never free, so that no other program takes it", () =>
  inFolder(async (folder) => {
    const moto = createServer((_, response) => response.end(`{"UserPools": []}`));
    const motoPort = await listenOnLoopback(moto);
    const props = { accessKeyId: KEY, moto: { port: motoPort }, motoSecret: "x" };
    const front = await startFront(props);
    const ask = (): Promise<number | undefined> =>
      new Promise((resolve, reject) => {
        const asked = request(`${front.url}/`, { method: "POST", headers: HEADERS, agent: false }, (answer) => {
          answer.resume().once("end", () => resolve(answer.statusCode));
        });
        asked.on("error", reject).end('{"MaxResults": 1}');
      });
    const port = Number(new URL(front.url).port);
    // Whose standard input stands for moto's, and is held by whoever has the front.
    const held = spawn("cat", { stdio: ["pipe", "ignore", "ignore"] });
    const ended = once(held, "exit");
    const taken: unknown[] = [];
    const answers: unknown[] = [];
    let isOver = false;
    const thief = (async () => {
      while (!isOver) {
        const server = createServer();
        await listenOnLoopback(server, port).then(
          () => taken.push("taken"),
          () => undefined,
        );
        server.close();
        await sleep(1);
      }
    })();
    const client = (async () => {
      while (!isOver) {
        answers.push(await ask().catch((error: unknown) => error));
        await sleep(5);
      }
    })();

    const { listener } = front;
    const pid = await keepFront({ root, front: props, listener, moto: held, logFile: join(folder, "log") });
    await front.stop();
    for (let count = 0; count < 20; count += 1) {
      answers.push(await ask());
    }
    isOver = true;
    await Promise.all([thief, client]);

    expect(taken).toEqual([]);
    // What was under way as the first front ended is lost at most; nothing was refused.
    expect(answers.filter((it) => it !== 200).length).toBeLessThanOrEqual(1);
    expect(answers.length).toBeGreaterThan(20);

    process.kill(pid);
    await ended; // with the front, as moto does
    await expect(ask()).rejects.toThrow();
    await stop(held, "SIGTERM", 3);
    moto.close();
  }));
