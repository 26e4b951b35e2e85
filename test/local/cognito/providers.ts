import type { CreateIdentityProviderCommandInput } from "@aws-sdk/client-cognito-identity-provider";

type Provider = Pick<CreateIdentityProviderCommandInput, "ProviderType" | "ProviderDetails" | "AttributeMapping">;

const OPENID = {
  email: "email",
  email_verified: "email_verified",
  given_name: "given_name",
  family_name: "family_name",
  username: "sub",
};

const CLAIM = "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/";

/** One of each type that is played, as the stack makes them. */
export const PROVIDERS: Readonly<Record<string, Provider>> = {
  Google: {
    ProviderType: "Google",
    ProviderDetails: {
      client_id: "google",
      client_secret: "secret-of-google",
      authorize_scopes: "email profile openid",
      authorize_url: "https://accounts.google.com/o/oauth2/v2/auth",
      token_url: "https://www.googleapis.com/oauth2/v4/token",
      attributes_url: "https://people.googleapis.com/v1/people/me?personFields=",
      oidc_issuer: "https://accounts.google.com",
    },
    AttributeMapping: OPENID,
  },
  LoginWithAmazon: {
    ProviderType: "LoginWithAmazon",
    ProviderDetails: {
      client_id: "amazon",
      client_secret: "secret-of-amazon",
      authorize_scopes: "profile",
      authorize_url: "https://www.amazon.com/ap/oa",
      token_url: "https://api.amazon.com/auth/o2/token",
      attributes_url: "https://api.amazon.com/user/profile",
    },
    AttributeMapping: { email: "email", given_name: "name", name: "name", username: "user_id" },
  },
  Facebook: {
    ProviderType: "Facebook",
    ProviderDetails: {
      client_id: "facebook",
      client_secret: "secret-of-facebook",
      authorize_scopes: "public_profile, email",
      api_version: "v17.0",
      authorize_url: "https://www.facebook.com/v17.0/dialog/oauth",
      token_url: "https://graph.facebook.com/v17.0/oauth/access_token",
      attributes_url: "https://graph.facebook.com/v17.0/me?fields=",
    },
    AttributeMapping: { email: "email", given_name: "first_name", family_name: "last_name", username: "id" },
  },
  SignInWithApple: {
    ProviderType: "SignInWithApple",
    ProviderDetails: {
      client_id: "com.example.alexa",
      team_id: "1EXAMPLE23",
      key_id: "2EXAMPLE34",
      private_key: "secret-of-apple",
      authorize_scopes: "email name",
      authorize_url: "https://appleid.apple.com/auth/authorize",
      token_url: "https://appleid.apple.com/auth/token",
      oidc_issuer: "https://appleid.apple.com",
    },
    AttributeMapping: {
      email: "email",
      email_verified: "email_verified",
      given_name: "firstName",
      family_name: "lastName",
      username: "sub",
    },
  },
  Corp: {
    ProviderType: "OIDC",
    ProviderDetails: {
      client_id: "corp",
      client_secret: "secret-of-corp",
      authorize_scopes: "openid profile email",
      attributes_request_method: "GET",
      oidc_issuer: "https://login.example.com",
    },
    AttributeMapping: OPENID,
  },
  Staff: {
    ProviderType: "SAML",
    ProviderDetails: { MetadataURL: "https://staff.example.com/app/metadata?app=1", IDPSignout: "true" },
    AttributeMapping: {
      email: `${CLAIM}emailaddress`,
      given_name: `${CLAIM}givenname`,
      family_name: `${CLAIM}surname`,
      name: `${CLAIM}name`,
    },
  },
};
