import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { run } from "../../common/child-process";

/** The processes of the local world, and what is left of this one's heap when nothing can be collected. */
export type Part = "local servers" | "heap of the local servers" | "emulator" | "functions";

/** Megabytes of each. */
export type Memory = Readonly<Record<Part, number>>;

const MB = 1024 * 1024;

/** Node's own garbage collector, which is hidden unless it is asked for. */
setFlagsFromString("--expose-gc");
const collect: () => void = runInNewContext("gc");

/** Looks at what this process and those that it started hold, now. */
export async function memoryNow(): Promise<Memory> {
  collect();
  const { heapUsed, external, rss } = process.memoryUsage();
  const { stdout } = await run("ps", ["-eo", "pid=,ppid=,rss=,args="], { env: process.env });
  const rows = stdout.split("\n").flatMap((line) => {
    const [, pid, parent, kilobytes, args = ""] = /^\s*(\d+)\s+(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [];
    return pid === undefined ? [] : { pid: Number(pid), parent: Number(parent), rss: Number(kilobytes) * 1024, args };
  });
  const started = new Set([process.pid]);
  // A process has a higher place than those that it starts, but for those that begin again at low numbers.
  for (let known = 0; known < started.size; ) {
    known = started.size;
    for (const { pid, parent } of rows) {
      if (started.has(parent)) {
        started.add(pid);
      }
    }
  }
  const held = (is: (args: string) => boolean): number =>
    rows
      .filter(({ pid, args }) => pid !== process.pid && started.has(pid) && is(args))
      .reduce((sum, row) => sum + row.rss, 0) / MB;
  return {
    "local servers": rss / MB,
    "heap of the local servers": (heapUsed + external) / MB,
    emulator: held((args) => /moto/.test(args)),
    functions: held((args) => /bootstrap\.cjs/.test(args)),
  };
}
