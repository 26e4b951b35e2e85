import { readdirSync } from "node:fs";
import type { Environment } from "../common/child-process";
import { asObject, member } from "../common/json";
import { quoted } from "../common/json-text";
import { selectedWorkspace } from "./saved-plan";
import { readStackJson } from "./stack-json";

/** What a synth writes into a stack's folder, and what Terraform and `cdktf diff` keep there. */
const OWN = new Set(["cdk.tf.json", "assets", ".terraform", ".terraform.lock.hcl", "plan"]);
/** A state that is kept beside the stack, its backup and its lock. */
const STATE = /^\.?[\w-]+(?:\.[\w-]+)*\.tfstate(?:\.backup|\.lock\.info)?$/;
/** What file managers leave in any folder that somebody looks into. */
const LEFT_BY_DESKTOPS = new Set([".DS_Store", "Thumbs.db", "desktop.ini"]);

/** Arguments that change nothing of what is planned or applied, nor of the guard against a second apply beside it. */
const HARMLESS =
  /^--?(?:lock-timeout=[\dhms.]+|lockfile=readonly|parallelism=\d+|no-color|compact-warnings|concise|input=false)$/;
const ARGUMENTS = /^TF_CLI_ARGS(?:_(?:init|plan|show|apply|output))?$/;

const PROVIDERS: Readonly<Record<string, string>> = {
  TF_REATTACH_PROVIDERS: "has Terraform use a provider that runs already, whatever the lock file says",
  TF_PLUGIN_CACHE_MAY_BREAK_DEPENDENCY_LOCK_FILE: "lets Terraform take a provider that the lock file does not name",
};

export interface ForeignSettingsOptions {
  /** The stack's folder, with its `cdk.tf.json`. */
  readonly folder: string;
  /** Terraform's whole environment. */
  readonly env: Environment;
}

/**
 * What would have Terraform do something else than the synthesized stack says, each with how to fix it: files beside
 * the stack, variables of the environment, a workspace. Empty usually. A value is never part of a text: it may be a
 * secret.
 *
 * https://developer.hashicorp.com/terraform/cli/config/environment-variables
 * https://developer.hashicorp.com/terraform/language/files/override
 */
export function foreignSettings({ folder, env }: ForeignSettingsOptions): readonly string[] {
  const workspace = selectedWorkspace(folder, env);
  return [
    ...foreignFiles(folder),
    ...foreignArguments(env),
    ...Object.entries(PROVIDERS).flatMap(([name, why]) =>
      env[name] ? [`${name} ${why}. Allowed is the provider of the release. Unset it.`] : [],
    ),
    ...foreignVariables(folder, env),
    ...(workspace === "default"
      ? []
      : [
          `The workspace ${workspace} is selected, which has a state of its own. Allowed is default: unset TF_WORKSPACE, ` +
            `or terraform -chdir=${folder} workspace select default`,
        ]),
  ];
}

function foreignFiles(folder: string): readonly string[] {
  const foreign = readdirSync(folder)
    .filter((name) => !OWN.has(name) && !STATE.test(name) && !LEFT_BY_DESKTOPS.has(name))
    .sort();
  return foreign.map(
    (name) =>
      `${folder} holds ${quoted(name)}, which no synth wrote${whatItDoes(name)}. Allowed are cdk.tf.json, assets ` +
      "and what Terraform keeps there. Remove it; what it says belongs into environments.ts.",
  );
}

function whatItDoes(name: string): string {
  if (/^(?:override|.+_override)\.(?:tf|tofu)(?:\.json)?$/.test(name)) {
    return ", and with which Terraform overrides the stack";
  }
  if (/\.(?:tf|tofu)(?:\.json)?$/.test(name)) {
    return ", and which Terraform takes for a part of the stack";
  }
  return /^terraform\.tfvars(?:\.json)?$|\.auto\.tfvars(?:\.json)?$/.test(name)
    ? ", and from which Terraform takes variables"
    : "";
}

function foreignArguments(env: Environment): readonly string[] {
  return Object.entries(env).flatMap(([name, value]) => {
    const foreign = ARGUMENTS.test(name)
      ? (value ?? "").split(/\s+/).filter((word) => word !== "" && !HARMLESS.test(word))
      : [];
    // What follows the sign may be a variable's value.
    const shown = foreign.map((word) => (word.startsWith("-") ? word.replace(/=.*/s, "=…") : "(a value)"));
    return foreign.length === 0
      ? []
      : [
          `${name} gives Terraform ${shown.join(" ")}, so that it does something else than was reviewed. Allowed are ` +
            "-lock-timeout=…, -lockfile=readonly, -parallelism=…, -no-color, -compact-warnings, -concise and -input=false. " +
            "Unset it.",
        ];
  });
}

/**
 * A variable's value is part of the plan, and so of its digest. Not that of an ephemeral one, which no plan keeps.
 *
 * https://developer.hashicorp.com/terraform/language/block/variable#ephemeral
 */
function foreignVariables(folder: string, env: Environment): readonly string[] {
  const declared = asObject(member(readStackJson(folder), "variable")) ?? {};
  return Object.entries(declared).flatMap(([name, variable]) =>
    member(variable, "ephemeral") === true && env[`TF_VAR_${name}`] !== undefined
      ? [
          `TF_VAR_${name} sets the ephemeral variable ${name}, whose value no plan keeps, so that nobody has reviewed it. ` +
            "Allowed is the stack's own default. Unset it, or let the variable be no ephemeral one.",
        ]
      : [],
  );
}
