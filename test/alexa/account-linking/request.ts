import type { AccountLinkingRequest } from "../../../alexa/account-linking/request";
import { ACCOUNT_LINKING } from "../../contract/account-linking";

/** What is written to Amazon for the example's output, when nothing is added. */
export const REQUEST: AccountLinkingRequest = {
  type: "AUTH_CODE",
  authorizationUrl: ACCOUNT_LINKING.authorization_uri,
  accessTokenUrl: ACCOUNT_LINKING.access_token_uri,
  accessTokenScheme: ACCOUNT_LINKING.access_token_scheme,
  clientId: ACCOUNT_LINKING.client_id,
  clientSecret: ACCOUNT_LINKING.client_secret,
  scopes: ACCOUNT_LINKING.scopes,
  skipOnEnablement: true,
};
