import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
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
  readonly #folder: string;

  /** @param folder to make files in */
  constructor(folder: string) {
    this.bin = join(folder, "bin");
    this.#folder = join(folder, "github");
    mkdirSync(this.bin, { recursive: true });
    mkdirSync(this.#folder);
    const program = join(this.bin, "gh");
    writeFileSync(program, `#!/bin/sh\nexec "${process.execPath}" "${join(__dirname, "gh-environments.mjs")}" "$@"\n`);
    chmodSync(program, 0o755);
    this.is({});
  }

  /** What a program needs in its environment to meet this GitHub. */
  get variables(): Readonly<Record<string, string>> {
    return { PATH: `${this.bin}:${process.env.PATH}`, GITHUB_STAND_IN: this.#folder };
  }

  /** Makes GitHub another one: nothing is kept. */
  is({ environments = {}, ...github }: Partial<GitHub>): void {
    for (const name of readdirSync(this.#folder)) {
      rmSync(join(this.#folder, name));
    }
    const usual: Omit<GitHub, "environments"> = {
      users: { ada: 1 },
      teams: { "octo-org/owners": 2 },
      offers: ["environments", "reviewers"],
    };
    writeFileSync(join(this.#folder, "github.json"), JSON.stringify({ ...usual, ...github }));
    for (const [name, environment] of Object.entries(environments)) {
      writeFileSync(join(this.#folder, `${name}${SUFFIX}`), JSON.stringify(environment));
    }
  }

  get environments(): GitHub["environments"] {
    const files = readdirSync(this.#folder).filter((name) => name.endsWith(SUFFIX));
    return Object.fromEntries(
      files.map((name) => [
        name.slice(0, -SUFFIX.length),
        JSON.parse(readFileSync(join(this.#folder, name), "utf8")) as GitHubEnvironment,
      ]),
    );
  }
}

const SUFFIX = ".environment.json";
