import type { AccessTokenScheme } from "../../contract/account-linking";
import { ALEXA_REGIONS } from "../../contract/alexa-redirect-uri";
import type { GroupField, TextField } from "./field";
import { choice } from "./field";

/** What Alexa sends and expects in the authorization-code grant. */
export interface AlexaProps {
  /**
   * The vendor id of the developer account (`M…`), at the end of Alexa's three redirect URIs. Shown at
   * https://developer.amazon.com/settings/console/mycid.
   */
  readonly vendorId: string;
  /**
   * The skills that may invoke the function. May be empty until the first skill exists; then nothing may invoke it.
   */
  readonly skillIds: readonly string[];
  /**
   * The scopes Alexa asks for. `openid` is needed to read a profile, `profile` to read a name. A link keeps the scopes of
   * the day when the user linked: one that is added here is in new links only.
   * @default ["openid", "profile"]
   */
  readonly scopes?: readonly Scope[];
  /**
   * The scopes that the function demands of an access token, among those Alexa asks for. A user whose link lacks one is
   * asked to link again, so add a scope to `scopes` first, and here when enough users have linked anew.
   * @default ["openid"]
   */
  readonly requiredScopes?: readonly Scope[];
  /**
   * How Alexa sends the client's id and secret to the access token URI.
   * @default "HTTP_BASIC"
   */
  readonly accessTokenScheme?: AccessTokenScheme;
  /**
   * Redirect URIs beside the three of Alexa that follow from the vendor id.
   * @default []
   */
  readonly additionalRedirectUris?: readonly string[];
  /**
   * Where `/logout` may send a user to.
   * @default []
   */
  readonly signOutUris?: readonly string[];
}

/** The scopes of a user pool without resource servers. Source: Amazon Cognito, "Scopes, M2M, and resource servers". */
export type Scope = "openid" | "profile" | "email" | "phone" | "aws.cognito.signin.user.admin";

/** Amazon Cognito, "Quotas": callback URLs and logout URLs of one app client. */
const MAX_URIS = 100;

/** A host's name (RFC 1123, section 2.1). */
const HOST = /LABEL(\.LABEL)*\.?/.source.replaceAll("LABEL", "[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?");
const PORT = "(:([0-9]{1,4}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5]))?";
/** Amazon Cognito API, RedirectUrlType: no white space, no control or format character. */
const VISIBLE = /[\p{L}\p{M}\p{S}\p{N}\p{P}]*/u.source;

const uri: TextField = {
  kind: "text",
  // Amazon Cognito API, CallbackURLsType; an app's own scheme is a reversed domain name (RFC 8252, section 7.1).
  pattern: new RegExp(
    `^(https://${HOST}${PORT}([/?]${VISIBLE})?|http://localhost${PORT}([/?]${VISIBLE})?|[a-z][a-z0-9+-]*\\.[a-z0-9+.-]*://${VISIBLE})$`,
    "u",
  ),
  except: /#|[$%]\{/,
  maxLength: 1024, // Amazon Cognito API, RedirectUrlType
  allowed:
    "an absolute https URI, an http URI of localhost, or an app's own scheme (com.example.app://…), without fragment, white space and control characters, at most 1024 characters",
  fix: "use https; plain http is for http://localhost only, and an app's scheme has a dot in it (RFC 8252)",
};

const scope = choice(
  ["openid", "profile", "email", "phone", "aws.cognito.signin.user.admin"],
  "use the user pool's own scopes; scopes of a resource server would need that server in the stack",
);

/**
 * What may stand in `alexa`.
 * @internal
 */
export const alexaSchema: GroupField<AlexaProps> = {
  kind: "group",
  fields: {
    vendorId: {
      kind: "text",
      pattern: /^M[A-Z0-9]{7,31}$/,
      allowed: "M and 7 to 31 capital letters and digits",
      fix: "copy the vendor id (not a skill id) from https://developer.amazon.com/settings/console/mycid",
    },
    skillIds: {
      kind: "list",
      min: 0,
      max: 20,
      item: {
        kind: "text",
        pattern:
          /^amzn1\.(ask\.skill|echo-sdk-ams\.app)\.[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/,
        allowed: "amzn1.ask.skill. and a UUID in lower case",
        fix: 'copy the skill id from the developer console ("Copy Skill ID" under the skill\'s name)',
      },
    },
    scopes: {
      kind: "list",
      min: 1,
      max: 5,
      default: ["openid", "profile"],
      item: scope,
    },
    requiredScopes: { kind: "list", min: 1, max: 5, default: ["openid"], item: scope },
    accessTokenScheme: choice(
      ["HTTP_BASIC", "REQUEST_BODY_CREDENTIALS"],
      "use SMAPI's names; Cognito takes both",
      "HTTP_BASIC",
    ),
    additionalRedirectUris: { kind: "list", min: 0, max: MAX_URIS - ALEXA_REGIONS.length, default: [], item: uri },
    signOutUris: { kind: "list", min: 0, max: MAX_URIS, default: [], item: uri },
  },
};
