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
}

/** Nothing goes wrong. */
export const noFaults = (): SignInFaults => ({
  tokenDelayMs: 0,
  clockSkewSeconds: 0,
  expireRefreshTokens: false,
  replaceSecrets: false,
  codeLifetimeSeconds: 300,
});
