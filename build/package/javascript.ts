import type { BuildOptions, Metafile } from "esbuild";
import { build } from "esbuild";

export interface JavaScriptProps {
  /** The project's folder. */
  readonly root: string;
  /** Relative to `root`. */
  readonly source: string;
  /** Goes before the code, such as a `#!` line. @default "" */
  readonly banner?: string;
}

/** One source file and what it imports of this project, as one CommonJS module. npm packages stay outside. */
export interface JavaScript {
  readonly code: string;
  /** The names of the values that it exports, sorted. */
  readonly exports: readonly string[];
  /** The npm packages that it imports, sorted. */
  readonly packages: readonly string[];
}

/** Same sources, same text, in any folder. There are no source maps: they would tell where it was built. */
export async function compileJavaScript({ root, source, banner = "" }: JavaScriptProps): Promise<JavaScript> {
  const options = {
    entryPoints: [source],
    absWorkingDir: root,
    outfile: "out.js",
    bundle: true,
    write: false,
    metafile: true,
    platform: "node",
    target: "node20",
    packages: "external",
    charset: "utf8",
    legalComments: "none",
    banner: { js: banner },
    // Pinned, so that a tsconfig.json above the project changes nothing.
    tsconfigRaw: {},
    logLevel: "silent",
  } as const satisfies BuildOptions;
  // Only an ES module tells esbuild's metafile what it exports.
  const [{ outputFiles }, { metafile }] = await Promise.all([
    build({ ...options, format: "cjs" }),
    build({ ...options, format: "esm" }),
  ]);
  const [output] = Object.values(metafile.outputs);
  return {
    code: outputFiles[0]?.text ?? "",
    exports: [...(output?.exports ?? [])].sort(),
    packages: packagesOf(output?.imports ?? []),
  };
}

/**
 * The same exports for `import`. It only passes the CommonJS module's on, so that a class is the same class however it
 * was loaded. Source: Node.js, "Modules: Packages", dual package hazard.
 */
export const esModuleWrapper = ({ exports }: Pick<JavaScript, "exports">): string =>
  exports.length === 0
    ? "export {};\n"
    : `import commonJs from "./index.js";\n\nexport const {\n${exports.map((name) => `  ${name},\n`).join("")}} = commonJs;\n`;

function packagesOf(imports: Metafile["outputs"][string]["imports"]): readonly string[] {
  const names = imports
    .filter(({ external, path }) => external === true && !path.startsWith("node:"))
    .map(({ path }) =>
      path
        .split("/")
        .slice(0, path.startsWith("@") ? 2 : 1)
        .join("/"),
    );
  return [...new Set(names)].sort();
}
