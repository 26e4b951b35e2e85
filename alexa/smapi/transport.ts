import type { HttpResponse } from "../../common/http-exchange";
import { ConnectionFailure, send } from "./connection";
import { safeUrl } from "./endpoint";
import type { Sleep } from "./retry";
import { backOffMs, MAX_ATTEMPTS, MAX_PAUSE_SECONDS, retryAfterSeconds, sleepInTime } from "./retry";
import { SmapiError } from "./smapi";

export interface TransportProps {
  /** Ends whatever is under way. @default - nothing does */
  readonly signal?: AbortSignal;
  /** The URL of a proxy, as `ASK_CLI_PROXY` has it. @default as `HTTPS_PROXY` and `NO_PROXY` say */
  readonly proxy?: string;
  /** Called with why a request is sent again, and when. @default - nothing is called */
  readonly onRetry?: (text: string) => void;
  /** For one request and its answer; four times as long when a skill package goes with it. @default 15000 */
  readonly timeoutMs?: number;
  /** @default - waits */
  readonly sleep?: Sleep;
  /** From 0 to 1. @default Math.random */
  readonly random?: () => number;
  /** Milliseconds since the epoch. @default Date.now */
  readonly now?: () => number;
}

export interface TransportRequest {
  /** What did not happen, for messages: "Could not read the account linking of the skill …". */
  readonly failed: string;
  readonly method: string;
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  /**
   * `always` for what may be done twice. `when not taken` for what must not: it is repeated only when the other side
   * cannot have acted on it.
   */
  readonly repeat: "always" | "when not taken";
  /** A skill package is sent or received, which is larger and takes longer. @default false */
  readonly carriesPackage?: boolean;
}

export interface TransportAnswer extends HttpResponse {
  /** From 1: how often it was sent. */
  readonly attempts: number;
  /** How long the other side asks to wait, if it does. */
  readonly retryAfterSeconds?: number;
}

/** A write was sent, and nobody knows whether it was done. */
export class UncertainError extends SmapiError {}

const MIB = 2 ** 20;

/** Sends requests, and sends them again while that can help and cannot harm. Redirects are not followed. */
export class Transport {
  readonly now: () => number;

  constructor(private readonly props: TransportProps) {
    this.now = props.now ?? Date.now;
  }

  /**
   * @returns the answer, whatever its status; the last one, if it was repeated in vain
   * @throws SmapiError of the kind `no connection`, `interrupted`, `refused` (a URL that is not safe)
   * @throws UncertainError for what may not be repeated
   */
  async send(request: TransportRequest): Promise<TransportAnswer> {
    for (let attempt = 1; ; attempt++) {
      const outcome = await this.attempt(request);
      const pause = outcome instanceof ConnectionFailure ? undefined : this.pauseAskedFor(outcome);
      if (attempt < MAX_ATTEMPTS && mayRepeat(request, outcome) && (pause ?? 0) <= MAX_PAUSE_SECONDS) {
        await this.pause(`${new URL(request.url).host}: ${inWords(outcome)}`, attempt, pause);
        continue;
      }
      if (outcome instanceof ConnectionFailure) {
        throw noConnection(request, outcome, attempt);
      }
      const answer = { ...outcome, attempts: attempt, ...(pause !== undefined && { retryAfterSeconds: pause }) };
      if (request.repeat === "when not taken" && outcome.status >= 500 && outcome.status !== 503) {
        throw new UncertainError(
          "server failed",
          `${request.failed}: ${inWords(outcome)}. Whether it was done all the same is not known.`,
          outcome.status,
        );
      }
      return answer;
    }
  }

  /**
   * Waits before the next attempt, and says so.
   *
   * @param why in words, without a secret
   * @param attempt the one that failed, from 1
   */
  async pause(why: string, attempt: number, seconds = 0): Promise<void> {
    const milliseconds = Math.max(seconds * 1000, backOffMs(attempt, (this.props.random ?? Math.random)()));
    this.props.onRetry?.(
      `${why}; trying again in ${(milliseconds / 1000).toFixed(1)} s (attempt ${attempt + 1} of ${MAX_ATTEMPTS})`,
    );
    await this.sleep(milliseconds);
  }

  /** @throws SmapiError of the kind `interrupted` */
  async sleep(milliseconds: number): Promise<void> {
    await (this.props.sleep ?? sleepInTime)(milliseconds, this.props.signal);
  }

  private async attempt(request: TransportRequest): Promise<HttpResponse | ConnectionFailure> {
    const { failed, method, url, headers, body, carriesPackage = false } = request;
    const { timeoutMs = 15_000, signal, proxy } = this.props;
    if (signal?.aborted) {
      throw new SmapiError("interrupted", `${failed}: Interrupted.`);
    }
    try {
      return await send({
        method,
        url: safeUrl(url, `${failed}: what it is sent to`),
        headers,
        body,
        signal,
        proxy,
        timeoutMs: carriesPackage ? timeoutMs * 4 : timeoutMs,
        maxBytes: carriesPackage ? 50 * MIB : 5 * MIB,
      });
    } catch (error) {
      if (error instanceof ConnectionFailure) {
        return error;
      }
      if ((error as NodeJS.ErrnoException).code === "ERR_INVALID_CHAR") {
        const text = "a token or an entity tag has a character in it that no HTTP header may have, as a line break.";
        throw new SmapiError("refused", `${failed}: ${text}`);
      }
      throw error instanceof SmapiError ? inContext(request, error) : error;
    }
  }

  private pauseAskedFor({ headers }: HttpResponse): number | undefined {
    return retryAfterSeconds(headers["retry-after"], this.now());
  }
}

function mayRepeat({ repeat }: TransportRequest, outcome: HttpResponse | ConnectionFailure): boolean {
  if (outcome instanceof ConnectionFailure) {
    return !outcome.lasting && (repeat === "always" || !outcome.maybeReceived);
  }
  // 429 and 503 say that the request was not worked on (RFC 6585, section 4; RFC 9110, section 15.6.4).
  return [429, 503].includes(outcome.status) || (repeat === "always" && outcome.status >= 500);
}

const inWords = (outcome: HttpResponse | ConnectionFailure): string =>
  outcome instanceof ConnectionFailure ? outcome.reason : `the answer was ${outcome.status}`;

function noConnection({ failed, url, repeat }: TransportRequest, lost: ConnectionFailure, attempts: number): Error {
  const text = `${failed}: ${new URL(url).host}: ${lost.reason}`;
  return repeat === "when not taken" && lost.maybeReceived
    ? new UncertainError("no connection", `${text}. Whether it was done all the same is not known.`)
    : new SmapiError("no connection", attempts === 1 ? `${text}.` : `${text}, at each of ${attempts} attempts.`);
}

/** Says what was under way, and whether it may have been done. */
function inContext({ failed, repeat }: TransportRequest, error: SmapiError): SmapiError {
  if (error.kind === "refused") {
    return error;
  }
  return repeat === "always"
    ? new SmapiError(error.kind, `${failed}: ${error.message}`)
    : new UncertainError(error.kind, `${failed}: ${error.message} Whether it was done all the same is not known.`);
}
