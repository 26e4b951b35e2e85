import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { App, Testing } from "cdktf";
import { ValidateBinaryVersion } from "cdktf/lib/validations";
import type { Construct } from "constructs";
import type { EnvironmentProps, SkillBundle } from "../../constructs";
import { parseEnvironments, readSkillBundle, SkillStack } from "../../constructs";
import { smallFilesFolder } from "../run-folder";

/** A stack's `cdk.tf.json`, as far as tests look into it. */
export interface StackJson {
  readonly resource: Readonly<Record<string, Readonly<Record<string, ResourceJson>>>>;
  readonly data?: Readonly<Record<string, Readonly<Record<string, ResourceJson>>>>;
  // biome-ignore lint/suspicious/noExplicitAny: JSON of CDKTF's, of which each test knows its part
  readonly output: Readonly<Record<string, any>>;
  readonly locals?: Readonly<Record<string, unknown>>;
  // biome-ignore lint/suspicious/noExplicitAny: as above
  readonly provider: any;
  // biome-ignore lint/suspicious/noExplicitAny: as above
  readonly terraform: any;
}

// biome-ignore lint/suspicious/noExplicitAny: as above
export type ResourceJson = Readonly<Record<string, any>>;

const { validate } = ValidateBinaryVersion.prototype;
const answers = new Map<string, string[]>();

/** For each resource that is adopted cdktf asks Terraform for its version: once is enough, it stays what it is. */
ValidateBinaryVersion.prototype.validate = function (): string[] {
  const question = JSON.stringify(this);
  const answer = answers.get(question) ?? validate.call(this);
  answers.set(question, answer);
  return answer;
};

const folders: string[] = [];

/** A new folder, removed after the test file's last test. */
export function temporaryFolder(name = "constructs-"): string {
  const folder = smallFilesFolder(name);
  folders.push(folder);
  return folder;
}

afterAll(() => {
  for (const folder of folders) {
    rmSync(folder, { recursive: true, force: true });
  }
});

let shared: string | undefined;

/** For what no test looks for afterwards: to make and remove a folder each time would take as long as a synth. */
function sharedFolder(): string {
  shared ??= temporaryFolder();
  return shared;
}

/** A bundle with fixed bytes: no build, and the same hash everywhere. */
export function fakeBundle(folder = sharedFolder()): SkillBundle {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, "skill.zip");
  writeFileSync(path, "not really a zip, but always the same bytes\n");
  return readSkillBundle(path);
}

/** What `cdktf synth` writes for each environment: the text of its `cdk.tf.json`, by the environment's name. */
export function synthesizeTexts(
  environments: readonly EnvironmentProps[],
  { folder = sharedFolder(), bundle = fakeBundle() }: { folder?: string; bundle?: SkillBundle } = {},
): Record<string, string> {
  const app = new App({ outdir: folder, stackTraces: false });
  const parsed = parseEnvironments(environments);
  for (const environment of parsed) {
    new SkillStack(app, environment.name, { environment, bundle, joinAccountsBundle: fakeBundle() });
  }
  app.synth();
  return Object.fromEntries(
    parsed.map(({ name }) => [name, readFileSync(join(folder, "stacks", name, "cdk.tf.json"), "utf8")]),
  );
}

export function synthesize(environment: EnvironmentProps, bundle?: SkillBundle): StackJson {
  const texts = synthesizeTexts([environment], bundle === undefined ? {} : { bundle });
  return JSON.parse(texts[environment.name] ?? "");
}

/** The stack of one construct. */
export const synthesizeConstruct = (build: (scope: Construct) => void): StackJson =>
  JSON.parse(Testing.synthScope(build));

/** A resource by its address: `aws_iam_role.skill_role`. */
export function resourceAt(json: StackJson, address: string): ResourceJson {
  const [type = "", name = ""] = address.split(".");
  const resource = json.resource[type]?.[name];
  if (resource === undefined) {
    throw new Error(`no ${address}; there are ${addressesOf(json).join(", ")}`);
  }
  return resource;
}

export const addressesOf = (json: StackJson): string[] =>
  Object.entries(json.resource)
    .flatMap(([type, resources]) => Object.keys(resources).map((name) => `${type}.${name}`))
    .sort();
