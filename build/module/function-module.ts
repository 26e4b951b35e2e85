import { FunctionModuleStack } from "../../constructs/module/function-module-stack";
import { AWS_PROVIDER } from "../../constructs/terraform-versions";
import { blocks, locals, outputBlock, textsOf, versions } from "./files";
import { functionModuleVariables, variablesFile } from "./variables";

/** Where the submodule lies in the module. */
export const FUNCTION_MODULE = "modules/skill-function";

/**
 * The submodule for a function in a further region, which is called with that region's provider: a module makes no providers
 * itself. Text by path in the module's folder.
 *
 * @param root the project's folder, with the comments that describe the variables
 */
export function generateFunctionModule(root: string): Readonly<Record<string, string>> {
  const json = new FunctionModuleStack().toModule();
  const texts = textsOf({
    "main.tf": [locals(json.locals), ...blocks("data", json.data), ...blocks("resource", json.resource)],
    "variables.tf": variablesFile(functionModuleVariables(root)),
    "outputs.tf": Object.entries(json.output).map(([name, output]) => outputBlock(name, output)),
    "versions.tf": [versions(AWS_PROVIDER)],
  });
  return Object.fromEntries(Object.entries(texts).map(([path, text]) => [`${FUNCTION_MODULE}/${path}`, text]));
}
