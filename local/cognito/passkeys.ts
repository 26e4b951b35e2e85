import type { AuthenticationResponseJSON, RegistrationResponseJSON, WebAuthnCredential } from "@simplewebauthn/server";
import { parseJsonObject } from "../../common/json";
import { Problem } from "../../common/problem";
import { randomText } from "../secret-text";
import type { Call } from "./call";
import { ExpiringMap } from "./expiring-map";
import type { PasskeySettings } from "./first-factors";
import { cookie, readCookie } from "./session";
import type { User } from "./user-pools";

/** For how long a page waits for the passkey, in seconds. */
const CHALLENGE_SECONDS = 180;

/** How many somebody may have; a bound against whoever makes passkeys without end. */
const MAX_PASSKEYS = 20;

const COOKIE = "cognito-passkey";

/**
 * The relying party of every page here. A browser makes passkeys for names alone, not for the numbers of an address, and
 * this is the only name of this machine. Whether the pool's own would do, the pages compare themselves.
 */
const LOCAL_RELYING_PARTY = "localhost";

/** Why a passkey was not taken; the message is for the user to read. */
export class PasskeyRefused extends Problem {}

interface Passkey {
  readonly username: string;
  credential: WebAuthnCredential;
}

interface Asked {
  readonly poolId: string;
  readonly challenge: string;
  /** Whose passkey is made; nobody's where one is asked for. */
  readonly sub?: string;
}

/** What a page has to ask the browser for, and the header that remembers it. */
export interface PasskeyQuestion {
  /** In the form of WebAuthn, for the browser's own parser. */
  readonly options: object;
  readonly cookie: string;
}

/** Who proved to be somebody by a passkey. */
export interface PasskeyOwner {
  readonly username: string;
  readonly sub: string;
  /** Whether the authenticator asked for a finger, a face or a PIN. */
  readonly userVerified: boolean;
}

/**
 * The passkeys of the users of all pools, for as long as this server runs: the emulator has no place for them.
 *
 * A question is answered once, by the browser that was asked. The browser is never told whose passkeys there are, which
 * would tell who exists: each passkey knows its owner. The cryptography is a library's.
 *
 * https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-authentication-flow-methods.html
 */
export class Passkeys {
  private readonly asked = new ExpiringMap<Asked>(1000);
  /** By pool and sub. */
  private readonly kept = new Map<string, Passkey[]>();

  /** What makes a passkey for somebody who is signed in. */
  async askForNew(call: Call, user: User, { userVerification }: PasskeySettings): Promise<PasskeyQuestion> {
    const { generateRegistrationOptions } = await library();
    const options = await generateRegistrationOptions({
      rpName: call.host,
      rpID: LOCAL_RELYING_PARTY,
      userName: user.attributes.email ?? user.username,
      userID: new Uint8Array(Buffer.from(user.sub)),
      attestationType: "none",
      authenticatorSelection: { residentKey: "required", userVerification },
      excludeCredentials: this.of(call.poolId, user.sub).map(({ credential }) => ({ id: credential.id })),
    });
    return this.remember(call, options, { poolId: call.poolId, challenge: options.challenge, sub: user.sub });
  }

  /**
   * Keeps the passkey that the browser made.
   *
   * @throws PasskeyRefused
   */
  async keep(call: Call, user: User, { userVerification }: PasskeySettings, answer: string): Promise<void> {
    const question = this.take(call);
    if (question?.sub !== user.sub) {
      throw new PasskeyRefused("The time for this passkey is over. Try again.");
    }
    const { verifyRegistrationResponse } = await library();
    const { registrationInfo } = await checked(
      verifyRegistrationResponse({
        response: parsed<RegistrationResponseJSON>(answer),
        ...expected(call, question),
        requireUserVerification: userVerification === "required",
      }),
    );
    const own = this.of(call.poolId, user.sub);
    if (registrationInfo === undefined || own.length >= MAX_PASSKEYS || this.has(registrationInfo.credential.id)) {
      throw new PasskeyRefused("The passkey was not accepted.");
    }
    const { credential } = registrationInfo;
    this.kept.set(keyOf(call.poolId, user.sub), [...own, { username: user.username, credential }]);
  }

  /** What asks for a passkey, whoever's it is. */
  async ask(call: Call, { userVerification }: PasskeySettings): Promise<PasskeyQuestion> {
    const { generateAuthenticationOptions } = await library();
    const options = await generateAuthenticationOptions({ rpID: LOCAL_RELYING_PARTY, userVerification });
    return this.remember(call, options, { poolId: call.poolId, challenge: options.challenge });
  }

  /**
   * Verifies what the browser made with a passkey.
   *
   * @throws PasskeyRefused
   */
  async verify(call: Call, { userVerification }: PasskeySettings, answer: string): Promise<PasskeyOwner> {
    const question = this.take(call);
    if (question === undefined || question.sub !== undefined) {
      throw new PasskeyRefused("The time for this passkey is over. Try again.");
    }
    const response = parsed<AuthenticationResponseJSON>(answer);
    const sub = Buffer.from(`${response.response?.userHandle ?? ""}`, "base64url").toString();
    const passkey = this.of(call.poolId, sub).find(({ credential }) => credential.id === response.id);
    if (passkey === undefined) {
      throw new PasskeyRefused("The passkey was not accepted.");
    }
    const { verifyAuthenticationResponse } = await library();
    const { verified, authenticationInfo } = await checked(
      verifyAuthenticationResponse({
        response,
        ...expected(call, question),
        credential: passkey.credential,
        requireUserVerification: userVerification === "required",
      }),
    );
    if (!verified) {
      throw new PasskeyRefused("The passkey was not accepted.");
    }
    passkey.credential = { ...passkey.credential, counter: authenticationInfo.newCounter };
    return { username: passkey.username, sub, userVerified: authenticationInfo.userVerified };
  }

  private remember(call: Call, options: object, asked: Asked): PasskeyQuestion {
    const id = randomText();
    this.asked.set(id, asked, CHALLENGE_SECONDS);
    return { options, cookie: cookie(call, COOKIE, id, CHALLENGE_SECONDS) };
  }

  /** What this browser was asked last; the next time it was asked nothing. */
  private take(call: Call): Asked | undefined {
    const id = readCookie(call, COOKIE) ?? "";
    const asked = this.asked.get(id);
    this.asked.delete(id);
    return asked?.poolId === call.poolId ? asked : undefined;
  }

  private of(poolId: string, sub: string): readonly Passkey[] {
    return this.kept.get(keyOf(poolId, sub)) ?? [];
  }

  /** A passkey is one user's, in one pool. */
  private has(id: string): boolean {
    return [...this.kept.values()].some((passkeys) => passkeys.some(({ credential }) => credential.id === id));
  }
}

const keyOf = (poolId: string, sub: string): string => `${poolId} ${sub}`;

/** Loaded with the first passkey, since few pools have any. */
const library = () => import("@simplewebauthn/server");

const expected = ({ request }: Call, { challenge }: Asked) => ({
  expectedChallenge: challenge,
  // Nobody reaches the server by another name than its own: see GuardedServer.
  expectedOrigin: `http://${request.headers.host ?? ""}`,
  expectedRPID: LOCAL_RELYING_PARTY,
});

/** The library reads what it is given before it believes it. */
function parsed<T>(answer: string): T {
  const object = parseJsonObject(answer);
  if (object === undefined) {
    throw new PasskeyRefused("The passkey was not accepted.");
  }
  return object as T;
}

async function checked<T>(verified: Promise<T>): Promise<T> {
  try {
    return await verified;
  } catch (error) {
    throw new PasskeyRefused(`The passkey was not accepted. ${error instanceof Error ? error.message : ""}`.trim());
  }
}
