import type { JsonWebKey, KeyObject } from "node:crypto";
import { createPublicKey, generateKeyPair, randomUUID, sign, verify } from "node:crypto";
import { promisify } from "node:util";
import { parseJsonObject } from "../../common/json";

/** A public key as a JWK set lists it (RFC 7517). */
export interface PublicJwk extends JsonWebKey {
  readonly kid: string;
  readonly kty: string;
}

/** A key that signs tokens. */
export interface SigningKey {
  readonly kid: string;
  readonly privateKey: KeyObject;
  readonly publicJwk: PublicJwk;
}

/** The claims of a token whose signature has been verified. */
export type Claims = Readonly<Record<string, unknown>>;

/** A new RSA key of 2,048 bits, the kind that Cognito signs with. */
export async function createSigningKey(): Promise<SigningKey> {
  const { publicKey, privateKey } = await promisify(generateKeyPair)("rsa", { modulusLength: 2048 });
  const kid = randomUUID();
  const { kty = "RSA", ...rest } = publicKey.export({ format: "jwk" });
  return { kid, privateKey, publicJwk: { ...rest, kty, kid, alg: "RS256", use: "sig" } };
}

/** A signed JWT (RFC 7519) with RS256. */
export function signJwt(claims: Claims, key: SigningKey): string {
  const content = `${encode({ kid: key.kid, alg: "RS256" })}.${encode(claims)}`;
  return `${content}.${sign("sha256", Buffer.from(content), key.privateKey).toString("base64url")}`;
}

/**
 * The claims of a JWT that is signed with RS256 by one of the keys, or undefined. Nothing but the signature is
 * checked: not the issuer, not the expiry.
 */
export function verifyJwt(token: string, keys: readonly PublicJwk[]): Claims | undefined {
  const parts = token.split(".");
  const [head, body, signature] = parts;
  if (parts.length !== 3 || !head || !body || !signature) {
    return undefined;
  }
  const header = decode(head);
  const claims = decode(body);
  const key = keys.find(({ kid }) => kid === header?.kid);
  if (header?.alg !== "RS256" || claims === undefined || key?.kty !== "RSA") {
    return undefined;
  }
  const publicKey = createPublicKey({ key, format: "jwk" });
  const genuine = verify("sha256", Buffer.from(`${head}.${body}`), publicKey, Buffer.from(signature, "base64url"));
  return genuine ? claims : undefined;
}

function encode(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}

const decode = (part: string): Claims | undefined => parseJsonObject(Buffer.from(part, "base64url"));
