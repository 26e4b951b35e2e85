import type {
  DomainDescriptionType,
  UserPoolClientType,
  UserPoolType,
  WebAuthnConfigurationType,
} from "@aws-sdk/client-cognito-identity-provider";
import type { FunctionConfiguration } from "@aws-sdk/client-lambda";
import type { WebACL } from "@aws-sdk/client-wafv2";

/** What AWS says of what was deployed. Whatever goes wrong is a reading, not an exception. */
export interface Aws {
  /** Alexa's app client, without its secret. */
  userPoolClient(): Promise<Reading<AppClient>>;
  userPool(): Promise<Reading<UserPoolType>>;
  /** What the pool's passkeys are made for; undefined where nobody said so. */
  passkeys(): Promise<Reading<WebAuthnConfigurationType | undefined>>;
  /** @param host of the sign-in page: a prefix domain's or a custom one */
  signInDomain(host: string): Promise<Reading<DomainDescriptionType>>;
  /** @param arn of an alias: the configuration is that of the version it points to */
  functionByAlias(arn: string): Promise<Reading<FunctionConfiguration>>;
  /** Who may invoke an alias. One that nobody gave a permission has a policy without statements. */
  functionPolicy(arn: string): Promise<Reading<FunctionPolicy>>;
  /** What versions get beside the one that an alias names: from 0 to 1, by version. */
  functionRouting(arn: string): Promise<Reading<Readonly<Record<string, number>>>>;
  /** What stands before the pool; undefined where nothing does. */
  webAcl(poolArn: string): Promise<Reading<WebACL | undefined>>;
}

export type AppClient = Omit<UserPoolClientType, "ClientSecret">;

export type Reading<T> =
  | { readonly kind: "read"; readonly value: T }
  /** AWS answered that there is none. */
  | { readonly kind: "missing"; readonly reason: string }
  /** It could not be asked: no credentials, no permission, no answer. */
  | { readonly kind: "unknown"; readonly reason: string };

/** A resource-based policy as Lambda keeps it. */
export interface FunctionPolicy {
  readonly Statement: readonly PolicyStatement[];
}

export interface PolicyStatement {
  readonly Effect?: string;
  readonly Principal?: string | Readonly<Record<string, string | readonly string[]>>;
  readonly Action?: string | readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}
