import { webcrypto } from "node:crypto";

/** A key pair in PEM, with the certificate by which others know it. */
export interface SigningCertificate {
  readonly privateKey: string;
  readonly certificate: string;
}

const RSA = {
  name: "RSASSA-PKCS1-v1_5",
  hash: "SHA-256",
  publicExponent: new Uint8Array([1, 0, 1]),
  modulusLength: 2048,
} as const;

const DAY_MS = 86_400_000;

/** A certificate that vouches for itself, as those of SAML providers do: what counts is that it is in the metadata. */
export async function selfSignedCertificate(host: string): Promise<SigningCertificate> {
  await import("reflect-metadata"); // without which the library does not load
  const { X509CertificateGenerator } = await import("@peculiar/x509");
  const keys = await webcrypto.subtle.generateKey(RSA, true, ["sign", "verify"]);
  const certificate = await X509CertificateGenerator.createSelfSigned({
    name: [{ CN: [host] }],
    notBefore: new Date(Date.now() - DAY_MS),
    notAfter: new Date(Date.now() + 365 * DAY_MS),
    signingAlgorithm: RSA,
    keys,
  });
  const privateKey = Buffer.from(await webcrypto.subtle.exportKey("pkcs8", keys.privateKey)).toString("base64");
  const lines = privateKey.match(/.{1,64}/g) ?? [];
  return {
    privateKey: `-----BEGIN PRIVATE KEY-----\n${lines.join("\n")}\n-----END PRIVATE KEY-----\n`,
    certificate: certificate.toString("pem"),
  };
}
