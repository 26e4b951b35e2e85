import type { ChildProcess } from "node:child_process";
import { spawn } from "node:child_process";

/**
 * Reads what there is, as a whole each time, until its standard input ends: with the process that writes there, which
 * may have been killed. What was running a moment ago may still make files.
 */
const SCRIPT = `
trap '' INT TERM HUP
while read -r kind name; do
  case $kind in
    new) groups= ; set -- ;;
    group) groups="$groups $name" ;;
    path) set -- "$@" "$name" ;;
  esac
done
for group in $groups; do kill -s KILL -- "-$group"; done
[ $# -eq 0 ] || rm -rf -- "$@" || { sleep 1; rm -rf -- "$@"; }
`;

/**
 * What becomes of programs and files when this process is killed (SIGKILL, or by the system when memory runs out), and
 * can end and remove nothing itself: a shell that waits for its end does it. Without a shell (Windows) they stay.
 */
export class LastWill {
  private readonly groups = new Set<number>();
  private readonly paths = new Set<string>();
  private executor: ChildProcess | undefined;
  private isMade = false;

  /** From now on it holds. */
  make(): void {
    this.isMade = true;
    this.write();
  }

  /** The process comes to its end by itself, and leaves nothing that it does not mean to. */
  revoke(): void {
    this.isMade = false;
    this.executor?.kill("SIGKILL");
    this.executor = undefined;
  }

  /** A process group that is to be killed, by its leader's number. */
  addGroup(pid: number): void {
    this.groups.add(pid);
    this.write();
  }

  removeGroup(pid: number): void {
    if (this.groups.delete(pid)) {
      this.write();
    }
  }

  /** A file or a folder that is to be removed. */
  addPath(path: string): void {
    this.paths.add(path);
    this.write();
  }

  removePath(path: string): void {
    if (this.paths.delete(path)) {
      this.write();
    }
  }

  private write(): void {
    if (!this.isMade || (this.executor === undefined && this.groups.size + this.paths.size === 0)) {
      return;
    }
    this.executor ??= execute();
    // Lines are what separates them.
    const paths = [...this.paths].filter((path) => !path.includes("\n"));
    const lines = [...[...this.groups].map((pid) => `group ${pid}`), ...paths.map((path) => `path ${path}`)];
    this.executor.stdin?.write(["new", ...lines, ""].join("\n"));
  }
}

/** In a group of its own, which no terminal and no other kill reaches. */
function execute(): ChildProcess {
  const { PATH } = process.env;
  const shell = spawn("sh", ["-c", SCRIPT], {
    cwd: "/",
    env: { PATH },
    stdio: ["pipe", "ignore", "ignore"],
    detached: true,
  });
  shell.on("error", () => {});
  shell.stdin.on("error", () => {});
  shell.unref();
  // A socket or a pipe, which the types do not say.
  (shell.stdin as Partial<{ unref(): void }>).unref?.();
  return shell;
}

/** Of this process. */
export const lastWill = new LastWill();
