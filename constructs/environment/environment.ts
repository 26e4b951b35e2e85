import type { AccessTokenScheme } from "../../contract/account-linking";

/**
 * One deployment of the skill and its user pool: what a person writes in `environments.ts`.
 *
 * Everything that has a careful default may be left out. Values are checked when the app is synthesized, all at
 * once; a value that only Terraform knows (an unresolved CDKTF token) is passed through unchecked.
 */
export interface EnvironmentProps {
  /** The stack's name, as in `cdktf deploy dev`, and the last part of every resource's name. */
  readonly name: string;
  /**
   * The first part of every resource's name: `{project}-{name}`.
   * @default "alexa-skill"
   */
  readonly project?: string;
  /** The AWS region of everything. Alexa invokes functions in these four only. */
  readonly region: LambdaRegion;
  /** The AWS account, 12 digits. Terraform refuses to run with credentials of any other. */
  readonly accountId: string;
  /** Where Terraform keeps the state. It holds the client secret: use S3 for anything real. */
  readonly state: StateBackendProps;
  /** Where the sign-in page lives. */
  readonly domain: DomainProps;
  /** The Alexa side of the link. */
  readonly alexa: AlexaProps;
  /**
   * Who may sign in, and how.
   * @default - the defaults of each property
   */
  readonly userPool?: UserPoolProps;
  /**
   * How long tokens live.
   * @default - the defaults of each property
   */
  readonly tokens?: TokenProps;
  /**
   * The skill's Lambda function.
   * @default - the defaults of each property
   */
  readonly function?: FunctionProps;
  /**
   * The ARN of the IAM policy that bounds what the roles made here may do, where your account asks for one: the
   * function's role, and Cognito's for SMS.
   * @default - no boundary
   */
  readonly permissionsBoundary?: string;
  /**
   * Tags of every resource that takes them, beside `Project` and `Environment`.
   * @default {}
   */
  readonly tags?: Readonly<Record<string, string>>;
}

/** The regions whose functions Alexa can invoke. Source: Alexa Skills Kit, "Host a custom skill as a Lambda function". */
export type LambdaRegion = "us-east-1" | "us-west-2" | "eu-west-1" | "ap-northeast-1";

export type StateBackendProps = S3StateProps | LocalStateProps;

/** State in an S3 bucket, encrypted, locked by a lock file beside it (Terraform 1.10 and later). */
export interface S3StateProps {
  /** Says that the state is in S3. */
  readonly type: "s3";
  /** The bucket's name. The bucket must exist. */
  readonly bucket: string;
  /**
   * The object's key.
   * @default - {project}/{name}.tfstate
   */
  readonly key?: string;
  /**
   * The bucket's region.
   * @default - the environment's region
   */
  readonly region?: string;
}

/** State in a file on this machine, unencrypted: for trying things out. */
export interface LocalStateProps {
  /** Says that the state is in a file. */
  readonly type: "local";
  /**
   * The file, relative to the stack's folder `cdktf.out/stacks/{name}`, as Terraform reads it. Begin with
   * `../../../` to keep it in the project's folder.
   */
  readonly path: string;
}

/** The host name of the hosted sign-in page. */
export interface DomainProps {
  /**
   * The first label of `{prefix}.auth.{region}.amazoncognito.com`. Must be free in the whole region, across all AWS
   * accounts; whether it is shows only when Terraform applies.
   */
  readonly prefix: string;
}

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
   * The scopes Alexa asks for. `openid` is needed to read a profile, `profile` to read a name.
   * @default ["openid", "profile"]
   */
  readonly scopes?: readonly Scope[];
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

/** Sign-in, sign-up and recovery. `signIn` and `requiredAttributes` can never be changed in place. */
export interface UserPoolProps {
  /**
   * What a user types to sign in. `username` makes the others aliases of a user name; without it they are the name.
   * Users of a name are asked for an e-mail address too, to confirm and recover their account.
   * Changing it replaces the pool and deletes every user.
   * @default ["email"]
   */
  readonly signIn?: readonly SignInIdentifier[];
  /**
   * What the sign-up page asks for beside the sign-in identifier and the password. The skill greets by `given_name`,
   * `name` or `nickname`. Can never be changed.
   * @default ["given_name"]
   */
  readonly requiredAttributes?: readonly RequiredAttribute[];
  /**
   * What a password must have.
   * @default - the defaults of each property
   */
  readonly passwordPolicy?: PasswordPolicyProps;
  /**
   * Whether users need a second factor, a code of an authenticator app. With `"required"`, the sign-in page has everybody
   * set one up; with `"optional"`, it asks those who set one up in an app of yours, and offers it to nobody.
   * @default "optional"
   */
  readonly mfa?: Mfa;
  /**
   * How a user who forgot the password gets back in, most wanted first. `verified_email` needs `email` or `username` in
   * `signIn`, `verified_phone_number` needs `phone`; `admin_only` stands alone.
   * @default ["verified_email"]
   */
  readonly accountRecovery?: readonly AccountRecovery[];
  /**
   * Whether the sign-in page lets people make an account; otherwise only administrators do.
   * @default true
   */
  readonly selfSignUp?: boolean;
  /**
   * Whether pool, app client and domain are kept from being destroyed: Cognito's own deletion protection on the pool
   * and Terraform's `prevent_destroy` on all three.
   * @default true
   */
  readonly deletionProtection?: boolean;
  /**
   * The e-mail that carries a verification code.
   * @default - the defaults of each property
   */
  readonly verificationEmail?: VerificationEmailProps;
  /**
   * Who sends the e-mails: a verified identity of yours in Amazon SES, with `sesIdentityArn` and `from`, or Cognito
   * itself, which allows 50 a day. Source: Amazon Cognito, "Email settings for user pools".
   * @default - the defaults of each property
   */
  readonly email?: EmailProps;
}

export type SignInIdentifier = "email" | "phone" | "username";
export type RequiredAttribute = "given_name" | "family_name" | "name" | "nickname";
export type Mfa = "off" | "optional" | "required";
export type AccountRecovery = "verified_email" | "verified_phone_number" | "admin_only";

/** Limits: Amazon Cognito API, PasswordPolicyType. */
export interface PasswordPolicyProps {
  /**
   * The fewest characters, 6 to 99.
   * @default 12
   */
  readonly minimumLength?: number;
  /**
   * Whether it must have a lower-case letter.
   * @default true
   */
  readonly requireLowercase?: boolean;
  /**
   * Whether it must have an upper-case letter.
   * @default true
   */
  readonly requireUppercase?: boolean;
  /**
   * Whether it must have a digit.
   * @default true
   */
  readonly requireNumbers?: boolean;
  /**
   * Whether it must have a symbol.
   * @default false
   */
  readonly requireSymbols?: boolean;
  /**
   * Days for which a password set by an administrator can be used, 1 to 365.
   * @default 7
   */
  readonly temporaryPasswordDays?: number;
}

/** Limits: Amazon Cognito API, VerificationMessageTemplateType. */
export interface VerificationEmailProps {
  /**
   * 1 to 140 characters.
   * @default "Your verification code"
   */
  readonly subject?: string;
  /**
   * 6 to 20,000 characters with `{####}` where the code goes; HTML is allowed.
   * @default "Your verification code is {####}."
   */
  readonly message?: string;
}

/** Who sends the user pool's e-mails. */
export interface EmailProps {
  /**
   * The ARN of an identity in Amazon SES, an address or a domain. It has to be verified, out of the sandbox, and in a
   * region that Cognito takes for this pool's.
   * @default - Cognito's own sender
   */
  readonly sesIdentityArn?: string;
  /**
   * The sender, an address of the identity, with a name if you like: `Stack Guide <codes@example.com>`.
   * @default - no-reply@verificationemail.com
   */
  readonly from?: string;
  /**
   * Where answers go.
   * @default - none
   */
  readonly replyTo?: string;
  /**
   * The name of a configuration set in Amazon SES, which follows what becomes of the messages.
   * @default - none
   */
  readonly configurationSet?: string;
}

/** Lifetimes of the app client's tokens. */
export interface TokenProps {
  /**
   * Minutes, 6 to 1440: Alexa refuses less than 360 seconds, Cognito more than a day.
   * @default 60
   */
  readonly accessTokenMinutes?: number;
  /**
   * Minutes, 5 to 1440. Alexa does not use ID tokens.
   * @default 60
   */
  readonly idTokenMinutes?: number;
  /**
   * Days, 1 to 3650, from the sign-in and not from the last use. Then the user must link again; Alexa asks for 180 or more.
   * @default 3650
   */
  readonly refreshTokenDays?: number;
}

/** The skill's Lambda function. */
export interface FunctionProps {
  /**
   * MiB, 128 to 10240. CPU grows with it.
   * @default 512
   */
  readonly memoryMib?: number;
  /**
   * Seconds, 1 to 7: Alexa waits for 8.
   * @default 7
   */
  readonly timeoutSeconds?: number;
  /**
   * The processor; arm64 is the cheaper one.
   * @default "arm64"
   */
  readonly architecture?: Architecture;
  /**
   * Days for which logs are kept, one of CloudWatch's steps.
   * @default 30
   */
  readonly logRetentionDays?: LogRetentionDays;
  /**
   * Environment variables for handlers of your own, beside those of the link. Anybody who may read the function's
   * configuration reads them: no secrets.
   * @default {}
   */
  readonly variables?: Readonly<Record<string, string>>;
}

export type Architecture = "arm64" | "x86_64";

/** Source: CloudWatch Logs API, PutRetentionPolicy. */
export type LogRetentionDays =
  | 1
  | 3
  | 5
  | 7
  | 14
  | 30
  | 60
  | 90
  | 120
  | 150
  | 180
  | 365
  | 400
  | 545
  | 731
  | 1096
  | 1827
  | 2192
  | 2557
  | 2922
  | 3288
  | 3653;

/** An environment that was checked, with every default filled in. */
export interface Environment extends Required<Omit<EnvironmentProps, "permissionsBoundary">> {
  readonly permissionsBoundary?: string;
  readonly state: Required<S3StateProps> | LocalStateProps;
  readonly alexa: Required<AlexaProps>;
  readonly userPool: Required<UserPoolProps> & {
    readonly passwordPolicy: Required<PasswordPolicyProps>;
    readonly verificationEmail: Required<VerificationEmailProps>;
    readonly email: EmailProps;
  };
  readonly tokens: Required<TokenProps>;
  readonly function: Required<FunctionProps>;
}

/** The name that an environment's resources share. */
export const resourceName = (environment: Pick<Environment, "project" | "name">): string =>
  `${environment.project}-${environment.name}`;
