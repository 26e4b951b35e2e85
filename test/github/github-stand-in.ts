import { chmodSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** An environment as GitHub has it. */
export interface GitHubEnvironment {
  readonly deployment_branch_policy: object | null;
  readonly branch_policies: readonly { readonly name: string; readonly type?: string }[];
  readonly protection_rules: readonly { readonly type: string; readonly reviewers: readonly object[] }[];
}

export interface GitHub {
  readonly users: Readonly<Record<string, number>>;
  readonly teams: Readonly<Record<string, number>>;
  /** What the repository's plan includes. */
  readonly offers: readonly ("environments" | "reviewers")[];
  readonly environments: Readonly<Record<string, GitHubEnvironment>>;
}

/** GitHub's command line with a repository octo-org/skill behind it, as far as the bootstrap needs it. */
export class GitHubStandIn {
  /** The folder that goes before all others on PATH. */
  readonly bin: string;
  readonly #file: string;

  /** @param folder to make files in */
  constructor(folder: string) {
    this.bin = join(folder, "bin");
    this.#file = join(folder, "github.json");
    mkdirSync(this.bin, { recursive: true });
    const program = join(this.bin, "gh");
    writeFileSync(program, `#!/bin/sh\nexec "${process.execPath}" "${join(__dirname, "gh-environments.mjs")}" "$@"\n`);
    chmodSync(program, 0o755);
    this.is({});
  }

  /** What a program needs in its environment to meet this GitHub. */
  get variables(): Readonly<Record<string, string>> {
    return { PATH: `${this.bin}:${process.env.PATH}`, GITHUB_STAND_IN: this.#file };
  }

  /** Makes GitHub another one: nothing is kept. */
  is(github: Partial<GitHub>): void {
    const usual: GitHub = {
      users: { ada: 1 },
      teams: { "octo-org/owners": 2 },
      offers: ["environments", "reviewers"],
      environments: {},
    };
    writeFileSync(this.#file, JSON.stringify({ ...usual, ...github }));
  }

  get environments(): GitHub["environments"] {
    return (JSON.parse(readFileSync(this.#file, "utf8")) as GitHub).environments;
  }
}
