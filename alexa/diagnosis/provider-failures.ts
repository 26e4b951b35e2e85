import type { LinkFailureRow } from "./link-failures";

const UNABLE =
  "The user signs in at the provider; then the Alexa app says: We were unable to link your skill at this time.";

/** What fails only where users sign in at an identity provider. Part of the table of all failures. */
export const PROVIDER_FAILURES = {
  "provider-redirect-uri-missing": {
    userSees: 'An error page of the provider, such as Google\'s "Error 400: redirect_uri_mismatch".',
    cause: "The provider does not know where the user pool takes what it sends back.",
    fix: "Register https://{domain}/oauth2/idpresponse at the provider, at a SAML one https://{domain}/saml2/idpresponse, where {domain} is the host of the sign-in page: docs/identity-providers.md says where, for each. With a custom domain it is another address than before.",
  },
  "provider-secret-wrong": {
    userSees: UNABLE,
    cause: "The provider does not accept the client id and the secret that the user pool has of it.",
    fix: "Compare clientId in identityProviders of environments.ts with the provider's console. Put the secret from there where secretId, parameterName or TF_VAR_identity_provider_secrets says, and `npx cdktf deploy {environment}`. Apple's private key belongs to one keyId and one teamId.",
  },
  "provider-attribute-missing": {
    userSees: UNABLE,
    cause:
      "The user pool requires an attribute that did not come from the provider: it is not mapped, was not asked for by a scope, or this person has none.",
    fix: "Name the provider's claim in attributes, and the scope that opens it in scopes, of identityProviders in environments.ts; then `npx cdktf deploy {environment}`. Of somebody who has no address at the provider, none can come. What a pool requires can never be changed.",
  },
  "provider-token-refused": {
    userSees: UNABLE,
    cause:
      "The provider's ID token does not check out: it is signed with a key that the provider does not publish, or is meant for another sign-in or another client.",
    fix: "Compare issuer and jwksUri in identityProviders of environments.ts with what the provider publishes under /.well-known/openid-configuration. If it is so only for an hour, the provider rotated its keys before it published the new ones.",
  },
  "provider-assertion-refused": {
    userSees: UNABLE,
    cause:
      "The SAML provider's assertion does not check out: it is for another user pool or address, is not signed, is signed with a key that is not in the metadata, answers no request, or the clocks differ.",
    fix: "At the provider, the audience (entity id) is urn:amazon:cognito:sp:{user pool id}, the reply URL https://{domain}/saml2/idpresponse, and assertions are signed. If the provider has a new certificate, the metadata have to have it: Cognito reads metadataUrl again every six hours, metadataFile in identityProviders of environments.ts at the next `npx cdktf deploy {environment}`.",
  },
  "provider-unreachable": {
    userSees: `An error page of the provider, or none. Or: ${UNABLE}`,
    cause: "The provider is out of order, or does not answer in time.",
    fix: "See the provider's status page, and try again. For a provider of your own: its endpoints must be reachable from AWS, by https on port 443. If users have a password as well, keep COGNITO in client.identityProviders.",
  },
  "provider-refuses-embedded": {
    userSees: 'An error page of the provider, such as Google\'s "Error 403: disallowed_useragent".',
    cause:
      "The provider does not show its sign-in page inside of another app, and the Alexa app opens it inside itself.",
    fix: "It is the provider's rule. Offer a password or another provider beside it (client.identityProviders in environments.ts), and tell users to link in a browser, at alexa.amazon.com or from the skill's page at Amazon.",
  },
  "accounts-joined": {
    userSees: `${UNABLE} When the user tries again, it works.`,
    cause:
      "This was the first sign-in by the provider, and the user's account was joined with one that existed. Cognito ends the sign-in in which that happens.",
    fix: "Nothing: the user links once more, in the Alexa app. If it fails again, read the log of the user pool's pre-sign-up trigger.",
  },
  "trigger-refused": {
    userSees: UNABLE,
    cause: "A trigger of the user pool refused the sign-in, failed, or took longer than five seconds.",
    fix: "Read the log of the trigger's function: what it threw is what Cognito passed on.",
  },
} as const satisfies Readonly<Record<string, LinkFailureRow>>;
