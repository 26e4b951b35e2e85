import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { LambdaAlias } from "@cdktf/provider-aws/lib/lambda-alias";
import { LambdaFunction } from "@cdktf/provider-aws/lib/lambda-function";
import { LambdaPermission } from "@cdktf/provider-aws/lib/lambda-permission";
import { AssetType, TerraformAsset, TerraformIterator, Token } from "cdktf";
import { Construct } from "constructs";
import { BYTES_PER_VARIABLE, MAX_VARIABLES_BYTES, RESERVED_VARIABLES } from "../contract/function-variables";
import type { FunctionSettings } from "./environment/function";
import type { Condition } from "./module/condition";
import { choose, countOf, isGiven } from "./module/condition";
import { mergedMap, namedChoice } from "./module/named-expression";
import type { SkillBundle, SkillCode } from "./skill-bundle";
import { withStaticAddress } from "./static-address";

export interface SkillFunctionProps {
  /** The name of the function and of its role, unless the settings have others. */
  readonly name: string;
  /** The code: a bundle on this machine, or where Terraform finds it. */
  readonly bundle: SkillBundle | SkillCode;
  /** The skills that may invoke the function. */
  readonly skillIds: readonly string[];
  /** What the handlers read from their environment. */
  readonly variables: Readonly<Record<string, string>>;
  readonly settings: FunctionSettings;
  /**
   * The ARN of the policy that bounds what the function's role may do.
   * @default - no boundary
   */
  readonly permissionsBoundary?: string;
  /**
   * Whether there is such a function, where only Terraform knows.
   * @default true
   */
  readonly exists?: Condition;
}

/** nodejs20.x is deprecated since 2026-04-30, and provider 5.x does not know nodejs24.x. */
const RUNTIME = "nodejs22.x";

/**
 * The skill's Lambda function, with a role that may write to its own log group and nothing else. Alexa invokes the
 * alias `live`, which every apply moves to the version it published.
 */
export class SkillFunction extends Construct {
  /** The function itself. */
  readonly resource: LambdaFunction;
  /** The alias that Alexa invokes. */
  readonly live: LambdaAlias;
  /** What the function runs under: attach the policies that your handlers need. */
  readonly role: IamRole;
  /** Where the function writes its log. */
  readonly logGroup: CloudwatchLogGroup;
  /** Lets the role write into the log group. */
  readonly logPolicy: IamRolePolicy;
  /** One permission a skill, by skill id; none where no skill is named. */
  readonly permissions: LambdaPermission | undefined;
  /** The variables that are known here, by name; more can be added. */
  private readonly variables: Record<string, string>;
  /** With those that only Terraform knows. */
  private readonly allVariables: Record<string, string>;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: SkillFunctionProps,
  ) {
    super(scope, id);
    const { settings } = props;
    const name = namedChoice(this, "function_name", isGiven(settings.name), settings.name ?? "", props.name);
    const { variables: own } = settings;
    const isKnown = !Token.isUnresolved(own);
    this.variables = { ...(isKnown ? own : {}), ...props.variables };
    assertSize(this.variables);
    this.allVariables = isKnown ? this.variables : mergedMap(this, "link_variables", own, this.variables);
    const count = countOf(props.exists ?? true);

    this.logGroup = withStaticAddress(
      new CloudwatchLogGroup(this, "logs", {
        ...count,
        name: `/aws/lambda/${name}`,
        retentionInDays: settings.logRetentionDays,
      }),
    );
    this.role = this.executionRole();
    this.logPolicy = this.writeLogs();

    this.resource = withStaticAddress(
      new LambdaFunction(this, "Default", {
        ...count,
        functionName: name,
        description: "Answers Alexa",
        role: this.role.arn,
        runtime: RUNTIME,
        handler: "index.handler",
        architectures: [settings.architecture],
        memorySize: settings.memoryMib,
        timeout: settings.timeoutSeconds,
        ...this.code(),
        publish: true,
        environment: { variables: this.allVariables },
        // Otherwise the first invocation makes the log group, and Terraform finds it taken.
        dependsOn: [this.logGroup, this.logPolicy],
      }),
    );
    this.live = withStaticAddress(
      new LambdaAlias(this, "live", {
        ...count,
        name: "live",
        description: "The version that Alexa invokes",
        functionName: this.resource.functionName,
        functionVersion: this.resource.version,
      }),
    );
    this.permissions = props.skillIds.length > 0 ? this.permitAlexa() : undefined;
  }

  /**
   * Adds a variable to the function's environment, for handlers of your own.
   *
   * @param value text, or an attribute of a resource
   * @throws Error when the name is taken, or is none that Lambda takes, or all of them are more than it takes
   */
  addVariable(name: string, value: string): void {
    if (!/^[A-Za-z][A-Za-z0-9_]+$/.test(name)) {
      throw new Error(`${name} is no name of an environment variable: a letter, then letters, digits and underscores.`);
    }
    if (RESERVED_VARIABLES.some((reserved) => reserved === name)) {
      throw new Error(`Lambda sets ${name} itself, and refuses it. Choose another name.`);
    }
    if (Object.hasOwn(this.variables, name)) {
      throw new Error(`The function has the environment variable ${name} already. Choose another name.`);
    }
    assertSize({ ...this.variables, [name]: value });
    this.variables[name] = value;
    this.resource.putEnvironment({ variables: this.allVariables });
  }

  private executionRole(): IamRole {
    const { name, settings } = this.props;
    return withStaticAddress(
      new IamRole(this, "role", {
        ...countOf(this.props.exists ?? true),
        name: choose(isGiven(settings.roleName), settings.roleName ?? "", name),
        permissionsBoundary: this.props.permissionsBoundary,
        assumeRolePolicy: JSON.stringify({
          Version: "2012-10-17",
          Statement: [{ Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" }],
        }),
      }),
    );
  }

  private writeLogs(): IamRolePolicy {
    return withStaticAddress(
      new IamRolePolicy(this, "write_logs", {
        ...countOf(this.props.exists ?? true),
        name: "write-logs",
        role: this.role.name,
        policy: JSON.stringify({
          Version: "2012-10-17",
          Statement: [
            {
              Effect: "Allow",
              Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
              Resource: `${this.logGroup.arn}:*`,
            },
          ],
        }),
      }),
    );
  }

  /**
   * A bundle lies beside the stack's configuration, in a folder named after its content: a saved plan then finds the
   * very bytes it was made with, or nothing. The path is relative to the stack's folder.
   */
  private code(): SkillCode {
    const { bundle } = this.props;
    if (!("path" in bundle)) {
      return bundle;
    }
    const { path, sha256, sourceCodeHash } = bundle;
    const { path: filename } = new TerraformAsset(this, "bundle", { path, type: AssetType.FILE, assetHash: sha256 });
    return { filename, sourceCodeHash };
  }

  /** One permission a skill, keyed by its id: adding or removing one leaves the others alone. */
  private permitAlexa(): LambdaPermission {
    const { exists = true, skillIds } = this.props;
    const skills = TerraformIterator.fromList(choose(exists, [...skillIds], []));
    return withStaticAddress(
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

/** What only Terraform knows counts as nothing: what is known may be too much already. */
function assertSize(variables: Readonly<Record<string, string>>): void {
  const known = Object.entries(variables).map(([name, value]) => `${name}${Token.isUnresolved(value) ? "" : value}`);
  const bytes = Buffer.byteLength(known.join("")) + known.length * BYTES_PER_VARIABLE;
  if (bytes > MAX_VARIABLES_BYTES) {
    throw new Error(
      `The function's environment variables take ${bytes} bytes, names, values and JSON's marks; Lambda takes ` +
        `${MAX_VARIABLES_BYTES}. Shorten them, or keep what is long in a parameter store, a table or the bundle.`,
    );
  }
}
