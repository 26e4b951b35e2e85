import type { GroupField, ListField, MapField, TextField } from "./field";
import { choice, flag, TEMPLATE } from "./field";
import { providerName } from "./identity-provider-name";

/**
 * Somebody else's sign-in, which the pool trusts. Sources of what each takes: Amazon Cognito API, CreateIdentityProvider,
 * and the developer guide, "Adding user pool sign-in through a third party".
 */
export type IdentityProviderProps =
  | GoogleProviderProps
  | AmazonProviderProps
  | FacebookProviderProps
  | AppleProviderProps
  | OidcProviderProps
  | SamlProviderProps
  | ExistingProviderProps;

/** What every provider has that is made here. */
export interface MappedProviderProps {
  /**
   * What the pool takes over of the provider's profile: under the pool's attribute, what the provider calls it. Added to
   * the type's own, which are those of docs/identity-providers.md.
   * @default {}
   */
  readonly attributes?: Readonly<Record<string, string>>;
  /**
   * Other names of the provider, such as the domains of its e-mail addresses: `idp_identifier` of a sign-in chooses by
   * them. At most 50.
   * @default []
   */
  readonly identifiers?: readonly string[];
}

/**
 * Where the provider's secret is: in Secrets Manager, in Systems Manager, or, where neither is named, in the sensitive
 * Terraform variable `identity_provider_secrets`, under the provider's name.
 */
export interface SecretProps {
  /**
   * The ARN or the name of a secret in Secrets Manager.
   * @default - none
   */
  readonly secretId?: string;
  /**
   * The member of the secret, where that is a JSON object.
   * @default - the whole secret
   */
  readonly secretKey?: string;
  /**
   * The name or the ARN of a parameter in Systems Manager, a SecureString.
   * @default - none
   */
  readonly parameterName?: string;
}

/** A provider with a client of yours. */
export interface OAuthProviderProps extends MappedProviderProps, SecretProps {
  /** The id of your client at the provider. For Apple it is the Services ID. */
  readonly clientId: string;
  /**
   * The scopes that are asked for there.
   * @default - those that the type's own attributes need
   */
  readonly scopes?: readonly string[];
}

/** Google. Its name is `Google`. */
export interface GoogleProviderProps extends OAuthProviderProps {
  /** Says that it is Google. */
  readonly type: "Google";
}

/** Login with Amazon. Its name is `LoginWithAmazon`. */
export interface AmazonProviderProps extends OAuthProviderProps {
  /** Says that it is Login with Amazon. */
  readonly type: "LoginWithAmazon";
}

/** Facebook. Its name is `Facebook`. It does not say whether an address is verified. */
export interface FacebookProviderProps extends OAuthProviderProps {
  /** Says that it is Facebook. */
  readonly type: "Facebook";
  /**
   * The version of Facebook's Graph API.
   * @default - v17.0, as in AWS's examples
   */
  readonly apiVersion?: string;
}

/** Sign in with Apple. Its name is `SignInWithApple`, its secret the private key. */
export interface AppleProviderProps extends OAuthProviderProps {
  /** Says that it is Apple. */
  readonly type: "SignInWithApple";
  /** The id of your team at Apple, ten characters. */
  readonly teamId: string;
  /** The id of the private key, ten characters. */
  readonly keyId: string;
}

/** Any OpenID provider, such as your company's. */
export interface OidcProviderProps extends OAuthProviderProps {
  /** Says that it is an OpenID provider. */
  readonly type: "OIDC";
  /** The provider's issuer, without a slash at the end. Cognito reads its `/.well-known/openid-configuration`. */
  readonly issuer: string;
  /**
   * How Cognito asks for a profile.
   * @default - GET
   */
  readonly attributesRequestMethod?: "GET" | "POST";
  /**
   * The authorization endpoint, where the issuer does not publish it.
   * @default - what the issuer publishes
   */
  readonly authorizeUrl?: string;
  /**
   * The token endpoint, where the issuer does not publish it.
   * @default - what the issuer publishes
   */
  readonly tokenUrl?: string;
  /**
   * The user-info endpoint, where the issuer does not publish it.
   * @default - what the issuer publishes
   */
  readonly attributesUrl?: string;
  /**
   * The keys that sign ID tokens, where the issuer does not publish them.
   * @default - what the issuer publishes
   */
  readonly jwksUri?: string;
}

/** A SAML 2.0 provider. It has no secret. */
export interface SamlProviderProps extends MappedProviderProps {
  /** Says that it is a SAML provider. */
  readonly type: "SAML";
  /**
   * Where its metadata are; Cognito reads them again every six hours.
   * @default - metadataFile
   */
  readonly metadataUrl?: string;
  /**
   * The metadata themselves, XML: `readFileSync("metadata.xml", "utf8")`, in the module `file("metadata.xml")`.
   * @default - metadataUrl
   */
  readonly metadataFile?: string;
  /**
   * Whether a sign-out of the pool signs out at the provider too.
   * @default false
   */
  readonly signsOut?: boolean;
  /**
   * Whether users may begin at the provider. Alexa always begins at the pool.
   * @default false
   */
  readonly beginsAtProvider?: boolean;
  /**
   * Whether the provider has to encrypt its assertions.
   * @default false
   */
  readonly encryptedAssertions?: boolean;
  /**
   * Whether Cognito signs its requests, with rsa-sha256.
   * @default false
   */
  readonly signedRequests?: boolean;
}

/** One of that name that the pool has already, or gets elsewhere. Nothing of it is made or changed. */
export interface ExistingProviderProps {
  /** Says that it is made elsewhere. */
  readonly type: "existing";
}

const text = (pattern: RegExp, maxLength: number, allowed: string, fix: string): TextField => ({
  kind: "text",
  pattern,
  except: TEMPLATE,
  maxLength,
  allowed,
  fix,
});

const url = (derived?: string): TextField => ({
  ...text(
    /^https:\/\/[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:[0-9]{1,5})?(\/[!-~]*)?$/,
    2048,
    "an https URL with its host in lower case",
    "copy it from the provider's own page",
  ),
  ...(derived === undefined ? {} : { derived }),
});

const attributes: MapField = {
  kind: "map",
  max: 100,
  default: {},
  key: text(
    /^[\p{L}\p{M}\p{S}\p{N}\p{P}]{1,32}$/u, // Amazon Cognito API, AttributeMappingKeyType
    32,
    "an attribute of the pool, 1 to 32 characters",
    "write given_name, or custom:level",
  ),
  value: text(/\S/, 2048, "what the provider calls it", "write the name of the provider's claim or attribute"),
};

const identifiers: ListField = {
  kind: "list",
  min: 0,
  max: 50,
  default: [],
  // Amazon Cognito API, IdpIdentifierType
  item: text(/^[A-Za-z0-9_\s+=.@-]{1,40}$/, 40, "1 to 40 letters, digits, spaces and _+=.@-", "shorten it"),
};

const mapped = { attributes, identifiers };

const secret = {
  secretId: {
    // Secrets Manager API, SecretIdType
    ...text(
      /^[A-Za-z0-9/_+=.@:-]+$/,
      2048,
      "the ARN or the name of a secret in Secrets Manager",
      "copy it from the secret's page; never write the secret itself",
    ),
    derived: "none",
  },
  secretKey: {
    ...text(/\S/, 512, "a member of the secret's JSON object", "write its name, as client_secret"),
    derived: "the whole secret",
  },
  parameterName: {
    // Systems Manager API, PSParameterName
    ...text(
      /^[A-Za-z0-9/_.:-]+$/,
      2048,
      "the name or the ARN of a parameter in Systems Manager",
      "copy it from the parameter's page; never write the secret itself",
    ),
    derived: "none",
  },
} as const;

const oauth = {
  ...mapped,
  ...secret,
  clientId: text(/^[!-~]{1,512}$/, 512, "the id of your client at the provider", "copy it from the provider's console"),
  scopes: {
    kind: "list",
    min: 1,
    max: 50,
    // RFC 6749, section 3.3; a comma separates Facebook's.
    item: text(/^[!#-+\--[\]-~]{1,256}$/, 256, "a scope without spaces, commas and quotes", "write each on its own"),
    derived: "those that the type's own attributes need",
  },
} as const;

const social = <T extends string>(type: T): GroupField<OAuthProviderProps & { readonly type: T }> => ({
  kind: "group",
  fields: { type: choice([type], `write ${type}`), ...oauth },
});

const appleId = (what: string): TextField =>
  text(/^[A-Z0-9]{10}$/, 10, `${what}: ten capital letters and digits`, "copy it from Apple's developer site");

const facebook: GroupField<FacebookProviderProps> = {
  kind: "group",
  fields: {
    ...social("Facebook").fields,
    apiVersion: {
      ...text(/^v[0-9]{1,3}\.[0-9]$/, 6, "a version of the Graph API, as v17.0", "copy it from your app's page"),
      derived: "v17.0, as in AWS's examples",
    },
  },
};

const apple: GroupField<AppleProviderProps> = {
  kind: "group",
  fields: {
    ...social("SignInWithApple").fields,
    teamId: appleId("the team's id"),
    keyId: appleId("the private key's id"),
  },
};

const PUBLISHED = "what the issuer publishes";

const oidc: GroupField<OidcProviderProps> = {
  kind: "group",
  fields: {
    ...social("OIDC").fields,
    issuer: {
      ...url(),
      except: /[?#]|\/$|[$%]\{/,
      allowed: "an https URL without query, fragment and slash at the end",
    },
    attributesRequestMethod: { ...choice(["GET", "POST"], "choose one"), derived: "GET" },
    authorizeUrl: url(PUBLISHED),
    tokenUrl: url(PUBLISHED),
    attributesUrl: url(PUBLISHED),
    jwksUri: url(PUBLISHED),
  },
};

const saml: GroupField<SamlProviderProps> = {
  kind: "group",
  fields: {
    type: choice(["SAML"], "write SAML"),
    ...mapped,
    metadataUrl: url("metadataFile"),
    metadataFile: {
      kind: "text",
      pattern: /<([A-Za-z0-9_-]+:)?EntityDescriptor[\s>]/,
      maxLength: 131_072, // Amazon Cognito API, StringType
      allowed: "SAML metadata, XML with an EntityDescriptor, of at most 131072 characters",
      fix: 'write readFileSync("metadata.xml", "utf8"), or in Terraform file("metadata.xml")',
      derived: "metadataUrl",
    },
    signsOut: flag(false),
    beginsAtProvider: flag(false),
    encryptedAssertions: flag(false),
    signedRequests: flag(false),
  },
};

const existing: GroupField<ExistingProviderProps> = {
  kind: "group",
  fields: { type: choice(["existing"], "write existing") },
};

/**
 * What may stand in `identityProviders`.
 * @internal
 */
export const identityProvidersSchema: MapField = {
  kind: "map",
  known: true,
  max: 50, // what a page can show; Amazon Cognito, "Quotas", allows 300
  default: {},
  key: providerName,
  value: {
    kind: "variant",
    variants: {
      Google: social("Google"),
      LoginWithAmazon: social("LoginWithAmazon"),
      Facebook: facebook,
      SignInWithApple: apple,
      OIDC: oidc,
      SAML: saml,
      existing,
    },
  },
};
