/** What a sign-in may begin with in place of a password, by Cognito's names. Source: Amazon Cognito API, AuthFactorType. */
export const PASSWORDLESS_FACTORS = ["EMAIL_OTP", "SMS_OTP", "WEB_AUTHN"] as const;

/**
 * The flow in which users choose how they prove who they are. The sign-in page of an app client offers nothing but passwords
 * without it. Source: Amazon Cognito, "Authentication flows".
 */
export const CHOICE_FLOW = "ALLOW_USER_AUTH";
