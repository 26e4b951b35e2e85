import type { UserPoolClientType } from "@aws-sdk/client-cognito-identity-provider";
import type { AccountLinking } from "../../../contract/account-linking";
import { alexaRedirectUris } from "../../../contract/alexa-redirect-uri";

export const VENDOR_ID = "M1EXAMPLE0DEV";

const ARN = "arn:aws:lambda:us-east-1:123456789012:function:alexa-skill-dev:live";

/** What Terraform would have deployed. */
export const CONTRACT: AccountLinking = {
  authorization_uri: "https://example.auth.us-east-1.amazoncognito.com/oauth2/authorize",
  access_token_uri: "https://example.auth.us-east-1.amazoncognito.com/oauth2/token",
  user_info_uri: "https://example.auth.us-east-1.amazoncognito.com/oauth2/userInfo",
  issuer: "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_example",
  client_id: "exampleclient",
  client_secret: "example-client-secret",
  scopes: ["openid", "profile"],
  access_token_scheme: "HTTP_BASIC",
  redirect_uris: alexaRedirectUris(VENDOR_ID),
  skill_ids: ["amzn1.ask.skill.11111111-1111-4111-8111-111111111111"],
  function_arns: { NA: ARN, EU: ARN, FE: ARN },
};

/** The app client of it, as the API describes it. */
export const CLIENT: UserPoolClientType = {
  UserPoolId: "us-east-1_example",
  ClientId: CONTRACT.client_id,
  ClientSecret: CONTRACT.client_secret,
  ClientName: "example-alexa",
  CallbackURLs: [...CONTRACT.redirect_uris],
  AllowedOAuthScopes: [...CONTRACT.scopes],
  AccessTokenValidity: 60,
  TokenValidityUnits: { AccessToken: "minutes", IdToken: "minutes", RefreshToken: "days" },
};
