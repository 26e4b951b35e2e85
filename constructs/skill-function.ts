import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { LambdaAlias } from "@cdktf/provider-aws/lib/lambda-alias";
import type {
  LambdaFunctionDeadLetterConfig,
  LambdaFunctionLoggingConfig,
  LambdaFunctionTracingConfig,
  LambdaFunctionVpcConfig,
} from "@cdktf/provider-aws/lib/lambda-function";
import {
  LambdaFunction,
  lambdaFunctionDeadLetterConfigToTerraform,
  lambdaFunctionLoggingConfigToTerraform,
  lambdaFunctionTracingConfigToTerraform,
  lambdaFunctionVpcConfigToTerraform,
} from "@cdktf/provider-aws/lib/lambda-function";
import { LambdaPermission } from "@cdktf/provider-aws/lib/lambda-permission";
import { LambdaProvisionedConcurrencyConfig } from "@cdktf/provider-aws/lib/lambda-provisioned-concurrency-config";
import type { TerraformProvider } from "cdktf";
import { Fn, TerraformIterator, Token } from "cdktf";
import { Construct } from "constructs";
import { BYTES_PER_VARIABLE, MAX_VARIABLES_BYTES, RESERVED_VARIABLES } from "../contract/function-variables";
import { ALEXA_PRINCIPAL, SMART_HOME_PRINCIPAL } from "../contract/service-principals";
import type { SkillKind } from "../contract/smart-home";
import type { FunctionSettings } from "./environment/function";
import { addCanary } from "./function-canary";
import type { FunctionMemory } from "./function-rights";
import { addFunctionRights } from "./function-rights";
import { LAMBDA_TRUST, writeLogsPolicy } from "./function-role";
import { optionalBlock } from "./module/blocks";
import type { Condition } from "./module/condition";
import { allOf, choose, countOf, differs, isEmpty, isGiven } from "./module/condition";
import { mergedMap, namedChoice } from "./module/named-expression";
import type { SkillBundle, SkillCode } from "./skill-bundle";
import { codeOf } from "./skill-bundle";
import { withStaticAddress } from "./static-address";

export interface SkillFunctionProps {
  /** The name of the function and of its role, unless the settings have others. */
  readonly name: string;
  /**
   * The name of the role, which no other role of the account has; functions of several regions may share theirs.
   * @default - the function's
   */
  readonly roleName?: string;
  /**
   * The provider of the region that the function is made in.
   * @default - the stack's
   */
  readonly provider?: TerraformProvider;
  /** The code: a bundle on this machine, or where Terraform finds it. */
  readonly bundle: SkillBundle | SkillCode;
  /** The skills that may invoke the function. */
  readonly skillIds: readonly string[];
  /**
   * What these skills are to Alexa, and so as whom it calls.
   * @default "custom"
   */
  readonly kind?: SkillKind;
  /** What the handlers read from their environment. */
  readonly variables: Readonly<Record<string, string>>;
  readonly settings: FunctionSettings;
  /**
   * The ARN of the policy that bounds what the function's role may do.
   * @default - no boundary
   */
  readonly permissionsBoundary?: string;
  /**
   * Where the handlers remember users.
   * @default - nowhere
   */
  readonly memory?: FunctionMemory;
  /**
   * Whether there is such a function, where only Terraform knows.
   * @default true
   */
  readonly exists?: Condition;
}

/** nodejs20.x is deprecated since 2026-04-30, and provider 5.x does not know nodejs24.x. */
export const RUNTIME = "nodejs22.x";

/**
 * The skill's Lambda function, with a role that may write to its own log group and, unless the settings say more, nothing
 * else. Alexa invokes the alias `live`, which every apply moves to the version it published.
 */
export class SkillFunction extends Construct {
  /** The function itself. */
  readonly resource: LambdaFunction;
  /** The alias that Alexa invokes. */
  readonly live: LambdaAlias;
  /** What the function runs under: attach the policies that your handlers need. */
  readonly role: IamRole;
  /** The code, for another function that is to have the same. */
  readonly code: SkillCode;
  /** Where the function writes its log. */
  readonly logGroup: CloudwatchLogGroup;
  /** Lets the role write into the log group. */
  readonly logPolicy: IamRolePolicy;
  /** One permission a skill for a custom skill's requests, by skill id; none where no skill is named. */
  readonly permissions: LambdaPermission | undefined;
  /** One permission a skill for a smart-home skill's directives, likewise. */
  readonly smartHomePermissions: LambdaPermission | undefined;
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
    const { memory } = props;
    this.variables = {
      ...(isKnown ? own : {}),
      ...props.variables,
      ...(memory?.exists === true ? memory.variables : {}),
    };
    assertSize(this.variables);
    this.allVariables = isKnown
      ? this.variables
      : mergedMap(this, "link_variables", withMemory(own, memory), this.variables);
    const there = { ...countOf(props.exists ?? true), provider: props.provider };
    this.code = codeOf(this, props.bundle);

    this.logGroup = withStaticAddress(
      new CloudwatchLogGroup(this, "logs", {
        ...there,
        name: `/aws/lambda/${name}`,
        retentionInDays: settings.logRetentionDays,
      }),
    );
    this.role = this.executionRole();
    this.logPolicy = this.writeLogs();
    const rights = addFunctionRights(this, { role: this.role, settings, memory, exists: props.exists ?? true });

    this.resource = withStaticAddress(
      new LambdaFunction(this, "Default", {
        ...there,
        functionName: name,
        description: "Answers Alexa",
        role: this.role.arn,
        runtime: RUNTIME,
        handler: "index.handler",
        architectures: [settings.architecture],
        memorySize: settings.memoryMib,
        timeout: settings.timeoutSeconds,
        kmsKeyArn: this.kmsKeyArn(),
        layers: layersOf(settings.layers),
        reservedConcurrentExecutions: settings.reservedConcurrency,
        ...this.code,
        publish: true,
        environment: { variables: this.allVariables },
        // Otherwise the first invocation makes the log group, and Terraform finds it taken.
        // Without a right Lambda refuses the setting that needs it.
        dependsOn: [this.logGroup, this.logPolicy, ...rights],
      }),
    );
    this.addBlocks();
    this.live = withStaticAddress(
      new LambdaAlias(this, "live", {
        ...there,
        name: "live",
        description: "The version that Alexa invokes",
        functionName: this.resource.functionName,
        functionVersion: this.resource.version,
      }),
    );
    addCanary(this.live, this.resource.version, settings.canary);
    this.provision();
    const { kind = "custom" } = props;
    this.permissions = this.permitAlexa("alexa", ALEXA_PRINCIPAL, differs(kind, "smart-home"));
    this.smartHomePermissions = this.permitAlexa("smart_home", SMART_HOME_PRINCIPAL, differs(kind, "custom"));
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

  private addBlocks(): void {
    const { deadLetters, logging, tracing, vpc } = this.props.settings;
    optionalBlock<LambdaFunctionVpcConfig>(
      this.resource,
      {
        path: "vpc_config",
        put: (block) => this.resource.putVpcConfig(block),
        toTerraform: lambdaFunctionVpcConfigToTerraform,
      },
      isGiven(vpc),
      { subnetIds: [...(vpc?.subnetIds ?? [])], securityGroupIds: [...(vpc?.securityGroupIds ?? [])] },
    );
    optionalBlock<LambdaFunctionDeadLetterConfig>(
      this.resource,
      {
        path: "dead_letter_config",
        put: (block) => this.resource.putDeadLetterConfig(block),
        toTerraform: lambdaFunctionDeadLetterConfigToTerraform,
      },
      isGiven(deadLetters),
      { targetArn: deadLetters?.targetArn ?? "" },
    );
    optionalBlock<LambdaFunctionTracingConfig>(
      this.resource,
      {
        path: "tracing_config",
        put: (block) => this.resource.putTracingConfig(block),
        toTerraform: lambdaFunctionTracingConfigToTerraform,
      },
      isGiven(tracing),
      { mode: tracing ?? "" },
    );
    optionalBlock<LambdaFunctionLoggingConfig>(
      this.resource,
      {
        path: "logging_config",
        put: (block) => this.resource.putLoggingConfig(block),
        toTerraform: lambdaFunctionLoggingConfigToTerraform,
      },
      isGiven(logging),
      {
        logFormat: logging?.format ?? "",
        applicationLogLevel: levelOf(logging?.format, logging?.applicationLevel),
        systemLogLevel: levelOf(logging?.format, logging?.systemLevel),
      },
    );
  }

  /** Lambda's own key, where none is given. */
  private kmsKeyArn(): string | undefined {
    const { encryption } = this.props.settings;
    return choose<string | undefined>(isGiven(encryption), encryption?.kmsKeyArn, undefined);
  }

  /** Started functions that wait behind the alias, and move with it from version to version. */
  private provision(): void {
    const { exists = true, settings } = this.props;
    const { provisionedConcurrency = 0 } = settings;
    const isProvisioned = allOf(exists, isGiven(settings.provisionedConcurrency));
    if (isProvisioned !== false) {
      withStaticAddress(
        new LambdaProvisionedConcurrencyConfig(this, "provisioned", {
          ...countOf(isProvisioned),
          provider: this.props.provider,
          functionName: this.resource.functionName,
          qualifier: this.live.name,
          provisionedConcurrentExecutions: provisionedConcurrency,
        }),
      );
    }
  }

  private executionRole(): IamRole {
    const { name, roleName = name, settings } = this.props;
    return withStaticAddress(
      new IamRole(this, "role", {
        ...countOf(this.props.exists ?? true),
        name: choose(isGiven(settings.roleName), settings.roleName ?? "", roleName),
        permissionsBoundary: this.props.permissionsBoundary,
        assumeRolePolicy: LAMBDA_TRUST,
      }),
    );
  }

  private writeLogs(): IamRolePolicy {
    return withStaticAddress(
      new IamRolePolicy(this, "write_logs", {
        ...countOf(this.props.exists ?? true),
        name: "write-logs",
        role: this.role.name,
        policy: writeLogsPolicy(this.logGroup.arn),
      }),
    );
  }

  /** One permission a skill, keyed by its id: adding or removing one leaves the others alone. */
  private permitAlexa(id: string, principal: string, isKind: Condition): LambdaPermission | undefined {
    const { exists = true, skillIds } = this.props;
    if (isKind === false || skillIds.length === 0) {
      return undefined;
    }
    const skills = TerraformIterator.fromList(choose(allOf(exists, isKind), [...skillIds], []));
    // A skill of both kinds has two statements in one policy.
    const suffix = principal === ALEXA_PRINCIPAL ? "" : "-smart-home";
    return withStaticAddress(
      new LambdaPermission(this, id, {
        forEach: skills,
        provider: this.props.provider,
        // Statement ids take no dots.
        statementId: `\${replace(${skills.value}, ".", "-")}${suffix}`,
        action: "lambda:InvokeFunction",
        principal,
        eventSourceToken: skills.value,
        functionName: this.resource.functionName,
        qualifier: this.live.name,
      }),
    );
  }
}

/**
 * Lambda's own level is written out: provider 5.100 keeps one that is left out later, and publishes a version at every apply
 * from then on. Text has none.
 */
const levelOf = (format: string | undefined, level: string | undefined): string | undefined =>
  choose<string | undefined>(differs(format, "Text"), choose<string>(isGiven(level), level ?? "", "INFO"), undefined);

/** Variables that only Terraform knows, with those of a memory of which only Terraform knows whether there is one. */
function withMemory(variables: Record<string, string>, memory: FunctionMemory | undefined): Record<string, string> {
  return memory === undefined
    ? variables
    : Token.asStringMap(Fn.merge([variables, choose<object>(memory.exists, memory.variables, {})]));
}

/** None is the same as an empty list, which would be seen in every configuration. */
const layersOf = (layers: FunctionSettings["layers"]): string[] | undefined =>
  choose<string[] | undefined>(isEmpty(layers), undefined, [...layers]);

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
