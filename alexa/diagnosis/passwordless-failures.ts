import type { LinkFailureRow } from "./link-failures";

/** What fails only where users sign in without a password. Part of the table of all failures. */
export const PASSWORDLESS_FAILURES = {
  "sign-in-code-expired": {
    userSees: 'The sign-in page says "Invalid session for the user, session is expired."',
    cause:
      "The code came, or was typed in, more than three minutes after it was asked for. Managed login waits no longer.",
    fix: "The user asks for another code. If it happens to everybody, the messages are slow: send e-mail by Amazon SES (userPool.email in environments.ts), and leave COGNITO in client.identityProviders, so that a password still works.",
  },
  "passkey-relying-party": {
    userSees: "The sign-in page offers a passkey, and the browser refuses it at once.",
    cause: "The passkeys of the user pool are made for another host (relying party) than that of the sign-in page.",
    fix: "Remove userPool.passkeys.relyingPartyId from environments.ts, or set it to the host of the sign-in page, the custom domain if there is one; then `npx cdktf deploy {environment}`. Passkeys made for another host are of no use, and have to be added again.",
  },
} as const satisfies Readonly<Record<string, LinkFailureRow>>;
