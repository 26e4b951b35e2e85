import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, relative, resolve as resolvePath } from "node:path";
import type { Environment } from "../common/child-process";
import { run } from "../common/child-process";
import { listAt, membersOf, textAt, valueAt } from "../common/json";
import { codeOf, Problem, Unavailable, WrongUse } from "../common/problem";
import { ACCOUNT_LINKING_OUTPUT } from "../contract/account-linking";
import { readStackJson } from "./stack-json";
import { synthErrorText } from "./synth-error-text";

/** A stack as cdktf synthesized it: a folder with a `cdk.tf.json`. */
export interface SynthesizedStack {
  readonly name: string;
  readonly folder: string;
  /** The region of the AWS provider. */
  readonly region: string;
  /** The account that the provider insists on. */
  readonly accountId: string;
  /** The skills that may invoke the function. */
  readonly skillIds: readonly string[];
  /** Whether Terraform refuses to destroy something in it. */
  readonly preventsDestroy: boolean;
  /** SHA-256 of `cdk.tf.json`, in hex. */
  readonly sha256: string;
}

export interface SynthOptions {
  /** The project's folder. */
  readonly root: string;
  /** Where the output goes; the project's own `cdktf.out` is left alone. */
  readonly output: string;
  /** Where cdktf keeps its own things, instead of the user's home folder. @default beside the output */
  readonly home?: string;
  readonly env: Environment;
  readonly signal?: AbortSignal;
}

/** Runs `cdktf synth` for the whole project. */
export async function synthesize({ root, output, home, env, signal }: SynthOptions): Promise<void> {
  const cli = installedCdktf(root);
  if (cli === undefined) {
    throw new Unavailable(
      `cdktf's command line was not found in ${join(root, "node_modules")}, nor in a folder above. Install what ` +
        "the project's package.json names (npm ci, or as your package manager has it); cdktf-cli has to be among it.",
    );
  }
  const result = await run(process.execPath, [cli, "synth", "--output", output], {
    cwd: root,
    env: { ...env, ...quietCdktf, CDKTF_HOME: home ?? join(output, "..", ".cdktf") },
    signal,
  });
  if (result.exitCode !== 0) {
    const text = synthErrorText(result.stdout + result.stderr);
    throw new Problem(
      `cdktf synth failed:\n\n${text || "The app that cdktf.json names made no stack, and said nothing."}`,
    );
  }
}

/** CDKTF's command line, and the one of CDK Terrain, its continuation. */
const COMMAND_LINES = ["cdktf-cli", "cdktn-cli"] as const;

/**
 * The program, found as Node finds packages: in a workspace npm installs it further up. What lies in
 * `node_modules/.bin` is no program for Node where the package manager or the system writes shell scripts there.
 */
function installedCdktf(root: string): string | undefined {
  const { resolve } = createRequire(join(root, "package.json"));
  for (const name of COMMAND_LINES) {
    try {
      const manifest = resolve(`${name}/package.json`);
      const { bin } = JSON.parse(readFileSync(manifest, "utf8")) as { readonly bin: Readonly<Record<string, string>> };
      return join(dirname(manifest), Object.values(bin)[0] ?? "");
    } catch (error) {
      if (codeOf(error) !== "MODULE_NOT_FOUND") {
        throw error;
      }
    }
  }
  return undefined;
}

/** No spinner, no colours, no questions to a server, nothing written into the user's home folder. */
const quietCdktf = {
  CI: "true",
  FORCE_COLOR: "0",
  CHECKPOINT_DISABLE: "1",
  DISABLE_VERSION_CHECK: "1",
  CDKTF_DISABLE_PLUGIN_CACHE_ENV: "true",
} as const;

/**
 * Reads what cdktf synthesized for one environment.
 *
 * @throws WrongUse when there is no such environment
 */
export function readStack(output: string, name: string): SynthesizedStack {
  const stacks = join(output, "stacks");
  const names = existsSync(stacks) ? readdirSync(stacks) : [];
  if (!names.includes(name)) {
    throw new WrongUse(`There is no environment "${name}". environments.ts has: ${names.join(", ") || "none"}.`);
  }
  const folder = join(stacks, name);
  const json = readStackJson(folder);
  const [aws] = listAt(json.provider, "aws");
  const [accountId] = listAt(aws, "allowed_account_ids");
  const skillIds = listAt(valueAt(json, ["output", ACCOUNT_LINKING_OUTPUT, "value"]), "skill_ids");
  const resources = [...membersOf(json.resource).values()].flatMap((ofType) => [...membersOf(ofType).values()]);
  return {
    name,
    folder,
    region: textAt(aws, "region") ?? "us-east-1",
    accountId: typeof accountId === "string" ? accountId : "123456789012",
    skillIds: skillIds.filter((id): id is string => typeof id === "string"),
    preventsDestroy: resources.some((it) => valueAt(it, ["lifecycle", "prevent_destroy"]) === true),
    sha256: createHash("sha256")
      .update(readFileSync(join(folder, "cdk.tf.json")))
      .digest("hex"),
  };
}

/** Where the stack's state lies, in words, unless that is a local file inside `folder`. */
export function stateOutside(stack: SynthesizedStack, folder: string): string | undefined {
  const backends = membersOf(valueAt(readStackJson(stack.folder), ["terraform", "backend"]));
  const [kind = "none", settings] = [...backends][0] ?? [];
  const file = resolvePath(stack.folder, textAt(settings, "path") ?? "terraform.tfstate");
  if (kind !== "local") {
    return `in the backend "${kind}"`;
  }
  return relative(folder, file).startsWith("..") ? `in ${file}` : undefined;
}

/**
 * Makes sure that the stack's state is a file inside `folder`, so that applying it here can never touch the state of a real
 * deployment. A state that lies elsewhere gives way to an empty one, by an override file: `cdk.tf.json` stays as it is.
 * https://developer.hashicorp.com/terraform/language/files/override
 *
 * @returns where the state lies that is left alone, in words; undefined where it lies inside
 */
export function keepStateInside(stack: SynthesizedStack, folder: string): string | undefined {
  const elsewhere = stateOutside(stack, folder);
  if (elsewhere !== undefined) {
    const local = { path: join(folder, `${stack.name}.tfstate`) };
    writeFileSync(join(stack.folder, "state_override.tf.json"), JSON.stringify({ terraform: { backend: { local } } }));
  }
  return elsewhere;
}

/**
 * The skill for which the function is invoked here.
 *
 * @throws Problem when the environment has none yet
 */
export function skillIdOf({ name, skillIds }: Pick<SynthesizedStack, "name" | "skillIds">): string {
  const [skillId] = skillIds;
  if (skillId === undefined) {
    throw new Problem(
      `The environment "${name}" has no skill id, so no skill may invoke the function. Add one to alexa.skillIds in ` +
        "environments.ts; for this, any id of the right form will do.",
    );
  }
  return skillId;
}
