import { Problem } from "../../common/problem";
import type { Environment } from "../../constructs/environment/environment";
import { environmentWarningRules } from "../../constructs/environment/warnings";
import type { ModuleJson, ResourcesJson } from "../../constructs/module/module-json";
import { ModuleStack } from "../../constructs/module/module-stack";
import { moduleText } from "../../constructs/module/module-text";
import { terraformName } from "../../constructs/module/properties";
import { AWS_PROVIDER, REQUIRED_VERSION } from "../../constructs/terraform-versions";
import type { Block, Body } from "../hcl/body";
import { attribute, block, fileText } from "../hcl/body";
import { bodyOf } from "../hcl/terraform-json";
import { heredoc, valueText } from "../hcl/value";
import { warningConditions } from "./rules";
import type { ModuleVariable } from "./variables";
import { moduleVariables, variablesFile } from "./variables";

/** What the module consists of, apart from the zip, the examples and what is written by hand. */
export interface GeneratedModule {
  readonly json: ModuleJson;
  readonly variables: readonly ModuleVariable[];
  /** Text by path in the module's folder. */
  readonly files: Readonly<Record<string, string>>;
}

/** The first line of each file. */
export const GENERATED =
  "Generated from constructs/ of the project that this module belongs to. Do not edit: npm run generate";

/** Arguments of the resources here whose objects are values. */
const MAPS = ["tags", "variables"];

/** Resources that have a file of their own, by the construct that their addresses begin with. */
const FILES: Readonly<Record<string, readonly string[]>> = {
  "main.tf": [
    "user_pool",
    "trigger",
    "join_accounts",
    "protection",
    "domain",
    "resource_server",
    "group",
    "identity_provider",
    "alexa",
    "sign_in_page",
    "client",
  ],
  "function.tf": ["memory", "skill"],
};

/** @param root the project's folder, with the comments that describe the variables */
export function generateModule(root: string): GeneratedModule {
  const json = new ModuleStack().toModule();
  const variables = moduleVariables(root);
  const bodies: Readonly<Record<string, Body>> = {
    "main.tf": [locals(json.locals), ...blocks("data", json.data), ...resourcesOf("main.tf", json.resource)],
    "function.tf": resourcesOf("function.tf", json.resource),
    "variables.tf": variablesFile(variables),
    "outputs.tf": Object.entries(json.output).map(([name, output]) => outputBlock(name, output)),
    "checks.tf": checks(),
    "versions.tf": [versions(AWS_PROVIDER)],
  };
  return { json, variables, files: textsOf(bodies) };
}

/** Text by path, with the line that says where it comes from. */
export const textsOf = (bodies: Readonly<Record<string, Body>>): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(bodies).map(([path, body]) => [path, `# ${GENERATED}\n\n${fileText(body)}`]));

/** The block of local values. */
export const locals = (values: ModuleJson["locals"]): Block =>
  block(
    "locals",
    [],
    Object.entries(values).map(([name, value]) => attribute(name, valueText(value))),
  );

/** The blocks of resources or data sources. */
export const blocks = (kind: "data" | "resource", resources: ResourcesJson): Block[] =>
  Object.entries(resources).flatMap(([type, named]) =>
    Object.entries(named).map(([name, resource]) => block(kind, [type, name], bodyOf(resource, { maps: MAPS }))),
  );

/** The resources of a file, in the order of their constructs. */
function resourcesOf(file: string, resources: ResourcesJson): Block[] {
  const constructs = Object.values(FILES).flat();
  const constructOf = ({ labels: [type, name = ""] }: Block): string => {
    const found = constructs.find((id) => name === id || name.startsWith(`${id}_`));
    if (found === undefined) {
      throw new Problem(
        `The module has no file for ${type}.${name}. Add the id of its construct to FILES in build/module/files.ts.`,
      );
    }
    return found;
  };
  return blocks("resource", resources)
    .filter((resource) => FILES[file]?.includes(constructOf(resource)))
    .toSorted((one, two) => constructs.indexOf(constructOf(one)) - constructs.indexOf(constructOf(two)));
}

/** An output, with what has to hold for it. */
export const outputBlock = (
  name: string,
  { description, precondition, sensitive, value }: ModuleJson["output"][string],
): Block =>
  block(
    "output",
    [name],
    [
      attribute("description", valueText(description)),
      ...(sensitive === true ? [attribute("sensitive", "true")] : []),
      attribute("value", valueText(value)),
      ...bodyOf(precondition === undefined ? {} : { precondition }, { maps: MAPS }),
    ],
  );

/** The warnings of an environment: they show in every plan and stop none. */
function checks(): Block[] {
  const values = {
    tokens: { refreshTokenDays: `\${var.tokens.refresh_token_days}` },
    alexa: { skillIds: [] },
    // Null stands here in no message, and in a template it may not.
    userPool: { mfa: `\${coalesce(var.user_pool.mfa, "off")}` },
  } as unknown as Environment;
  return environmentWarningRules.flatMap(({ path, text }) => {
    const condition = warningConditions[path];
    if (condition === undefined) {
      return [];
    }
    const name = terraformName(path).replaceAll(".", "_");
    return block(
      "check",
      [name],
      [
        block(
          "assert",
          [],
          [
            attribute("condition", condition),
            attribute("error_message", heredoc(`\${var.name}: ${moduleText(text(values))}`)),
          ],
        ),
      ],
    );
  });
}

/** What the module needs of Terraform and its provider. */
export const versions = (provider: typeof AWS_PROVIDER): Block =>
  block(
    "terraform",
    [],
    [
      attribute("required_version", valueText(REQUIRED_VERSION)),
      block("required_providers", [], [attribute("aws", valueText(provider))]),
    ],
  );
