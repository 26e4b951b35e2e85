import { parseJsonObject } from "../../common/json";
import type { TokenAnswer } from "./link-evidence";

/** What Alexa keeps of an answer of the access token URI. */
export interface Tokens {
  readonly accessToken: string;
  readonly expiresInSeconds: number;
  /** Undefined when the answer has none, as Cognito's to a refresh. */
  readonly refreshToken?: string;
}

/** An answer of the access token URI, read: facts that may be shown, and the tokens, which may not. */
export interface TokenResponse {
  readonly answer: TokenAnswer;
  /** Present when the answer is of the kind `tokens`. */
  readonly tokens?: Tokens;
}

/**
 * Reads an answer as RFC 6749, sections 5.1 and 5.2 have it. Whether Alexa accepts the tokens' lifetime is not asked
 * here.
 */
export function readTokenResponse(status: number, body: string): TokenResponse {
  const json = parseJsonObject(body);
  const text = (name: string): string | undefined => {
    const value = json?.[name];
    return typeof value === "string" && value !== "" ? value : undefined;
  };
  if (status !== 200) {
    // What is no refusal of the request (4xx), such as a redirect or a failure of the server, names no error of OAuth's.
    const isRefusal = status >= 400 && status < 500;
    const [error, errorDescription] = isRefusal ? [text("error"), text("error_description")] : [];
    return { answer: { kind: "error", status, error, errorDescription } };
  }
  const unusable = (flaw: string): TokenResponse => ({ answer: { kind: "unusable", flaw } });
  if (json === undefined) {
    return unusable("no JSON object");
  }
  const accessToken = text("access_token");
  if (accessToken === undefined) {
    return unusable("no access_token");
  }
  if (text("token_type")?.toLowerCase() !== "bearer") {
    return unusable("no token_type Bearer");
  }
  const { expires_in: expiresInSeconds } = json;
  if (typeof expiresInSeconds !== "number" || !Number.isFinite(expiresInSeconds)) {
    return unusable("no number expires_in");
  }
  const refreshToken = text("refresh_token");
  return {
    answer: { kind: "tokens", expiresInSeconds, hasRefreshToken: refreshToken !== undefined },
    tokens: { accessToken, expiresInSeconds, refreshToken },
  };
}
