const CLAIM = "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/";

/** As OpenID Connect calls them, and Google with it. */
const OPENID_CLAIMS = {
  email: "email",
  email_verified: "email_verified",
  family_name: "family_name",
  given_name: "given_name",
  name: "name",
  username: "sub",
};

/**
 * What is taken over of each type's profile unless more is written. Sources: Amazon Cognito developer guide, "Specifying
 * identity provider attribute mappings"; OpenID Connect Core 1.0, section 5.1. Login with Amazon has a full name alone,
 * and the skill greets by it.
 */
export const DEFAULT_ATTRIBUTES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  Facebook: {
    email: "email",
    family_name: "last_name",
    given_name: "first_name",
    name: "name",
    username: "id",
  },
  Google: OPENID_CLAIMS,
  LoginWithAmazon: { email: "email", given_name: "name", name: "name", username: "user_id" },
  OIDC: OPENID_CLAIMS,
  SAML: {
    email: `${CLAIM}emailaddress`,
    family_name: `${CLAIM}surname`,
    given_name: `${CLAIM}givenname`,
    name: `${CLAIM}name`,
  },
  SignInWithApple: {
    email: "email",
    email_verified: "email_verified",
    family_name: "lastName",
    given_name: "firstName",
    username: "sub",
  },
};
