import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Runner } from "./runner";

/**
 * Packs files as the archive of a build, `$RUNNER_TEMP/build.tar.gz`.
 *
 * @param files contents by path; `-> TARGET` is a symbolic link
 * @returns its SHA-256
 */
export function packed(runner: Runner, files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(runner.temporary, "packed-"));
  for (const [path, content] of Object.entries(files)) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    const [, target] = /^-> (.*)$/.exec(content) ?? [];
    if (target === undefined) {
      writeFileSync(file, content);
    } else {
      symlinkSync(target, file);
    }
  }
  const archive = runner.path("$RUNNER_TEMP/build.tar.gz");
  execFileSync("tar", ["--create", "--gzip", "--file", archive, "--directory", folder, "."]);
  return createHash("sha256").update(readFileSync(archive)).digest("hex");
}
