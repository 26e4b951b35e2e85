import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment";
import { LambdaFunction } from "@cdktf/provider-aws/lib/lambda-function";
import { LambdaPermission } from "@cdktf/provider-aws/lib/lambda-permission";
import type { TerraformElement } from "cdktf";
import { AssetType, TerraformAsset, TerraformLocal, Token } from "cdktf";
import { Construct } from "constructs";
import { COGNITO_PRINCIPAL } from "../contract/service-principals";
import type { TriggerName, TriggerSettings } from "./environment/triggers";
import { triggersSchema } from "./environment/triggers";
import { LAMBDA_TRUST, writeLogsPolicy } from "./function-role";
import { entriesInTerraform } from "./module/for-each";
import { readSkillBundle } from "./skill-bundle";
import { RUNTIME } from "./skill-function";
import { withStaticAddress } from "./static-address";
import type { UserPool } from "./user-pool";

export interface UserPoolTriggersProps {
  /** What the names of functions and roles begin with. */
  readonly name: string;
  readonly triggers: Readonly<Partial<Record<TriggerName, TriggerSettings>>>;
  /**
   * The ARN of the policy that bounds what the functions' roles may do.
   * @default - no boundary
   */
  readonly permissionsBoundary?: string;
}

/** What the module calls the triggers; in a stack they are known. */
const VARIABLE = "var.user_pool.triggers";

/**
 * What the names of functions and roles end with. They have 64 characters, of which the environment's takes up to 57; no
 * environment's name has an underscore, so these are nobody else's.
 */
const SUFFIXES: Readonly<Record<TriggerName, string>> = {
  createAuthChallenge: "_create",
  customMessage: "_custom",
  defineAuthChallenge: "_define",
  postAuthentication: "_postau",
  postConfirmation: "_postco",
  preAuthentication: "_preaut",
  preSignUp: "_presig",
  preTokenGeneration: "_pretok",
  userMigration: "_migrat",
  verifyAuthChallengeResponse: "_verify",
};

/**
 * The functions that Amazon Cognito calls while somebody signs up or in, keyed by Cognito's names of the moments. They come
 * before the pool, which names them, and know nothing of it; that they may be invoked is said behind it, in `permit`.
 *
 * A function goes after the pool has let go of it (`create_before_destroy`): a pool whose trigger is gone refuses everybody.
 */
export class UserPoolTriggers extends Construct {
  /** The functions that are made of zips; none where no trigger has one. */
  readonly resource: LambdaFunction | undefined;
  private readonly arns: string | undefined;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: UserPoolTriggersProps,
  ) {
    super(scope, id);
    this.resource = this.has(isMade) ? this.make() : undefined;
    this.arns = this.has(() => true) ? this.local("arns", this.arnsByName()) : undefined;
  }

  /**
   * The function of a trigger, as Terraform's expression; undefined where there is surely none.
   *
   * @param otherwise what else may be one, where only Terraform knows, as its expression
   */
  arnOf(name: TriggerName, otherwise = "null"): string | undefined {
    const { triggers } = this.props;
    if (Token.isUnresolved(triggers)) {
      return `\${lookup(${this.arns}, "${name}", ${otherwise})}`;
    }
    return triggers[name] === undefined ? undefined : `\${${this.arns}["${name}"]}`;
  }

  /** Lets Cognito invoke the functions, for this pool alone. */
  permit(userPool: UserPool): void {
    const { name, triggers } = this.props;
    if (this.arns === undefined) {
      return;
    }
    const parts = `split(":", ${this.arns}[each.key])`;
    const permission = withStaticAddress(
      new LambdaPermission(this, "cognito", {
        // A function of another shop's may serve several pools.
        statementId: `${name}-\${each.key}`,
        action: "lambda:InvokeFunction",
        principal: COGNITO_PRINCIPAL,
        sourceArn: userPool.arn,
        functionName: `\${join(":", slice(${parts}, 0, 7))}`,
        qualifier: `\${try(${parts}[7], null)}`,
      }),
    );
    const names = Token.isUnresolved(triggers) ? `keys(${VARIABLE})` : JSON.stringify(Object.keys(triggers).sort());
    permission.addOverride("for_each", `\${toset(${names})}`);
  }

  private make(): LambdaFunction {
    const { name, permissionsBoundary } = this.props;
    const suffixes = this.local("suffixes", SUFFIXES);
    const ownName = `${name}\${${suffixes}[each.key]}`;
    const logs = new CloudwatchLogGroup(this, "logs", {
      name: `/aws/lambda/${ownName}`,
      retentionInDays: number("each.value.log_retention_days"),
    });
    const role = new IamRole(this, "role", {
      name: ownName,
      permissionsBoundary,
      assumeRolePolicy: LAMBDA_TRUST,
    });
    const ofEach = (kind: string, attribute: string): string =>
      `\${${kind}.${this.node.id}${attribute.replace(".", "[each.key].")}}`;
    const writeLogs = new IamRolePolicy(this, "write_logs", {
      name: "write-logs",
      role: ofEach("aws_iam_role", "_role.name"),
      policy: writeLogsPolicy(ofEach("aws_cloudwatch_log_group", "_logs.arn")),
    });
    const resource = new LambdaFunction(this, "Default", {
      functionName: ownName,
      description: `Cognito's \${each.key}`,
      role: ofEach("aws_iam_role", "_role.arn"),
      runtime: RUNTIME,
      handler: "index.handler",
      architectures: ["arm64"],
      memorySize: number("each.value.memory_mib"),
      timeout: number("each.value.timeout_seconds"),
      filename: `\${each.value.zip}`,
      sourceCodeHash: `\${filebase64sha256(each.value.zip)}`,
      environment: { variables: Token.asStringMap(`\${each.value.variables}`) },
      dependsOn: [logs, writeLogs],
      lifecycle: { createBeforeDestroy: true },
    });
    for (const element of [logs, role, writeLogs, resource]) {
      this.forEach(withStaticAddress(element));
    }
    this.attachPolicies();
    return resource;
  }

  /** One attachment a trigger and policy. Their names are known before the policies' ARNs are. */
  private attachPolicies(): void {
    const { triggers } = this.props;
    const isKnown = !Token.isUnresolved(triggers);
    const policies = Object.entries(isKnown ? triggers : {}).flatMap(([trigger, { policies }]) =>
      Object.entries(policies).map(([name, policy_arn]) => [`${trigger}/${name}`, { trigger, policy_arn }] as const),
    );
    if (isKnown && policies.length === 0) {
      return;
    }
    const attachment = withStaticAddress(
      new IamRolePolicyAttachment(this, "policies", {
        role: `\${aws_iam_role.${this.node.id}_role[each.value.trigger].name}`,
        policyArn: `\${each.value.policy_arn}`,
      }),
    );
    attachment.addOverride(
      "for_each",
      isKnown
        ? Object.fromEntries(policies)
        : `\${merge([for name, it in ${VARIABLE} : { for policy, arn in it.policies : "\${name}/\${policy}" => { trigger = name, policy_arn = arn } } if it.zip != null]...)}`,
    );
  }

  /** By the triggers' names, the function of each. */
  private arnsByName(): unknown {
    const { triggers } = this.props;
    const own = (key: string): string => `aws_lambda_function.${this.node.id}[${key}].arn`;
    return Token.isUnresolved(triggers)
      ? `\${{ for name, it in ${VARIABLE} : name => it.zip == null ? it.function_arn : ${own("name")} }}`
      : Object.fromEntries(
          Object.entries(triggers).map(([name, { functionArn }]) => [
            name,
            functionArn ?? `\${${own(JSON.stringify(name))}}`,
          ]),
        );
  }

  /** One instance for each trigger whose function is made here. */
  private forEach(element: TerraformElement): void {
    const { triggers } = this.props;
    element.addOverride(
      "for_each",
      Token.isUnresolved(triggers)
        ? `\${{ for name, it in ${VARIABLE} : name => it if it.zip != null }}`
        : this.entries,
    );
  }

  /** The triggers that are made here, with their zips beside the stack's configuration. */
  private get entries(): unknown {
    const made = Object.entries(this.props.triggers).filter(([, trigger]) => isMade(trigger));
    return entriesInTerraform(
      triggersSchema,
      Object.fromEntries(made.map(([name, trigger]) => [name, { ...trigger, zip: this.assetOf(name, trigger.zip) }])),
    );
  }

  private assetOf(name: string, zip = ""): string {
    const id = `${name}_bundle`;
    const made = this.node.tryFindChild(id);
    if (made instanceof TerraformAsset) {
      return made.path;
    }
    const { path, sha256 } = readSkillBundle(zip);
    return new TerraformAsset(this, id, { path, type: AssetType.FILE, assetHash: sha256 }).path;
  }

  private local(id: string, value: unknown): string {
    withStaticAddress(new TerraformLocal(this, id, value));
    return `local.${this.node.id}_${id}`;
  }

  /** Whether there is such a trigger; where only Terraform knows, there may be. */
  private has(is: (trigger: TriggerSettings) => boolean): boolean {
    const { triggers } = this.props;
    return Token.isUnresolved(triggers) || Object.values(triggers).some(is);
  }
}

const isMade = ({ zip }: TriggerSettings): boolean => zip !== undefined;

const number = (expression: string): number => Token.asNumber(`\${${expression}}`);
