import { parseJson, textAt } from "../../common/json";
import { count } from "../../common/plain-text";
import type { RefreshTokenCredentials, SmapiCredentials } from "./credentials";
import { isRefreshable, secretsOf } from "./credentials";
import { objectOf } from "./error-text";
import type { Redaction } from "./redaction";
import type { SmapiErrorKind } from "./smapi";
import { SmapiError } from "./smapi";
import type { Transport, TransportAnswer } from "./transport";

export interface LoginWithAmazonProps {
  readonly credentials: SmapiCredentials;
  /** `https://api.amazon.com`, without a slash at its end. */
  readonly endpoint: string;
  readonly transport: Transport;
  /** Hides each token from then on. */
  readonly redaction: Redaction;
  /** Where the credentials come from, for people. */
  readonly source: string;
}

const FAILED = "Could not get an access token from Login with Amazon";
/** A token that expires sooner is not used any more. */
const MIN_LIFE_MS = 60_000;

/**
 * Access tokens from Login with Amazon, by refresh token (RFC 6749, section 6).
 *
 * https://developer.amazon.com/docs/login-with-amazon/authorization-code-grant.html
 */
export class LoginWithAmazon {
  private token?: Promise<{ readonly value: string; readonly expiresAt: number }>;

  constructor(private readonly props: LoginWithAmazonProps) {
    const { credentials, redaction } = props;
    for (const secret of secretsOf(credentials)) {
      redaction.add(secret);
    }
  }

  /**
   * A token that lives.
   *
   * @throws SmapiError of the kind `unauthorized`, or as {@link Transport.send}
   */
  async accessToken(): Promise<string> {
    const { credentials, transport } = this.props;
    if (!isRefreshable(credentials)) {
      return credentials.accessToken;
    }
    if (this.token !== undefined && (await this.token).expiresAt <= transport.now() + MIN_LIFE_MS) {
      this.token = undefined;
    }
    // Calls at the same time share one request. One that failed is not kept.
    this.token ??= this.fetch(credentials).catch((error) => {
      this.token = undefined;
      throw error;
    });
    return (await this.token).value;
  }

  /**
   * Forgets a token that was refused.
   *
   * @returns whether there can be another one
   */
  async forget(refused: string): Promise<boolean> {
    if (this.token !== undefined && (await this.token).value === refused) {
      this.token = undefined;
    }
    return isRefreshable(this.props.credentials);
  }

  private async fetch(credentials: RefreshTokenCredentials): Promise<{ value: string; expiresAt: number }> {
    const { endpoint, transport, redaction, source } = this.props;
    const answer = await transport.send({
      failed: FAILED,
      method: "POST",
      url: `${endpoint}/auth/o2/token`,
      headers: { "content-type": "application/x-www-form-urlencoded;charset=UTF-8", accept: "application/json" },
      body: new URLSearchParams({
        grant_type: "refresh_token",
        refresh_token: credentials.refreshToken,
        client_id: credentials.clientId,
        client_secret: credentials.clientSecret,
      }).toString(),
      repeat: "always",
    });
    if (answer.status !== 200) {
      throw tokenError(answer, source, redaction);
    }
    const body = objectOf(FAILED, answer);
    const value = textAt(body, "access_token");
    const { expires_in: seconds } = body;
    if (value === undefined || typeof seconds !== "number") {
      throw new SmapiError("unauthorized", `${FAILED}: the answer has no access_token and expires_in.`, answer.status);
    }
    return { value: redaction.add(value), expiresAt: transport.now() + seconds * 1000 };
  }
}

function tokenError({ status, body, attempts }: TransportAnswer, source: string, redaction: Redaction): SmapiError {
  const json = parseJson(body);
  const error = textAt(json, "error");
  const description = textAt(json, "error_description");
  const words = [error, description]
    .filter((text) => text !== undefined)
    .map((text) => redaction.clean(text).replace(/\.+$/, ""));
  const what = `${FAILED}: it answered ${status}${words.length === 0 ? "" : `, ${words.join(": ")}`}.`;
  return new SmapiError(tokenErrorKind(status), `${what} ${tokenAdvice(status, error, source, attempts)}`, status);
}

function tokenErrorKind(status: number): SmapiErrorKind {
  if (status === 429) {
    return "too many requests";
  }
  return status >= 500 ? "server failed" : "unauthorized";
}

function tokenAdvice(status: number, error: string | undefined, source: string, attempts: number): string {
  switch (error) {
    case "invalid_grant":
      return `The refresh token of ${source} has ended, was withdrawn, or was made for another client than ASK_LWA_CLIENT_ID. Make a new one: \`ask util generate-lwa-tokens --client-id {client id} --client-confirmation {client secret}\`, with the client that stands in the environment.`;
    case "invalid_client":
      return "It does not know the client, or not with this secret. Compare ASK_LWA_CLIENT_ID and ASK_LWA_CLIENT_CONFIRMATION with the security profile: https://developer.amazon.com/settings/console/securityprofile, Web Settings.";
    case "unauthorized_client":
      return "The client may not refresh tokens. Use a security profile of the developer account that owns the skill: https://developer.amazon.com/settings/console/securityprofile.";
    default:
      return status === 429 || status >= 500
        ? `${count(attempts, "attempt was", "attempts were")} made; run this again later.`
        : `Compare what ${source} holds with the security profile, and ASK_LWA_TOKEN_HOST, if you set it.`;
  }
}
