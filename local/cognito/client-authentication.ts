import type { UserPoolClientType } from "@aws-sdk/client-cognito-identity-provider";
import { sameText } from "../secret-text";
import { jsonError } from "./answer";
import type { Call } from "./call";
import { CognitoRefusal } from "./refusal";

interface Credentials {
  readonly id: string;
  readonly secret?: string;
}

/**
 * The client that makes a request to the token or revocation endpoint, which must prove its secret if it has one: by
 * HTTP Basic or in the body (RFC 6749, section 2.3.1).
 *
 * @param status of `invalid_client`: 400 at the token endpoint, 401 at the revocation endpoint
 * @throws CognitoRefusal when it does not
 */
export async function authenticateClient(
  { service, poolId, request }: Call,
  form: URLSearchParams,
  status: 400 | 401 = 400,
): Promise<UserPoolClientType & { readonly ClientId: string }> {
  const inHeader = basicCredentials(request.headers.authorization);
  const inBody = { id: form.get("client_id"), secret: form.get("client_secret") ?? undefined };
  if (inHeader !== undefined && inBody.id !== null && !inHeader.some(({ id }) => id === inBody.id)) {
    throw new CognitoRefusal(jsonError(400, "invalid_request"));
  }
  const candidates: readonly Credentials[] = inHeader ?? [{ id: inBody.id ?? "", secret: inBody.secret }];
  for (const { id, secret } of candidates) {
    const client = await service.pools.client(poolId, id);
    const replaced = service.faults.replaceSecrets && secret !== undefined;
    if (client !== undefined && !replaced && isSecret(secret, client.ClientSecret)) {
      return { ...client, ClientId: id };
    }
  }
  throw new CognitoRefusal(jsonError(status, "invalid_client"));
}

/** A public client has no secret, and may not pretend to have one. */
const isSecret = (given: string | undefined, secret: string | undefined): boolean =>
  secret === undefined || given === undefined ? given === secret : sameText(given, secret);

/**
 * What a Basic header says, or undefined when there is none. By RFC 6749 the two parts are form-encoded, which many
 * clients leave out. At Cognito it makes no difference, since its ids and secrets are letters and digits; the
 * emulator's secrets have hyphens, so both readings are tried.
 */
function basicCredentials(header: string | undefined): readonly Credentials[] | undefined {
  const encoded = /^Basic +(\S+)$/i.exec(header ?? "")?.[1];
  if (encoded === undefined) {
    return header ? [] : undefined;
  }
  const [, id = "", secret = ""] = /^([^:]*):(.*)$/s.exec(Buffer.from(encoded, "base64").toString("utf8")) ?? [];
  const decoded = { id: formDecoded(id), secret: formDecoded(secret) };
  return decoded.id === id && decoded.secret === secret ? [decoded] : [{ id, secret }, decoded];
}

const formDecoded = (text: string): string =>
  new URLSearchParams(`x=${text.replace(/[&;]/g, encodeURIComponent)}`).get("x") ?? "";
