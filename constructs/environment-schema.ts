import { MAX_SKILL_RESPONSE_MS, MIN_ACCESS_TOKEN_SECONDS } from "../contract/alexa-limits";
import { ALEXA_REGIONS } from "../contract/alexa-redirect-uri";
import type {
  AlexaProps,
  DomainProps,
  EmailProps,
  EnvironmentProps,
  FunctionProps,
  LocalStateProps,
  LogRetentionDays,
  PasswordPolicyProps,
  S3StateProps,
  TokenProps,
  UserPoolProps,
  VerificationEmailProps,
} from "./environment";
import type { ChoiceField, FlagField, GroupField, NumberField, TextField } from "./field";

/**
 * Every property of an environment: what may stand in it and what it is when left out. The limits are those of AWS
 * and Alexa; what belongs together across properties stands in `environment-rules.ts`.
 */

const MIN_ACCESS_TOKEN_MINUTES = MIN_ACCESS_TOKEN_SECONDS / 60;

/** A function that takes longer answers nobody: Alexa no longer waits. */
const MAX_FUNCTION_SECONDS = MAX_SKILL_RESPONSE_MS / 1000 - 1;

/** Amazon Cognito, "Quotas": callback URLs and logout URLs of one app client. */
const MAX_URIS = 100;

/** Amazon S3, "General purpose bucket naming rules". */
export const BUCKET_NAME = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;

/** What Terraform would read as an expression. */
const TEMPLATE = /[$%]\{/;

const flag = (value: boolean): FlagField => ({ kind: "flag", default: value });

const choice = (values: ChoiceField["values"], fix: string, value?: string | number): ChoiceField => ({
  kind: "choice",
  values,
  fix,
  default: value,
});

const number = (unit: string, min: number, max: number, value: number, fix: string): NumberField => ({
  kind: "number",
  unit,
  min,
  max,
  fix,
  default: value,
});

const uri: TextField = {
  kind: "text",
  // Amazon Cognito API, CallbackURLsType; an app's own scheme is a reversed domain name (RFC 8252, section 7.1).
  pattern:
    /^(https:\/\/[A-Za-z0-9.-]+(:[0-9]{1,5})?([/?][^\s#]*)?|http:\/\/localhost(:[0-9]{1,5})?([/?][^\s#]*)?|[a-z][a-z0-9+-]*\.[a-z0-9+.-]*:\/\/[^\s#]*)$/,
  except: TEMPLATE,
  maxLength: 1024, // Amazon Cognito API, RedirectUrlType
  allowed:
    "an absolute https URI, an http URI of localhost, or an app's own scheme (com.example.app://…), without a fragment, at most 1024 characters",
  fix: "use https; plain http is for http://localhost only, and an app's scheme has a dot in it (RFC 8252)",
};

const state = {
  s3: {
    kind: "group",
    fields: {
      type: choice(["s3"], "write s3"),
      bucket: {
        kind: "text",
        known: true,
        pattern: BUCKET_NAME,
        allowed: "3 to 63 lower-case letters, digits, dots and hyphens",
        fix: "write the name of an existing S3 bucket",
      },
      key: {
        kind: "text",
        known: true,
        pattern: /^[^/\s][^\s]{0,1023}$/,
        except: TEMPLATE,
        allowed: "1 to 1024 characters without white space, not beginning with a slash",
        fix: "write the object's key, or leave it out",
        derived: "`{project}/{name}.tfstate`",
      },
      region: {
        kind: "text",
        known: true,
        pattern: /^[a-z]{2}(-[a-z]+)+-[0-9]$/,
        allowed: "an AWS region",
        fix: "write the bucket's region, such as eu-west-1, or leave it out",
        derived: "the environment's region",
      },
    },
  } satisfies GroupField<S3StateProps>,
  local: {
    kind: "group",
    fields: {
      type: choice(["local"], "write local"),
      path: {
        kind: "text",
        known: true,
        pattern: /^[^/\\~\s][^\\]*$/,
        except: /^[A-Za-z]:|[$%]\{|(^|\/)\.{0,2}$/,
        allowed: "a file's path relative to cdktf.out/stacks/{name}, with forward slashes",
        fix: "write a relative path, such as ../../../terraform.dev.tfstate: an absolute one differs between machines",
      },
    },
  } satisfies GroupField<LocalStateProps>,
};

const domain: GroupField<DomainProps> = {
  kind: "group",
  fields: {
    prefix: {
      kind: "text",
      // Amazon Cognito API, CreateUserPoolDomain; the reserved words are in the developer guide, "Using the Amazon Cognito domain".
      pattern: /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/,
      except: /aws|amazon|cognito/,
      allowed:
        '1 to 63 lower-case letters, digits and hyphens, no hyphen at either end, without "aws", "amazon" or "cognito"',
      fix: "choose another prefix; it must be free in the whole region, so begin with your company's name",
    },
  },
};

const alexa: GroupField<AlexaProps> = {
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
      item: choice(
        ["openid", "profile", "email", "phone", "aws.cognito.signin.user.admin"],
        "use the user pool's own scopes; scopes of a resource server would need that server in the stack",
      ),
    },
    accessTokenScheme: choice(
      ["HTTP_BASIC", "REQUEST_BODY_CREDENTIALS"],
      "use SMAPI's names; Cognito takes both",
      "HTTP_BASIC",
    ),
    additionalRedirectUris: { kind: "list", min: 0, max: MAX_URIS - ALEXA_REGIONS.length, default: [], item: uri },
    signOutUris: { kind: "list", min: 0, max: MAX_URIS, default: [], item: uri },
  },
};

const passwordPolicy: GroupField<PasswordPolicyProps> = {
  kind: "group",
  default: {},
  fields: {
    minimumLength: number("characters", 6, 99, 12, "choose a length that Cognito takes; 12 or more is advised"),
    requireLowercase: flag(true),
    requireUppercase: flag(true),
    requireNumbers: flag(true),
    requireSymbols: flag(false),
    temporaryPasswordDays: number("days", 1, 365, 7, "choose a time that Cognito takes"),
  },
};

const verificationEmail: GroupField<VerificationEmailProps> = {
  kind: "group",
  default: {},
  fields: {
    subject: {
      kind: "text",
      // Amazon Cognito API, EmailVerificationSubjectType
      pattern: /^[\p{L}\p{M}\p{S}\p{N}\p{P} ]{1,140}$/u,
      allowed: "1 to 140 letters, digits, spaces, punctuation and symbols, on one line",
      fix: "write a subject that is neither empty nor longer; remove control characters",
      default: "Your verification code",
    },
    message: {
      kind: "text",
      // Amazon Cognito API, EmailVerificationMessageType
      pattern: /^[\p{L}\p{M}\p{S}\p{N}\p{P} \t\r\n]*\{####\}[\p{L}\p{M}\p{S}\p{N}\p{P} \t\r\n]*$/u,
      maxLength: 20_000,
      allowed:
        "at most 20,000 letters, digits, spaces, line breaks, punctuation and symbols, with {####} where the code goes",
      fix: "write {####} where the code goes; remove control characters and joined emoji",
      default: "Your verification code is {####}.",
    },
  },
};

/** An address, or a name with an address behind it (RFC 5322, section 3.4). */
const mailbox = (derived: string): TextField => ({
  kind: "text",
  pattern:
    /^([^\r\n<>"@,;:\\]{1,64} <[A-Za-z0-9.!#$&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9.-]{1,255}>|[A-Za-z0-9.!#$&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9.-]{1,255})$/,
  except: TEMPLATE,
  allowed: "an e-mail address, or a name and an address: Stack Guide <codes@example.com>",
  fix: "write the address as mail programs show it, without quotes",
  derived,
});

const email: GroupField<EmailProps> = {
  kind: "group",
  default: {},
  fields: {
    sesIdentityArn: {
      kind: "text",
      // Amazon Cognito API, EmailConfigurationType, SourceArn
      pattern: /^arn:aws[a-z-]*:ses:[a-z0-9-]+:[0-9]{12}:identity\/[A-Za-z0-9.!#$&'*+/=?^_`{|}~@-]{1,320}$/,
      except: TEMPLATE,
      allowed: "the ARN of an identity of Amazon SES",
      fix: "copy it from the identity's page, as arn:aws:ses:us-east-1:123456789012:identity/example.com",
      derived: "Cognito's own sender",
    },
    from: mailbox("no-reply@verificationemail.com"),
    replyTo: mailbox("none"),
    configurationSet: {
      kind: "text",
      // Amazon Cognito API, SESConfigurationSet
      pattern: /^[A-Za-z0-9_-]{1,64}$/,
      allowed: "1 to 64 letters, digits, hyphens and underscores",
      fix: "write the name of a configuration set of Amazon SES",
      derived: "none",
    },
  },
};

const userPool: GroupField<UserPoolProps> = {
  kind: "group",
  default: {},
  fields: {
    signIn: {
      kind: "list",
      known: true,
      min: 1,
      max: 3,
      default: ["email"],
      item: choice(["email", "phone", "username"], "choose among what Cognito lets users sign in with"),
    },
    requiredAttributes: {
      kind: "list",
      known: true,
      min: 0,
      max: 4,
      default: ["given_name"],
      item: choice(["given_name", "family_name", "name", "nickname"], "choose among the attributes that hold a name"),
    },
    passwordPolicy,
    mfa: {
      ...choice(["off", "optional", "required"], "choose one; the second factor is an authenticator app", "optional"),
      known: true,
    },
    accountRecovery: {
      kind: "list",
      known: true,
      min: 1,
      max: 2,
      default: ["verified_email"],
      item: choice(["verified_email", "verified_phone_number", "admin_only"], "use Cognito's names"),
    },
    selfSignUp: { ...flag(true), known: true },
    deletionProtection: { ...flag(true), known: true },
    verificationEmail,
    email,
  },
};

const tokens: GroupField<TokenProps> = {
  kind: "group",
  default: {},
  fields: {
    accessTokenMinutes: number(
      "minutes",
      MIN_ACCESS_TOKEN_MINUTES,
      1440,
      60,
      "choose an hour, as Alexa advises; Alexa refuses less than 360 seconds, Cognito more than a day",
    ),
    idTokenMinutes: number("minutes", 5, 1440, 60, "choose a time that Cognito takes"),
    refreshTokenDays: number(
      "days",
      1,
      3650,
      3650,
      "choose 180 or more: a link ends that long after the sign-in, however often it is used; Cognito takes at most ten years",
    ),
  },
};

const LOG_RETENTION_DAYS: readonly LogRetentionDays[] = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];

const skillFunction: GroupField<FunctionProps> = {
  kind: "group",
  default: {},
  fields: {
    memoryMib: number("MiB", 128, 10_240, 512, "choose a size that Lambda offers"),
    timeoutSeconds: number(
      "seconds",
      1,
      MAX_FUNCTION_SECONDS,
      MAX_FUNCTION_SECONDS,
      "stay below the 8 seconds after which Alexa gives up",
    ),
    architecture: choice(["arm64", "x86_64"], "choose one that Lambda offers", "arm64"),
    logRetentionDays: choice(LOG_RETENTION_DAYS, "choose one of the steps that CloudWatch offers", 30),
    variables: {
      kind: "map",
      max: 50,
      default: {},
      key: {
        kind: "text",
        pattern: /^[A-Za-z][A-Za-z0-9_]{1,127}$/,
        except: /^(SKILL_IDS|ISSUER|CLIENT_ID|USER_INFO_URI|SCOPES)$|^(AWS|LAMBDA)_/i,
        allowed:
          "a name of 2 to 128 letters, digits and underscores, beginning with a letter, that neither the link nor Lambda sets",
        fix: "rename the variable",
      },
      value: {
        kind: "text",
        pattern: /^/,
        except: TEMPLATE,
        maxLength: 4000, // Lambda takes 4 KB for all of them together
        allowed: "a text of at most 4000 characters",
        fix: "shorten it; a template of Terraform's cannot stand in a text: pass the attribute itself",
      },
    },
  },
};

export const environmentSchema: GroupField<EnvironmentProps> = {
  kind: "group",
  fields: {
    name: {
      kind: "text",
      known: true,
      pattern: /^[a-z]([a-z0-9-]{0,18}[a-z0-9])?$/,
      allowed: "1 to 20 lower-case letters, digits and hyphens, beginning with a letter, not ending with a hyphen",
      fix: "shorten or rename it, as dev, staging, prod",
    },
    project: {
      kind: "text",
      pattern: /^[a-z]([a-z0-9-]{0,34}[a-z0-9])?$/,
      allowed: "1 to 36 lower-case letters, digits and hyphens, beginning with a letter, not ending with a hyphen",
      fix: "shorten or rename it: with the environment's name it makes names of at most 64 characters",
      default: "alexa-skill",
    },
    region: choice(
      ["us-east-1", "us-west-2", "eu-west-1", "ap-northeast-1"],
      "choose the one nearest to your users: Alexa cannot invoke functions elsewhere",
    ),
    accountId: {
      kind: "text",
      pattern: /^[0-9]{12}$/,
      allowed: "12 digits, as text",
      fix: "write the account's id in quotes; `aws sts get-caller-identity` prints it",
    },
    state: { kind: "variant", variants: state },
    domain,
    alexa,
    userPool,
    tokens,
    function: skillFunction,
    permissionsBoundary: {
      kind: "text",
      pattern: /^arn:aws[a-z-]*:iam::([0-9]{12}|aws):policy\/[A-Za-z0-9_+=,.@/-]{1,640}$/,
      allowed: "the ARN of an IAM policy",
      fix: "copy the ARN from the policy's page, as arn:aws:iam::123456789012:policy/boundary",
      derived: "no boundary",
    },
    tags: {
      kind: "map",
      max: 40,
      default: {},
      key: {
        kind: "text",
        pattern: /^[\p{L}\p{N}\p{Z}_.:/=+\-@]{1,128}$/u,
        except: /^(aws:.*|Project|Environment)$/i,
        allowed:
          'a key of 1 to 128 letters, digits, spaces and _.:/=+-@, not beginning with "aws:", not Project or Environment',
        fix: "rename the tag; Project and Environment are set already",
      },
      value: {
        kind: "text",
        pattern: /^[\p{L}\p{N}\p{Z}_.:/=+\-@]{0,256}$/u,
        allowed: "at most 256 letters, digits, spaces and _.:/=+-@",
        fix: "shorten it, or leave out the other characters",
      },
    },
  },
};
