import type { EventEmitter } from "node:events";
import { setMaxListeners } from "node:events";
import { areChildrenEnding, killAllChildren, outlivingChildren } from "./child-process";
import { ExitCode, Interrupted } from "./problem";

const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** Many things are under way at once; more than this are a leak. */
const MAX_LISTENERS = 200;

/** npm passes a terminal's Ctrl-C on, which its child has had already: signals within this time are one. */
const ONE_SIGNAL_MS = 1000;

/** How long work has to end by itself after a signal. Children that were asked to end have their own time. */
const END_MS = 1500;

/** How often it is looked whether the shell or npm that started this process still lives. */
const PARENT_MS = 250;

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
 * npm hands SIGTERM to a shell that need not hand it on; then this process notices that its parent is gone.
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
    for (const signal of signals) {
      source.off(signal, onSignal);
    }
  }
}

/** Only under npm, whose end is nobody's wish that this goes on; whoever starts a command in the background may leave. */
function watchParent(onEnd: () => void): NodeJS.Timeout | undefined {
  if (process.env.npm_lifecycle_event === undefined) {
    return undefined;
  }
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid !== parent) {
      clearInterval(timer);
      onEnd();
    }
  }, PARENT_MS);
  return timer.unref();
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
