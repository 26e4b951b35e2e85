import type { TerraformProvider, TerraformStack } from "cdktf";
import { Fn, Token } from "cdktf";
import { AlexaAppClient } from "./alexa-app-client";
import { AppClients } from "./app-clients";
import { linkHostOf } from "./environment/domain-rules";
import type { Environment, LambdaRegion } from "./environment/environment";
import { IdentityProviders } from "./identity-providers";
import { JoinAccounts } from "./join-accounts";
import { MemoryTable } from "./memory-table";
import type { Condition } from "./module/condition";
import { isGiven } from "./module/condition";
import { ResourceServers } from "./resource-servers";
import { SignInPage } from "./sign-in-page";
import { SignInProtection } from "./sign-in-protection";
import type { SkillBundle, SkillCode } from "./skill-bundle";
import { SkillFunctions } from "./skill-functions";
import { UserGroups } from "./user-groups";
import { UserPool } from "./user-pool";
import { UserPoolDomain } from "./user-pool-domain";
import { UserPoolTriggers } from "./user-pool-triggers";

export interface SkillResourcesProps
  extends Pick<
    Environment,
    | "alexa"
    | "client"
    | "clients"
    | "domain"
    | "function"
    | "functionRegions"
    | "groups"
    | "identityProviders"
    | "memory"
    | "permissionsBoundary"
    | "protection"
    | "resourceServers"
    | "tokens"
    | "userPool"
  > {
  /** The name that all of them share. */
  readonly name: string;
  readonly region: string;
  readonly accountId: string;
  readonly bundle: SkillBundle | SkillCode;
  /**
   * The code of the function of `userPool.joinAccounts`.
   * @default - the zip that `npm run bundle` makes
   */
  readonly joinAccountsBundle?: SkillBundle | SkillCode;
  /**
   * The ARN of the custom domain's certificate, where one is made.
   * @default - that of the domain's settings
   */
  readonly certificateArn?: string;
  /** Whether Terraform refuses to destroy app client and domain. */
  readonly preventDestroy: boolean;
  /** Makes the provider of a further region. */
  readonly providerOf: (region: LambdaRegion) => TerraformProvider;
  /**
   * Whether the first function is made, where only Terraform knows.
   * @default true
   */
  readonly hasFunction?: Condition;
}

/**
 * The resources of one link: user pool with groups, identity providers and resource servers, domain, app clients and the skill's function. No construct of its own,
 * so that they stand directly in the stack: their addresses are the same in an environment's stack and in the module.
 */
export class SkillResources {
  readonly userPool: UserPool;
  readonly domain: UserPoolDomain;
  readonly client: AlexaAppClient;
  readonly clients: AppClients;
  readonly resourceServers: ResourceServers;
  readonly groups: UserGroups;
  readonly functions: SkillFunctions;
  readonly identityProviders: IdentityProviders;
  readonly triggers: UserPoolTriggers;
  readonly joinAccounts: JoinAccounts;
  /** Where the skill remembers its users, if it does. */
  readonly memory: MemoryTable | undefined;
  /** What the handlers read from their environment. */
  readonly variables: Readonly<Record<string, string>>;

  constructor(stack: TerraformStack, props: SkillResourcesProps) {
    const { alexa, name, permissionsBoundary, preventDestroy, region } = props;
    this.triggers = new UserPoolTriggers(stack, "trigger", {
      name,
      triggers: props.userPool.triggers,
      permissionsBoundary,
    });
    this.joinAccounts = new JoinAccounts(stack, "join_accounts", {
      name,
      joinAccounts: props.userPool.joinAccounts,
      identityProviders: props.identityProviders,
      bundle: props.joinAccountsBundle,
      permissionsBoundary,
    });
    this.userPool = new UserPool(stack, "user_pool", {
      name,
      triggers: this.triggers,
      joinAccounts: this.joinAccounts,
      region,
      accountId: props.accountId,
      permissionsBoundary,
      settings: props.userPool,
      linkHost: linkHostOf(props),
    });
    this.triggers.permit(this.userPool);
    this.joinAccounts.permit(this.userPool);
    this.domain = new UserPoolDomain(stack, "domain", {
      userPool: this.userPool,
      region,
      settings: props.domain,
      certificateArn: props.certificateArn,
      preventDestroy,
    });
    const { userPool } = this;
    new SignInProtection(stack, "protection", { userPool, settings: props.protection });
    this.resourceServers = new ResourceServers(stack, "resource_server", {
      userPool,
      resourceServers: props.resourceServers,
    });
    this.groups = new UserGroups(stack, "group", { userPool, groups: props.groups });
    this.identityProviders = new IdentityProviders(stack, "identity_provider", {
      userPool,
      identityProviders: props.identityProviders,
    });
    this.client = new AlexaAppClient(stack, "alexa", {
      name: `${name}-alexa`,
      userPool: this.userPool,
      settings: props.client,
      alexa,
      tokens: props.tokens,
      resourceServers: this.resourceServers,
      identityProviders: this.identityProviders,
      preventDestroy,
    });
    this.clients = new AppClients(stack, "client", {
      name,
      userPool,
      clients: props.clients,
      resourceServers: this.resourceServers,
      identityProviders: this.identityProviders,
    });
    const hasPage = isGiven(props.client.signInPage);
    if (props.client.signInPage !== undefined && hasPage !== false) {
      new SignInPage(stack, "sign_in_page", {
        userPool: this.userPool,
        client: this.client,
        domain: this.domain,
        settings: props.client.signInPage,
        exists: hasPage,
      });
    }
    const hasMemory = isGiven(props.memory);
    this.memory = this.makeMemory(stack, props, hasMemory);
    this.variables = {
      SKILL_IDS: joined(alexa.skillIds, ","),
      ISSUER: this.userPool.issuer,
      CLIENT_ID: this.client.id,
      USER_INFO_URI: this.domain.userInfoUri,
      SCOPES: joined(alexa.requiredScopes, " "),
    };
    this.functions = new SkillFunctions(stack, {
      name,
      bundle: props.bundle,
      skillIds: alexa.skillIds,
      kind: alexa.kind,
      settings: props.function,
      regions: props.functionRegions,
      providerOf: props.providerOf,
      variables: this.variables,
      permissionsBoundary,
      exists: props.hasFunction,
      memory: this.memory && {
        exists: hasMemory,
        tableArn: this.memory.resource.arn,
        kmsKeyArn: props.memory?.kmsKeyArn,
        region,
        variables: this.memory.variables,
      },
    });
  }

  private makeMemory(
    stack: TerraformStack,
    { memory, name, preventDestroy, userPool }: SkillResourcesProps,
    exists: Condition,
  ): MemoryTable | undefined {
    return memory === undefined
      ? undefined
      : new MemoryTable(stack, "memory", {
          name,
          settings: memory,
          deletionProtection: userPool.deletionProtection,
          preventDestroy,
          exists,
        });
  }
}

/**
 * The entries of a list as one text, also where only Terraform knows them. Sorted, so that another order in the
 * configuration does not publish a new version of the function.
 */
const joined = (list: readonly string[], separator: string): string =>
  Token.isUnresolved(list) ? Fn.join(separator, Fn.sort([...list])) : [...list].sort().join(separator);
