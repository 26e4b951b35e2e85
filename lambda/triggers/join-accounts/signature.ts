import { createHash, createHmac } from "node:crypto";

/** Keys of a role, as Lambda puts them into a function's environment. */
export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

export interface SignedPost {
  readonly host: string;
  readonly region: string;
  /** The service's name in a signature. */
  readonly service: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly credentials: Credentials;
  readonly now: Date;
}

/**
 * The headers of a `POST /` to an AWS API with its signature. AWS's own client does the same in half a megabyte, which
 * a cold start would load while somebody waits to be signed in.
 *
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 */
export function signedHeaders(post: SignedPost): Readonly<Record<string, string>> {
  const { body, credentials, host, now, region, service } = post;
  const time = now.toISOString().replace(/[:-]|\.\d{3}/g, "");
  const date = time.slice(0, 8);
  const { sessionToken } = credentials;
  const headers: Readonly<Record<string, string>> = {
    ...post.headers,
    host,
    "x-amz-date": time,
    ...(sessionToken !== undefined && { "x-amz-security-token": sessionToken }),
  };
  const names = Object.keys(headers).sort();
  const canonical = [
    "POST",
    "/",
    "",
    ...names.map((name) => `${name}:${headers[name]}`),
    "",
    names.join(";"),
    sha256(body),
  ].join("\n");
  const scope = `${date}/${region}/${service}/aws4_request`;
  const text = ["AWS4-HMAC-SHA256", time, scope, sha256(canonical)].join("\n");
  const key = [date, region, service, "aws4_request"].reduce<Buffer | string>(
    (secret, part) => hmac(secret, part),
    `AWS4${credentials.secretAccessKey}`,
  );
  const signature = hmac(key, text).toString("hex");
  return {
    ...headers,
    authorization: `AWS4-HMAC-SHA256 Credential=${credentials.accessKeyId}/${scope}, SignedHeaders=${names.join(";")}, Signature=${signature}`,
  };
}

const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");

const hmac = (key: Buffer | string, text: string): Buffer => createHmac("sha256", key).update(text).digest();
