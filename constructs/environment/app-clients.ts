import { MAX_ATTRIBUTES, readableAttribute, writableAttribute } from "./attribute-name";
import type { GroupField, ListField, MapField } from "./field";
import { choice, flag, number } from "./field";
import { offeredProviders } from "./identity-provider-name";
import { appUri, MAX_URIS } from "./redirect-uri";
import type { Scope } from "./scope";
import { scope } from "./scope";

/** An app client beside Alexa's, in the same pool: a web or mobile app, or a machine. */
export type AppClientProps = CodeClientProps | MachineClientProps;

/** A web or mobile app whose users sign in on the pool's pages: the authorization-code grant. */
export interface CodeClientProps {
  /** Says that users sign in: the authorization-code grant. */
  readonly type: "code";
  /** Where Cognito sends a user after the sign-in. */
  readonly callbackUris: readonly string[];
  /**
   * Where `/logout` may send a user to.
   * @default []
   */
  readonly signOutUris?: readonly string[];
  /**
   * Where a sign-in without `redirect_uri` ends, one of `callbackUris`.
   * @default - none
   */
  readonly defaultRedirectUri?: string;
  /**
   * Whether the client has a secret: for a web server. An app in a browser or on a phone cannot keep one, and uses PKCE.
   * Changing it replaces the client.
   * @default false
   */
  readonly secret?: boolean;
  /** The scopes that the app may ask for. `openid` is needed for `profile`, `email` and `phone`. */
  readonly scopes: readonly Scope[];
  /**
   * How users may sign in. The sign-in page needs one for each way that it is to offer.
   * @default ["ALLOW_REFRESH_TOKEN_AUTH", "ALLOW_USER_SRP_AUTH"]
   */
  readonly authFlows?: readonly AuthFlow[];
  /**
   * Who signs users in: `COGNITO` is the form for password and user name, the others are names of `identityProviders`.
   * @default - COGNITO and every provider of identityProviders
   */
  readonly identityProviders?: readonly string[];
  /**
   * The user attributes that the app may read.
   * @default - Cognito's: every standard attribute
   */
  readonly readAttributes?: readonly string[];
  /**
   * The user attributes that the app may write.
   * @default - Cognito's: every standard attribute
   */
  readonly writeAttributes?: readonly string[];
  /**
   * Minutes for which a user has time between the steps of a sign-in, 3 to 15.
   * @default 3
   */
  readonly sessionMinutes?: number;
  /**
   * Minutes, 5 to 1440.
   * @default 60
   */
  readonly accessTokenMinutes?: number;
  /**
   * Minutes, 5 to 1440.
   * @default 60
   */
  readonly idTokenMinutes?: number;
  /**
   * Minutes, 60 to 5256000, which is ten years; no less than the other tokens. Then the user signs in again.
   * @default 43200
   */
  readonly refreshTokenMinutes?: number;
  /**
   * Whether refresh tokens can be revoked, and with them the access tokens that came of them.
   * @default true
   */
  readonly tokenRevocation?: boolean;
  /**
   * Whether a sign-in that fails leaves open if there is such a user.
   * @default true
   */
  readonly preventUserExistenceErrors?: boolean;
}

/** A program without a user, which gets tokens for itself: the client-credentials grant. It always has a secret. */
export interface MachineClientProps {
  /** Says that no user signs in: the client-credentials grant. */
  readonly type: "client_credentials";
  /** The scopes of resource servers that the program may ask for. */
  readonly scopes: readonly Scope[];
  /**
   * Minutes, 5 to 1440.
   * @default 60
   */
  readonly accessTokenMinutes?: number;
}

/** Source: Amazon Cognito API, ExplicitAuthFlowsType, without those that came before `ALLOW_`. */
export type AuthFlow =
  | "ALLOW_REFRESH_TOKEN_AUTH"
  | "ALLOW_USER_SRP_AUTH"
  | "ALLOW_USER_PASSWORD_AUTH"
  | "ALLOW_ADMIN_USER_PASSWORD_AUTH"
  | "ALLOW_CUSTOM_AUTH"
  | "ALLOW_USER_AUTH";

/** The flows that a client allows unless it says otherwise: SRP is the one that never sends passwords. */
export const AUTH_FLOWS: readonly AuthFlow[] = ["ALLOW_REFRESH_TOKEN_AUTH", "ALLOW_USER_SRP_AUTH"];

const scopes: ListField = { kind: "list", min: 1, max: 50, item: scope }; // Amazon Cognito API, ScopeListType

const accessTokenMinutes = number("minutes", 5, 1440, 60, "choose a time that Cognito takes");

/**
 * What a client may read or write.
 * @internal
 */
export const readAttributes: ListField = {
  kind: "list",
  min: 1,
  max: MAX_ATTRIBUTES,
  item: readableAttribute,
  derived: "Cognito's: every standard attribute",
};

/** @internal */
export const writeAttributes: ListField = { ...readAttributes, item: writableAttribute };

/**
 * Minutes between the steps of a sign-in. Source: Amazon Cognito API, AuthSessionValidityType.
 * @internal
 */
export const SESSION_MINUTES = { min: 3, max: 15 };

const codeClient: GroupField<CodeClientProps> = {
  kind: "group",
  fields: {
    type: choice(["code"], "write code"),
    callbackUris: { kind: "list", min: 1, max: MAX_URIS, item: appUri },
    signOutUris: { kind: "list", min: 0, max: MAX_URIS, default: [], item: appUri },
    defaultRedirectUri: { ...appUri, derived: "none" },
    secret: flag(false),
    scopes,
    authFlows: {
      kind: "list",
      min: 1,
      max: 6,
      default: AUTH_FLOWS,
      item: choice(
        [
          "ALLOW_REFRESH_TOKEN_AUTH",
          "ALLOW_USER_SRP_AUTH",
          "ALLOW_USER_PASSWORD_AUTH",
          "ALLOW_ADMIN_USER_PASSWORD_AUTH",
          "ALLOW_CUSTOM_AUTH",
          "ALLOW_USER_AUTH",
        ],
        "use Cognito's names",
      ),
    },
    identityProviders: offeredProviders,
    readAttributes,
    writeAttributes,
    sessionMinutes: number("minutes", SESSION_MINUTES.min, SESSION_MINUTES.max, 3, "choose a time that Cognito takes"),
    accessTokenMinutes,
    idTokenMinutes: accessTokenMinutes,
    refreshTokenMinutes: number(
      "minutes",
      60,
      5_256_000,
      43_200,
      "choose a time that Cognito takes: at most ten years, and no less than access and ID tokens live",
    ),
    tokenRevocation: flag(true),
    preventUserExistenceErrors: flag(true),
  },
};

const machineClient: GroupField<MachineClientProps> = {
  kind: "group",
  fields: {
    type: choice(["client_credentials"], "write client_credentials"),
    scopes,
    accessTokenMinutes,
  },
};

/**
 * What may stand in `clients`.
 * @internal
 */
export const appClientsSchema: MapField = {
  kind: "map",
  known: true,
  max: 100, // what a person lists; Amazon Cognito, "Quotas", allows 1,000
  default: {},
  key: {
    kind: "text",
    // Behind the environment's name it has at most 128 characters: Amazon Cognito API, ClientNameType
    pattern: /^[A-Za-z][A-Za-z0-9_-]{0,63}$/,
    except: /^alexa$/i,
    allowed:
      "a name of 1 to 64 letters, digits, underscores and hyphens, beginning with a letter, that is not Alexa's client's",
    fix: "rename the client; it is part of its name in Cognito",
  },
  value: { kind: "variant", variants: { code: codeClient, client_credentials: machineClient } },
};
