import { randomBytes } from "node:crypto";
import { isObject } from "../../common/json";
import { sameText } from "../secret-text";
import type { Answer } from "./answer";
import { json, SmapiRefusal, smapiError } from "./answer";
import { BoundedMap } from "./bounded-map";
import type { HttpRequest } from "./http-request";
import { jsonOf, mediaType } from "./http-request";

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
    const parameters = parametersOf(request);
    if (typeof parameters === "string") {
      return oauthError(400, "invalid_request", parameters);
    }
    const grant = parameters.get("grant_type");
    if (grant !== "refresh_token") {
      const error = grant === undefined ? "invalid_request" : "unsupported_grant_type";
      return oauthError(400, error, "The grant type must be refresh_token.");
    }
    const { clientId, clientSecret, refreshToken } = this.credentials;
    const isClient = sameText(parameters.get("client_id") ?? "", clientId);
    if (!sameText(parameters.get("client_secret") ?? "", clientSecret) || !isClient) {
      return oauthError(401, "invalid_client", "Client authentication failed.");
    }
    if (!sameText(parameters.get("refresh_token") ?? "", refreshToken)) {
      return oauthError(400, "invalid_grant", "The request has an invalid grant parameter : refresh_token.");
    }
    return this.token();
  }

  /**
   * SMAPI's pages want a header "whose value is the access token", which ask-cli sends as it stands; ask-smapi-sdk sends
   * it as RFC 6750 does, after `Bearer`, the name of a scheme, in which case does not matter (RFC 9110, section 11.1).
   *
   * @throws SmapiRefusal when a request to SMAPI has no access token, or one that is not valid (any more)
   */
  check({ headers }: HttpRequest): void {
    const token = /^(?:Bearer +)?(\S+)$/i.exec(headers.authorization ?? "")?.[1];
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

/**
 * A form, as the documentation wants it, or the same as JSON, as ask-cli sends it (its clients/lwa-auth-code-client).
 *
 * @returns what is wrong with the body, when it is neither
 */
function parametersOf(request: HttpRequest): ReadonlyMap<string, string> | string {
  switch (mediaType(request)) {
    case "application/x-www-form-urlencoded": {
      const form = new URLSearchParams(request.body.toString("utf8"));
      const parameters = new Map(form);
      return parameters.size < [...form.keys()].length ? "A parameter is repeated." : parameters;
    }
    case "application/json": {
      const body = jsonIn(request);
      return isObject(body) && Object.values(body).every((value) => typeof value === "string")
        ? new Map(Object.entries(body as Record<string, string>))
        : "The body must be a JSON object of texts.";
    }
    default:
      return "The body must be a form, or JSON.";
  }
}

function jsonIn(request: HttpRequest): unknown {
  try {
    return jsonOf(request);
  } catch {
    return undefined; // this endpoint has errors of its own
  }
}

const oauthError = (status: number, error: string, description: string): Answer =>
  json(status, { error, error_description: description });

const randomHex = (bytes: number): string => randomBytes(bytes).toString("hex");
