export interface TextCase {
  readonly key: string;
  readonly service: string;
  readonly shape: string;
  /** A value with a character in it that is good if the character is. */
  readonly value: (character: string) => string;
  /** The part of the value that AWS knows under this shape. @default all of it */
  readonly part?: (value: string) => string;
  /** Why less is accepted here than AWS takes. */
  readonly narrower?: string;
}

export const TEXTS: readonly TextCase[] = [
  { key: "domain.prefix", service: "cognito-idp", shape: "DomainType", value: (c) => `x${c}y` },
  { key: "tags.key", service: "iam", shape: "tagKeyType", value: (c) => `x${c}` },
  { key: "tags.value", service: "iam", shape: "tagValueType", value: (c) => `x${c}` },
  {
    key: "userPool.verificationEmail.subject",
    service: "cognito-idp",
    shape: "EmailVerificationSubjectType",
    value: (c) => `x${c}`,
    narrower: "a subject is one line, and Cognito counts other spaces than U+0020 as it likes",
  },
  {
    key: "userPool.verificationEmail.message",
    service: "cognito-idp",
    shape: "EmailVerificationMessageType",
    value: (c) => `{####}${c}`,
    narrower: "of white space, spaces, tabs and line breaks are what mail needs",
  },
  {
    key: "userPool.verificationEmail.linkSubject",
    service: "cognito-idp",
    shape: "EmailVerificationSubjectByLinkType",
    value: (c) => `x${c}`,
    narrower: "a subject is one line, and Cognito counts other spaces than U+0020 as it likes",
  },
  {
    key: "userPool.verificationEmail.linkMessage",
    service: "cognito-idp",
    shape: "EmailVerificationMessageByLinkType",
    value: (c) => `{##x##}${c}`,
    narrower: "of white space, spaces, tabs and line breaks are what mail needs",
  },
  {
    key: "userPool.invitation.message",
    service: "cognito-idp",
    shape: "EmailInviteMessageType",
    value: (c) => `{username}{####}${c}`,
    narrower: "of white space, spaces, tabs and line breaks are what mail needs",
  },
  {
    key: "userPool.secondFactorEmail.message",
    service: "cognito-idp",
    shape: "EmailMfaMessageType",
    value: (c) => `{####}${c}`,
    narrower: "of white space, spaces, tabs and line breaks are what mail needs",
  },
  ...(["verification", "secondFactor"] as const).map(
    (message): TextCase => ({
      key: `userPool.smsMessages.${message}`,
      service: "cognito-idp",
      shape: "SmsVerificationMessageType",
      value: (c) => `{####}${c}`,
      narrower: "control characters are in no message",
    }),
  ),
  {
    key: "userPool.smsMessages.invitation",
    service: "cognito-idp",
    shape: "SmsInviteMessageType",
    value: (c) => `{username}{####}${c}`,
    narrower: "control characters are in no message",
  },
  {
    key: "userPool.customAttributes.key",
    service: "cognito-idp",
    shape: "CustomAttributeNameType",
    value: (c) => `x${c}`,
  },
  {
    key: "userPool.email.configurationSet",
    service: "cognito-idp",
    shape: "SESConfigurationSet",
    value: (c) => `x${c}`,
  },
  {
    key: "userPool.email.replyTo",
    service: "cognito-idp",
    shape: "EmailAddressType",
    value: (c) => `x${c}@example.com`,
    narrower: "RFC 5321, and ASCII for Amazon SES",
  },
  {
    key: "userPool.email.sesIdentityArn",
    service: "cognito-idp",
    shape: "ArnType",
    value: (c) => `arn:aws:ses:us-east-1:123456789012:identity/x${c}@example.com`,
    narrower: "a colon would begin another part of the ARN",
  },
  {
    key: "permissionsBoundary",
    service: "iam",
    shape: "policyNameType",
    value: (c) => `arn:aws:iam::123456789012:policy/x${c}`,
    part: (arn) => arn.split("/").at(-1) ?? "",
  },
  {
    key: "permissionsBoundary",
    service: "iam",
    shape: "policyPathType",
    value: (c) => `arn:aws:iam::123456789012:policy/x${c}y/name`,
    part: (arn) => `/${arn.split("/").slice(1, -1).join("/")}/`,
  },
  {
    key: "alexa.additionalRedirectUris.item",
    service: "cognito-idp",
    shape: "RedirectUrlType",
    value: (c) => `https://example.com/x${c}`,
    narrower: "RFC 3986: an absolute URI without fragment",
  },
  {
    key: "identityProviders.key",
    service: "cognito-idp",
    shape: "ProviderNameTypeV2",
    value: (c) => `xy${c}`,
    narrower: "the AWS provider's id of one has a colon, and underscores are allowed in one place only",
  },
  { key: "groups.key", service: "cognito-idp", shape: "GroupNameType", value: (c) => `x${c}` },
  { key: "groups.{name}.description", service: "cognito-idp", shape: "DescriptionType", value: (c) => `x${c}` },
  { key: "resourceServers.key", service: "cognito-idp", shape: "ResourceServerIdentifierType", value: (c) => `x${c}` },
  {
    key: "resourceServers.{name}.name",
    service: "cognito-idp",
    shape: "ResourceServerNameType",
    value: (c) => `x${c}`,
    narrower: "of white space, a name on a page has spaces",
  },
  {
    key: "resourceServers.{name}.scopes.key",
    service: "cognito-idp",
    shape: "ResourceServerScopeNameType",
    value: (c) => `x${c}`,
  },
  {
    key: "resourceServers.{name}.scopes.value",
    service: "cognito-idp",
    shape: "ResourceServerScopeDescriptionType",
    value: (c) => `x${c}`,
  },
  {
    key: "client.readAttributes.item",
    service: "cognito-idp",
    shape: "CustomAttributeNameType",
    value: (c) => `custom:x${c}`,
    part: (name) => name.replace("custom:", ""),
  },
  { key: "function.variables.key", service: "lambda", shape: "EnvironmentVariableName", value: (c) => `x${c}` },
];

export interface NumberCase {
  readonly key: string;
  readonly service: string;
  readonly shape: string;
  /** What AWS counts in one of the property's units. @default 1 */
  readonly factor?: number;
  readonly narrower?: string;
}

export const NUMBERS: readonly NumberCase[] = [
  { key: "userPool.passwordPolicy.minimumLength", service: "cognito-idp", shape: "PasswordPolicyMinLengthType" },
  { key: "userPool.passwordPolicy.historySize", service: "cognito-idp", shape: "PasswordHistorySizeType" },
  {
    key: "userPool.passwordPolicy.temporaryPasswordDays",
    service: "cognito-idp",
    shape: "TemporaryPasswordValidityDaysType",
    narrower: "0 would be Cognito's default",
  },
  {
    key: "tokens.accessTokenMinutes",
    service: "cognito-idp",
    shape: "AccessTokenValidityType",
    factor: 60,
    narrower: "Alexa wants 6 minutes or more",
  },
  {
    key: "tokens.idTokenMinutes",
    service: "cognito-idp",
    shape: "IdTokenValidityType",
    factor: 60,
    narrower: "the model's least is a number in any unit; Cognito's page says 5 minutes",
  },
  {
    key: "tokens.refreshTokenDays",
    service: "cognito-idp",
    shape: "RefreshTokenValidityType",
    factor: 86_400,
    narrower: "0 would be Cognito's default",
  },
  {
    key: "function.memoryMib",
    service: "lambda",
    shape: "MemorySize",
    narrower: "more than 10,240 MiB is for functions on instances of their own (Lambda quotas)",
  },
  { key: "client.sessionMinutes", service: "cognito-idp", shape: "AuthSessionValidityType" },
  {
    key: "groups.{name}.precedence",
    service: "cognito-idp",
    shape: "PrecedenceType",
    narrower: "the model has no greatest; it is an integer of 32 bits",
  },
  { key: "function.timeoutSeconds", service: "lambda", shape: "Timeout", narrower: "Alexa waits 8 seconds" },
];

/** Settings of the function: by AWS's type, what it writes into a variable of what it was given. */
export const SETTINGS = [
  ["CLIENT_ID", "ClientIdType", (id: string) => id],
  ["ISSUER", "UserPoolIdType", (id: string) => `https://cognito-idp.us-east-1.amazonaws.com/${id}`],
  ["SCOPES", "ScopeType", (scope: string) => `openid ${scope}`],
  [
    "USER_INFO_URI",
    "DomainType",
    (prefix: string) => `https://${prefix}.auth.us-east-1.amazoncognito.com/oauth2/userInfo`,
  ],
] as const;

/** Texts that a pattern of AWS's may match, for each character one or more. */
export const around = (character: string): readonly string[] => [
  `us-east-1_A${character}`,
  `us${character}_Ab1`,
  `x${character}y`,
];

export const CHOICES = [
  ["userPool.plan", "cognito-idp", "UserPoolTierType"],
  ["userPool.firstFactors.item", "cognito-idp", "AuthFactorType"],
  ["userPool.passkeys.userVerification", "cognito-idp", "UserVerificationType"],
  ["userPool.accountRecovery.item", "cognito-idp", "RecoveryOptionNameType"],
  ["function.architecture", "lambda", "Architecture"],
] as const;

export const LISTS = [
  ["alexa.signOutUris", "cognito-idp", "LogoutURLsListType", 0],
  ["alexa.additionalRedirectUris", "cognito-idp", "CallbackURLsListType", 3],
  ["userPool.firstFactors", "cognito-idp", "AllowedFirstAuthFactorsListType", 0],
] as const;
