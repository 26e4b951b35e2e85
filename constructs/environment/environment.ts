import { arnPattern } from "../../contract/aws-regions";
import type { AdoptProps, AdoptSettings } from "./adopt";
import { adoptSchema } from "./adopt";
import type { AlexaProps } from "./alexa";
import { alexaSchema } from "./alexa";
import type { AppClientProps } from "./app-clients";
import { appClientsSchema } from "./app-clients";
import type { ClientProps } from "./client";
import { clientSchema } from "./client";
import type { DomainProps } from "./domain";
import { domainSchema } from "./domain";
import type { GroupField } from "./field";
import { choice, UnicodePattern } from "./field";
import type { FunctionProps, FunctionSettings } from "./function";
import { functionSchema } from "./function";
import type { FunctionRegionProps, FunctionRegionSettings } from "./function-regions";
import { functionRegionsSchema, LAMBDA_REGIONS } from "./function-regions";
import type { GroupProps } from "./groups";
import { groupsSchema } from "./groups";
import type { IdentityProviderProps } from "./identity-providers";
import { identityProvidersSchema } from "./identity-providers";
import type { MemoryProps, MemorySettings } from "./memory";
import { memorySchema } from "./memory";
import type { ProtectionProps } from "./protection";
import { protectionSchema } from "./protection";
import type { ResourceServerProps } from "./resource-servers";
import { resourceServersSchema } from "./resource-servers";
import type { LocalStateProps, S3StateProps, StateBackendProps } from "./state";
import { stateVariants } from "./state";
import type { TokenProps } from "./tokens";
import { tokensSchema } from "./tokens";
import type { UserPoolProps, UserPoolSettings } from "./user-pool";
import { userPoolSchema } from "./user-pool";
import type { WithDefaults } from "./with-defaults";

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
   * Alexa's app client: settings of the one that is made, or the one that exists.
   * @default - the defaults of each property
   */
  readonly client?: ClientProps;
  /**
   * App clients beside Alexa's, by name: web and mobile apps, and machines. Their ids are the output `client_ids`, their
   * secrets `client_secrets`.
   * @default {}
   */
  readonly clients?: Readonly<Record<string, AppClientProps>>;
  /**
   * APIs with scopes of their own, by identifier. Alexa and other clients ask for `{identifier}/{scope}`.
   * @default {}
   */
  readonly resourceServers?: Readonly<Record<string, ResourceServerProps>>;
  /**
   * Other sign-ins that the pool trusts, by name: Google, Login with Amazon, Facebook, Apple, OpenID and SAML providers.
   * Alexa's client and the others offer them all, unless they say which.
   * @default {}
   */
  readonly identityProviders?: Readonly<Record<string, IdentityProviderProps>>;
  /**
   * Groups of users, by name.
   * @default {}
   */
  readonly groups?: Readonly<Record<string, GroupProps>>;
  /**
   * What stands before the sign-in page and the token endpoint.
   * @default - the defaults of each property
   */
  readonly protection?: ProtectionProps;
  /**
   * How long tokens of Alexa's client live.
   * @default - the defaults of each property
   */
  readonly tokens?: TokenProps;
  /**
   * The skill's Lambda function.
   * @default - the defaults of each property
   */
  readonly function?: FunctionProps;
  /**
   * Where the skill remembers its users from one session to the next, in a table of Amazon DynamoDB.
   * @default - no table; the skill remembers nobody
   */
  readonly memory?: MemoryProps;
  /**
   * What is at AWS already and is taken over into the state. `npx alexa-link adopt` says what to write.
   * @default - everything is made
   */
  readonly adopt?: AdoptProps;
  /**
   * Functions in further AWS regions, by region, nearer to users of Alexa's other regions; `region` and `function` describe
   * the first, which answers everybody whom no other function serves. All of them work with the one user pool. Before the last
   * of them goes, an apply with `{}` destroys it: Terraform needs the region's provider for that.
   * @default - one function, in region
   */
  readonly functionRegions?: Readonly<Partial<Record<LambdaRegion, FunctionRegionProps>>>;
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

/** The regions whose functions Alexa can invoke: `LAMBDA_REGIONS`. */
export type LambdaRegion = "us-east-1" | "us-west-2" | "eu-west-1" | "ap-northeast-1";

/** An environment that was checked, with every default filled in. */
export interface Environment
  extends WithDefaults<EnvironmentProps, "adopt" | "functionRegions" | "memory" | "permissionsBoundary"> {
  readonly state: Required<S3StateProps> | LocalStateProps;
  readonly alexa: Required<AlexaProps>;
  readonly userPool: UserPoolSettings;
  readonly client: ClientProps;
  readonly protection: ProtectionProps;
  readonly tokens: Required<TokenProps>;
  readonly function: FunctionSettings;
  readonly memory?: MemorySettings;
  readonly adopt?: AdoptSettings;
  readonly functionRegions?: Readonly<Partial<Record<LambdaRegion, FunctionRegionSettings>>>;
}

/** The name that an environment's resources share. */
export const resourceName = (environment: Pick<Environment, "project" | "name">): string =>
  `${environment.project}-${environment.name}`;

/**
 * Every property of an environment: what may stand in it and what it is when left out. The limits are those of AWS and
 * Alexa; what belongs together across properties stands in `rules.ts`.
 * @internal
 */
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
    region: choice(LAMBDA_REGIONS, "choose the one nearest to your users: Alexa cannot invoke functions elsewhere"),
    accountId: {
      kind: "text",
      pattern: /^[0-9]{12}$/,
      allowed: "12 digits, as text",
      fix: "write the account's id in quotes; `aws sts get-caller-identity` prints it",
    },
    state: { kind: "variant", variants: stateVariants },
    domain: domainSchema,
    alexa: alexaSchema,
    userPool: userPoolSchema,
    client: clientSchema,
    clients: appClientsSchema,
    resourceServers: resourceServersSchema,
    identityProviders: identityProvidersSchema,
    groups: groupsSchema,
    protection: protectionSchema,
    tokens: tokensSchema,
    function: functionSchema,
    functionRegions: functionRegionsSchema,
    memory: memorySchema,
    adopt: adoptSchema(alexaSchema.fields.skillIds),
    permissionsBoundary: {
      kind: "text",
      // IAM API, policyPathType and policyNameType
      pattern: new RegExp(
        `^${arnPattern("iam")}:([0-9]{12}|aws):policy/([A-Za-z0-9_+=,.@-]+/)*[A-Za-z0-9_+=,.@-]{1,128}$`,
      ),
      except: /:policy\/[!-~]{511,}\//, // a path of more than 512 with the slashes around it
      allowed: "the ARN of an IAM policy",
      fix: "copy the ARN from the policy's page, as arn:aws:iam::123456789012:policy/boundary",
      derived: "no boundary",
    },
    tags: {
      kind: "map",
      ignoresCase: true, // IAM, CreateRole: two keys that differ by case alone are one, given twice
      max: 48, // AWS takes 50, and two are set here
      default: {},
      key: {
        kind: "text",
        pattern: new UnicodePattern(String.raw`^[\p{L}\p{N}\p{Z}_.:/=+\-@]{1,128}$`),
        except: /^(aws:.*|Project|Environment)$/i,
        allowed:
          'a key of 1 to 128 letters, digits, spaces and _.:/=+-@, not beginning with "aws:", not Project or Environment',
        fix: "rename the tag; Project and Environment are set already",
      },
      value: {
        kind: "text",
        pattern: new UnicodePattern(String.raw`^[\p{L}\p{N}\p{Z}_.:/=+\-@]{0,256}$`),
        allowed: "at most 256 letters, digits, spaces and _.:/=+-@",
        fix: "shorten it, or leave out the other characters",
      },
    },
  },
};
