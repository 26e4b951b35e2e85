/** A command that has a folder, a program under way and one that goes on by itself: killed-command.ts [ends] */
import { run } from "../../common/child-process";
import { runCommand } from "../../common/command";
import { makeTemporaryFolder } from "../../common/temporary-folder";

const script = (what: string): readonly string[] => ["-c", `echo ${what} $$ >&2; sleep 60 & echo child $! >&2; wait`];

void runCommand(({ signal, cleanup }) => ({
  exitOverride() {
    return this;
  },
  async parseAsync() {
    const folder = makeTemporaryFolder("killed command");
    process.stderr.write(`folder ${folder}\n`);
    if (process.argv[2] === "ends") {
      return; // and leaves what it made, as it means to
    }
    const onLine = (line: string): void => void process.stderr.write(`${line}\n`);
    cleanup.defer("do nothing", () => {});
    await Promise.all([
      run("sh", script("program"), { env: process.env, signal, onLine }),
      run("sh", script("outliving"), { env: process.env, signal, onLine, outlives: true }),
    ]);
  },
}));
