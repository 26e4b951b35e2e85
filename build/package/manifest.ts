import { Problem } from "../../common/problem";
import type { EntryPoint } from "./entry-point";
import { BIN, ENTRY_POINTS, modulePath } from "./entry-point";

/** What is read of the project's own package.json. */
export interface ProjectManifest {
  readonly name: string;
  readonly version: string;
  readonly description: string;
  readonly license: string;
  readonly engines: Readonly<Record<string, string>>;
  /** npm's provenance wants it to name the repository that publishes. */
  readonly repository?: unknown;
  readonly keywords?: readonly string[];
  readonly dependencies: Readonly<Record<string, string>>;
}

/** What the user's own code uses as well: two copies would be two different `Construct` classes. */
const PEERS: Readonly<Record<string, string>> = {
  "@cdktf/provider-aws": ">=21",
  // With its continuation, CDK Terrain, under its name: cdktf@npm:cdktn.
  cdktf: ">=0.21.0 <0.25.0",
  constructs: ">=10.6.0 <11",
};

/** What only the types of a skill's handlers name: whoever brings no skill needs neither. */
const OPTIONAL_PEERS: Readonly<Record<string, string>> = {
  "ask-sdk-core": "^2.14.0",
  "ask-sdk-model": "^1.86.0",
};

/** Their versions decide the bytes of the skill's zip, so that one version of the package makes one zip. */
const PINNED: readonly string[] = ["esbuild", "fflate"];

/**
 * The npm package's package.json.
 *
 * @param packages what the package's code imports
 * @throws Error when the project does not declare one of them
 */
export function packageManifest(project: ProjectManifest, packages: readonly string[]): object {
  const { name, version, description, license, engines, repository, keywords } = project;
  // Declarations stand where their sources do.
  const declared = ENTRY_POINTS.flatMap(({ folder, source }) => [folder, source.replace(/\/.*$/, "")]);
  const folders = [...new Set([...declared, "bin", "docs", "local"])].sort();
  return {
    name,
    version,
    description,
    keywords,
    license,
    repository,
    type: "commonjs",
    engines,
    main: "constructs/index.js",
    types: "constructs/index.d.ts",
    exports: { ...Object.fromEntries(ENTRY_POINTS.map(conditions)), "./package.json": "./package.json" },
    bin: { [BIN.name]: BIN.file },
    files: folders,
    sideEffects: false,
    peerDependencies: { ...PEERS, ...OPTIONAL_PEERS },
    peerDependenciesMeta: Object.fromEntries(Object.keys(OPTIONAL_PEERS).map((it) => [it, { optional: true }])),
    dependencies: Object.fromEntries(
      packages.filter((it) => PEERS[it] === undefined).map((it) => [it, range(it, project.dependencies)]),
    ),
    publishConfig: { access: "public", provenance: true },
  };
}

/**
 * Types for each module system: TypeScript reads a `.d.ts` here as CommonJS, and a `.d.mts` as an ES module. `module` is
 * asked for by bundlers alone, for `import` and `require` alike, so that they too have one of each class. Source:
 * webpack, "Package exports", "Providing CommonJS and ESM version (stateful)".
 */
const conditions = ({ subpath, folder, isTreeShakeable, source }: EntryPoint): readonly [string, object] => [
  subpath,
  {
    ...(isTreeShakeable === true && { module: `./${modulePath(source)}` }),
    import: { types: `./${folder}/index.d.mts`, default: `./${folder}/index.mjs` },
    require: { types: `./${folder}/index.d.ts`, default: `./${folder}/index.js` },
  },
];

function range(name: string, dependencies: ProjectManifest["dependencies"]): string {
  const version = dependencies[name];
  if (version === undefined) {
    throw new Problem(
      `The npm package imports "${name}", and package.json does not declare it under "dependencies". Add it there, ` +
        "or do not import it.",
    );
  }
  return PINNED.includes(name) ? version : `^${version}`;
}
