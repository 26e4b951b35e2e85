import { CognitoIdentityProviderClient } from "@aws-sdk/client-cognito-identity-provider";
import type { HttpResponse } from "../../common/http-exchange";
import { exchange } from "../../common/http-exchange";

/** What a client of an AWS API needs to reach it. */
export interface AwsAccess {
  /** `http://127.0.0.1:{port}` */
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: AwsCredentials;
}

export interface AwsCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/**
 * The `Authorization` header of a request to the emulator, in the form of Signature Version 4. The emulator looks at the
 * access key id, which nobody else knows, and the service; it checks no signature.
 *
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 *
 * @param service by its name in a signature: `s3`; or `emulator` for what is the emulator's own
 */
export function authorization({ region, credentials }: Omit<AwsAccess, "endpoint">, service: string): string {
  const date = new Date().toISOString().slice(0, 10).replaceAll("-", "");
  const scope = `${credentials.accessKeyId}/${date}/${region}/${service}/aws4_request`;
  return `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=${"0".repeat(64)}`;
}

export interface EmulatorQuestion {
  /** @default GET */
  readonly method?: string;
  /** With the query. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Bytes of the answer. @default 1 MiB */
  readonly maxBytes?: number;
}

/**
 * Asks the emulator what no SDK asks it.
 *
 * @throws NoResponse
 */
export function askEmulator(
  access: AwsAccess,
  service: string,
  { method = "GET", path, headers, body, maxBytes = 1024 * 1024 }: EmulatorQuestion,
): Promise<HttpResponse> {
  return exchange({
    method,
    url: new URL(path, access.endpoint),
    headers: { ...headers, authorization: authorization(access, service) },
    body,
    timeoutMs: 10_000,
    maxBytes,
  });
}

/**
 * A client of Cognito's API at the emulator. What an app asks for a user who is not signed in yet (SignUp, ConfirmSignUp,
 * ForgotPassword, …) is not signed at AWS; the emulator answers nobody who does not say that he belongs to this run.
 */
export function cognitoClient(access: AwsAccess): CognitoIdentityProviderClient {
  const { endpoint, region, credentials } = access;
  const client = new CognitoIdentityProviderClient({ endpoint, region, credentials });
  client.middlewareStack.add(
    (next) => (args) => {
      const { headers } = args.request as { readonly headers: Record<string, string> };
      headers.authorization ??= authorization(access, "cognito-idp");
      return next(args);
    },
    // Behind the signature, where there is one.
    { step: "finalizeRequest", priority: "low", name: "emulatorAuthorization" },
  );
  return client;
}
