/// <reference lib="dom" />

/** @import { SimulatorEvent, SimulatorState, Snapshot } from "../state" */

/** The simulator could not do what it was asked; the message is for people. */
export class ApiError extends Error {}

/** @returns {Promise<Snapshot>} */
export async function snapshot() {
  const response = await fetch("/api/state");
  return response.json();
}

/**
 * Asks the simulator to do something and answers the state after it.
 *
 * @param {string} path
 * @param {object} [body]
 * @returns {Promise<{ readonly state: SimulatorState, readonly url?: string }>}
 */
export async function post(path, body = {}) {
  const response = await fetch(path, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  const answer = await response.json();
  if (!response.ok) {
    throw new ApiError(answer.error);
  }
  return answer;
}

/**
 * @typedef {object} Listener
 * @property {(state: SimulatorState) => void} onState
 * @property {(event: SimulatorEvent) => void} onEvent
 * @property {() => void} onOpen called at the start and whenever the connection is back
 * @property {() => void} onLost
 */

/** @param {Listener} listener */
export function listen({ onState, onEvent, onOpen, onLost }) {
  const source = new EventSource("/api/events");
  source.addEventListener("state", ({ data }) => onState(JSON.parse(data)));
  source.addEventListener("event", ({ data }) => onEvent(JSON.parse(data)));
  source.addEventListener("open", onOpen);
  source.addEventListener("error", onLost);
  // A connection that is cut because the page is left is none that is lost.
  addEventListener("pagehide", () => source.close());
}
