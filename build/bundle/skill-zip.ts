import { mkdirSync, renameSync, writeFileSync } from "node:fs";
import { dirname, isAbsolute, resolve, sep } from "node:path";
import { build } from "esbuild";
import { zipSync } from "fflate";
import { Problem } from "../../common/problem";
import { leanAskSdk } from "./lean-ask-sdk";
import { ZIP_ENTRY } from "./zip-entry";

export interface SkillZipProps {
  /**
   * The file that exports `handler`, relative to `root`: TypeScript or JavaScript, an ES module or CommonJS. Paths of a
   * `tsconfig.json` are not followed.
   */
  readonly entry: string;
  /**
   * The project's folder.
   * @default process.cwd()
   */
  readonly root?: string;
  /** Where the zip goes, absolute or relative to `root`. The source map goes beside it: `skill.mjs.map` of `skill.zip`. */
  readonly outfile: string;
  /**
   * Whether the skill calls Alexa's service APIs (customer profile, reminders, …) through ask-sdk-core. Leaving their
   * clients out halves the zip and the time to start.
   * @default false
   */
  readonly alexaServiceClients?: boolean;
  /**
   * Whether classes and functions keep their names, by which a log names errors
   * (`this.name = this.constructor.name`). It costs a tenth of the zip; errors that all write their name out need none.
   * @default true
   */
  readonly keepNames?: boolean;
}

/** esbuild leaves `require` of Node's own modules in what was CommonJS; an ES module has to make it itself. */
const REQUIRE = 'import{createRequire}from"node:module";const require=createRequire(import.meta.url);';

/**
 * Bundles the skill into one minified ES module and zips it: same sources, same bytes, in any folder, time zone and
 * umask.
 *
 * @returns the zip
 * @throws when a source does not compile, or an ES module exports no `handler`; esbuild's message says where
 */
export async function buildSkillZip(props: SkillZipProps): Promise<Uint8Array> {
  const { entry, outfile, alexaServiceClients, keepNames = true } = props;
  const root = resolve(props.root ?? ".");
  const { outputFiles } = await build({
    // By way of this line, `handler` has to be there, and is there also where the skill is CommonJS.
    stdin: { contents: `export { handler } from ${JSON.stringify(modulePath(entry))};`, resolveDir: root },
    absWorkingDir: root,
    outfile: "index.mjs",
    bundle: true,
    write: false,
    platform: "node",
    target: "node20",
    format: "esm",
    minify: true,
    keepNames,
    legalComments: "none",
    sourcemap: "external",
    sourcesContent: false,
    banner: { js: REQUIRE },
    // Pinned, so that a tsconfig.json above the project changes nothing.
    tsconfigRaw: {},
    plugins: alexaServiceClients === true ? [] : [leanAskSdk],
    logLevel: "silent",
  });
  const [sourceMap, code] = outputFiles;
  if (sourceMap === undefined || code === undefined) {
    throw new Problem(`esbuild made no bundle of ${entry}, and gave no reason.`);
  }

  const zip = zipSync({
    "index.mjs": [code.contents, ZIP_ENTRY],
  });
  const target = resolve(root, outfile);
  write(`${target.replace(/\.zip$/, "")}.mjs.map`, sourceMap.contents);
  write(target, zip);
  return zip;
}

/** A file's path as an import writes it. */
const modulePath = (file: string): string => (isAbsolute(file) ? file : `./${file.split(sep).join("/")}`);

/** Appears whole or not at all, also while another build does the same. */
function write(path: string, content: Uint8Array): void {
  const draft = `${path}.${process.pid}`;
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(draft, content);
  renameSync(draft, path);
}
