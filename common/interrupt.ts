import type { EventEmitter } from "node:events";
import { setMaxListeners } from "node:events";
import { killAllChildren } from "./child-process";
import { ExitCode, Interrupted } from "./problem";

const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** Many things are under way at once; more than this are a leak. */
const MAX_LISTENERS = 200;

export interface InterruptOptions {
  /** Runs when a second signal ends everything at once; must be synchronous. */
  readonly lastResort?: () => void;
  /** Where the signals come from. @default process */
  readonly source?: Pick<EventEmitter, "on" | "off">;
}

/**
 * Runs `work` so that Ctrl-C, SIGTERM or a closed terminal aborts the signal it is given, once, and gives it the
 * time to clean up. A second one ends everything at once: children are killed and `lastResort` runs.
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
  const onSignal = (): void => {
    if (controller.signal.aborted) {
      killAllChildren();
      lastResort();
      process.exit(ExitCode.interrupted);
    }
    controller.abort(new Interrupted());
  };
  for (const signal of signals) {
    source.on(signal, onSignal);
  }
  try {
    return await work(controller.signal);
  } finally {
    for (const signal of signals) {
      source.off(signal, onSignal);
    }
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
