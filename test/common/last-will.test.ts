/** What a command leaves that is killed, and can end and remove nothing itself. */
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { removeFolder } from "../../common/temporary-folder";
import { compiledCommand } from "../compiled-command";
import { newFolder } from "../local/fixtures";

let script: string;
let temporary: string;
beforeEach(() => {
  temporary = newFolder();
});
afterEach(() => removeFolder(temporary));
beforeAll(async () => {
  script = await compiledCommand("test/common/killed-command.ts");
});

/** Starts the command, waits until it has said so many lines, and answers them by their first word. */
async function told(lines: number, ...args: readonly string[]) {
  const child = spawn(process.execPath, [script, ...args], {
    env: { ...process.env, TMPDIR: temporary },
    stdio: ["ignore", "ignore", "pipe"],
  });
  const ended = once(child, "exit");
  let text = "";
  for await (const chunk of child.stderr.setEncoding("utf8")) {
    text += chunk;
    if (text.trim().split("\n").length >= lines) {
      break;
    }
  }
  const words = text
    .trim()
    .split("\n")
    .map((line) => line.split(/ (.*)/s));
  const of = (name: string): string[] => words.flatMap(([word, rest = ""]) => (word === name ? [rest] : []));
  return { child, ended, of };
}

/** Whether it runs: one that is dead and not collected does not. */
const isAlive = (pid = ""): boolean =>
  /^[^Z]/.test(spawnSync("ps", ["-o", "stat=", "-p", pid], { encoding: "utf8" }).stdout.trim());

async function until(holds: () => boolean): Promise<void> {
  for (const end = Date.now() + 5000; !holds() && Date.now() < end; ) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

test("killed, it leaves no folder and no program, but for one that must come to its end", async () => {
  const { child, ended, of } = await told(5);
  const [folder = ""] = of("folder");
  const [program] = of("program");
  const [outliving = ""] = of("outliving");
  expect(existsSync(folder)).toBe(true);

  child.kill("SIGKILL");
  await ended;
  await until(() => !existsSync(folder) && of("child").filter(isAlive).length <= 1);

  expect({ folder: existsSync(folder), program: isAlive(program), outliving: isAlive(outliving) }).toEqual({
    folder: false,
    program: false,
    outliving: true,
  });
  expect(of("child").map(isAlive).filter(Boolean)).toHaveLength(1);
  process.kill(-Number(outliving), "SIGKILL");
});

test("ended by itself, it leaves what it means to leave", async () => {
  const { ended, of } = await told(1, "ends");
  const [folder = ""] = of("folder");
  await ended;
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(existsSync(folder)).toBe(true);
});
