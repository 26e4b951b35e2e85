/**
 * Time that passes as fast as the machine can: for what ends by a limit of time, whatever happens until then. What is
 * tried here takes as long as on a clock, by the clock that it sees, and no longer on a busy machine.
 */

/** Programs, connections and the wall clock go on as they do. */
const REAL = ["Date", "hrtime", "nextTick", "queueMicrotask", "setImmediate", "clearImmediate"] as const;

/** Milliseconds from one look at what is due to the next. */
const STEP_MS = 25;

/** From now until {@link resumeTime} timers are due, and `performance.now` goes on, in {@link passUntil} alone. */
export function stopTime(): void {
  jest.useFakeTimers({ doNotFake: [...REAL] });
}

export function resumeTime(): void {
  jest.useRealTimers();
}

/** Waits for what needs no time of the clock's, such as a request that is on its way. */
export async function happened(condition: () => boolean): Promise<void> {
  while (!condition()) {
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** Lets time pass until the work is done. */
export async function passUntil<T>(work: Promise<T>): Promise<T> {
  let isDone = false;
  const done = (): void => {
    isDone = true;
  };
  work.then(done, done);
  while (!isDone) {
    await jest.advanceTimersByTimeAsync(STEP_MS);
  }
  return work;
}
