import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { LambdaAlias } from "@cdktf/provider-aws/lib/lambda-alias";
import { LambdaFunction } from "@cdktf/provider-aws/lib/lambda-function";
import { LambdaPermission } from "@cdktf/provider-aws/lib/lambda-permission";
import { AssetType, TerraformAsset, TerraformIterator } from "cdktf";
import { Construct } from "constructs";
import type { FunctionProps } from "./environment";
import type { SkillBundle } from "./skill-bundle";
import { withStaticAddress } from "./static-address";

export interface SkillFunctionProps {
  /** The name of the function and of its role. */
  readonly name: string;
  readonly bundle: SkillBundle;
  /** The skills that may invoke the function. */
  readonly skillIds: readonly string[];
  /** What the handlers read from their environment. */
  readonly variables: Readonly<Record<string, string>>;
  readonly settings: Required<FunctionProps>;
}

/** nodejs20.x is deprecated since 2026-04-30, and provider 5.x does not know nodejs24.x. */
const RUNTIME = "nodejs22.x";

/**
 * The skill's Lambda function, with a role that may write to its own log group and nothing else. Alexa invokes the
 * alias `live`, which every apply moves to the version it published.
 */
export class SkillFunction extends Construct {
  readonly resource: LambdaFunction;
  readonly live: LambdaAlias;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: SkillFunctionProps,
  ) {
    super(scope, id);
    const { name, bundle, settings, variables } = props;

    const logGroup = withStaticAddress(
      new CloudwatchLogGroup(this, "logs", {
        name: `/aws/lambda/${name}`,
        retentionInDays: settings.logRetentionDays,
      }),
    );
    const role = this.role();
    const logPolicy = this.logPolicy(role, logGroup);

    this.resource = withStaticAddress(
      new LambdaFunction(this, "Default", {
        functionName: name,
        description: "Answers Alexa",
        role: role.arn,
        runtime: RUNTIME,
        handler: "index.handler",
        architectures: [settings.architecture],
        memorySize: settings.memoryMib,
        timeout: settings.timeoutSeconds,
        filename: this.filename(),
        sourceCodeHash: bundle.sourceCodeHash,
        publish: true,
        environment: { variables: { ...variables } },
        // Otherwise the first invocation makes the log group, and Terraform finds it taken.
        dependsOn: [logGroup, logPolicy],
      }),
    );
    this.live = withStaticAddress(
      new LambdaAlias(this, "live", {
        name: "live",
        description: "The version that Alexa invokes",
        functionName: this.resource.functionName,
        functionVersion: this.resource.version,
      }),
    );
    if (props.skillIds.length > 0) this.permitAlexa();
  }

  private role(): IamRole {
    return withStaticAddress(
      new IamRole(this, "role", {
        name: this.props.name,
        assumeRolePolicy: JSON.stringify({
          Version: "2012-10-17",
          Statement: [{ Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" }],
        }),
      }),
    );
  }

  private logPolicy(role: IamRole, logGroup: CloudwatchLogGroup): IamRolePolicy {
    return withStaticAddress(
      new IamRolePolicy(this, "write_logs", {
        name: "write-logs",
        role: role.name,
        policy: JSON.stringify({
          Version: "2012-10-17",
          Statement: [
            {
              Effect: "Allow",
              Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
              Resource: `${logGroup.arn}:*`,
            },
          ],
        }),
      }),
    );
  }

  /**
   * The zip beside the stack's configuration, in a folder named after its content: a saved plan then finds the very
   * bytes it was made with, or nothing. The path is relative to the stack's folder.
   */
  private filename(): string {
    const { path, sha256 } = this.props.bundle;
    return new TerraformAsset(this, "bundle", { path, type: AssetType.FILE, assetHash: sha256 }).path;
  }

  /** One permission a skill, keyed by its id: adding or removing one leaves the others alone. */
  private permitAlexa(): void {
    const skills = TerraformIterator.fromList([...this.props.skillIds]);
    withStaticAddress(
      new LambdaPermission(this, "alexa", {
        forEach: skills,
        // Statement ids take no dots.
        statementId: `\${replace(${skills.value}, ".", "-")}`,
        action: "lambda:InvokeFunction",
        principal: "alexa-appkit.amazon.com",
        eventSourceToken: skills.value,
        functionName: this.resource.functionName,
        qualifier: this.live.name,
      }),
    );
  }
}
