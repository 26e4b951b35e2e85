import { createHash, createHmac } from "node:crypto";

/** Of the function's role; Lambda puts them into its environment, and exchanges them with it. */
export interface AwsCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** That of a role; a user's key has none. */
  readonly sessionToken?: string | undefined;
}

/** A POST to the root of an AWS service, which is all that its JSON protocols have. */
export interface SignedPost {
  readonly host: string;
  readonly region: string;
  /** The service's name in a signature, such as `dynamodb`. */
  readonly service: string;
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/**
 * The headers of a request with AWS's signature, Version 4. Source: AWS IAM User Guide, "Create a signed AWS API request".
 *
 * @param now the time that the signature states; AWS takes it for five minutes
 */
export function signedHeaders(post: SignedPost, credentials: AwsCredentials, now: Date): Record<string, string> {
  const time = now.toISOString().replace(/[-:]|\.\d+/g, "");
  const { accessKeyId, secretAccessKey, sessionToken } = credentials;
  const headers: Record<string, string> = {
    ...post.headers,
    host: post.host,
    "x-amz-date": time,
    ...(sessionToken !== undefined && { "x-amz-security-token": sessionToken }),
  };
  const names = Object.keys(headers).sort();
  const list = names.join(";");
  const canonical = names.map((name) => `${name}:${headers[name]?.trim()}\n`).join("");
  const request = ["POST", "/", "", canonical, list, sha256(post.body)].join("\n");
  const day = time.slice(0, 8);
  const scope = [day, post.region, post.service, "aws4_request"].join("/");
  const text = ["AWS4-HMAC-SHA256", time, scope, sha256(request)].join("\n");
  const key = [day, post.region, post.service, "aws4_request"].reduce<string | Buffer>(
    (secret, part) => hmac(secret, part).digest(),
    `AWS4${secretAccessKey}`,
  );
  const signature = hmac(key, text).digest("hex");
  return {
    ...headers,
    authorization: `AWS4-HMAC-SHA256 Credential=${accessKeyId}/${scope}, SignedHeaders=${list}, Signature=${signature}`,
  };
}

/** A call of an AWS service by one of its JSON protocols. */
export interface JsonCall extends Omit<SignedPost, "headers"> {
  /** The operation with the service's own name before it, such as `DynamoDB_20120810.GetItem`. */
  readonly target: string;
  /** Of the protocol. */
  readonly jsonVersion: "1.0" | "1.1";
}

/** The headers of a call with AWS's signature. Source: Smithy, "AWS JSON 1.0 protocol" and "AWS JSON 1.1 protocol". */
export function callHeaders(
  { jsonVersion, target, ...post }: JsonCall,
  credentials: AwsCredentials,
  now: Date,
): Record<string, string> {
  const headers = { "content-type": `application/x-amz-json-${jsonVersion}`, "x-amz-target": target };
  return signedHeaders({ ...post, headers }, credentials, now);
}

const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");
const hmac = (key: string | Buffer, text: string) => createHmac("sha256", key).update(text);
