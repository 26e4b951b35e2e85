import type { AccountLinkingRequest } from "../../alexa/account-linking/request";

/** Which requests a fault is for, and how many of them. */
export interface FaultScope {
  /** @default every method */
  readonly method?: string;
  /** A text that the path has in it, or an expression that it matches. @default every path, Login with Amazon's too */
  readonly path?: string | RegExp;
  /** For how many requests. @default until it is removed */
  readonly times?: number;
}

/** What goes wrong. */
export type SmapiFault =
  /** The request is answered so, and nothing is done. */
  | {
      readonly kind: "answer";
      readonly status: number;
      /** The header `Retry-After`: seconds, or an HTTP date. @default none */
      readonly retryAfter?: string;
      /** Sent as JSON. @default the status's name, in SMAPI's shape */
      readonly body?: unknown;
    }
  /** Answered with a page for people, as a proxy or a load balancer does; nothing is done. */
  | {
      readonly kind: "HTML page";
      /** @default 503 */
      readonly status?: number;
    }
  /** The connection ends before the request is read; nothing is done. */
  | { readonly kind: "lost before reading" }
  /** All is done, a write too; then the connection ends without an answer. */
  | { readonly kind: "lost before the answer" }
  /** All is done; then the connection ends in the middle of the answer. */
  | { readonly kind: "lost in the answer" }
  /** All is done; an answer that has a body has one that is no JSON. */
  | { readonly kind: "bad JSON" }
  /** All is done; the answer comes late. */
  | { readonly kind: "delay"; readonly milliseconds: number }
  /** GET of account linking answers `{"accountLinkingResponse": …}`, as SMAPI's documentation shows it. */
  | { readonly kind: "wrapped answer" }
  /** After a GET of account linking was answered, somebody else writes: its entity tag is an old one then. */
  | {
      readonly kind: "written by somebody else";
      /** What is written. @default what is there already, under a new entity tag */
      readonly change?: (stored: AccountLinkingRequest | undefined) => AccountLinkingRequest | undefined;
    };

type Kind = SmapiFault["kind"];
type Of<K extends Kind> = Extract<SmapiFault, { readonly kind: K }>;

interface Entry {
  readonly fault: SmapiFault & FaultScope;
  left: number;
}

/** Decides what becomes of the request; of these a request gets the one that was added first. */
export const DECIDING = [
  "answer",
  "HTML page",
  "lost before reading",
  "lost before the answer",
  "lost in the answer",
  "bad JSON",
] as const;

/** What can be made to go wrong while the server runs. */
export class SmapiFaults {
  /** Seconds that access tokens live which are issued from now on. */
  accessTokenSeconds = 3600;
  /** How many times an import or an export is answered `IN_PROGRESS` before it ends. */
  pollsInProgress = 2;
  private entries: Entry[] = [];

  /** @param expireAccessTokens makes every access token invalid that was issued so far */
  constructor(readonly expireAccessTokens: () => void) {}

  /**
   * Adds a fault. Of several that decide what becomes of a request the oldest wins, so that added one after the other,
   * each for one request, they make a sequence; a delay comes on top.
   *
   * @returns removes it
   */
  add(fault: SmapiFault & FaultScope): () => void {
    const entry = { fault, left: fault.times ?? Number.POSITIVE_INFINITY };
    this.entries.push(entry);
    return () => {
      this.entries = this.entries.filter((it) => it !== entry);
    };
  }

  /** Nothing goes wrong any more. Tokens that were expired stay so. */
  clear(): void {
    this.entries = [];
    this.accessTokenSeconds = 3600;
    this.pollsInProgress = 2;
  }

  /** The fault of one of the kinds that this request gets, which counts as used, or undefined. */
  take<K extends Kind>(kinds: readonly K[], method: string, path: string): Of<K> | undefined {
    const entry = this.entries.find(
      ({ fault, left }) => left > 0 && (kinds as readonly Kind[]).includes(fault.kind) && isFor(fault, method, path),
    );
    if (entry === undefined) {
      return undefined;
    }
    entry.left -= 1;
    this.entries = this.entries.filter(({ left }) => left > 0);
    return entry.fault as Of<K>;
  }
}

function isFor({ method, path }: FaultScope, actualMethod: string, actualPath: string): boolean {
  if (method !== undefined && method !== actualMethod) {
    return false;
  }
  // Not test(): a global expression would remember where it stopped.
  return path === undefined || (typeof path === "string" ? actualPath.includes(path) : actualPath.search(path) >= 0);
}
