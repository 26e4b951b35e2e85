/** A command that does not come to its end by itself, in one of the ways that commands have: ending-command.ts <way> */
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { createConnection, createServer } from "node:net";
import { join } from "node:path";
import { run } from "../../common/child-process";
import { runCommand } from "../../common/command";
import { readJsonFile } from "../../common/json-file";
import { makeTemporaryFolder, removeFolder } from "../../common/temporary-folder";

const forever = (): Promise<never> => new Promise(() => setInterval(() => {}, 1000));

const WAYS: Readonly<Record<string, (signal: AbortSignal) => Promise<unknown>>> = {
  "work that heeds no signal": forever,
  "a pipe that never writes": (signal) => readJsonFile("-", "JSON", signal),
  "a pipe with a name that nobody opens": async (signal) => {
    const folder = makeTemporaryFolder("pipe");
    execFileSync("mkfifo", [join(folder, "pipe")]);
    try {
      return await readJsonFile(join(folder, "pipe"), "JSON", signal);
    } finally {
      removeFolder(folder);
    }
  },
  "a program that heeds no signal": (signal) =>
    run("sh", ["-c", "trap '' INT TERM HUP; echo $$ >&2; while :; do sleep 0.1; done"], {
      env: process.env,
      signal,
      graceSeconds: 0.5,
      onLine: (line) => process.stderr.write(line),
    }),
  "a disk that is full": async () => writeFileSync("/dev/full", "x"),
  "a server that accepts and never answers": () =>
    new Promise((resolve) => {
      const server = createServer(() => {}).listen(0, "127.0.0.1", () => {
        const { port } = server.address() as { readonly port: number };
        createConnection(port, "127.0.0.1", () => resolve(undefined));
      });
    }),
};

void runCommand(({ signal }) => ({
  exitOverride() {
    return this;
  },
  async parseAsync() {
    process.stdout.write("ready\n");
    await WAYS[process.argv[2] ?? ""]?.(signal);
  },
}));
