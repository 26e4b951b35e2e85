import type { TokenResponse } from "../../alexa/diagnosis/token-response";
import { readTokenResponse } from "../../alexa/diagnosis/token-response";
import { MAX_TOKEN_RESPONSE_MS } from "../../contract/alexa-limits";
import type { AccountLinkingSettings } from "./account-linking-settings";
import type { LocalHttp } from "./local-http";

export type TokenGrant =
  | {
      readonly grant_type: "authorization_code";
      readonly code: string;
      readonly redirect_uri: string;
      readonly code_verifier?: string;
    }
  | { readonly grant_type: "refresh_token"; readonly refresh_token: string };

export interface TokenClientProps {
  readonly http: LocalHttp;
  /**
   * Whether `client_id` also stands in the body under `HTTP_BASIC`. Nobody has written down what Alexa does, so both
   * must work. @default false
   */
  readonly repeatClientId?: boolean;
}

/** Asks the access token URI for tokens, as Alexa does. */
export class TokenClient {
  constructor(private readonly props: TokenClientProps) {}

  async request(settings: AccountLinkingSettings, grant: TokenGrant): Promise<TokenResponse> {
    const { clientId, clientSecret, accessTokenScheme, accessTokenUri } = settings;
    const basic = accessTokenScheme === "HTTP_BASIC";
    const form = new URLSearchParams({
      ...grant,
      ...(!basic || this.props.repeatClientId ? { client_id: clientId } : {}),
      ...(!basic && { client_secret: clientSecret }),
    });
    const credentials = Buffer.from(`${clientId}:${clientSecret}`).toString("base64");
    const outcome = await this.props.http.send({
      label: grant.grant_type === "refresh_token" ? "Alexa → access token URI (refresh)" : "Alexa → access token URI",
      method: "POST",
      url: accessTokenUri,
      headers: {
        accept: "application/json",
        "content-type": "application/x-www-form-urlencoded;charset=UTF-8",
        ...(basic && { authorization: `Basic ${credentials}` }),
      },
      body: form.toString(),
      timeoutMs: MAX_TOKEN_RESPONSE_MS,
    });
    return outcome.kind === "answer" ? readTokenResponse(outcome.status, outcome.body) : { answer: outcome };
  }
}
