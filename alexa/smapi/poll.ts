import type { JsonObject } from "../../common/json";
import { textAt } from "../../common/json";
import { SmapiError } from "./smapi";
import type { Transport } from "./transport";

export interface PollProps {
  /** What did not happen, for messages. */
  readonly failed: string;
  /** What a person can do when the end is not waited for, as a sentence. */
  readonly howToSee: string;
  readonly transport: Transport;
  /** Reads the state: SMAPI's `{status, …}`. */
  readonly read: () => Promise<JsonObject>;
  /** Called with each state that was read. @default - nothing is called */
  readonly onState?: (state: JsonObject) => void;
}

const FIRST_PAUSE_MS = 1000;
const MAX_PAUSE_MS = 10_000;
const LIMIT_MINUTES = 10;

/**
 * Reads a state again and again, at longer and longer intervals, until it is no longer in progress.
 *
 * @throws SmapiError that says that the work goes on, and where to see its end
 */
export async function pollUntilDone({ failed, howToSee, transport, read, onState }: PollProps): Promise<JsonObject> {
  const end = transport.now() + LIMIT_MINUTES * 60_000;
  try {
    for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(pause * 1.5, MAX_PAUSE_MS)) {
      const state = await read();
      onState?.(state);
      // IN_PROGRESS; ask-cli also knows ROLLBACK_IN_PROGRESS.
      if (!textAt(state, "status")?.endsWith("IN_PROGRESS")) {
        return state;
      }
      if (transport.now() + pause > end) {
        throw new SmapiError("server failed", `${failed}: it has not ended after ${LIMIT_MINUTES} minutes.`);
      }
      await transport.sleep(pause);
    }
  } catch (error) {
    if (error instanceof SmapiError) {
      throw new SmapiError(error.kind, `${error.message} ${howToSee}`, error.status);
    }
    throw error;
  }
}

/**
 * The id at the end of the header Location, as in `/v1/skills/imports/{importId}`.
 *
 * @throws SmapiError when there is none
 */
export function idAtEnd(failed: string, location: string | undefined): string {
  const id = location?.split(/[?#]/)[0]?.split("/").at(-1);
  // It becomes a part of a path: nothing that could lead to another one is taken.
  if (id === undefined || !/^[\w.~-]+$/.test(id) || /^\.+$/.test(id)) {
    throw new SmapiError("server failed", `${failed}: the answer does not say where its state is (header Location).`);
  }
  return id;
}
