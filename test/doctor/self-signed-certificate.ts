import { createPrivateKey, generateKeyPairSync, sign } from "node:crypto";

export interface CertificateOptions {
  /** subjectAltName, DNS names. */
  readonly names: readonly string[];
  /** Milliseconds since the epoch. */
  readonly validTo: number;
}

/** A certificate that signs itself (RFC 5280), written as DER, since Node reads certificates and makes none. */
export function selfSignedCertificate({ names, validTo }: CertificateOptions): { cert: string; key: string } {
  const { publicKey, privateKey } = generateKeyPairSync("ec", {
    namedCurve: "P-256",
    publicKeyEncoding: { type: "spki", format: "der" },
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
  });
  const ecdsaWithSha256 = sequence(oid("2a8648ce3d040302"));
  const name = sequence(tagged(0x31, sequence(oid("550403"), tagged(0x0c, Buffer.from(names[0] ?? "")))));
  const validity = sequence(time(Date.now() - 86_400_000), time(validTo));
  const altNames = sequence(...names.map((it) => tagged(0x82, Buffer.from(it))));
  const extension = sequence(oid("551d11"), tagged(0x04, altNames));
  const version = tagged(0xa0, tagged(0x02, Buffer.from([2])));
  const serial = tagged(0x02, Buffer.from([1]));
  const tbs = sequence(
    ...[version, serial, ecdsaWithSha256, name, validity, name, publicKey],
    tagged(0xa3, sequence(extension)),
  );
  const signature = sign("sha256", tbs, createPrivateKey(privateKey));
  const der = sequence(tbs, ecdsaWithSha256, tagged(0x03, Buffer.concat([Buffer.from([0]), signature])));
  const lines = der.toString("base64").match(/.{1,64}/g) ?? [];
  return { cert: `-----BEGIN CERTIFICATE-----\n${lines.join("\n")}\n-----END CERTIFICATE-----\n`, key: privateKey };
}

function tagged(tag: number, content: Buffer): Buffer {
  const { length } = content;
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}

const sequence = (...parts: readonly Buffer[]): Buffer => tagged(0x30, Buffer.concat(parts));

const oid = (hex: string): Buffer => tagged(0x06, Buffer.from(hex, "hex"));

/** UTCTime: `YYMMDDhhmmssZ` */
const time = (at: number): Buffer =>
  tagged(
    0x17,
    Buffer.from(
      `${new Date(at)
        .toISOString()
        .replace(/[-:T]|\..*/g, "")
        .slice(2)}Z`,
    ),
  );
