import { readAttributes, SESSION_MINUTES, writeAttributes } from "./app-clients";
import { cognitoName } from "./cognito-name";
import type { ExistingClientProps } from "./existing";
import { existingClientSchema } from "./existing";
import type { GroupField } from "./field";
import { flag } from "./field";
import { offeredProviders } from "./identity-provider-name";
import { appUri } from "./redirect-uri";

/** Alexa's app client. */
export interface ClientProps {
  /**
   * An app client of the existing pool, for Alexa alone. Nothing of it is created or changed; a plan fails where it
   * lacks what the link needs: a secret, the authorization-code grant, the scopes, the redirect URIs.
   * @default - a client is made
   */
  readonly existing?: ExistingClientProps;
  /**
   * The user attributes that the skill may read. It greets by `given_name`, `name` or `nickname`.
   * @default - Cognito's: every standard attribute
   */
  readonly readAttributes?: readonly string[];
  /**
   * The user attributes that a token of Alexa's may write, with the scope `aws.cognito.signin.user.admin`. The sign-up page
   * writes what the pool requires in any case.
   * @default - Cognito's: every standard attribute
   */
  readonly writeAttributes?: readonly string[];
  /**
   * Minutes for which a user has time between the steps of a sign-in, 3 to 15.
   * @default - Cognito's: 3
   */
  readonly sessionMinutes?: number;
  /**
   * Where a sign-in without `redirect_uri` ends, one of the redirect URIs. Alexa always sends one.
   * @default - none
   */
  readonly defaultRedirectUri?: string;
  /**
   * Who signs users in on Alexa's pages: `COGNITO` is the form for password and user name, the others are names of
   * `identityProviders`. Without `COGNITO` nobody of the pool's own users can link.
   * @default - COGNITO and every provider of identityProviders
   */
  readonly identityProviders?: readonly string[];
  /**
   * Whether Alexa's pages let users choose among the pool's first factors; otherwise they ask for a password.
   * @default - whether userPool.firstFactors has more than PASSWORD
   */
  readonly signInChoice?: boolean;
  /**
   * The client's name, which nobody but operators sees.
   * @default - that of the environment's other resources, and -alexa
   */
  readonly name?: string;
  /**
   * Whether the client was made elsewhere and taken over by an import, which cannot read whether it has a secret. In a
   * stack, `adopt.clientId` says so already. It stays for good; changing it replaces the client and unlinks every user.
   * @default false
   */
  readonly imported?: boolean;
  /**
   * The look of the classic sign-in pages that Alexa's users see; those of other clients stay as they are. Managed login
   * does not read it: its look is its branding.
   * @default - that of the pool, or Cognito's own
   */
  readonly signInPage?: SignInPageProps;
}

/** The look of the classic sign-in pages, style sheet and logo in one: at most 135 KB together. */
export interface SignInPageProps {
  /**
   * A style sheet with Cognito's own classes, as in `.banner-customizable { background: navy }`. Amazon asks for at most
   * 3 KB.
   * @default - none
   */
  readonly css?: string;
  /**
   * The logo, a PNG or JPEG of at most 100 KB in Base64: `readFileSync("logo.png", "base64")`, in the module
   * `filebase64("logo.png")`. Shown in 350 by 178 pixels.
   * @default - none
   */
  readonly logo?: string;
}

/**
 * What may stand in `client.signInPage`. Sources: Amazon Cognito API, SetUICustomization; developer guide, "Hosted UI
 * (classic) branding".
 */
const signInPageSchema: GroupField<SignInPageProps> = {
  kind: "group",
  derived: "that of the pool, or Cognito's own",
  fields: {
    css: {
      kind: "text",
      pattern: /\S/,
      // The developer guide: "Property values cannot contain HTML, @import, @supports, @page, or @media statements".
      except: /@(import|supports|page|media)([^a-z]|$)|</,
      maxLength: 131_072,
      allowed: "a style sheet of at most 131072 characters, without @import, @supports, @page, @media and HTML",
      fix: "keep to Cognito's own classes; the console has a template with all of them",
      derived: "none",
    },
    logo: {
      kind: "text",
      // How the signatures of PNG and JPEG begin in Base64.
      pattern: /^(iVBORw0KGgo|\/9j\/)[A-Za-z0-9+/]*={0,2}$/,
      maxLength: 136_536, // 100 KB
      allowed: "a PNG or JPEG of at most 100 KB, in Base64",
      fix: 'write readFileSync("logo.png", "base64"), or in Terraform filebase64("logo.png")',
      derived: "none",
    },
  },
};

/**
 * What may stand in `client`.
 * @internal
 */
export const clientSchema: GroupField<ClientProps> = {
  kind: "group",
  default: {},
  fields: {
    existing: existingClientSchema,
    readAttributes,
    writeAttributes,
    sessionMinutes: {
      kind: "number",
      unit: "minutes",
      ...SESSION_MINUTES,
      fix: "choose a time that Cognito takes",
      derived: "Cognito's: 3",
    },
    defaultRedirectUri: { ...appUri, derived: "none" },
    identityProviders: offeredProviders,
    signInChoice: { kind: "flag", derived: "whether userPool.firstFactors has more than PASSWORD" },
    name: cognitoName("a client's name", "that of the environment's other resources, and -alexa"),
    imported: flag(false),
    signInPage: signInPageSchema,
  },
};
