/** Where nothing can be written, a command says so in a sentence, and what stood there still does. */
import { chmodSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { run } from "../../../common/child-process";
import { removeFolder } from "../../../common/temporary-folder";
import { compiledCommand } from "../../compiled-command";
import { ALONE, canMount } from "../../full-disk";
import { newFolder, root, write } from "../../local/fixtures";
import { OUTPUTS } from "./alexa-link";

let folder: string;
let script: string;
beforeEach(async () => {
  folder = newFolder();
  script = await compiledCommand("cli/alexa-link.ts");
  write(join(folder, "outputs.json"), JSON.stringify(OUTPUTS));
});
afterEach(() => removeFolder(folder));

const SKILL = join(root, "skill-package");

/** What writes into a folder, and what it says that it could not. */
const WRITERS = [
  ["settings", ["settings", "dev", "--write", "there/settings.json"], /there\/settings\.json cannot be written: /],
  [
    "skill package",
    ["skill", "dev", "--package", SKILL, "--write", "there/package"],
    /there\/package cannot be written: /,
  ],
] as const;

/** Runs a command in the folder by a shell, which does something else before. */
async function alexaLink(args: readonly string[], shell: readonly string[], before: string) {
  const line = `${before}; exec "$@"`;
  const [command = "", ...options] = shell;
  const outputs = args[0] === "review" ? [] : ["--outputs", join(folder, "outputs.json")];
  const program = [process.execPath, script, ...args, ...outputs];
  const env = { PATH: process.env.PATH, HOME: folder, TMPDIR: folder };
  return run(command, [...options, line, "sh", ...program], { cwd: folder, env });
}

describe("on a disk that is full", () => {
  (canMount ? test : test.skip).each(WRITERS)(
    "the %s is not written, and the former one stays",
    async (_, args, words) => {
      mkdirSync(join(folder, "there"));
      const fill = `
        mount -t tmpfs -o size=64k tmpfs there
        echo '{"accountLinkingRequest": {}}' > there/settings.json
        dd if=/dev/zero of=there/fill 2>/dev/null || true
        set +e
        "$@"
        echo "ended with $?"
        cat there/settings.json
        ls -A there
        exit`;

      const { stdout, stderr } = await alexaLink(args, ALONE, fill);

      expect(stderr).toMatch(words);
      expect(stderr).toMatch(/no space left on device/);
      expect(stdout).toMatch(/ended with 3\n\{"accountLinkingRequest": \{\}\}\nfill\nsettings\.json\n$/);
    },
  );
});

describe("in a folder that may only be read", () => {
  // Who is root may write anywhere.
  const isRoot = process.getuid?.() === 0;
  const shell = ["sh", "-ec"];
  const asUser = isRoot ? ["setpriv", "--bounding-set=-dac_override,-dac_read_search", ...shell] : shell;

  test.each(WRITERS)("the %s is not written, and nothing of it", async (_, args, words) => {
    mkdirSync(join(folder, "there"));
    chmodSync(join(folder, "there"), 0o555);

    const { exitCode, stderr } = await alexaLink(args, asUser, "true");

    expect({ exitCode, stderr }).toEqual({ exitCode: 2, stderr: expect.stringMatching(words) });
    expect(stderr).toMatch(/you may not write there|permission denied/);
  });

  test("a command that needs a temporary folder says which variable names another", async () => {
    chmodSync(folder, 0o555);

    const { exitCode, stderr } = await alexaLink(["review", "dev"], asUser, `cd '${root}'`);

    expect({ exitCode, stderr }).toMatchObject({
      exitCode: 3,
      stderr: expect.stringContaining("Set TMPDIR to a folder"),
    });
  });
});
