import type { Dirent } from "node:fs";
import { readdirSync, readFileSync, realpathSync, statSync } from "node:fs";
import { isAbsolute, join, relative, sep } from "node:path";
import { jsonSyntaxOf } from "./json-syntax";
import type { PackageFlaw } from "./package-flaw";
import { InvalidSkillPackageError, PackageFlaws } from "./package-flaw";
import type { SkillPackage } from "./skill-package";
import { isJsonFile, skillPackageOf } from "./skill-package";

/** Far more than a skill package has: what lies above is another folder, or a file that got in by mistake. */
const MAX_FILES = 1000;
const MAX_FILE_BYTES = 1_000_000;

/** With its white space, of which a file that people edit may have three times as much as it has JSON. */
const MAX_JSON_BYTES = 10_000_000;

/** Alexa Skills Kit, "Add Rich Media to Your Skill Detail Page": images and videos of 20 MB at most. */
const MAX_ASSET_BYTES = 20_000_000;

/** What editors and file managers leave behind. */
const LEFTOVER = /^\.|~$|^#.*#$|\.(bak|orig|rej|swp|swo|tmp)$|^(Thumbs\.db|desktop\.ini)$/i;

/**
 * Reads a skill package. Files whose name begins with a dot, and what editors leave behind, are no part of it.
 *
 * @param folder `skill-package` of the project
 * @throws InvalidSkillPackageError with everything that is wrong: JSON that is none, with line and column; a symbolic
 *     link that leads out of the folder; more than 1,000 files; a file above 1 MB, above 10 MB of JSON, or above
 *     20 MB in `assets/`
 */
export function readSkillPackage(folder: string): SkillPackage {
  return readWithWarnings(folder).skillPackage;
}

/**
 * Reads a skill package, and says what of its files is lost with it, which is not seen in what was read.
 *
 * @throws InvalidSkillPackageError as `readSkillPackage`
 */
export function readWithWarnings(folder: string): {
  readonly skillPackage: SkillPackage;
  readonly warnings: readonly PackageFlaw[];
} {
  const reader = new SkillPackageReader(folder);
  reader.readFolder("");
  const { flaws } = reader.flaws;
  if (flaws.some(({ severity }) => severity === "error")) {
    throw new InvalidSkillPackageError(`The skill package in ${folder}`, flaws);
  }
  return { skillPackage: skillPackageOf(reader.files), warnings: flaws };
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: "there is no such folder",
  ENOTDIR: "is no folder",
  EACCES: "may not be read (EACCES)",
};

class SkillPackageReader {
  readonly files: [string, Uint8Array][] = [];
  readonly flaws = new PackageFlaws();

  constructor(private readonly root: string) {}

  /** @param below the folder by its path in the package, with a slash at its end; empty for the package itself */
  readFolder(below: string): void {
    for (const entry of this.entries(below)) {
      const name = `${below}${entry.name}`;
      if (this.files.length >= MAX_FILES) {
        return;
      }
      if (/[\\\p{Cc}]/u.test(entry.name)) {
        this.flaws.error(name, "the name has a backslash or a control character, which a zip cannot hold. Rename it.");
      } else if (entry.name === "__proto__") {
        this.flaws.error(name, "is a name that JavaScript, with which the zip is made, loses. Rename it.");
      } else if (entry.isDirectory()) {
        this.readFolder(`${name}/`);
      } else if (entry.isFile() || this.isLinkWithin(name, entry)) {
        this.readFile(name);
      }
    }
  }

  private entries(below: string): readonly Dirent[] {
    try {
      return readdirSync(join(this.root, below), { withFileTypes: true }).filter(({ name }) => !LEFTOVER.test(name));
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      const reason = REASONS[code ?? ""] ?? `cannot be read as a folder (${code})`;
      this.flaws.error(below || this.root, `${reason}. It has to hold skill.json and interactionModels/custom/.`);
      return [];
    }
  }

  /** What a link shows is taken for a file of the package; it must not be any file of the machine. */
  private isLinkWithin(name: string, entry: Dirent): boolean {
    if (!entry.isSymbolicLink()) {
      this.flaws.error(name, "is neither a file nor a folder. Remove it.");
      return false;
    }
    const target = this.targetOf(name);
    if (target === undefined || !target.isFile) {
      this.flaws.error(
        name,
        "is a symbolic link, and what it leads to is no file. Put the file or folder itself here.",
      );
      return false;
    }
    if (!target.isWithin) {
      this.flaws.error(name, "is a symbolic link that leads out of the folder. Put the file itself here.");
      return false;
    }
    return true;
  }

  private targetOf(name: string): { readonly isFile: boolean; readonly isWithin: boolean } | undefined {
    try {
      const target = realpathSync(join(this.root, name));
      const inside = relative(realpathSync(this.root), target);
      const isWithin = inside !== ".." && !inside.startsWith(`..${sep}`) && !isAbsolute(inside);
      return { isFile: statSync(target).isFile(), isWithin };
    } catch {
      return undefined;
    }
  }

  private readFile(name: string): void {
    const most = name.startsWith("assets/") ? MAX_ASSET_BYTES : isJsonFile(name) ? MAX_JSON_BYTES : MAX_FILE_BYTES;
    const content = this.contentOf(join(this.root, name), most);
    if (typeof content === "string") {
      this.flaws.error(name, content);
      return;
    }
    const bytes = isJsonFile(name) ? withoutMark(content) : content;
    this.files.push([name, new Uint8Array(bytes)]);
    if (this.files.length === MAX_FILES) {
      this.flaws.error(name, `is file number ${MAX_FILES}; allowed are fewer. Is ${this.root} the right folder?`);
    }
    if (isJsonFile(name)) {
      this.checkJson(name, bytes);
    }
  }

  /** @returns what is wrong, if it cannot be had */
  private contentOf(file: string, most: number): Buffer | string {
    try {
      const { size } = statSync(file);
      return size > most
        ? `has ${size} bytes; allowed are ${most} at most here. Is it part of the skill package?`
        : readFileSync(file);
    } catch (error) {
      return `cannot be read (${(error as NodeJS.ErrnoException).code}).`;
    }
  }

  private checkJson(name: string, content: Uint8Array): void {
    const text = textOf(content);
    if (text === undefined || isUtf16(content)) {
      const what = isUtf16(content) ? "is UTF-16 text, as PowerShell's > writes it" : "is not UTF-8 text";
      this.flaws.error(name, `${what}. Save it as UTF-8.`);
      return;
    }
    const { flaw, repeatedKeys } = jsonSyntaxOf(text);
    if (flaw !== undefined) {
      this.flaws.error(`${name}:${flaw.line}:${flaw.column}`, flaw.message);
    }
    for (const { line, column, message } of repeatedKeys) {
      this.flaws.warning(`${name}:${line}:${column}`, message);
    }
  }
}

/** What Windows' editors put before UTF-8 is not sent: it is no part of JSON (RFC 8259, section 8.1). */
const withoutMark = (content: Buffer): Buffer =>
  content[0] === 0xef && content[1] === 0xbb && content[2] === 0xbf ? content.subarray(3) : content;

/** With a byte order mark, or, as JSON begins with ASCII, with every other byte zero. */
const isUtf16 = ([first, second]: Uint8Array): boolean =>
  (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff) || first === 0 || second === 0;

function textOf(content: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(content);
  } catch {
    return undefined;
  }
}
