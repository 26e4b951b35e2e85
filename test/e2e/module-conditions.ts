/** The conditions of the module's variables, as Terraform judges them: variables alone need no provider. */
import { copyFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { FieldProblem } from "../../constructs/environment/check-field";
import { checkField } from "../../constructs/environment/check-field";
import type { Field } from "../../constructs/environment/field";
import { allowedIn } from "../../constructs/environment/field";
import { moduleText } from "../../constructs/module/module-text";
import { findTerraform } from "../../terraform/binary";
import { SMALL_STACK } from "../../terraform/terraform";
import { moduleLeaves } from "./module-samples";
import { execute, ROOT } from "./world";

/** A plan of the variables takes a tenth of a second, however many of them it judges. */
export class ModuleConditions {
  private readonly allowed = new Map(moduleLeaves().map(({ path, field }) => [path, moduleText(allowedIn(field))]));

  private constructor(
    private readonly folder: string,
    private readonly binary: string,
  ) {}

  /** @param folder an empty one */
  static async start(folder: string): Promise<ModuleConditions> {
    const conditions = new ModuleConditions(folder, (await findTerraform()).path);
    copyFileSync(join(ROOT, "module/variables.tf"), join(folder, "variables.tf"));
    await conditions.terraform(`-chdir=${folder}`, "init", "-no-color");
    return conditions;
  }

  /** What it prints. */
  async terraform(...args: string[]): Promise<string> {
    // A configuration file that is named and not there would be warned of on stdout.
    const own = { ...SMALL_STACK, TF_IN_AUTOMATION: "1", CHECKPOINT_DISABLE: "1", TF_CLI_CONFIG_FILE: undefined };
    const env = { ...process.env, ...own };
    const { stdout, stderr } = await execute(this.binary, args, env);
    return stdout + stderr;
  }

  /** The paths that Terraform refuses, by the words of their own rule. */
  async refused(values: ReadonlyMap<string, unknown>): Promise<string[]> {
    const variables: Record<string, unknown> = {};
    for (const [path, value] of values) {
      set(variables, path.split("."), value);
    }
    // On lines of their own: Terraform shows with each error the whole line that it is about.
    writeFileSync(join(this.folder, "it.tfvars.json"), JSON.stringify(variables, undefined, 1));
    const args = ["plan", "-no-color", "-input=false", "-var-file=it.tfvars.json"];
    const output = await this.terraform(`-chdir=${this.folder}`, ...args);
    const unexpected = output.match(/^Error: .*/gm)?.filter((line) => line !== "Error: Invalid value for variable");
    if (unexpected !== undefined && unexpected.length > 0) {
      throw new Error(output);
    }

    const told = [...output.matchAll(/^(?:\S+: )?(\S+)\n {2}received {2}.*\n {2}allowed {3}(.*)$/gm)];
    return told.filter(([, path = "", allowed]) => this.allowed.get(path) === allowed).map(([, path = ""]) => path);
  }
}

/** Whether the project's own check refuses a value. */
export function isRefusedHere(field: Field, value: unknown, path: string): boolean {
  const problems: FieldProblem[] = [];
  checkField(field, value, path, problems);
  return problems.length > 0;
}

function set(target: Record<string, unknown>, [name = "", ...rest]: readonly string[], value: unknown): void {
  if (rest.length === 0) {
    target[name] = value;
  } else {
    target[name] ??= {};
    set(target[name] as Record<string, unknown>, rest, value);
  }
}
