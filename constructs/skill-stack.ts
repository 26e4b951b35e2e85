import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { Annotations, Fn, LocalBackend, S3Backend, TerraformStack, Token } from "cdktf";
import type { Construct } from "constructs";
import type { AlexaAppClient } from "./alexa-app-client";
import type { Environment } from "./environment";
import { resourceName } from "./environment";
import { environmentWarnings } from "./environment-warnings";
import { writeLinkOutputs } from "./link-outputs";
import type { SkillBundle } from "./skill-bundle";
import type { SkillFunction } from "./skill-function";
import { SkillResources } from "./skill-resources";
import { AWS_PROVIDER, REQUIRED_VERSION } from "./terraform-versions";
import type { UserPool } from "./user-pool";
import type { UserPoolDomain } from "./user-pool-domain";

export interface SkillStackProps {
  readonly environment: Environment;
  readonly bundle: SkillBundle;
}

/** Everything of one environment: user pool, domain, Alexa's app client and the skill's function. */
export class SkillStack extends TerraformStack {
  readonly userPool: UserPool;
  readonly domain: UserPoolDomain;
  readonly client: AlexaAppClient;
  readonly skill: SkillFunction;

  constructor(scope: Construct, id: string, { environment, bundle }: SkillStackProps) {
    super(scope, id);
    this.configureTerraform(environment);
    const resources = new SkillResources(this, {
      ...environment,
      name: resourceName(environment),
      bundle,
      preventDestroy: environment.userPool.deletionProtection,
    });
    this.userPool = resources.userPool;
    this.domain = resources.domain;
    this.client = resources.client;
    this.skill = resources.skill;
    writeLinkOutputs(this, { ...resources, alexa: environment.alexa, functionArn: this.skill.live.arn });

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
}
