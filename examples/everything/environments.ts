import type { EnvironmentProps } from "../../constructs";

/**
 * One environment with every way to sign in: a password, a code, a passkey, six kinds of identity providers, one account
 * for one person, functions in the sign-in, and a domain of its own. README.md says what each needs.
 */
export const environments: readonly EnvironmentProps[] = [
  {
    name: "prod",
    project: "stack-guide",
    region: "eu-west-1",
    accountId: "123456789012",
    state: { type: "s3", bucket: "example-terraform-state" },
    domain: {
      name: "login.example.com",
      hostedZoneId: "Z0123456789ABCDEFGHIJ",
      // Codes and passkeys are on the pages of managed login alone.
      managedLoginBrandingId: "1ee76372-aa1d-4030-9b97-b0e86ced64bf",
    },
    alexa: {
      vendorId: "M1EXAMPLE0PRD",
      skillIds: ["amzn1.ask.skill.33333333-3333-4333-8333-333333333333"],
      scopes: ["openid", "profile", "email"],
      requiredScopes: ["openid", "profile"],
    },
    userPool: {
      signIn: ["email"],
      requiredAttributes: ["given_name"],
      firstFactors: ["PASSWORD", "EMAIL_OTP", "WEB_AUTHN"],
      passkeys: { relyingPartyId: "login.example.com", userVerification: "required" },
      mfa: "optional",
      email: {
        sesIdentityArn: "arn:aws:ses:eu-west-1:123456789012:identity/example.com",
        from: "Stack Guide <codes@example.com>",
      },
      // Only providers that verify every address they vouch for.
      joinAccounts: { Google: {}, Corp: { addressesVerified: true, linkAhead: true } },
      triggers: {
        preTokenGeneration: { zip: "dist/triggers/claims.zip", eventVersion: "V2_0", memoryMib: 1024 },
        customMessage: { functionArn: "arn:aws:lambda:eu-west-1:123456789012:function:write-mail:live" },
      },
    },
    identityProviders: {
      LoginWithAmazon: { type: "LoginWithAmazon", clientId: "amzn1.application-oa2-client.1example" },
      Google: { type: "Google", clientId: "1example23456789.apps.googleusercontent.com", secretId: "alexa/google" },
      SignInWithApple: {
        type: "SignInWithApple",
        clientId: "com.example.alexa",
        teamId: "1EXAMPLE23",
        keyId: "2EXAMPLE34",
        secretId: "alexa/apple",
      },
      Facebook: { type: "Facebook", clientId: "1234567890", secretId: "alexa/social", secretKey: "facebook" },
      Corp: {
        type: "OIDC",
        clientId: "alexa",
        issuer: "https://login.corp.example.com",
        parameterName: "/alexa/corp",
      },
      Staff: { type: "SAML", metadataUrl: "https://staff.example.com/metadata", signsOut: true },
    },
    client: { identityProviders: ["COGNITO", "LoginWithAmazon", "Google", "SignInWithApple", "Facebook", "Corp"] },
    clients: {
      // The staff's portal, whose users come from their employer's directory alone.
      portal: {
        type: "code",
        secret: true,
        callbackUris: ["https://portal.example.com/callback"],
        scopes: ["openid", "email"],
        identityProviders: ["Staff"],
      },
    },
  },
];
