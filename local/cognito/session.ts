import { randomText, sha256 } from "../secret-text";
import type { Call } from "./call";
import { ExpiringMap } from "./expiring-map";
import type { AskedFactor } from "./second-factors";
import type { SentCode } from "./sign-in-codes";
import type { User } from "./user-pools";

/** Somebody who proved a password in a browser, or is about to prove who they are by a code. */
export interface Session {
  readonly poolId: string;
  readonly username: string;
  readonly sub: string;
  /** Seconds since 1970. */
  readonly authTime: number;
  /** Whether the account still has to be confirmed. Until then nobody is signed in. */
  readonly unconfirmed?: boolean;
  /** What they have yet to give beyond the password. Until then nobody is signed in. */
  readonly secondFactor?: AskedFactor;
  /** The code that they were sent in place of a password, and have yet to give. Until then nobody is signed in. */
  readonly sentCode?: SentCode;
}

/** Cognito's session cookie holds for one hour. */
const SESSION_SECONDS = 3600;

/** The browsers in which somebody signed in, so that a second link within the hour needs no password. */
export class Sessions {
  private readonly sessions = new ExpiringMap<Session>(1000);

  /** The header that gives the session to the browser. */
  begin(call: Call, session: Session, seconds = SESSION_SECONDS): string {
    this.end(call);
    const id = randomText();
    this.sessions.set(id, session, seconds);
    return cookie(call, "cognito", id, seconds);
  }

  /** The session of the request's browser with the pool that it asks. */
  find(call: Call): Session | undefined {
    const session = this.sessions.get(readCookie(call, "cognito") ?? "");
    return session?.poolId === call.poolId ? session : undefined;
  }

  /** The header that takes the session from the browser. */
  end(call: Call): string {
    this.sessions.delete(readCookie(call, "cognito") ?? "");
    return cookie(call, "cognito", "", 0);
  }
}

/** The user of a browser's session, as long as the pool still has them and lets them in. */
export async function signedInUser(call: Call): Promise<{ user: User; session: Session } | undefined> {
  const session = call.service.sessions.find(call);
  if (session === undefined || isPending(session)) {
    return undefined;
  }
  const user = await call.service.pools.user(call.poolId, session.username);
  return user?.enabled && user.sub === session.sub ? { user, session } : undefined;
}

/** Whether somebody has yet to do something before they are signed in. */
const isPending = ({ secondFactor, sentCode, unconfirmed }: Session): boolean =>
  unconfirmed === true || secondFactor !== undefined || sentCode !== undefined;

/** Says of a browser that its user, once signed in, adds a passkey before anything else. */
export const ADD_PASSKEY_COOKIE = "cognito-add-passkey";

/**
 * A Set-Cookie header. There is no `Secure` in it, because on this machine there is no TLS.
 *
 * @param seconds how long the browser keeps it; 0 makes it forget
 */
export function cookie({ host }: Pick<Call, "host">, name: string, value: string, seconds?: number): string {
  const age = seconds === undefined ? "" : `; Max-Age=${seconds}`;
  return `${cookieName(name, host)}=${value}; Path=/; HttpOnly; SameSite=Lax${age}`;
}

export function readCookie({ host, request }: Pick<Call, "host" | "request">, name: string): string | undefined {
  const wanted = `${cookieName(name, host)}=`;
  const found = (request.headers.cookie ?? "").split(/; */).find((pair) => pair.startsWith(wanted));
  return found?.slice(wanted.length);
}

/** A browser has one set of cookies for all ports of 127.0.0.1, where each production host has its own. */
const cookieName = (name: string, host: string): string => `${name}-${sha256(host).toString("hex").slice(0, 8)}`;
