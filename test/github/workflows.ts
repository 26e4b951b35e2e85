import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parse } from "yaml";

export const ROOT = resolve(__dirname, "../..");

const FOLDER = join(ROOT, ".github/workflows");

export interface Step {
  readonly name?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, unknown>>;
}

export interface Job {
  readonly if?: string;
  readonly needs?: string | readonly string[];
  readonly uses?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly environment?: string;
  readonly concurrency?: Readonly<Record<string, unknown>>;
  readonly permissions?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, unknown>>;
  readonly "timeout-minutes"?: number;
  readonly steps?: readonly Step[];
}

export interface Workflow {
  readonly name: string;
  readonly on: Readonly<Record<string, unknown>>;
  readonly permissions?: Readonly<Record<string, string>>;
  readonly concurrency?: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, unknown>>;
  readonly jobs: Readonly<Record<string, Job>>;
}

export interface WorkflowFile {
  readonly file: string;
  readonly path: string;
  readonly text: string;
  readonly workflow: Workflow;
}

/** Every workflow of the project. */
export const workflowFiles: readonly WorkflowFile[] = readdirSync(FOLDER)
  .filter((file) => /\.ya?ml$/.test(file))
  .sort()
  .map((file) => {
    const path = join(FOLDER, file);
    const text = readFileSync(path, "utf8");
    return { file, path, text, workflow: parse(text) as Workflow };
  });

/** @throws Error when there is no such workflow */
export function workflow(file: string): Workflow {
  const found = workflowFiles.find((it) => it.file === file);
  if (found === undefined) {
    throw new Error(`There is no workflow ${file}.`);
  }
  return found.workflow;
}

/** A job, and where it stands: "review.yml: plan". */
export type NamedJob = readonly [string, Job];

export const jobs: readonly NamedJob[] = workflowFiles.flatMap(({ file, workflow: { jobs: all } }) =>
  Object.entries(all).map(([name, job]): NamedJob => [`${file}: ${name}`, job]),
);

/** An expression as GitHub writes it. */
export const expression = (text: string): string => `\${{ ${text} }}`;

export const stepsOf = ([, job]: NamedJob): readonly Step[] => job.steps ?? [];

/** Every script, with the job that it stands in. */
export const scripts: readonly (readonly [string, string])[] = jobs.flatMap((job) =>
  stepsOf(job).flatMap(({ run }) => (run === undefined ? [] : [[job[0], run] as const])),
);
