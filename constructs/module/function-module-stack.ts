import { DataAwsRegion } from "@cdktf/provider-aws/lib/data-aws-region";
import { App, TerraformStack } from "cdktf";
import type { SkillKind } from "../../contract/smart-home";
import { alexaRules } from "../environment/alexa-rules";
import type { Environment } from "../environment/environment";
import { environmentSchema } from "../environment/environment";
import type { GroupField } from "../environment/field";
import { functionSchema } from "../environment/function";
import { functionRules } from "../environment/function-rules";
import { memoryRules } from "../environment/memory-rules";
import { writeOutput } from "../link-outputs";
import { SkillFunction } from "../skill-function";
import { functionMemory, memoryOf } from "./function-memory";
import { moduleCode } from "./module-code";
import type { ModuleJson } from "./module-json";
import { moduleJson } from "./module-json";
import { preconditions, regionCheck } from "./module-preconditions";
import type { ModuleProperty } from "./properties";
import { moduleProperties, terraformName } from "./properties";
import { tagModule } from "./tags";
import { variable } from "./variable";

/** Where the function's settings are the module's, without those of other functions. */
const { existing: _, ...settings } = functionSchema.fields;

/** What the submodule takes, under TypeScript's names. */
export const functionModuleProperties: Readonly<Record<string, ModuleProperty>> = {
  name: {
    field: moduleProperties.name?.field ?? environmentSchema.fields.name,
    description:
      "The name of the function and of its role, which no other role of the AWS account has: not that of the module's first function.",
  },
  skillIds: {
    field: alexaField("skillIds"),
    description:
      "The skills that may invoke the function. May be empty until the first skill exists; then nothing may invoke it.",
  },
  kind: {
    field: alexaField("kind"),
    description: "What these skills are to Alexa, as `alexa.kind` of the module: `custom`, `smart-home` or `both`.",
  },
  linkVariables: {
    field: {
      kind: "map",
      max: 50,
      key: {
        kind: "text",
        pattern: /^[A-Z_]{1,128}$/,
        allowed: "names of variables",
        fix: "write the module's output",
      },
      value: { kind: "text", pattern: /^/, allowed: "texts", fix: "write the module's output" },
    },
    description: "What the handlers read from their environment: the output `function_variables` of the module.",
  },
  function: {
    field: { ...functionSchema, fields: settings } as unknown as GroupField<object>,
    description:
      "The skill's Lambda function. What lies in a region is given for this one: layers, network, key, queue.",
  },
  memory: functionMemory,
  code: moduleProperties.code ?? missing("code"),
  permissionsBoundary: {
    field: environmentSchema.fields.permissionsBoundary,
    description:
      "The ARN of the IAM policy that bounds what the function's role may do, where your account asks for one.",
  },
  tags: moduleProperties.tags ?? missing("tags"),
};

function missing(name: string): never {
  throw new Error(`The module has no property ${name}`);
}

function alexaField(name: "kind" | "skillIds"): ModuleProperty["field"] {
  const { alexa } = environmentSchema.fields;
  return alexa.kind === "group" ? (alexa as GroupField<Record<typeof name, unknown>>).fields[name] : missing(name);
}

type Values = Pick<Environment, "function" | "permissionsBoundary"> & {
  readonly name: string;
  readonly skillIds: readonly string[];
  readonly kind: SkillKind;
  readonly linkVariables: Readonly<Record<string, string>>;
  readonly memory: Parameters<typeof memoryOf>[1];
};

/** A function in a further region: the submodule that is called with that region's provider. */
export class FunctionModuleStack extends TerraformStack {
  constructor() {
    super(new App({ stackTraces: false }), "skill-function");
    const values = Object.fromEntries(
      Object.entries(functionModuleProperties).map(([name, { field }]) => [
        name,
        variable(this, field, `var.${terraformName(name)}`),
      ]),
    ) as unknown as Values;
    const region = new DataAwsRegion(this, "current", {});
    const withoutOthers = { ...values.function, existing: {} };
    const skill = new SkillFunction(this, "skill", {
      name: values.name,
      bundle: moduleCode(this, `"\${path.module}/../../skill.zip"`),
      skillIds: values.skillIds,
      kind: values.kind,
      settings: withoutOthers,
      variables: values.linkVariables,
      permissionsBoundary: values.permissionsBoundary,
      memory: memoryOf(this, values.memory),
    });
    // The table's key lies in the table's region, which is the module's: its rule is the module's, too.
    const rules = [
      ...functionRules.filter(({ reads }) => reads.every((it) => it === "region" || it.startsWith("function."))),
      ...memoryRules.filter(({ path }) => path === "memory"),
      ...alexaRules.map((rule) => ({ ...rule, path: rule.path.replace("alexa.", "") })),
    ];
    const alexa = { kind: values.kind };
    const environment = { ...values, alexa, function: withoutOthers, region: region.id } as unknown as Environment;
    skill.resource.lifecycle = {
      precondition: [regionCheck(region), ...preconditions(this, "function", environment, rules)],
    };
    tagModule(this);
    const arn = "What Alexa invokes: an entry of the module's function.existing";
    writeOutput(this, "function_arn", skill.live.arn, arn);
    writeOutput(this, "function_name", skill.resource.functionName, "The function's name");
    writeOutput(this, "function_role_name", skill.role.name, "The function's role, to attach policies to");
    writeOutput(this, "log_group_name", skill.logGroup.name, "Where the function writes its log");
  }

  /** The submodule's part of what CDKTF would write. */
  toModule(): ModuleJson {
    return moduleJson(this.toTerraform());
  }
}
