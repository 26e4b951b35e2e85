import type { AccessTokenScheme } from "../../contract/account-linking";
import { MAX_LINK_SCOPES } from "../../contract/alexa-limits";
import { ALEXA_REGIONS } from "../../contract/alexa-redirect-uri";
import type { SkillKind } from "../../contract/smart-home";
import { SKILL_KINDS } from "../../contract/smart-home";
import type { GroupField } from "./field";
import { choice } from "./field";
import { MAX_URIS, uri } from "./redirect-uri";
import type { Scope } from "./scope";
import { scope } from "./scope";

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
   * What the skills are to Alexa: `custom` skills send requests, `smart-home` skills directives, and skills of `both` kinds
   * both. It decides what may invoke the function; its code answers what comes. A kind that is taken away stops whatever
   * people use of it. Source: Alexa Skills Kit, "Understand multi-capability skills".
   * @default "custom"
   */
  readonly kind?: SkillKind;
  /**
   * The scopes Alexa asks for, at most 15. `openid` is needed to read a profile, `profile` to read a name; a scope of
   * `resourceServers` is `{identifier}/{name}`. A link keeps the scopes of the day when the user linked: one that is added
   * here is in new links only.
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
    kind: choice(SKILL_KINDS, "other kinds, such as flash briefing, video, music and list, are not served", "custom"),
    scopes: {
      kind: "list",
      min: 1,
      max: MAX_LINK_SCOPES,
      default: ["openid", "profile"],
      item: scope,
    },
    requiredScopes: { kind: "list", min: 1, max: MAX_LINK_SCOPES, default: ["openid"], item: scope },
    accessTokenScheme: choice(
      ["HTTP_BASIC", "REQUEST_BODY_CREDENTIALS"],
      "use SMAPI's names; Cognito takes both",
      "HTTP_BASIC",
    ),
    additionalRedirectUris: { kind: "list", min: 0, max: MAX_URIS - ALEXA_REGIONS.length, default: [], item: uri },
    signOutUris: { kind: "list", min: 0, max: MAX_URIS, default: [], item: uri },
  },
};
