import type { AccessTokenScheme, AccountLinking } from "../../contract/account-linking";
import { CONSOLE_LABELS } from "./labels";
import type { AccountLinkingAdditions } from "./request";
import { isAlexaRedirectUri } from "./request-url";

/** One field of the form. */
export interface FormField {
  /** As the console names it. */
  readonly label: string;
  /** What to enter: a list has a line for each entry, and an empty one is left empty. A secret is not masked here. */
  readonly value: string | readonly string[];
  /** Whether the value is not to be shown unless asked for: see {@link MASK}. */
  readonly secret?: true;
  readonly note?: string;
}

const SCHEMES: Readonly<Record<AccessTokenScheme, string>> = {
  HTTP_BASIC: "HTTP Basic (Recommended)",
  REQUEST_BODY_CREDENTIALS: "Credentials in request body",
};

const onOff = (on: boolean): string => (on ? "On" : "Off");

/** The Account Linking page of the Alexa developer console, from top to bottom, as it has to be filled in. */
export function consoleForm(
  accountLinking: AccountLinking,
  additions: AccountLinkingAdditions = {},
): readonly FormField[] {
  return [
    ...switches(additions),
    ...provider(accountLinking, additions),
    ...apps(additions),
    ...alexaOwn(accountLinking),
  ];
}

function switches({
  skipOnEnablement,
  redirectUrls,
  authorizationUrlsByPlatform,
}: AccountLinkingAdditions): FormField[] {
  return [
    { label: "Do you allow users to create an account or link to an existing account with you?", value: "On" },
    {
      label: CONSOLE_LABELS.skipOnEnablement,
      value: onOff(skipOnEnablement ?? true),
      note: "On: what is public answers everybody, and the skill asks for the link where it needs one.",
    },
    ...(authorizationUrlsByPlatform?.length
      ? [{ label: "Allow users to authenticate using your mobile application", value: "On" }]
      : []),
    ...(redirectUrls?.length
      ? [
          {
            label: "Allow users to link their account to your skill from within your application or website",
            value: "On",
          },
        ]
      : []),
  ];
}

function provider(accountLinking: AccountLinking, additions: AccountLinkingAdditions): FormField[] {
  const { domains = [], defaultTokenExpirationInSeconds: seconds, pkceConfiguration: pkce } = additions;
  return [
    { label: CONSOLE_LABELS.type, value: "Auth Code Grant" },
    { label: CONSOLE_LABELS.authorizationUrl, value: accountLinking.authorization_uri },
    { label: CONSOLE_LABELS.accessTokenUrl, value: accountLinking.access_token_uri },
    ...(pkce === undefined
      ? []
      : [{ label: CONSOLE_LABELS.pkceConfiguration, value: onOff(pkce.status === "ENABLED") }]),
    { label: CONSOLE_LABELS.clientId, value: accountLinking.client_id },
    {
      label: CONSOLE_LABELS.clientSecret,
      value: accountLinking.client_secret,
      secret: true,
      note: "The console does not show the one that it has.",
    },
    { label: CONSOLE_LABELS.accessTokenScheme, value: SCHEMES[accountLinking.access_token_scheme] },
    { label: CONSOLE_LABELS.scopes, value: accountLinking.scopes, note: "Each is an entry of its own." },
    {
      label: CONSOLE_LABELS.domains,
      value: domains,
      ...(domains.length === 0 && { note: "Leave it empty: Cognito's sign-in page needs no other domain." }),
    },
    {
      label: CONSOLE_LABELS.defaultTokenExpirationInSeconds,
      value: seconds === undefined ? [] : String(seconds),
      note: seconds === undefined ? "Leave it empty: Cognito says with each token how long it lives." : "Seconds.",
    },
  ];
}

const ONLY_SMAPI = "No label for it is documented: set it through SMAPI.";

function apps(additions: AccountLinkingAdditions): FormField[] {
  const { redirectUrls, authorizationUrlsByPlatform, reciprocalAccessTokenUrl, voiceForwardAccountLinking } = additions;
  const platforms = authorizationUrlsByPlatform?.map((one) => `${one.platformType}: ${one.platformAuthorizationUrl}`);
  return [
    ...(redirectUrls?.length ? [{ label: CONSOLE_LABELS.redirectUrls, value: redirectUrls }] : []),
    ...(platforms?.length ? [{ label: "authorizationUrlsByPlatform", value: platforms, note: ONLY_SMAPI }] : []),
    ...(reciprocalAccessTokenUrl === undefined
      ? []
      : [{ label: "reciprocalAccessTokenUrl", value: reciprocalAccessTokenUrl, note: ONLY_SMAPI }]),
    ...(voiceForwardAccountLinking === undefined
      ? []
      : [{ label: "voiceForwardAccountLinking", value: voiceForwardAccountLinking, note: ONLY_SMAPI }]),
  ];
}

const alexaOwn = ({ redirect_uris: redirectUris }: AccountLinking): FormField[] => [
  {
    label: "Alexa Redirect URLs",
    value: redirectUris.filter(isAlexaRedirectUri),
    note: "The console shows them and they cannot be changed there. These are registered at Cognito: each that the console shows must be among them, letter by letter. If one is not, see alexa.vendorId in environments.ts.",
  },
];
