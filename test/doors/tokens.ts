/**
 * A token is believed if, and only if, a check of its own believes it: written here from RFC 7515 and Cognito's "Verifying
 * JSON web tokens" with nothing but node:crypto. Where the two differ, one of them is wrong.
 */
import { createHmac, createPublicKey, verify } from "node:crypto";
import fc from "fast-check";
import { AccessTokenVerifier } from "../../lambda/library/account/access-token";
import { CLIENT_ID, Cognito, encode, ISSUER, makeKey, SUBJECT, settings, sign } from "../lambda/support/cognito";
import { CapturedOutput } from "./captured-output";
import type { Change } from "./changed-json";
import { changedJson, changesOf, strangeJson } from "./changed-json";
import type { Door, OpenDoor } from "./door";
import { hold, holdSecret } from "./door";

const HEADER = { alg: "RS256", kid: "key-1" };

/** Times are seconds from now, so that a kept case stays what it was. */
const CLAIMS = {
  sub: SUBJECT,
  iss: ISSUER,
  client_id: CLIENT_ID,
  token_use: "access",
  scope: "openid profile email",
  username: "annegret.mueller@example.com",
  iat: 0,
  auth_time: 0,
  nbf: 0,
  exp: 3600,
  jti: "11111111-2222-4333-8444-555555555555",
};
const TIMES = ["iat", "auth_time", "nbf", "exp"] as const;

const SIGNERS = [
  "the pool",
  "another pool",
  "nobody",
  "the public key as a secret",
  "the pool, of other text",
] as const;

/** What is done to the finished text. */
interface Cut {
  readonly at: number;
  readonly remove: number;
  readonly insert: string;
}

interface Case {
  readonly header: readonly Change[];
  readonly claims: readonly Change[];
  readonly signer: (typeof SIGNERS)[number];
  readonly cuts: readonly Cut[];
}

const words = fc.constantFrom<unknown>(
  ...[
    "access",
    "id",
    "RS256",
    "none",
    "HS256",
    "PS256",
    "key-1",
    "openid",
    "profile",
    "openid  profile",
    ISSUER,
    `${ISSUER}/`,
  ],
  ...[-31, -29, -1, 0, 1, 29, 31, 60, 3600, 1e15, -1e15, "3600", CLIENT_ID, [CLIENT_ID], SUBJECT],
);
const values = fc.oneof({ weight: 3, arbitrary: words }, { weight: 1, arbitrary: strangeJson });
const few = (original: object): fc.Arbitrary<readonly Change[]> =>
  fc.oneof({ weight: 2, arbitrary: fc.constant([]) }, { weight: 3, arbitrary: changesOf(original, values) });

const cases: fc.Arbitrary<Case> = fc.record({
  header: few(HEADER),
  claims: few(CLAIMS),
  signer: fc.oneof({ weight: 4, arbitrary: fc.constant(SIGNERS[0]) }, fc.constantFrom(...SIGNERS)),
  cuts: fc.oneof(
    { weight: 4, arbitrary: fc.constant([]) },
    fc.array(
      fc.record({
        at: fc.nat(1200),
        remove: fc.nat(3),
        insert: fc.oneof(
          fc.constantFrom("", ".", "=", "==", "+", "/", " ", "\n", "A", "e30"),
          fc.string({ maxLength: 3 }),
        ),
      }),
      { minLength: 1, maxLength: 2 },
    ),
  ),
});

async function open(): Promise<OpenDoor<Case>> {
  const cognito = new Cognito();
  await cognito.open();
  const output = new CapturedOutput();
  const stranger = makeKey("key-1");
  const verifier = new AccessTokenVerifier(settings);
  await verifier.prepare();
  const publicKey = createPublicKey({ key: cognito.key.jwk as never, format: "jwk" });
  const pem = publicKey.export({ format: "pem", type: "spki" });

  const tokenOf = ({ header, claims, signer, cuts }: Case): string => {
    const head = changedJson(HEADER, header) as object;
    const body = inTime(changedJson(CLAIMS, claims)) as object;
    const text = [head, body].map((part) => encode(part ?? null)).join(".");
    const signatures: Readonly<Record<Case["signer"], () => string>> = {
      "the pool": () => sign(head, body, cognito.key.privateKey),
      "another pool": () => sign(head, body, stranger.privateKey),
      nobody: () => `${text}.`,
      "the public key as a secret": () => `${text}.${createHmac("sha256", pem).update(text).digest("base64url")}`,
      "the pool, of other text": () => `${text}.${sign(HEADER, CLAIMS, cognito.key.privateKey).split(".")[2]}`,
    };
    return cuts.reduce((whole, { at, remove, insert }) => {
      const place = at % (whole.length + 1);
      return whole.slice(0, place) + insert + whole.slice(place + remove);
    }, signatures[signer]());
  };

  return {
    enter: async (given) => {
      jest.clearAllMocks();
      const token = tokenOf(given);
      const isBelieved = believes(token, (text, signature) => verify("RSA-SHA256", text, publicKey, signature));
      const outcome = await verifier.verify(token);
      hold(
        (outcome.kind === "valid") === isBelieved,
        `the function says ${JSON.stringify(outcome)}, the other check ${isBelieved ? "believes it" : "does not"}`,
      );
      // An unknown key is asked for once, and then not again for a while; a clock may be wrong.
      const isReached = outcome.kind !== "unavailable" || /^(keys-back-off|not-yet-valid)$/.test(outcome.reason);
      hold(isReached, `the pool is said not to answer, and it does: ${JSON.stringify(outcome)}`);
      hold(outcome.kind !== "valid" || typeof outcome.subject === "string", "whose it is, is no text");
      holdSecret(
        output.take() + JSON.stringify(outcome),
        [token].filter((text) => text.length > 20),
      );
    },
    close: () => {
      output.release();
      return cognito.close();
    },
  };
}

/** The times from now on, where they still are times. */
function inTime(claims: unknown): unknown {
  if (typeof claims !== "object" || claims === null) {
    return claims;
  }
  const now = Math.floor(Date.now() / 1000);
  const times = TIMES.flatMap((name) => {
    const value = (claims as Record<string, unknown>)[name];
    return Object.hasOwn(claims, name) && typeof value === "number" ? [[name, now + value]] : [];
  });
  return Array.isArray(claims) ? claims : { ...claims, ...Object.fromEntries(times) };
}

/** Three parts of base64url, an object each of the first two. */
function believes(token: string, isSigned: (text: Buffer, signature: Buffer) => boolean): boolean {
  const [head = "", body = "", padded = "", ...rest] = token.split(".");
  // Padding belongs to no JWT, but what it stands behind is the same signature.
  const signature = padded.replace(/={1,2}$/, "");
  const header = objectIn(head);
  const claims = objectIn(body);
  if (rest.length > 0 || header === undefined || claims === undefined || bytesOf(signature) === undefined) {
    return false;
  }
  const isKnownKey = header.alg === "RS256" && header.kid === HEADER.kid;
  return (
    isKnownKey &&
    hasRegisteredTypes(claims) &&
    holdsOf(claims) &&
    isSigned(Buffer.from(`${head}.${body}`), Buffer.from(signature, "base64url"))
  );
}

/** RFC 7519, section 4.1. */
function hasRegisteredTypes({ aud = [], jti = "" }: Record<string, unknown>): boolean {
  return typeof jti === "string" && [aud].flat().every((it) => typeof it === "string");
}

function holdsOf({
  sub,
  iss,
  client_id,
  token_use,
  scope,
  exp,
  nbf,
  iat,
  auth_time,
}: Record<string, unknown>): boolean {
  const now = Date.now() / 1000;
  const granted = typeof scope === "string" ? scope.split(" ") : [];
  return (
    typeof sub === "string" &&
    iss === ISSUER &&
    client_id === CLIENT_ID &&
    token_use === "access" &&
    settings.scopes.every((it) => granted.includes(it)) &&
    typeof exp === "number" &&
    exp > now &&
    isPast(nbf, now) &&
    isPast(iat, now + 30) &&
    isPast(auth_time, now + 30)
  );
}

/** A claim that may be absent, and otherwise is a moment that has come. */
const isPast = (claim: unknown, moment: number): boolean =>
  claim === undefined || (typeof claim === "number" && claim <= moment);

function objectIn(part: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytesOf(part)));
    return typeof value === "object" && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}

/** RFC 7515, section 2: base64url without padding, white space or other characters. */
function bytesOf(part: string): Uint8Array | undefined {
  return /^[\w-]*$/.test(part) && part.length % 4 !== 1 ? Buffer.from(part, "base64url") : undefined;
}

export const door: Door<Case> = { cases, casesInTests: 500, open };
