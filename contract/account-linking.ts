/**
 * The contract between Terraform and everything that comes after it: the value of the stack's one sensitive
 * output, `account_linking`. Constructs write it; the Alexa side, the local world and the checks read it.
 *
 * The keys are in snake case because they are Terraform's: `terraform output -json account_linking` prints
 * exactly this object. This file imports nothing, so that every room may import it.
 */
export interface AccountLinking {
  /** Where the Alexa app sends the user to sign in. `https://{domain}/oauth2/authorize` */
  readonly authorization_uri: string;
  /** Where Alexa exchanges the code and refreshes tokens. `https://{domain}/oauth2/token` */
  readonly access_token_uri: string;
  /** Where the skill reads the user's profile (OpenID Connect Core 1.0, section 5.3). `https://{domain}/oauth2/userInfo` */
  readonly user_info_uri: string;
  /**
   * The `iss` claim of every token, and the base of `/.well-known/jwks.json`. Never the domain:
   * `https://cognito-idp.{region}.amazonaws.com/{user pool id}`
   */
  readonly issuer: string;
  /** The app client's id. */
  readonly client_id: string;
  /** The app client's secret. Never print it, log it or write it to a file without being asked. */
  readonly client_secret: string;
  /** The scopes Alexa asks for; all of them are allowed on the app client. */
  readonly scopes: readonly string[];
  /** The scopes that the skill demands of a token; absent where an older version was deployed, which demanded all. */
  readonly required_scopes?: readonly string[];
  /** How Alexa sends the client's id and secret to the access token URI. */
  readonly access_token_scheme: AccessTokenScheme;
  /** Every redirect URI registered on the app client, Alexa's own first. */
  readonly redirect_uris: readonly string[];
  /** The skills that may invoke the function; empty until the first skill exists. */
  readonly skill_ids: readonly string[];
  /** The ARN (of the alias `live`) that each Alexa region invokes. */
  readonly function_arns: Readonly<Record<AlexaRegion, string>>;
  /**
   * The Alexa regions whose function is made elsewhere: its code is no release's of this project. Absent where there is
   * none.
   */
  readonly existing_functions?: readonly AlexaRegion[];
  /** What the skills are to Alexa; absent where they are custom skills, as all were before. */
  readonly skill_kind?: "custom" | "smart-home" | "both";
}

/** The output's name in Terraform. */
export const ACCOUNT_LINKING_OUTPUT = "account_linking";

/** SMAPI's names for the two ways of OAuth 2.0 client authentication (RFC 6749, section 2.3.1). */
export type AccessTokenScheme = "HTTP_BASIC" | "REQUEST_BODY_CREDENTIALS";

/** North America, Europe and India, the Far East: the endpoints that a skill's manifest can name. */
export type AlexaRegion = "NA" | "EU" | "FE";
