import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { environments } from "./example-environments";
import type { ReleaseRecord } from "./release-record";
import { makeRecord, readRecord } from "./release-record";

const ROOT = resolve(__dirname, "../..");

/** The record that is committed, for a clone that has no tags, as those of CI. */
export const COMMITTED = join(__dirname, "released");

/** The tag of the last version before this commit, as in `v1.2.0`; undefined where git knows none. */
export function lastTag(root = ROOT): string | undefined {
  try {
    const args = ["describe", "--tags", "--abbrev=0", "--match", "v[0-9]*"];
    return execFileSync("git", args, { cwd: root, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim();
  } catch {
    return undefined;
  }
}

/** What the last version made: of its tag's sources where the tag is known, and as it was recorded otherwise. */
export async function lastRelease(root = ROOT): Promise<ReleaseRecord> {
  const tag = lastTag(root);
  const committed = readRecord(COMMITTED);
  return tag === undefined || tag === `v${committed.version}`
    ? committed
    : inCopy((folder) => {
        const archive = execFileSync("git", ["archive", tag], { cwd: root, maxBuffer: 512 * 1024 * 1024 });
        execFileSync("tar", ["-x", "-C", folder], { input: archive });
      });
}

/** What this working tree makes. */
export const thisRelease = (): Promise<ReleaseRecord> =>
  inCopy((folder) => {
    const kept = [".git", ".alexa-link", ".venv", "node_modules", "cdktf.out", "dist", "artifacts", "coverage", "test"];
    for (const name of readdirSync(ROOT).filter((it) => !kept.includes(it) && !/\.(tfstate|backup)$/.test(it))) {
      cpSync(join(ROOT, name), join(folder, name), { recursive: true });
    }
  });

async function inCopy(copy: (folder: string) => void): Promise<ReleaseRecord> {
  const folder = mkdtempSync(join(tmpdir(), "release-"));
  try {
    copy(folder);
    if (!existsSync(join(folder, "node_modules"))) {
      symlinkSync(join(ROOT, "node_modules"), join(folder, "node_modules"));
    }
    return await makeRecord(folder, environments);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
