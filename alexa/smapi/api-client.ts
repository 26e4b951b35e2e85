import type { runtime, services } from "ask-smapi-model";
import type { JsonObject } from "../../common/json";
import { objectOf, refusalError } from "./error-text";
import type { LoginWithAmazon } from "./login-with-amazon";
import type { Redaction } from "./redaction";
import { SmapiError } from "./smapi";
import type { Transport, TransportAnswer, TransportRequest } from "./transport";

export type SkillManagement = services.skillManagement.SkillManagementServiceClient;

/** A call of SMAPI by its SDK. */
export interface SmapiCall {
  /** What did not happen, for messages: "Could not read the account linking of the skill …". */
  readonly failed: string;
  readonly repeat: TransportRequest["repeat"];
  readonly run: (service: SkillManagement) => Promise<runtime.ApiResponse>;
}

/** A success: 2xx. */
export interface SmapiAnswer {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** Undefined when there is none, as with 202 and 204. */
  readonly body?: JsonObject;
}

export interface ApiClientProps {
  /** `https://api.amazonalexa.com` */
  readonly endpoint: string;
  readonly login: LoginWithAmazon;
  readonly transport: Transport;
  readonly redaction: Redaction;
  /** Where the credentials come from, for people. */
  readonly source: string;
}

/**
 * Calls SMAPI through Amazon's own SDK, which knows paths and shapes. What goes over the wire goes through the
 * project's transport: the SDK's has no time-out, no retries, and puts an answer that it cannot read into its error.
 */
export class ApiClient {
  constructor(private readonly props: ApiClientProps) {}

  /** @throws SmapiError for whatever is not a success */
  async call({ failed, repeat, run }: SmapiCall): Promise<SmapiAnswer> {
    let answer: TransportAnswer | undefined;
    let failure: unknown;
    const apiClient: runtime.ApiClient = {
      invoke: async (request) => {
        try {
          answer = await this.send({ failed, repeat, ...wireRequest(request) });
          return { statusCode: answer.status, headers: [] };
        } catch (error) {
          // The SDK would put words of its own before the message.
          failure = error;
          throw new Error(failed);
        }
      },
    };
    try {
      await run(await this.service(apiClient));
    } catch (error) {
      throw failure ?? error;
    }
    if (answer === undefined) {
      throw new SmapiError("no connection", `${failed}: the SDK sent nothing.`);
    }
    const { status, headers, body } = answer;
    return { status, headers, ...(body.length > 0 && { body: objectOf(failed, answer) }) };
  }

  /** Loaded with the first call: it takes longer than all the rest of a command that calls nothing. */
  private async service(apiClient: runtime.ApiClient): Promise<SkillManagement> {
    const { CustomSmapiClientBuilder } = await import("ask-smapi-sdk");
    return (
      new CustomSmapiClientBuilder()
        .withApiClient(apiClient)
        .withApiEndpoint(this.props.endpoint)
        // The header it makes of this is replaced by a token that lives.
        .withAccessTokenConfig({ clientId: "", clientSecret: "", accessToken: "unused" })
        .client()
    );
  }

  private async send(request: TransportRequest): Promise<TransportAnswer> {
    const { login, source, redaction } = this.props;
    let token = await login.accessToken();
    let answer = await this.sendWith(request, token);
    // A token can end earlier than it said. 401 means that nothing was done, so even a write may be sent again.
    if (answer.status === 401 && (await login.forget(token))) {
      token = await login.accessToken();
      answer = await this.sendWith(request, token);
    }
    if (answer.status < 200 || answer.status > 299) {
      throw refusalError({ failed: request.failed, answer, source, redaction });
    }
    return answer;
  }

  private sendWith(request: TransportRequest, token: string): Promise<TransportAnswer> {
    return this.props.transport.send({
      ...request,
      headers: { ...request.headers, authorization: `Bearer ${token}`, accept: "application/json" },
    });
  }
}

function wireRequest({
  method,
  url,
  headers,
  body,
}: runtime.ApiClientRequest): Omit<TransportRequest, "failed" | "repeat"> {
  return {
    method,
    url,
    headers: Object.fromEntries(headers.map(({ key, value }) => [key.toLowerCase(), value])),
    ...(body !== undefined && { body }),
  };
}
