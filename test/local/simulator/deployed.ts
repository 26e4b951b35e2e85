import type { UserPoolClientType } from "@aws-sdk/client-cognito-identity-provider";
import { ACCOUNT_LINKING } from "../../contract/account-linking";

/** The app client of the example, as the API describes it. */
export const CLIENT: UserPoolClientType = {
  UserPoolId: "us-east-1_example",
  ClientId: ACCOUNT_LINKING.client_id,
  ClientSecret: ACCOUNT_LINKING.client_secret,
  ClientName: "example-alexa",
  CallbackURLs: [...ACCOUNT_LINKING.redirect_uris],
  AllowedOAuthScopes: [...ACCOUNT_LINKING.scopes],
  AccessTokenValidity: 60,
  TokenValidityUnits: { AccessToken: "minutes", IdToken: "minutes", RefreshToken: "days" },
};
