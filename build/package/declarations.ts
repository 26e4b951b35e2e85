import { posix, relative, resolve, sep } from "node:path";
import ts from "typescript";
import { Problem } from "../../common/problem";

const OPTIONS: ts.CompilerOptions = {
  declaration: true,
  emitDeclarationOnly: true,
  stripInternal: true,
  strict: true,
  target: ts.ScriptTarget.ES2022,
  lib: ["lib.es2023.d.ts"],
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  types: ["node"],
  skipLibCheck: true,
  newLine: ts.NewLineKind.LineFeed,
};

/**
 * Emits the type declarations of source files, and of those that their declarations need.
 *
 * @param root the project's folder
 * @param sources relative to `root`
 * @returns by path from `root`, such as `constructs/index.d.ts`
 * @throws Error with the compiler's messages
 */
export function emitDeclarations(root: string, sources: readonly string[]): ReadonlyMap<string, string> {
  const emitted = new Map<string, string>();
  const program = ts.createProgram(
    sources.map((source) => resolve(root, source)),
    { ...OPTIONS, rootDir: root, outDir: root, typeRoots: [resolve(root, "node_modules/@types")] },
  );
  const { diagnostics } = program.emit(undefined, (path, text) => {
    emitted.set(relative(root, path).split(sep).join("/"), text);
  });
  const errors = [...ts.getPreEmitDiagnostics(program), ...diagnostics];
  if (errors.length > 0) {
    const host = {
      getCanonicalFileName: (name: string) => name,
      getCurrentDirectory: () => root,
      getNewLine: () => "\n",
    };
    throw new Problem(`The type declarations cannot be made:\n${ts.formatDiagnostics(errors, host)}`);
  }
  return reachable(
    emitted,
    sources.map((source) => source.replace(/\.ts$/, ".d.ts")),
  );
}

/** Most files are needed by the code alone; their declarations would be exports that nobody meant. */
function reachable(emitted: ReadonlyMap<string, string>, entries: readonly string[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const visit = (path: string): void => {
    const text = emitted.get(path);
    if (text === undefined) {
      throw new Problem(
        `No type declarations were made for ${path}, which a published file imports. Add it to tsconfig.json.`,
      );
    }
    if (found.has(path)) {
      return;
    }
    found.set(path, text);
    for (const { fileName } of ts.preProcessFile(text, true, true).importedFiles) {
      if (fileName.startsWith(".")) {
        visit(`${posix.join(posix.dirname(path), fileName)}.d.ts`);
      }
    }
  };
  entries.forEach(visit);
  return found;
}
