import type { EventEmitter } from "node:events";
import { setMaxListeners } from "node:events";
import { readFileSync, readlinkSync } from "node:fs";
import { basename } from "node:path";
import { areChildrenEnding, killAllChildren, outlivingChildren } from "./child-process";
import { ExitCode, Interrupted } from "./problem";

const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** Many things are under way at once; more than this are a leak. */
const MAX_LISTENERS = 200;

/** npm passes a terminal's Ctrl-C on, which its child has had already: signals within this time are one. */
const ONE_SIGNAL_MS = 1000;

/** How long work has to end by itself after a signal. Children that were asked to end have their own time. */
const END_MS = 1500;

/** How often it is looked whether the shell and npm that started this process still live. */
const PARENT_MS = 250;

/**
 * The process that started this one, as it was at the beginning: npm may be gone before the first line here is read.
 * build/run.cjs, which compiles first, has noted it.
 */
const PARENT: number =
  (globalThis as { readonly [key: symbol]: number | undefined })[Symbol.for("parent at start")] ?? process.ppid;

export interface InterruptOptions {
  /** Runs when everything is ended at once; must be synchronous. */
  readonly lastResort?: () => void;
  /** Where the signals come from. @default process */
  readonly source?: Pick<EventEmitter, "on" | "off">;
}

/**
 * Runs `work` so that Ctrl-C, SIGTERM or a closed terminal aborts the signal it is given, once, and gives it the
 * time to clean up. A second one, or work that does not come to its end, ends everything at once: children are killed,
 * but for those that must not be, and `lastResort` runs.
 *
 * npm hands SIGTERM to a shell that need not hand it on; then this process notices that its parent, or npm itself, is
 * gone.
 *
 * Children are started in process groups of their own, so a terminal's Ctrl-C reaches only this process, which
 * passes it on in its own way.
 */
export async function interruptible<T>(
  work: (signal: AbortSignal) => Promise<T>,
  { lastResort = () => {}, source = process }: InterruptOptions = {},
): Promise<T> {
  const controller = new AbortController();
  setMaxListeners(MAX_LISTENERS, controller.signal);
  let first: number | undefined;
  let forced: NodeJS.Timeout | undefined;
  const endNow = (): never => {
    killAllChildren();
    lastResort();
    const [pid] = outlivingChildren();
    if (pid !== undefined) {
      process.stderr.write(
        `\nTerraform goes on by itself as process ${pid}: it ends what is under way and saves its state. Wait for its ` +
          "end before anything else is done with this state.\n",
      );
    }
    process.exit(ExitCode.interrupted);
  };
  const onSignal = (): void => {
    if (first === undefined) {
      first = performance.now();
      controller.abort(new Interrupted());
      forced = setTimeout(() => {
        forced = setInterval(() => areChildrenEnding() || endNow(), 100);
      }, END_MS);
    } else if (performance.now() - first > ONE_SIGNAL_MS) {
      endNow();
    }
  };
  const watch = source === process ? watchParent(onSignal) : undefined;
  for (const signal of signals) {
    source.on(signal, onSignal);
  }
  try {
    return await work(controller.signal);
  } finally {
    clearTimeout(forced);
    clearInterval(watch);
    // After the first signal they stay to the end of the process: without them the second half of one would kill it.
    for (const signal of first === undefined ? signals : []) {
      source.off(signal, onSignal);
    }
  }
}

/** Only under npm, whose end is nobody's wish that this goes on; whoever starts a command in the background may leave. */
function watchParent(onEnd: () => void): NodeJS.Timeout | undefined {
  if (process.env.npm_lifecycle_event === undefined) {
    return undefined;
  }
  const npm = shellParent(PARENT);
  const timer = setInterval(() => {
    if (process.ppid !== PARENT || (npm !== undefined && shellParent(PARENT) !== npm)) {
      clearInterval(timer);
      onEnd();
    }
  }, PARENT_MS);
  return timer.unref();
}

/**
 * The process that started the shell which started this one. Undefined when it was npm itself, as where `sh` gives its
 * place to the only command of a line; and where the system does not tell by a file, as Linux does, where `sh` may be
 * dash. That stays between npm and this process, and lives on when npm alone is ended.
 *
 * https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html
 */
function shellParent(pid: number): number | undefined {
  try {
    // "pid (name) state parent …"; a name may have anything in it.
    const [, parent] = /.*\) \S (\d+)/s.exec(readFileSync(`/proc/${pid}/stat`, "utf8")) ?? [];
    const isNode = basename(readlinkSync(`/proc/${pid}/exe`)) === basename(process.execPath);
    return isNode || parent === undefined ? undefined : Number(parent);
  } catch {
    return undefined;
  }
}

/** Resolves after `milliseconds`, or rejects as soon as the signal is aborted. */
export function pause(milliseconds: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const onAbort = (): void => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener("abort", onAbort);
      resolve();
    }, milliseconds);
    signal?.addEventListener("abort", onAbort, { once: true });
  });
}
