/** What can be made to go wrong while the server runs, so that people see what a user would see of it. */
export interface SignInFaults {
  /** Milliseconds that the token endpoint waits before it answers. Alexa gives up after 4,500. */
  tokenDelayMs: number;
  /** Seconds by which the server's clock is ahead: in what it issues, and in whether a token has expired. */
  clockSkewSeconds: number;
  /** Whether every refresh token is taken for expired. */
  expireRefreshTokens: boolean;
  /** Whether clients have another secret than the emulator, Terraform and Alexa know. */
  replaceSecrets: boolean;
  /** Seconds for which an authorization code holds. Cognito's are 300. */
  codeLifetimeSeconds: number;
  /** Whether the time for every code in place of a password is over. */
  expireSignInCodes: boolean;
  /** Whether the passkeys of the pool are made for another host than that of the pages. */
  wrongRelyingParty: boolean;
  /** Whether the trigger before a sign-up refuses everybody who comes from an identity provider for the first time. */
  refuseFederatedSignUps: boolean;
  /**
   * Who has come from an identity provider since the accounts of everybody who comes are joined with one that exists:
   * provider and subject. The first sign-in of each fails. Undefined where nothing of the kind happens.
   */
  joined: Set<string> | undefined;
  /** What goes wrong at the stand-ins for identity providers. */
  providers: ProviderFaults;
}

/** What goes wrong at an identity provider. */
export interface ProviderFaults {
  /** It gives no address. */
  readonly noAddress?: true;
  /** People do not consent. */
  readonly refusedConsent?: true;
  /** It puts another nonce into the ID token than it was given, or answers another SAML request. */
  readonly wrongNonce?: true;
  /** It signs with a new key that its key set does not have yet. */
  readonly rotatedKey?: true;
  /** It answers nothing but 503. */
  readonly down?: true;
  /** Milliseconds that its token endpoint waits before it answers. */
  readonly tokenDelayMs?: number;
  /** It has another secret for its client than the user pool. */
  readonly replacedSecret?: true;
  /** It does not know the redirect URI of the user pool's domain. */
  readonly unknownRedirectUri?: true;
  /** Its assertions are for another user pool. SAML alone. */
  readonly wrongAudience?: true;
  /** It signs no assertion. SAML alone. */
  readonly unsignedAssertion?: true;
  /** It does not show its page inside of another app. */
  readonly refusesEmbedded?: true;
}

/** Nothing goes wrong. */
export const noFaults = (): SignInFaults => ({
  tokenDelayMs: 0,
  clockSkewSeconds: 0,
  expireRefreshTokens: false,
  replaceSecrets: false,
  codeLifetimeSeconds: 300,
  expireSignInCodes: false,
  wrongRelyingParty: false,
  refuseFederatedSignUps: false,
  joined: undefined,
  providers: {},
});
