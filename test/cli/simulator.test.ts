/** How `npm run simulator` is called; what it then does is for test/e2e/simulator.test.ts. */
import { spawnSync } from "node:child_process";
import { compiledCommand } from "../compiled-command";

let script: string;
beforeAll(async () => {
  script = await compiledCommand("cli/simulator.ts");
});

function simulator(...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], { encoding: "utf8" });
  return { exitCode: status, stdout, stderr };
}

test("explains itself", () => {
  const { exitCode, stdout } = simulator("--help");
  expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: expect.stringContaining("npm run simulator -- --port") });
});

test.each([
  [["--port", "0"], "from 1 to 65535"],
  [["--vendor-id", "amzn1.ask.skill.1"], "M and 7 to 31 capital letters"],
  [["nonsense"], "too many arguments"],
])("refuses %j in words", (args, words) => {
  const { exitCode, stderr } = simulator(...args);
  expect({ exitCode, stderr }).toEqual({ exitCode: 2, stderr: expect.stringContaining(words) });
});
