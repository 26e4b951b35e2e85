import { randomBytes } from "node:crypto";
import { sameText } from "../secret-text";
import type { Answer } from "./answer";
import { json, SmapiRefusal, smapiError } from "./answer";
import { BoundedMap } from "./bounded-map";
import type { HttpRequest } from "./http-request";
import { mediaType } from "./http-request";

/** What a developer gets from `ask util generate-lwa-tokens`. */
export interface LoginWithAmazonCredentials {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly refreshToken: string;
}

/**
 * Login with Amazon's token endpoint, for one client and one refresh token, made up anew; and the check of the access
 * tokens that it issues.
 *
 * https://developer.amazon.com/docs/login-with-amazon/authorization-code-grant.html
 */
export class LoginWithAmazon {
  // In the form of Amazon's. Only characters that need no escaping in a form: ask-smapi-sdk does not escape them.
  readonly credentials: LoginWithAmazonCredentials = {
    clientId: `amzn1.application-oa2-client.${randomHex(16)}`,
    clientSecret: `amzn1.oa2-cs.v1.${randomHex(32)}`,
    refreshToken: `Atzr|IwEBI${randomHex(32)}`,
  };
  /** When each access token expires, in milliseconds since the epoch. */
  private readonly expirations = new BoundedMap<number>(1000);

  constructor(
    private readonly now: () => number,
    private readonly lifetime: () => number,
  ) {}

  /** Answers `POST /auth/o2/token`. */
  issue(request: HttpRequest): Answer {
    if (mediaType(request) !== "application/x-www-form-urlencoded") {
      return oauthError(400, "invalid_request", "The body must be a form.");
    }
    const form = new URLSearchParams(request.body.toString("utf8"));
    if (new Set(form.keys()).size < [...form.keys()].length) {
      return oauthError(400, "invalid_request", "A parameter is repeated.");
    }
    const grant = form.get("grant_type");
    if (grant !== "refresh_token") {
      const error = grant === null ? "invalid_request" : "unsupported_grant_type";
      return oauthError(400, error, "The grant type must be refresh_token.");
    }
    const { clientId, clientSecret, refreshToken } = this.credentials;
    const isClient = sameText(form.get("client_id") ?? "", clientId);
    if (!sameText(form.get("client_secret") ?? "", clientSecret) || !isClient) {
      return oauthError(401, "invalid_client", "Client authentication failed.");
    }
    if (!sameText(form.get("refresh_token") ?? "", refreshToken)) {
      return oauthError(400, "invalid_grant", "The request has an invalid grant parameter : refresh_token.");
    }
    return this.token();
  }

  /** @throws SmapiRefusal when a request to SMAPI has no access token, or one that is not valid (any more) */
  check({ headers }: HttpRequest): void {
    const token = /^Bearer (\S+)$/.exec(headers.authorization ?? "")?.[1];
    const expires = token === undefined ? undefined : this.expirations.get(token);
    if (expires === undefined || expires <= this.now()) {
      const message = token === undefined ? "No access token." : "Token is invalid/expired";
      throw new SmapiRefusal(smapiError(401, message, undefined, { "www-authenticate": "Bearer" }));
    }
  }

  expireAccessTokens(): void {
    this.expirations.clear();
  }

  private token(): Answer {
    const accessToken = `Atza|IwEBI${randomHex(32)}`;
    const seconds = this.lifetime();
    this.expirations.set(accessToken, this.now() + seconds * 1000);
    return json(200, {
      access_token: accessToken,
      refresh_token: this.credentials.refreshToken,
      token_type: "bearer",
      expires_in: seconds,
    });
  }
}

const oauthError = (status: number, error: string, description: string): Answer =>
  json(status, { error, error_description: description });

const randomHex = (bytes: number): string => randomBytes(bytes).toString("hex");
