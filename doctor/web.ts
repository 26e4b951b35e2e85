import type { HttpOutcome } from "../common/http-outcome";
import { Problem } from "../common/problem";

/** What the examination does on the network. Nothing of it changes anything. */
export interface Web {
  /** @throws NotOnThisMachine where there are no names to resolve; otherwise Node's error (`ENOTFOUND`, …) */
  resolve(host: string): Promise<readonly string[]>;
  /** @throws NotOnThisMachine where there are no certificates; otherwise Node's error (`ECONNREFUSED`, …) */
  certificate(host: string): Promise<ServerCertificate>;
  /** Whatever goes wrong is an answer, not an exception. Redirects are answers, and never followed. */
  send(request: WebRequest): Promise<HttpOutcome>;
}

export interface ServerCertificate {
  /** The names it is for (subjectAltName). */
  readonly names: readonly string[];
  /** Its end, in milliseconds since the epoch. */
  readonly validTo: number;
  /** Whether this machine trusts it for the host that was asked. */
  readonly authorized: boolean;
  /** Why not, in Node's words. */
  readonly reason?: string;
}

export interface WebRequest {
  readonly method: "GET" | "POST";
  /** In its production form. */
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** For the whole exchange. */
  readonly timeoutMs: number;
  readonly signal?: AbortSignal;
}

/** Servers on this machine have neither names nor certificates: what asks for them is skipped. */
export class NotOnThisMachine extends Problem {}
