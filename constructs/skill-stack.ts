import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { Annotations, Fn, LocalBackend, S3Backend, TerraformOutput, TerraformStack, Token } from "cdktf";
import type { Construct } from "constructs";
import type { AccountLinking } from "./account-linking";
import { AlexaAppClient } from "./alexa-app-client";
import type { Environment } from "./environment";
import { resourceName } from "./environment";
import { environmentWarnings } from "./environment-warnings";
import type { SkillBundle } from "./skill-bundle";
import { SkillFunction } from "./skill-function";
import { UserPool } from "./user-pool";
import { UserPoolDomain } from "./user-pool-domain";

export interface SkillStackProps {
  readonly environment: Environment;
  readonly bundle: SkillBundle;
}

/** Both major versions apply this stack. The bindings alone would pin the exact version they were made from. */
const AWS_PROVIDER = { source: "hashicorp/aws", version: ">= 5.100.0, < 7.0.0" };

/** The first version whose S3 backend locks with a file (`use_lockfile`); OpenTofu's too. */
const REQUIRED_VERSION = ">= 1.10.0";

/** Everything of one environment: user pool, domain, Alexa's app client and the skill's function. */
export class SkillStack extends TerraformStack {
  readonly userPool: UserPool;
  readonly domain: UserPoolDomain;
  readonly client: AlexaAppClient;
  readonly skill: SkillFunction;

  constructor(scope: Construct, id: string, { environment, bundle }: SkillStackProps) {
    super(scope, id);
    const { alexa, region, tokens, userPool: settings } = environment;
    const name = resourceName(environment);
    const preventDestroy = settings.deletionProtection;

    this.configureTerraform(environment);
    this.userPool = new UserPool(this, "user_pool", { name, region, settings });
    this.domain = new UserPoolDomain(this, "domain", {
      userPool: this.userPool,
      region,
      settings: environment.domain,
      preventDestroy,
    });
    this.client = new AlexaAppClient(this, "alexa", {
      name: `${name}-alexa`,
      userPool: this.userPool,
      alexa,
      tokens,
      preventDestroy,
    });
    this.skill = new SkillFunction(this, "skill", {
      name,
      bundle,
      skillIds: alexa.skillIds,
      settings: environment.function,
      variables: {
        SKILL_IDS: joined(alexa.skillIds, ","),
        ISSUER: this.userPool.issuer,
        CLIENT_ID: this.client.resource.id,
        USER_INFO_URI: this.domain.userInfoUri,
        SCOPES: joined(alexa.scopes, " "),
      },
    });
    this.writeOutputs(alexa);

    for (const warning of environmentWarnings(environment)) Annotations.of(this).addWarning(warning);
  }

  private configureTerraform({ accountId, name, project, region, state, tags }: Environment): void {
    this.addOverride("terraform.required_version", REQUIRED_VERSION);
    this.addOverride("terraform.required_providers.aws", AWS_PROVIDER);
    if (state.type === "s3") {
      new S3Backend(this, { bucket: state.bucket, key: state.key, region: state.region, encrypt: true });
      // The bindings are older than the argument.
      this.addOverride("terraform.backend.s3.use_lockfile", true);
    } else {
      new LocalBackend(this, { path: state.path });
    }
    const own = { Project: project, Environment: name };
    new AwsProvider(this, "aws", {
      region,
      allowedAccountIds: [accountId],
      defaultTags: [{ tags: Token.isUnresolved(tags) ? Fn.merge([own, tags]) : { ...own, ...tags } }],
    });
  }

  private writeOutputs(alexa: Environment["alexa"]): void {
    const { arn } = this.skill.live;
    const accountLinking: AccountLinking = {
      authorization_uri: this.domain.authorizationUri,
      access_token_uri: this.domain.accessTokenUri,
      user_info_uri: this.domain.userInfoUri,
      issuer: this.userPool.issuer,
      client_id: this.client.resource.id,
      client_secret: this.client.resource.clientSecret,
      scopes: alexa.scopes,
      access_token_scheme: alexa.accessTokenScheme,
      redirect_uris: this.client.redirectUris,
      skill_ids: alexa.skillIds,
      function_arns: { NA: arn, EU: arn, FE: arn },
    };
    this.output("account_linking", accountLinking, "Everything that the Alexa side of the link needs", true);
    this.output("authorization_uri", accountLinking.authorization_uri, "Where the Alexa app sends users to sign in");
    this.output("access_token_uri", accountLinking.access_token_uri, "Where Alexa gets and refreshes tokens");
    this.output("client_id", accountLinking.client_id, "The id of Alexa's app client");
    this.output("redirect_uris", accountLinking.redirect_uris, "The redirect URIs registered on Alexa's app client");
    this.output("function_arn", arn, "The skill's endpoint: the alias that Alexa invokes");
  }

  private output(id: string, value: unknown, description: string, sensitive?: true): void {
    new TerraformOutput(this, id, { value, description, sensitive, staticId: true });
  }
}

/**
 * The entries of a list as one text, also where only Terraform knows them. Sorted, so that another order in the
 * configuration does not publish a new version of the function.
 */
const joined = (list: readonly string[], separator: string): string =>
  Token.isUnresolved(list) ? Fn.join(separator, Fn.sort([...list])) : [...list].sort().join(separator);
