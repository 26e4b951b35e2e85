import { DataAwsCallerIdentity } from "@cdktf/provider-aws/lib/data-aws-caller-identity";
import { DataAwsRegion } from "@cdktf/provider-aws/lib/data-aws-region";
import { App, ref, TerraformStack, Token } from "cdktf";
import type { AlexaRegion } from "../../contract/account-linking";
import type { Environment, LambdaRegion } from "../environment/environment";
import { FUNCTION_VARIABLES, writeLinkOutputs, writeMemoryOutput, writeOutput } from "../link-outputs";
import type { SkillFunction } from "../skill-function";
import { SkillResources } from "../skill-resources";
import type { Condition } from "./condition";
import { choose, isGiven } from "./condition";
import { environmentOfVariables } from "./environment-of-variables";
import { moduleCode } from "./module-code";
import type { ModuleJson } from "./module-json";
import { moduleJson } from "./module-json";
import { preconditions, preconditionsJson, regionCheck } from "./module-preconditions";
import { tagModule } from "./tags";

/** The code of the function that joins accounts, beside the skill's. */
const JOIN_ACCOUNTS_ZIP = `"\${path.module}/join-accounts.zip"`;

/** The resources of an environment's stack, with a variable of the Terraform module in place of each value. */
export class ModuleStack extends TerraformStack {
  constructor() {
    super(new App({ stackTraces: false }), "module");
    const environment = environmentOfVariables(this);
    const region = new DataAwsRegion(this, "current", {});
    const account = new DataAwsCallerIdentity(this, "account", {});
    // Keys of a map are known when its values are not.
    const hasFunction = this.expression("length(var.function.existing) < 3");
    const resources = new SkillResources(this, {
      ...environment,
      name: this.text("var.name"),
      region: region.id,
      accountId: account.accountId,
      bundle: moduleCode(this, `"\${path.module}/skill.zip"`),
      joinAccountsBundle: {
        filename: this.text(JOIN_ACCOUNTS_ZIP),
        sourceCodeHash: this.text(`filebase64sha256(${JOIN_ACCOUNTS_ZIP})`),
      },
      preventDestroy: false,
      hasFunction,
      functionRegions: undefined,
      providerOf: noProvider,
    });
    const { first: skill } = resources.functions;
    if (skill === undefined) {
      throw new Error("The module needs a function");
    }
    skill.resource.lifecycle = {
      precondition: [
        regionCheck(region),
        ...preconditions(this, "function", { ...environment, region: region.id as LambdaRegion }),
      ],
    };
    tagModule(this);
    this.writeOutputs(resources, skill, environment, hasFunction);
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

  private writeOutputs(
    resources: SkillResources,
    skill: SkillFunction,
    environment: Environment,
    hasFunction: Condition,
  ): void {
    const { alexa } = environment;
    const { client, clients, domain, functions, userPool, variables } = resources;
    const accountLinking = writeLinkOutputs(this, {
      client,
      clients,
      domain,
      userPool,
      alexa,
      functionArns: functions.arns,
      existingFunctions: Token.asList(ref("keys(var.function.existing)", this)) as AlexaRegion[],
    });
    // CDKTF's own property takes one only.
    accountLinking.addOverride("precondition", preconditionsJson(preconditions(this, "link", environment)));

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
    writeMemoryOutput(this, resources.memory);
    output("function_variables", variables, FUNCTION_VARIABLES);
    output(
      "function_memory",
      sharedMemory(environment.memory, resources.memory?.resource.arn),
      "The memory that a function in a further region takes as well, by modules/skill-function; null without a table",
    );
  }
}

/** What the submodule takes as its memory. */
const sharedMemory = (memory: Environment["memory"], tableArn: string | undefined): object | undefined =>
  choose<object | undefined>(
    isGiven(memory),
    { table_arn: tableArn, retention_days: memory?.retentionDays, kms_key_arn: memory?.kmsKeyArn },
    undefined,
  );

/** A module makes no providers: what has several is its caller. */
function noProvider(): never {
  throw new Error("The module has functions in one region, that of its provider");
}
