import type { ProviderFaults } from "../cognito/faults";
import type { FailureRow } from "./failure-row";
import { withFaults } from "./failure-row";

const row = (title: string, description: string, put: FailureRow["put"]): FailureRow => ({
  title,
  description,
  meet: "linking",
  atProvider: true,
  put,
});

const atProvider = (title: string, description: string, faults: ProviderFaults): FailureRow =>
  row(title, description, (setup) => withFaults(setup, { providers: { ...setup.faults.providers, ...faults } }));

/** What can be made to fail where users sign in at an identity provider. */
export const PROVIDER_FAILURES = {
  "provider-redirect-uri": atProvider(
    "Provider: redirect URI missing",
    "The identity providers do not know the address to which they should send users back.",
    { unknownRedirectUri: true },
  ),
  "provider-secret": atProvider(
    "Provider: wrong secret",
    "The secret of the user pool's client at the providers was replaced.",
    {
      replacedSecret: true,
    },
  ),
  "provider-attribute": atProvider("Provider: no address", "The providers give no address of anybody.", {
    noAddress: true,
  }),
  "provider-consent": atProvider("Provider: consent refused", "Nobody consents at the providers.", {
    refusedConsent: true,
  }),
  "provider-nonce": atProvider("Provider: wrong nonce", "What the providers vouch for is meant for another sign-in.", {
    wrongNonce: true,
  }),
  "provider-key": atProvider(
    "Provider: key rotated",
    "The providers sign with a new key that they have not published yet.",
    {
      rotatedKey: true,
    },
  ),
  "provider-audience": atProvider(
    "SAML: another audience",
    "The assertions of SAML providers are for another user pool. Met where users sign in at one.",
    { wrongAudience: true },
  ),
  "provider-unsigned": atProvider(
    "SAML: not signed",
    "SAML providers do not sign their assertions. Met where users sign in at one.",
    { unsignedAssertion: true },
  ),
  "provider-down": atProvider("Provider: down", "The providers answer nothing but 503.", { down: true }),
  "provider-slow": atProvider("Provider: slow", "The providers take 8 seconds for tokens; the user pool waits 5.", {
    tokenDelayMs: 8000,
  }),
  "provider-embedded": atProvider(
    "Provider: not inside an app",
    "The providers do not show their page inside of another app, such as Alexa's.",
    { refusesEmbedded: true },
  ),
  "accounts-joined": row(
    "Trigger: accounts joined",
    "The account of everybody who comes from a provider is joined with one that exists: once, that fails.",
    (setup) => withFaults(setup, { joined: new Set() }),
  ),
  "trigger-refused": row(
    "Trigger: refused",
    "The user pool's trigger takes in nobody who comes from a provider.",
    (setup) => withFaults(setup, { refuseFederatedSignUps: true }),
  ),
} as const satisfies Readonly<Record<string, FailureRow>>;
