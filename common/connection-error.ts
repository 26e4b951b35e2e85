import { codeOf, messageOf } from "./problem";

/** https://nodejs.org/api/errors.html#common-system-errors */
const WORDS: Readonly<Record<string, string>> = {
  ENOTFOUND: "the name does not resolve",
  EAI_AGAIN: "no name server answered",
  ETIMEOUT: "no name server answered in time",
  ECONNREFUSED: "nothing listens there",
  ECONNRESET: "the connection was cut",
  EPIPE: "the connection was cut",
  ETIMEDOUT: "the host did not answer",
  EHOSTUNREACH: "there is no way to the host",
  ENETUNREACH: "there is no way to its network",
  DEPTH_ZERO_SELF_SIGNED_CERT: "the certificate is signed by itself",
  SELF_SIGNED_CERT_IN_CHAIN: "the certificate's issuer is not trusted",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: "the certificate's issuer is not known",
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: "the certificate's issuer is not known",
  CERT_HAS_EXPIRED: "the certificate has expired",
  CERT_NOT_YET_VALID: "the certificate is not valid yet",
  ERR_TLS_CERT_ALTNAME_INVALID: "the certificate is for other names",
};

/** What a code of Node's or the system's says of two machines that could not talk, with the code; undefined for others. */
export const connectionWords = (code: string | undefined): string | undefined =>
  code !== undefined && Object.hasOwn(WORDS, code) ? `${WORDS[code]} (${code})` : undefined;

/** What kept two machines from talking, in words, with Node's or the system's code. */
export function connectionError(error: unknown): string {
  const code = codeOf(error);
  // Node tries several addresses of a host at once; the error about all of them has a code and no message.
  return connectionWords(code) ?? (messageOf(error) || code || "the connection failed");
}

/** Whether a code says that a certificate is not trusted: the same will happen the next time. */
export const isCertificateError = (code: string): boolean => /CERT|^ERR_TLS|^UNABLE_TO/.test(code);
