import { cpSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { childEnvironment } from "../../common/child-environment";
import { run } from "../../common/child-process";
import { Problem } from "../../common/problem";

/** What a clone does not have, and the tests, which nothing here runs. */
const LEFT_OUT = [".git", ".alexa-link", ".venv", "node_modules", "cdktf.out", "dist", "artifacts", "coverage", "test"];

export interface ProjectCopyProps {
  /** The project's folder. */
  readonly root: string;
  /** Is made. */
  readonly folder: string;
  readonly signal: AbortSignal;
}

/** A copy of the project's sources, in which the project's own commands run. */
export class ProjectCopy {
  constructor(private readonly props: ProjectCopyProps) {
    const { root, folder } = props;
    for (const name of readdirSync(root).filter((it) => !LEFT_OUT.includes(it) && !/\.tfstate(\.|$)/.test(it))) {
      cpSync(join(root, name), join(folder, name), {
        recursive: true,
        filter: (source) => basename(source) !== ".terraform",
      });
    }
  }

  get folder(): string {
    return this.props.folder;
  }

  /** Where the stacks are synthesized to. */
  get output(): string {
    return join(this.folder, "cdktf.out");
  }

  /** Synthesizes every environment, by the app command of `cdktf.json`. */
  async synth(): Promise<void> {
    const { app } = readJson(join(this.folder, "cdktf.json")) as { app: string };
    await this.run("/bin/sh", ["-c", app]);
  }

  /** `npm run generate`, in the copy. */
  async generateModule(): Promise<void> {
    await this.run(process.execPath, ["build/run.cjs", "cli/generate.ts"]);
  }

  /** `npm run types`, in the copy. */
  async checkTypes(): Promise<void> {
    await this.run(process.execPath, ["node_modules/typescript/bin/tsc"]);
  }

  /** @throws Problem with what the program said, when it fails */
  async run(program: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<void> {
    const result = await run(program, args, {
      cwd: this.folder,
      env: childEnvironment(process.env, { CDKTF_OUTDIR: undefined, CDKTF_CONTEXT_JSON: undefined, ...env }),
      signal: this.props.signal,
    });
    if (result.exitCode === 0) {
      return;
    }
    const said = `${result.stdout}\n${result.stderr}`.trim().split("\n").slice(0, 40).join("\n");
    const call = [basename(program), ...args].join(" ");
    throw new Problem(`${call} ended with exit code ${result.exitCode} in ${this.folder}:\n\n${said}`);
  }
}

/** The project as it is. */
export function copyForCdktf(props: ProjectCopyProps): ProjectCopy {
  const copy = new ProjectCopy(props);
  symlinkSync(join(props.root, "node_modules"), join(copy.folder, "node_modules"));
  return copy;
}

/**
 * The project with other versions of some packages in package.json. Those packages must be installed in a folder above
 * the copy; all others are the project's own.
 *
 * @param aliases by package name
 * @throws Problem when package.json does not name one of the packages
 */
export function copyForTerrain(props: ProjectCopyProps, aliases: Readonly<Record<string, string>>): ProjectCopy {
  const copy = new ProjectCopy(props);
  const file = join(copy.folder, "package.json");
  const { dependencies, ...others } = readJson(file) as { dependencies: Record<string, string> };
  const unknown = Object.keys(aliases).filter((name) => !(name in dependencies));
  if (unknown.length > 0) {
    throw new Problem(`package.json has no dependency ${unknown.join(", ")}, which test/terrain/packages replaces.`);
  }
  writeFileSync(file, `${JSON.stringify({ ...others, dependencies: { ...dependencies, ...aliases } }, null, 2)}\n`);
  linkPackages(props.root, copy.folder);
  return copy;
}

/** Neither CDKTF nor what must be one with it: found in a folder above the copy, or nowhere. */
const REPLACED = ["cdktf", "@cdktf", "constructs"];

/** The project's own packages, but for those that are replaced. */
function linkPackages(root: string, copy: string): void {
  const own = join(root, "node_modules");
  const links = join(copy, "node_modules");
  mkdirSync(links);
  for (const name of readdirSync(own).filter((it) => it === ".bin" || !(it.startsWith(".") || REPLACED.includes(it)))) {
    symlinkSync(join(own, name), join(links, name));
  }
}

const readJson = (file: string): unknown => JSON.parse(readFileSync(file, "utf8"));
