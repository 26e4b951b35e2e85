import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { join } from "node:path";
import { Problem } from "../../common/problem";
import { foundParts } from "../../release/found-parts";
import { inFolder, write } from "../local/fixtures";

const sha256 = (text: string): string => createHash("sha256").update(text).digest("base64");

/** A stack's folder, in which each function has a zip of that content. */
function stack(root: string, name: string, functions: Readonly<Record<string, string>>, stated?: string): string {
  const folder = join(root, "cdktf.out/stacks", name);
  const resources = Object.entries(functions).map(([id, content]) => {
    write(join(folder, `${id}.zip`), content);
    return [id, { filename: `${id}.zip`, source_code_hash: stated ?? sha256(content) }];
  });
  const json = { resource: { aws_lambda_function: Object.fromEntries(resources) } };
  write(join(folder, "cdk.tf.json"), JSON.stringify(json));
  return folder;
}

function commit(root: string): void {
  write(join(root, "cdktf.json"), "{}");
  const author = ["-c", "user.name=Ada", "-c", "user.email=ada@example.com"];
  for (const args of [
    ["init", "-q"],
    ["add", "cdktf.json"],
    [...author, "commit", "-q", "-m", "first"],
  ]) {
    execFileSync("git", args, { cwd: root, stdio: "pipe" });
  }
}

test("is the skill's zip, whatever other functions are in the stacks", () =>
  inFolder(async (root) => {
    commit(root);
    const stacks = {
      dev: stack(root, "dev", { skill: "skill", trigger: "one" }),
      prod: stack(root, "prod", { skill: "skill", trigger: "two" }),
    };
    expect(await foundParts({ root, stacks })).toMatchObject({
      commit: expect.stringMatching(/^[0-9a-f]{40}$/),
      differing: [],
      codeSha256: sha256("skill"),
      providerLockSha256: { dev: null, prod: null },
    });
  }));

test("files that differ from the commit are named", () =>
  inFolder(async (root) => {
    commit(root);
    write(join(root, "cdktf.json"), "{ }");
    write(join(root, "two words.md"), "x");
    const { differing } = await foundParts({ root, stacks: { dev: stack(root, "dev", { skill: "skill" }) } });
    expect(differing).toEqual(["cdktf.json", '"two words.md"']);
  }));

test("two skills in one release are refused, with how to have two", () =>
  inFolder(async (root) => {
    const stacks = { quiz: stack(root, "quiz", { skill: "quiz" }), news: stack(root, "news", { skill: "news" }) };
    const refused = foundParts({ root, stacks });
    await expect(refused).rejects.toThrow(Problem);
    await expect(refused).rejects.toThrow(/one skill's zip[\s\S]*quiz: [\s\S]*news: [\s\S]*cdktf\.json of its own/);
  }));

test.each(["skill", "trigger"])("a zip of the function %s that is not what the stack says is refused", (id) =>
  inFolder(async (root) => {
    const stacks = { dev: stack(root, "dev", { [id]: "what is there" }, sha256("something else")) };
    await expect(foundParts({ root, stacks })).rejects.toThrow(/dev: .*\.zip has the SHA-256/);
  }),
);

test("stacks without a skill's zip have nothing to release", () =>
  inFolder(async (root) => {
    await expect(foundParts({ root, stacks: { dev: stack(root, "dev", {}) } })).rejects.toThrow("nothing to release");
  }));
