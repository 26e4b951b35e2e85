import { setTimeout as timer } from "node:timers/promises";
import { SmapiError } from "./smapi";

/** The first one counts. */
export const MAX_ATTEMPTS = 5;
/** A server that asks for a longer pause is not waited for: a person should know, and come back. */
export const MAX_PAUSE_SECONDS = 60;

const FIRST_PAUSE_MS = 500;
const MAX_BACK_OFF_MS = 8000;

export type Sleep = (milliseconds: number, signal?: AbortSignal) => Promise<void>;

/** @throws SmapiError of the kind `interrupted` as soon as the signal says so */
export const sleepInTime: Sleep = async (milliseconds, signal) => {
  try {
    await timer(milliseconds, undefined, { signal });
  } catch {
    throw new SmapiError("interrupted", "Interrupted.");
  }
};

/**
 * Exponential back-off with jitter, so that many clients do not come back at the same moment.
 *
 * @param attempt the one that failed, from 1
 * @param random from 0 to 1
 */
export const backOffMs = (attempt: number, random: number): number =>
  Math.min(MAX_BACK_OFF_MS, FIRST_PAUSE_MS * 2 ** (attempt - 1)) * (0.5 + random / 2);

/**
 * Reads `Retry-After`: seconds or an HTTP date (RFC 9110, section 10.2.3).
 *
 * @param now milliseconds since the epoch
 * @returns seconds from now, 0 for a date that has passed, undefined for anything else
 */
export function retryAfterSeconds(header: string | undefined, now: number): number | undefined {
  const value = header?.trim() ?? "";
  if (/^\d+$/.test(value)) {
    return Number(value);
  }
  // Date.parse takes much more than an HTTP date, as "-5", and takes a time without a zone for this machine's.
  const date = /^[A-Za-z]{3,9}, .* GMT$/.test(value) ? Date.parse(value) : Number.NaN;
  return Number.isNaN(date) ? undefined : Math.max(0, Math.ceil((date - now) / 1000));
}
