import type { ProviderFaults } from "../cognito/faults";
import type { FailureRow, Setup } from "./failures";

const row = (title: string, description: string, faults: ProviderFaults): FailureRow => ({
  title,
  description,
  meet: "linking",
  atProvider: true,
  put: (setup: Setup) => ({
    ...setup,
    faults: { ...setup.faults, providers: { ...setup.faults.providers, ...faults } },
  }),
});

/** What can be made to fail where users sign in at an identity provider. */
export const PROVIDER_FAILURES = {
  "provider-redirect-uri": row(
    "Provider: redirect URI missing",
    "The identity providers do not know the address to which they should send users back.",
    { unknownRedirectUri: true },
  ),
  "provider-secret": row(
    "Provider: wrong secret",
    "The secret of the user pool's client at the providers was replaced.",
    {
      replacedSecret: true,
    },
  ),
  "provider-attribute": row("Provider: no address", "The providers give no address of anybody.", { noAddress: true }),
  "provider-consent": row("Provider: consent refused", "Nobody consents at the providers.", { refusedConsent: true }),
  "provider-nonce": row("Provider: wrong nonce", "The ID tokens of the providers are meant for another sign-in.", {
    wrongNonce: true,
  }),
  "provider-key": row("Provider: key rotated", "The providers sign with a new key that they have not published yet.", {
    rotatedKey: true,
  }),
  "provider-down": row("Provider: down", "The providers answer nothing but 503.", { down: true }),
  "provider-slow": row("Provider: slow", "The providers take 8 seconds for tokens; the user pool waits 5.", {
    tokenDelayMs: 8000,
  }),
  "provider-embedded": row(
    "Provider: not inside an app",
    "The providers do not show their page inside of another app, such as Alexa's.",
    { refusesEmbedded: true },
  ),
  "accounts-joined": {
    title: "Trigger: accounts joined",
    description: "The account of everybody who comes from a provider is joined with one that exists: once, that fails.",
    meet: "linking",
    atProvider: true,
    put: (setup: Setup) => ({ ...setup, faults: { ...setup.faults, joined: new Set() } }),
  },
  "trigger-refused": {
    title: "Trigger: refused",
    description: "The user pool's trigger takes in nobody who comes from a provider.",
    meet: "linking",
    atProvider: true,
    put: (setup: Setup) => ({ ...setup, faults: { ...setup.faults, refuseFederatedSignUps: true } }),
  },
} as const satisfies Readonly<Record<string, FailureRow>>;
