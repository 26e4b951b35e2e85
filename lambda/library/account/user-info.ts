import type { Deadline } from "../deadline";
import type { HttpsResponse } from "../https-client";
import { HttpsFailure, httpsGet } from "../https-client";
import type { InvalidLink, Linked, Unavailable } from "./account";
import { invalid, unavailable } from "./account";
import { spokenName } from "./profile";

/** Asks the user-info endpoint who the holder of an access token is (OpenID Connect Core 1.0, section 5.3). */
export async function fetchUserInfo(
  uri: string,
  token: string,
  subject: string,
  deadline: Deadline,
): Promise<Linked | InvalidLink | Unavailable> {
  try {
    const headers = { accept: "application/json", authorization: `Bearer ${token}` };
    return read(await httpsGet(uri, { headers, deadline }), subject);
  } catch (error) {
    if (error instanceof HttpsFailure) {
      return unavailable(`user-info-${error.reason}`);
    }
    throw error;
  }
}

function read({ status, body }: HttpsResponse, subject: string): Linked | InvalidLink | Unavailable {
  // Only 401 speaks of the token (RFC 6750, section 3.1). A firewall in front of the user pool answers 403.
  if (status === 401) {
    return invalid("revoked");
  }
  if (status !== 200) {
    return unavailable("user-info-status");
  }
  const claims = parse(body);
  // A profile of somebody else must never be used (OpenID Connect Core 1.0, section 5.3.2).
  if (claims?.sub !== subject) {
    return unavailable("user-info-malformed");
  }
  return { kind: "linked", subject, profile: { name: spokenName(claims) } };
}

function parse(body: Buffer): Record<string, unknown> | undefined {
  try {
    const claims: unknown = JSON.parse(body.toString("utf8"));
    return typeof claims === "object" && claims !== null ? { ...claims } : undefined;
  } catch {
    return undefined;
  }
}
