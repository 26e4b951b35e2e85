/** `npm test` itself, as far as it decides what to run. */
import { execFile } from "node:child_process";
import { join, resolve } from "node:path";

jest.setTimeout(60_000);

const ROOT = resolve(__dirname, "..");

const npmTest = (...args: readonly string[]): Promise<{ exitCode: number; stdout: string; stderr: string }> =>
  new Promise((done) => {
    execFile(process.execPath, [join(ROOT, "build/run.cjs"), "test/run.ts", ...args], (error, stdout, stderr) =>
      done({ exitCode: error === null ? 0 : Number(error.code), stdout, stderr }),
    );
  });

test.each([
  [
    "a path that does not exist",
    ["unit", "test/absent.test.ts"],
    /no file or folder test\/absent\.test\.ts\. Steps are/,
  ],
  ["a step that does not exist", ["units"], /no step and no file or folder units/],
  ["a path without a step", ["test/rooms.test.ts"], /npm test -- unit test\/rooms\.test\.ts/],
  ["a path that no step looks at", ["lint", "test/rooms.test.ts"], /npm test -- unit test\/rooms\.test\.ts/],
])("refuses %s before anything runs", async (_, args, reason) => {
  const { exitCode, stdout, stderr } = await npmTest(...args);
  expect({ exitCode, stdout, stderr }).toEqual({ exitCode: 2, stdout: "", stderr: expect.stringMatching(reason) });
});

test("runs the tests of a path, and no others", async () => {
  const { exitCode, stdout, stderr } = await npmTest("unit", "test/common/did-you-mean.test.ts");
  expect(stderr.match(/^(PASS|FAIL).*/gm)).toEqual([expect.stringContaining("test/common/did-you-mean.test.ts")]);
  expect(stdout).toMatch(/^unit {3}\d+ passed, 0 failed$/m);
  expect(exitCode).toBe(0);
});
