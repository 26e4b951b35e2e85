import { execFileSync } from "node:child_process";
import { copyFileSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { inFolder, root, write } from "../local/fixtures";

/** What Git would take for a part of the project, of files with these names. */
function untracked(names: readonly string[]): Promise<readonly string[]> {
  return inFolder((folder) => {
    execFileSync("git", ["init", "-q"], { cwd: folder, stdio: "pipe" });
    copyFileSync(join(root, ".gitignore"), join(folder, ".gitignore"));
    for (const name of names) {
      write(join(folder, name), "x");
    }
    const found = execFileSync("git", ["status", "--porcelain", "-uall"], { cwd: folder, encoding: "utf8" });
    return found.split("\n").flatMap((line) => /^\?\? (.+)$/.exec(line)?.[1] ?? []);
  });
}

test("a release is not disturbed by what the documented commands write", async () => {
  const page = readFileSync(join(root, "docs/review-and-promotion.md"), "utf8");
  const written = page.matchAll(/(?:--markdown|>) ([\w-]+\.(?:md|json))\b/g);
  const names = new Set(["release.json", "review.json", "drift.md", ...[...written].map(([, name = ""]) => name)]);
  expect([...names]).toEqual(expect.arrayContaining(["approved.json", "review.md"]));
  expect(await untracked([...names, "environments.ts"])).toEqual([".gitignore", "environments.ts"]);
});
