/** The Terraform output `account_linking` as tests take it; what one of them needs otherwise, it changes. */
import type { AccountLinking } from "../../contract/account-linking";

export const VENDOR_ID = "M1EXAMPLE0DEV";
export const SKILL_ID = "amzn1.ask.skill.11111111-1111-4111-8111-111111111111";
/** Of the function's alias `live`. */
export const FUNCTION_ARN = "arn:aws:lambda:us-east-1:123456789012:function:alexa-skill-dev:live";
/** Like Cognito's, of lower-case letters and digits, and found nowhere else: so it shows where it was printed. */
export const CLIENT_SECRET = "1example2secret3of4an5app6client7a8b9c0d";

const DOMAIN = "https://example.auth.us-east-1.amazoncognito.com";

export const ACCOUNT_LINKING: AccountLinking = {
  authorization_uri: `${DOMAIN}/oauth2/authorize`,
  access_token_uri: `${DOMAIN}/oauth2/token`,
  user_info_uri: `${DOMAIN}/oauth2/userInfo`,
  issuer: "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_example",
  client_id: "1example23456789",
  client_secret: CLIENT_SECRET,
  scopes: ["openid", "profile"],
  access_token_scheme: "HTTP_BASIC",
  redirect_uris: [
    "https://pitangui.amazon.com/api/skill/link/M1EXAMPLE0DEV",
    "https://layla.amazon.com/api/skill/link/M1EXAMPLE0DEV",
    "https://alexa.amazon.co.jp/api/skill/link/M1EXAMPLE0DEV",
  ],
  skill_ids: [SKILL_ID],
  function_arns: { NA: FUNCTION_ARN, EU: FUNCTION_ARN, FE: FUNCTION_ARN },
};
