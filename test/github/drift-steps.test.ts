/** The scripts of drift.yml and drift-environment.yml, run with stand-ins for GitHub, AWS and `alexa-link`. */
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import type { Answer, Finished } from "./runner";
import { callsOf, Runner } from "./runner";

let runner: Runner;
beforeEach(() => {
  runner = new Runner();
});
afterEach(() => runner.end());

const COMMIT = "c".repeat(40);

describe("the deployed commits", () => {
  const find = (environments: string, answers: readonly Answer[] = []): Finished =>
    runner.step(
      ["drift.yml", "deployed", "Find each environment's commit"],
      { ENVIRONMENTS: environments, GH_TOKEN: "token" },
      answers,
    );
  const deployments = (...nodes: readonly object[]) => ({
    stdout: { data: { repository: { deployments: { nodes } } } },
  });

  test("are those of the last deployment that went well", () => {
    const found = find('{"dev":{},"prod":{}}', [
      ["environment=dev ", deployments({ state: "FAILURE", commitOid: "x" }, { state: "ACTIVE", commitOid: COMMIT })],
      ["environment=prod ", deployments({ state: "FAILURE", commitOid: "x" })],
    ]);
    expect(found).toMatchObject({ exitCode: 0, outputs: { environments: `[{"name":"dev","commit":"${COMMIT}"}]` } });
    expect(found.summary).toContain("**prod** has not been deployed by the workflow Deploy");
  });

  test("are none where nothing is set up, which is said", () => {
    expect(find("{}")).toMatchObject({
      exitCode: 0,
      outputs: { environments: "[]" },
      log: expect.stringContaining("::notice title=Nothing was checked::"),
    });
  });

  test("are not guessed where GitHub does not answer", () => {
    const found = find('{"dev":{}}', [["environment=dev ", { exitCode: 1 }]]);
    expect(found.exitCode).not.toBe(0);
    expect(found.outputs).toEqual({});
  });
});

test("a build is packed with its hash", () => {
  runner.write("cdktf.out/manifest.json", "{}");
  const { outputs } = runner.step(["drift-environment.yml", "build", "Pack the build"], {});
  const archive = runner.path("$RUNNER_TEMP/build.tar.gz");
  expect(outputs.sha256).toBe(createHash("sha256").update(readFileSync(archive)).digest("hex"));
  expect(execFileSync("tar", ["-tf", archive], { encoding: "utf8" })).toContain("cdktf.out/manifest.json");
});

describe("the look for drift", () => {
  const look = (exitCode: number): Finished => {
    const s3 = { bucket: "state", key: "alexa-skill/dev.tfstate", region: "us-east-1" };
    runner.write("cdktf.out/stacks/dev/cdk.tf.json", { terraform: { backend: { s3 } } });
    return runner.step(
      ["drift-environment.yml", "drift", "Look for drift"],
      { COMMIT, ENVIRONMENT: "dev", RUN_URL: "url" },
      [
        ["^aws s3api head-object ", { exitCode: 254, stderr: "(404)" }],
        [`^npx alexa-link drift dev --no-synth --markdown .* --commit ${COMMIT} --run-url url$`, { exitCode }],
      ],
    );
  };

  test.each([0, 1])("is well with the code %i, which goes into the artifact", (exitCode) => {
    const found = look(exitCode);
    expect(found).toMatchObject({ exitCode: 0, summary: "The report of alexa-link drift dev.\n" });
    expect(readFileSync(runner.path("$RUNNER_TEMP/drift/dev.code"), "utf8")).toBe(`${exitCode}\n`);
  });

  test.each([2, 3, 130])("fails with the code %i, and says nothing of drift", (exitCode) => {
    expect(look(exitCode).exitCode).toBe(exitCode);
    expect(existsSync(runner.path("$RUNNER_TEMP/drift/dev.code"))).toBe(false);
  });
});

describe("the issues", () => {
  const update = (code: string, issues: readonly object[]): readonly string[] => {
    runner.write("$RUNNER_TEMP/drift/dev.code", code);
    runner.write("$RUNNER_TEMP/drift/dev.md", "The report.");
    const found = runner.step(
      ["drift.yml", "issues", "Open, update, reopen, close"],
      { GH_REPO: "octo-org/skill", GH_TOKEN: "token" },
      [
        ["^gh issue list ", { stdout: issues }],
        ["^gh ", {}],
      ],
    );
    expect(found.exitCode).toBe(0);
    return callsOf(found, "gh").slice(2);
  };
  const issue = (state: string): object => ({ number: 5, state, title: "Drift: dev" });

  test.each([
    ["opened where there is drift and no issue", "1", [], ["create --title Drift: dev"]],
    ["updated where it is open", "1", [issue("OPEN")], ["edit 5"]],
    ["opened again where it was closed", "1", [issue("CLOSED")], ["reopen 5", "edit 5"]],
    ["closed where the drift is gone", "0", [issue("OPEN")], ["close 5"]],
    ["left closed", "0", [issue("CLOSED")], []],
    ["not made where there is no drift", "0", [{ ...issue("OPEN"), title: "Drift: prod" }], []],
  ])("are %s", (_how, code, issues, expected) => {
    const calls = update(code, issues);
    expect(calls).toEqual(expected.map((it) => expect.stringContaining(`gh issue ${it}`)));
  });
});
