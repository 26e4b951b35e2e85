import { zipSync } from "fflate";
import type { SkillPackage } from "./skill-package";
import { skillPackageOf } from "./skill-package";

/**
 * Any one date gives the same bytes everywhere as long as it is read as local time, which is what a zip holds.
 */
const ENTRY_DATE = new Date(1980, 0, 1);

/** Unix, a regular file, readable by all. */
const UNIX = 3;
const READABLE_FILE = 0o100644 << 16;

/** The package as SMAPI takes it, with `skill.json` at the top. The same files give the same bytes everywhere. */
export function zipSkillPackage({ files }: SkillPackage): Uint8Array {
  const entries = [...skillPackageOf(files).files].map(([path, content]) => [
    path,
    [content, { mtime: ENTRY_DATE, os: UNIX, attrs: READABLE_FILE, level: 9 as const }],
  ]);
  return zipSync(Object.fromEntries(entries));
}
