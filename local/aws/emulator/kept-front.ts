import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { closeSync, openSync } from "node:fs";
import type { Server } from "node:net";
import { join } from "node:path";
import { childEnvironment } from "../../../common/child-environment";
import { start } from "../../../common/child-process";
import { Problem } from "../../../common/problem";
import type { FrontProps } from "./front";

export interface KeptFrontOptions {
  /** The project's folder. */
  readonly root: string;
  readonly front: FrontProps;
  /** Of the front that is up: the port is never free, so that no other program gets what is asked there. */
  readonly listener: Server;
  /** Whose standard input ends with the process of the front. */
  readonly moto: ChildProcess;
  readonly logFile: string;
}

/**
 * Lets another process take the front of an emulator over, which goes on when this one ends. It holds moto's standard
 * input, so that moto ends with it.
 *
 * @returns the number of that process
 * @throws Problem when it could not
 */
export async function keepFront({ root, front, listener, moto, logFile }: KeptFrontOptions): Promise<number> {
  const { stdin } = moto;
  if (stdin === null) {
    throw new Problem("The emulator cannot be left up: its standard input is not there.");
  }
  const log = openSync(logFile, "a", 0o600);
  const program = [join(root, "build", "run.cjs"), "local/aws/emulator/front-process.ts"];
  try {
    const child = start(process.execPath, program, {
      cwd: root,
      env: childEnvironment(process.env, {}),
      // moto's end of standard input as the last: it is held, and never read.
      stdio: ["ignore", log, log, "ipc", stdin],
    });
    const hasEnded = once(child, "exit").then(() => {
      throw new Problem(`The emulator cannot be left up: its front ended at once. ${logFile} says why.`);
    });
    await Promise.race([once(child, "message"), hasEnded]);
    child.send(front, listener, () => {}); // not in its arguments, which every user of the machine can see
    await Promise.race([once(child, "message"), hasEnded]);
    child.disconnect();
    child.unref();
    moto.unref();
    stdin.destroy();
    return Number(child.pid);
  } finally {
    closeSync(log);
  }
}
