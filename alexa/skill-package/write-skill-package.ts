import { createHash } from "node:crypto";
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, isAbsolute, join, relative as relativePath, resolve, sep } from "node:path";
import { isObject, member } from "../../common/json";
import { quoted } from "../../common/json-text";
import { notWritten, WrongUse } from "../../common/problem";
import type { SkillPackage } from "./skill-package";
import { jsonContent } from "./skill-package";

export interface WriteSkillPackageProps {
  readonly package: SkillPackage;
  /** Where it goes. Made when it is not there; otherwise it has to be one that was written here before, or empty. */
  readonly folder: string;
  /** The project's own skill package, which is not written to. */
  readonly source: string;
}

/** The skill package was not written, because something of somebody else's would be lost. */
export class SkillPackageNotWrittenError extends WrongUse {}

/** Tells a folder that was written here from any other: every file in it, with its SHA-256. */
const RECORD = ".written-skill-package.json";

const MAX_NAMED = 5;

/**
 * Writes a skill package as a folder. What an earlier run wrote is replaced as a whole; nothing else is.
 *
 * @throws SkillPackageNotWrittenError when the folder is, holds or lies in the project's own skill package, or when it
 *     has files that were not written here or were changed since
 */
export function writeSkillPackage({ package: { files }, folder, source }: WriteSkillPackageProps): void {
  const target = resolve(folder);
  refuseSource(target, source);
  refuseForeignFiles(target);
  const draft = `${target}.${process.pid}.new`;
  const old = `${target}.${process.pid}.old`;
  try {
    for (const [name, content] of [...files, [RECORD, recordOf(files)] as const]) {
      const file = join(draft, name);
      if (!isWithin(file, draft)) {
        throw new SkillPackageNotWrittenError(`${quoted(name)} leads out of the folder ${folder}.`);
      }
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, content);
    }
    if (existsSync(target)) {
      renameSync(target, old);
    }
    renameSync(draft, target);
  } catch (error) {
    throw error instanceof WrongUse ? error : notWritten(folder, error);
  } finally {
    if (existsSync(old) && !existsSync(target)) {
      renameSync(old, target);
    }
    rmSync(draft, { recursive: true, force: true });
    rmSync(old, { recursive: true, force: true });
  }
}

function refuseSource(target: string, source: string): void {
  const [there, own] = [realPathOf(target), realPathOf(resolve(source))];
  if (isWithin(there, own) || isWithin(own, there)) {
    throw new SkillPackageNotWrittenError(
      `${target} is the project's own skill package, or holds it, or lies in it. Name another folder.`,
    );
  }
}

function refuseForeignFiles(target: string): void {
  const names = filesIn(target);
  const record = recordIn(target);
  const foreign = names.filter((name) => name !== RECORD && record.get(name) !== hashOf(join(target, name)));
  if (foreign.length > 0) {
    const named = foreign.slice(0, MAX_NAMED).join(", ");
    const more = foreign.length > MAX_NAMED ? `, and ${foreign.length - MAX_NAMED} more` : "";
    throw new SkillPackageNotWrittenError(
      `${target} has files that were not written here, or were changed since: ${named}${more}. Name another folder, or remove them.`,
    );
  }
}

function filesIn(folder: string): readonly string[] {
  if (!existsSync(folder)) {
    return [];
  }
  if (!statSync(folder).isDirectory()) {
    throw new SkillPackageNotWrittenError(`${folder} is a file. Name a folder.`);
  }
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => !lstatSync(join(folder, name)).isDirectory())
    .map((name) => name.split(sep).join("/"));
}

function recordIn(folder: string): ReadonlyMap<string, unknown> {
  try {
    const record: unknown = JSON.parse(readFileSync(join(folder, RECORD), "utf8"));
    const files = member(record, "files");
    return new Map(isObject(files) ? Object.entries(files) : []);
  } catch {
    return new Map();
  }
}

const recordOf = (files: SkillPackage["files"]): Uint8Array =>
  jsonContent({ files: Object.fromEntries([...files].map(([name, content]) => [name, sha256(content)])) });

const sha256 = (content: Uint8Array): string => createHash("sha256").update(content).digest("hex");

/** Undefined for what is no file that can be read, such as a link to nowhere. */
function hashOf(file: string): string | undefined {
  try {
    return lstatSync(file).isFile() ? sha256(readFileSync(file)) : undefined;
  } catch {
    return undefined;
  }
}

/** Also of a path whose end is not there yet. */
function realPathOf(target: string): string {
  if (existsSync(target)) {
    return realpathSync(target);
  }
  const parent = dirname(target);
  return parent === target ? target : join(realPathOf(parent), basename(target));
}

function isWithin(inner: string, outer: string): boolean {
  const relative = relativePath(outer, inner);
  return relative !== ".." && !relative.startsWith(`..${sep}`) && !isAbsolute(relative);
}
