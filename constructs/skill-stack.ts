import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { Annotations, Aspects, Fn, LocalBackend, S3Backend, TerraformStack, Token } from "cdktf";
import type { Construct, IConstruct } from "constructs";
import type { AlexaRegion } from "../contract/account-linking";
import { adoptResources } from "./adoption";
import type { AlexaAppClient } from "./alexa-app-client";
import type { AppClients } from "./app-clients";
import { DomainCertificate } from "./domain-certificate";
import { assertDistinct } from "./environment/distinct-stacks";
import type { Environment } from "./environment/environment";
import { resourceName } from "./environment/environment";
import { LAMBDA_REGIONS } from "./environment/function-regions";
import { environmentWarnings } from "./environment/warnings";
import type { IdentityProviders } from "./identity-providers";
import { FUNCTION_VARIABLES, writeLinkOutputs, writeMemoryOutput, writeOutput } from "./link-outputs";
import type { ResourceServers } from "./resource-servers";
import type { SkillBundle } from "./skill-bundle";
import type { SkillFunction } from "./skill-function";
import type { SkillFunctions } from "./skill-functions";
import { SkillResources } from "./skill-resources";
import { AWS_PROVIDER, REQUIRED_VERSION } from "./terraform-versions";
import type { UserGroups } from "./user-groups";
import type { UserPool } from "./user-pool";
import type { UserPoolDomain } from "./user-pool-domain";
import type { UserPoolTriggers } from "./user-pool-triggers";

export interface SkillStackProps {
  /** One that `parseEnvironments` returned: checked, and with every default filled in. */
  readonly environment: Environment;
  /** The skill's code, of `readSkillBundle`. */
  readonly bundle: SkillBundle;
  /**
   * The code of the function of `userPool.joinAccounts`, likewise.
   * @default - `dist/triggers/join-accounts.zip`, where the environment joins accounts
   */
  readonly joinAccountsBundle?: SkillBundle;
}

/** Where CloudFront, which serves a custom domain, takes its certificate from. Source: Amazon Cognito, as the construct. */
const CERTIFICATE_REGION = "us-east-1";

/** Everything of one environment: user pool, domain, app clients and the skill's function. */
export class SkillStack extends TerraformStack {
  /** Who signs in, and how. */
  readonly userPool: UserPool;
  /** The sign-in page, with the URIs of the link. */
  readonly domain: UserPoolDomain;
  /** What Alexa is to Cognito. */
  readonly client: AlexaAppClient;
  /** The app clients beside Alexa's. */
  readonly clients: AppClients;
  /** APIs with scopes of their own. */
  readonly resourceServers: ResourceServers;
  /** Groups of users. */
  readonly groups: UserGroups;
  /** Other sign-ins that the pool trusts. */
  readonly identityProviders: IdentityProviders;
  /** Functions that Cognito calls while somebody signs up or in. */
  readonly triggers: UserPoolTriggers;
  /** The skill's functions: the first, in the environment's region, and those of further regions. */
  readonly functions: SkillFunctions;

  /**
   * @throws Error when environment or bundle are not what `parseEnvironments` and `readSkillBundle` return
   * @throws InvalidEnvironmentsError when another stack of the app has the same state, names or domain
   */
  constructor(scope: Construct, id: string, { environment, bundle, joinAccountsBundle }: SkillStackProps) {
    super(scope, id);
    assertParsed(id, environment, bundle);
    assertDistinct(this, environment);
    this.configureTerraform(environment);
    // Terraform destroys what is no longer here with the provider of its region, which must still be there.
    for (const region of environment.functionRegions === undefined ? [] : LAMBDA_REGIONS) {
      if (region !== environment.region) {
        this.providerOf(environment, region);
      }
    }
    const resources = new SkillResources(this, {
      ...environment,
      client: importedClient(environment),
      certificateArn: this.certificateArn(environment),
      name: resourceName(environment),
      bundle,
      joinAccountsBundle,
      preventDestroy: environment.userPool.deletionProtection,
      providerOf: (region) => this.providerOf(environment, region),
    });
    this.userPool = resources.userPool;
    this.domain = resources.domain;
    this.client = resources.client;
    this.clients = resources.clients;
    this.resourceServers = resources.resourceServers;
    this.groups = resources.groups;
    this.identityProviders = resources.identityProviders;
    this.triggers = resources.triggers;
    adoptResources(resources, environment);
    this.functions = resources.functions;
    const existing = Object.keys(environment.function.existing).sort() as AlexaRegion[];
    writeLinkOutputs(this, {
      ...resources,
      alexa: environment.alexa,
      functionArns: this.functions.arns,
      existingFunctions: existing.length === 0 ? undefined : existing,
    });
    if (existing.length > 0) {
      writeOutput(this, "function_variables", resources.variables, FUNCTION_VARIABLES);
    }

    writeMemoryOutput(this, resources.memory);
    for (const warning of environmentWarnings(environment)) {
      Annotations.of(this).addWarning(warning);
    }
    this.warnOfClassicPages(environment);
  }

  /** A `ManagedLogin` may follow the stack, and gives its domains other pages. */
  private warnOfClassicPages(environment: Environment): void {
    const warnings = environmentWarnings(environment, true);
    const visit = (node: IConstruct): void => {
      const domains = [this.domain.resource, this.domain.custom?.resource];
      if (node === this && !domains.some((it) => it?.managedLoginVersionInput === 2)) {
        for (const warning of warnings) {
          Annotations.of(this).addWarning(warning);
        }
      }
    };
    if (warnings.length > 0) {
      Aspects.of(this).add({ visit });
    }
  }

  /** The certificate that a custom domain gets where none is brought. */
  private certificateArn(environment: Environment): string | undefined {
    const { certificateArn, hostedZoneId, linkHost, name } = environment.domain;
    const isElsewhere = environment.region !== CERTIFICATE_REGION;
    // Terraform destroys a certificate with the provider that made it, which therefore stays for as long as the domain
    // has a name or the host of the link is chosen: one apply longer than the certificate.
    const provider =
      isElsewhere && (name !== undefined || linkHost !== undefined)
        ? this.providerOf(environment, CERTIFICATE_REGION)
        : undefined;
    return name === undefined || hostedZoneId === undefined || certificateArn !== undefined
      ? undefined
      : new DomainCertificate(this, "certificate", { name, hostedZoneId, provider }).arn;
  }

  /**
   * The skill's function in the environment's region, with its role, log group and the alias `live`.
   *
   * @throws Error where `function.existing` and `functionRegions` serve everybody, so that none is made there
   */
  get skill(): SkillFunction {
    const { first } = this.functions;
    if (first === undefined) {
      throw new Error(
        `The stack ${this.node.id} makes no function in the environment's own region: function.existing and functionRegions serve all of Alexa's.`,
      );
    }
    return first;
  }

  private configureTerraform(environment: Environment): void {
    const { region, state } = environment;
    this.addOverride("terraform.required_version", REQUIRED_VERSION);
    this.addOverride("terraform.required_providers.aws", AWS_PROVIDER);
    if (state.type === "s3") {
      new S3Backend(this, { bucket: state.bucket, key: state.key, region: state.region, encrypt: true });
      // The bindings are older than the argument.
      this.addOverride("terraform.backend.s3.use_lockfile", true);
    } else {
      new LocalBackend(this, { path: state.path });
    }
    this.addProvider("aws", environment, { region });
  }

  /** The provider of a region beside the environment's own: one for all that lies there. */
  private providerOf(environment: Environment, region: string): AwsProvider {
    const alias = region.replaceAll("-", "_");
    const id = `aws_${alias}`;
    const made = this.node.tryFindChild(id);
    return made instanceof AwsProvider ? made : this.addProvider(id, environment, { region, alias });
  }

  private addProvider(
    id: string,
    { accountId, name, project, tags }: Environment,
    config: { readonly region: string; readonly alias?: string },
  ): AwsProvider {
    const own = { Project: project, Environment: name };
    return new AwsProvider(this, id, {
      ...config,
      allowedAccountIds: [accountId],
      defaultTags: [{ tags: Token.isUnresolved(tags) ? Fn.merge([own, tags]) : { ...own, ...tags } }],
    });
  }
}

/** What `adopt` takes over is imported. */
const importedClient = ({ adopt, client }: Environment): Environment["client"] => ({
  ...client,
  imported: client.imported || adopt?.clientId !== undefined,
});

/** JavaScript takes anything, and TypeScript's own words for it are long. */
function assertParsed(id: string, environment: Partial<Environment>, bundle: Partial<SkillBundle>): void {
  if (environment?.userPool?.passwordPolicy === undefined) {
    throw new Error(
      `The stack ${id} needs an environment that parseEnvironments returned: it checks the values and fills in ` +
        "defaults. Write: for (const environment of parseEnvironments(environments)) new SkillStack(…)",
    );
  }
  if (typeof bundle?.sha256 !== "string") {
    throw new Error(
      `The stack ${id} needs a bundle of readSkillBundle. Write: bundle: readSkillBundle("dist/skill.zip")`,
    );
  }
}
