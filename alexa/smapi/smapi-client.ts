import type { JsonObject } from "../../common/json";
import { quoted } from "../../common/json-text";
import type { SmapiCredentials } from "./credentials";
import { safeUrl } from "./endpoint";
import { objectOf, refusalError } from "./error-text";
import { LoginWithAmazon } from "./login-with-amazon";
import { Redaction } from "./redaction";
import { SmapiError } from "./smapi";
import type { TransportAnswer, TransportProps, TransportRequest } from "./transport";
import { Transport } from "./transport";

export interface SmapiClientProps extends TransportProps {
  readonly credentials: SmapiCredentials;
  /** @default https://api.amazonalexa.com */
  readonly apiEndpoint?: string;
  /** Login with Amazon. @default https://api.amazon.com */
  readonly authEndpoint?: string;
}

/** A request to SMAPI. */
export interface SmapiRequest {
  /** What did not happen, for messages: "Could not read the account linking of the skill …". */
  readonly failed: string;
  readonly repeat: TransportRequest["repeat"];
  readonly method: "GET" | "POST" | "PUT";
  /** As in `/v1/skills/uploads`; see {@link skillPath}. */
  readonly path: string;
  /** Is sent as JSON. @default - no body */
  readonly body?: object;
  /** The entity tag that what is written must still have. @default - whatever stands there is replaced */
  readonly ifMatch?: string;
}

/** A success: 2xx. */
export interface SmapiAnswer {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** Undefined when there is none, as with 202 and 204. */
  readonly body?: JsonObject;
}

/**
 * Amazon's Skill Management API over the network. Nothing is sent before the first call, and no error and no text of
 * `onRetry` holds a token, a secret or a signed address.
 *
 * Without Amazon's SDK: of it, nine paths would be used, while its transport has no time-out and no retries, and puts
 * an answer that it cannot read into its error. Tests compare the requests with the SDK's.
 */
export class SmapiClient {
  readonly transport: Transport;
  readonly redaction = new Redaction();
  private readonly endpoint: string;
  private readonly login: LoginWithAmazon;
  /** Where the credentials come from, for people. */
  private readonly source: string;

  /** @throws SmapiError of the kind `refused` for an endpoint that is neither https nor on this machine */
  constructor({ credentials, apiEndpoint, authEndpoint, ...transportProps }: SmapiClientProps) {
    const { source = "the credentials that were given" } = credentials;
    const { redaction } = this;
    this.source = source;
    this.transport = new Transport(transportProps);
    const login = "The endpoint of Login with Amazon (ASK_LWA_TOKEN_HOST)";
    this.login = new LoginWithAmazon({
      credentials,
      endpoint: endpoint(authEndpoint, "https://api.amazon.com", login),
      transport: this.transport,
      redaction,
      source,
    });
    this.endpoint = endpoint(
      apiEndpoint,
      "https://api.amazonalexa.com",
      "SMAPI's endpoint (ASK_SMAPI_SERVER_BASE_URL)",
    );
  }

  /** @throws SmapiError for whatever is not a success */
  async call({ failed, repeat, method, path, body, ifMatch }: SmapiRequest): Promise<SmapiAnswer> {
    const answer = await this.send({
      failed,
      repeat,
      method,
      url: `${this.endpoint}${path}`,
      headers: {
        ...(body !== undefined && { "content-type": "application/json" }),
        ...(ifMatch !== undefined && { "if-match": ifMatch }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const { status, headers } = answer;
    return { status, headers, ...(answer.body.length > 0 && { body: objectOf(failed, answer) }) };
  }

  private async send(request: TransportRequest): Promise<TransportAnswer> {
    const { login, source, redaction } = this;
    let token = await this.tokenFor(request);
    let answer = await this.sendWith(request, token);
    // A token can end earlier than it said. 401 means that nothing was done, so even a write may be sent again.
    if (answer.status === 401 && (await login.forget(token))) {
      token = await this.tokenFor(request);
      answer = await this.sendWith(request, token);
    }
    if (answer.status < 200 || answer.status > 299) {
      throw refusalError({ failed: request.failed, answer, source, redaction });
    }
    return answer;
  }

  /** Says what was not done without one. */
  private async tokenFor({ failed }: TransportRequest): Promise<string> {
    try {
      return await this.login.accessToken();
    } catch (error) {
      throw error instanceof SmapiError
        ? new SmapiError(error.kind, `${failed}: ${error.message}`, error.status)
        : error;
    }
  }

  private sendWith(request: TransportRequest, token: string): Promise<TransportAnswer> {
    const headers = {
      ...request.headers,
      authorization: `Bearer ${token}`,
      accept: "application/json",
      "user-agent": `alexa-link Node.js/${process.versions.node}`,
    };
    return this.transport.send({ ...request, headers });
  }
}

/**
 * A path of one skill: `/v1/skills/{skillId}{rest}`.
 *
 * @throws SmapiError of the kind `refused` for what is no skill's id: `..` would lead to another path
 */
export function skillPath(skillId: string, rest: string): string {
  if (!/^amzn1\.ask\.skill\.[\w-]+$/.test(skillId)) {
    throw new SmapiError(
      "refused",
      `${quoted(skillId, 100)} is not a skill's id. One is like amzn1.ask.skill.1a2b3c4d-5e6f-4a1b-8c2d-3e4f5a6b7c8d; the Alexa developer console shows it under the skill's name.`,
    );
  }
  return `/v1/skills/${skillId}${rest}`;
}

/** As ask-cli, an empty one counts as none. */
function endpoint(given: string | undefined, usual: string, name: string): string {
  const url = given === undefined || given.trim() === "" ? usual : given.trim();
  safeUrl(url, name);
  return url.replace(/\/$/, "");
}
