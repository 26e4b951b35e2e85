import { existsSync, readFileSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Environment } from "../common/child-process";
import { parseExactJson } from "../common/exact-json";
import { asObject, member, textAt } from "../common/json";
import { readJsonObject } from "../common/json-object-file";
import { codeOf, messageOf, Problem, WrongUse } from "../common/problem";
import { readZip } from "../common/zip";

/** Where a saved plan keeps the configuration's files: `tfconfig/m-/` those of the root module. */
const CONFIGURATION = "tfconfig/";
const STACK = `${CONFIGURATION}m-/cdk.tf.json`;
const LOCK = ".terraform.lock.hcl";
const STATE = "tfstate";
const INDEX = `${CONFIGURATION}modules.json`;

/** What a saved plan carries beside the changes. It fits the plan, whatever lies beside the file by now. */
export interface SavedPlan {
  /** Each file that Terraform read, by its path: JSON as it was parsed, anything else as a text. */
  readonly files: Readonly<Record<string, unknown>>;
  /** The stack's `cdk.tf.json`; undefined when the plan was made of something else than a stack of CDKTF's. */
  readonly configuration: unknown;
  /** The bytes of the stack's `cdk.tf.json`. */
  readonly stack: Uint8Array | undefined;
  /** The version of each provider, by its address, as the lock file says. */
  readonly providers: Readonly<Record<string, string>>;
  /** The state that it was planned on; no lineage where there was none. */
  readonly state: { readonly lineage: string; readonly serial: number };
}

/** Where a plan is for: which state, and what answers for AWS. */
export interface PlanPlace {
  readonly backend: { readonly type: string; readonly config: Readonly<Record<string, unknown>> };
  readonly workspace: string;
  /** The variables that send requests for AWS elsewhere, by name. */
  readonly endpoints: Readonly<Record<string, string>>;
}

/**
 * Reads what a saved plan carries.
 *
 * @throws WrongUse when the file is no saved plan
 */
export function readSavedPlan(planFile: string): SavedPlan {
  try {
    return savedPlan(readZip(bytesOf(planFile), ({ name, size }) => isRead(name) && size <= MAX_BYTES));
  } catch (error) {
    const why = codeOf(error) === "ENOENT" ? "there is no such file" : `it is no saved plan (${messageOf(error)})`;
    throw new WrongUse(`${planFile}: ${why}. \`npx cdktf diff <environment>\` saves one as cdktf.out/stacks/*/plan.`);
  }
}

/** Of the file, and of each file in it. No plan is nearly as large. */
const MAX_BYTES = 512 * 1024 * 1024;

/** Of a file only: to wait for a pipe's writer would keep Ctrl-C waiting, too. */
function bytesOf(planFile: string): Uint8Array {
  const file = statSync(planFile);
  if (!file.isFile()) {
    throw new Problem(file.isDirectory() ? "it is a folder" : "it is no file");
  }
  if (file.size > MAX_BYTES) {
    throw new Problem(`it is larger than ${MAX_BYTES / 1024 / 1024} MB`);
  }
  return readFileSync(planFile);
}

function savedPlan(entries: ReadonlyMap<string, Uint8Array>): SavedPlan {
  if (!entries.has("tfplan")) {
    throw new Problem("it is an archive, but no saved plan of Terraform's");
  }
  const files = Object.fromEntries(
    [...entries]
      .filter(([name]) => name.startsWith(CONFIGURATION) && name !== INDEX)
      .map(([name, content]) => [name.slice(CONFIGURATION.length), readFile(name, textOf(content))]),
  );
  const state = readFile("tfstate.json", textOf(entries.get(STATE)) || "{}");
  return {
    files,
    configuration: files[STACK.slice(CONFIGURATION.length)],
    stack: entries.get(STACK),
    providers: lockedProviders(textOf(entries.get(LOCK))),
    state: { lineage: textAt(state, "lineage") ?? "", serial: serialOf(state) },
  };
}

function serialOf(state: unknown): number {
  const serial = member(state, "serial");
  return typeof serial === "number" ? serial : 0;
}

const isRead = (name: string): boolean =>
  name.startsWith(CONFIGURATION) || name === "tfplan" || name === LOCK || name === STATE;

const textOf = (content: Uint8Array | undefined): string => Buffer.from(content ?? []).toString("utf8");

/** Terraform has read it already: JSON is JSON, unless the archive is none of Terraform's. */
function readFile(name: string, text: string): unknown {
  try {
    return name.endsWith(".json") ? parseExactJson(text) : text;
  } catch {
    throw new Problem(`${name} in it is not JSON`);
  }
}

/** https://developer.hashicorp.com/terraform/language/files/dependency-lock */
function lockedProviders(lock: string): Readonly<Record<string, string>> {
  const blocks = lock.matchAll(/^provider "([^"]+)" \{\s+version\s*=\s*"([^"]+)"/gm);
  return Object.fromEntries([...blocks].map(([, address = "", version = ""]) => [address, version]));
}

/**
 * The provider and the S3 backend read these; the last kind is the backend's older one.
 *
 * https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html
 * https://developer.hashicorp.com/terraform/language/backend/s3
 */
const ENDPOINTS =
  /^AWS_(?:ENDPOINT_URL(?:_\w+)?|IGNORE_CONFIGURED_ENDPOINT_URLS|(?:S3|IAM|STS|SSO|DYNAMODB)_ENDPOINT)$/;

/** The place that a stack's folder was prepared for by `terraform init`. */
export function planPlace(folder: string, env: Environment): PlanPlace {
  const data = dataFolder(folder, env);
  const file = join(data, "terraform.tfstate");
  const { backend } = existsSync(file) ? readJsonObject(file, "Terraform makes it anew: terraform init") : {};
  return {
    // Without a block in the configuration nothing is written down: the state is a file in the folder.
    backend: { type: textAt(backend, "type") ?? "local", config: asObject(member(backend, "config")) ?? {} },
    workspace: selectedWorkspace(folder, env),
    endpoints: Object.fromEntries(
      Object.entries(env).flatMap(([name, value]) => (ENDPOINTS.test(name) && value ? [[name, value]] : [])),
    ),
  };
}

/** The workspace that `terraform workspace select` left in the folder, or that `TF_WORKSPACE` names. */
export function selectedWorkspace(folder: string, env: Environment): string {
  const file = join(dataFolder(folder, env), "environment");
  const selected = existsSync(file) ? readFileSync(file, "utf8").trim() : "";
  return env.TF_WORKSPACE || selected || "default";
}

/** Where Terraform keeps what it needs for a folder. */
const dataFolder = (folder: string, env: Environment): string => resolve(folder, env.TF_DATA_DIR || ".terraform");

/** The name of the stack that a `cdk.tf.json` is of, as CDKTF writes it down. */
export function stackNameOf(configuration: unknown): string | undefined {
  const name = (configuration as { "//"?: { metadata?: { stackName?: unknown } } } | undefined)?.["//"]?.metadata
    ?.stackName;
  return typeof name === "string" ? name : undefined;
}
