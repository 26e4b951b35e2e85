import { DataAwsCallerIdentity } from "@cdktf/provider-aws/lib/data-aws-caller-identity";
import { DataAwsRegion } from "@cdktf/provider-aws/lib/data-aws-region";
import { App, Fn, ref, TerraformLocal, TerraformResource, TerraformStack, Token } from "cdktf";
import type { Environment } from "../environment/environment";
import { environmentSchema } from "../environment/environment";
import type { EnvironmentRule } from "../environment/environment-rule";
import { allowedIn } from "../environment/field";
import { environmentRules } from "../environment/rules";
import { writeLinkOutputs, writeOutput } from "../link-outputs";
import type { SkillCode } from "../skill-bundle";
import type { SkillFunction } from "../skill-function";
import { SkillResources } from "../skill-resources";
import type { Condition } from "./condition";
import { choose } from "./condition";
import { environmentOfVariables } from "./environment-of-variables";
import type { ModuleJson } from "./module-json";
import { moduleJson } from "./module-json";
import { moduleText } from "./module-text";
import { problemText, terraformName } from "./properties";

type Precondition = NonNullable<NonNullable<SkillFunction["resource"]["lifecycle"]>["precondition"]>[number];

/** The resources of an environment's stack, with a variable of the Terraform module in place of each value. */
export class ModuleStack extends TerraformStack {
  constructor() {
    super(new App({ stackTraces: false }), "module");
    const environment = environmentOfVariables(this);
    const region = new DataAwsRegion(this, "current", {});
    const account = new DataAwsCallerIdentity(this, "account", {});
    const hasFunction = this.expression("var.existing_function == null");
    const resources = new SkillResources(this, {
      ...environment,
      name: this.text("var.name"),
      region: region.id,
      accountId: account.accountId,
      bundle: this.code(),
      preventDestroy: false,
      hasFunction,
    });
    resources.skill.resource.lifecycle = {
      precondition: [this.regionCheck(region), ...preconditions("function", environment)],
    };
    this.tagResources();
    this.writeOutputs(resources, environment, hasFunction);
  }

  /** The module's part of what CDKTF would write. */
  toModule(): ModuleJson {
    return moduleJson(this.toTerraform());
  }

  private expression(identifier: string): Condition {
    return ref(identifier, this);
  }

  private text(identifier: string): string {
    return Token.asString(ref(identifier, this));
  }

  /** The module's own zip, or what the caller names. */
  private code(): SkillCode {
    const ownZip = `"\${path.module}/skill.zip"`;
    const zip = new TerraformLocal(
      this,
      "zip",
      this.expression(`var.code.s3_bucket == null ? coalesce(var.code.zip, ${ownZip}) : null`),
    ).asString;
    return {
      filename: zip,
      s3Bucket: this.text("var.code.s3_bucket"),
      s3Key: this.text("var.code.s3_key"),
      s3ObjectVersion: this.text("var.code.s3_object_version"),
      sourceCodeHash: this.text("local.zip == null ? var.code.source_code_hash : filebase64sha256(local.zip)"),
    };
  }

  /** The rule of `region`, which a module reads from its provider. It is the function's: a pool may be anywhere. */
  private regionCheck({ fqn }: DataAwsRegion): Precondition {
    const field = environmentSchema.fields.region;
    if (field.kind !== "choice") {
      throw new Error("The module needs another condition for the region");
    }
    const regions = field.values.map((value) => JSON.stringify(value)).join(", ");
    return {
      condition: `\${contains([${regions}], ${fqn}.id)}`,
      errorMessage: problemText(`\${var.name}: the AWS provider's region`, `${fqn}.id`, allowedIn(field), field.fix),
    };
  }

  /** In an environment the provider does it, for all resources at once. */
  private tagResources(): void {
    const tags = Token.asStringMap(ref("var.tags", this));
    for (const node of this.node.findAll()) {
      if (TerraformResource.isTerraformResource(node) && "tagsInput" in node) {
        Object.assign(node, { tags });
      }
    }
  }

  private writeOutputs(resources: SkillResources, environment: Environment, hasFunction: Condition): void {
    const { alexa } = environment;
    const { client, clients, domain, skill, userPool, variables } = resources;
    const { arn } = skill.live;
    const functionArn = choose(hasFunction, arn, this.text("var.existing_function.arn"));
    const named = new TerraformLocal(this, "alexa_function_arn", functionArn).asString;
    const accountLinking = writeLinkOutputs(this, { client, clients, domain, userPool, alexa, functionArn: named });
    // CDKTF's own property takes one only.
    accountLinking.addOverride("precondition", terraformJson(preconditions("link", environment)));

    const output = (id: string, value: unknown, description: string): unknown =>
      writeOutput(this, id, value, description);
    const ifMade = (value: string): string | undefined => choose<string | undefined>(hasFunction, value, undefined);
    output("issuer", userPool.issuer, "The iss claim of every token, and the base of /.well-known/jwks.json");
    output("user_info_uri", domain.userInfoUri, "Where the skill reads a user's profile");
    output("user_pool_id", userPool.id, "The user pool's id");
    output("user_pool_arn", userPool.arn, "The user pool's ARN");
    output("domain_name", domain.host, "The host name of the sign-in page");
    output("function_name", ifMade(skill.resource.functionName), "The function's name; null for an existing one");
    output(
      "function_version",
      ifMade(skill.resource.version),
      "The version behind the alias; null for an existing one",
    );
    output(
      "function_role_name",
      ifMade(skill.role.name),
      "The function's role, to attach policies to; null for an existing one",
    );
    output(
      "log_group_name",
      ifMade(skill.logGroup.name),
      "Where the function writes its log; null for an existing one",
    );
    output("function_variables", variables, "What the handlers read from their environment, for an existing function");
  }
}

/** The rules that read several variables. */
function preconditions(of: EnvironmentRule["preconditionOf"], environment: Environment): Precondition[] {
  return environmentRules
    .filter(({ preconditionOf }) => preconditionOf === of)
    .map(({ allowed, fix, holds, path }) => {
      const name = terraformName(path);
      return {
        // What is wrong with a variable by itself, its validation says.
        condition: Fn.try([holds(environment), true]),
        errorMessage: problemText(`\${var.name}: ${name}`, readAt(name), moduleText(allowed), moduleText(fix)),
      };
    });
}

/** What a rule looks at. Of every entry of a map, that is the map. */
const readAt = (path: string): string => `var.${path.split(".{name}")[0]}`;

const terraformJson = (checks: readonly Precondition[]): unknown =>
  checks.map(({ condition, errorMessage }) => ({ condition, error_message: errorMessage }));
