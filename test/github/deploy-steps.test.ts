/** The scripts of deploy.yml and deploy-environment.yml, run with stand-ins for GitHub, AWS and `alexa-link`. */
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { packed } from "./build-archive";
import type { Answer, Finished } from "./runner";
import { callsOf, Runner } from "./runner";

let runner: Runner;
beforeEach(() => {
  runner = new Runner();
  for (const name of ["staging", "prod"]) {
    const s3 = { bucket: "state", key: `alexa-skill/${name}.tfstate`, region: "us-east-1" };
    runner.write(`cdktf.out/stacks/${name}/cdk.tf.json`, { terraform: { backend: { s3 } } });
  }
});
afterEach(() => runner.end());

const FILE = "deploy-environment.yml";
const DIGEST = `sha256:${"a".repeat(64)}`;
const UNLOCKED: Answer = ["^aws s3api head-object ", { exitCode: 254, stderr: "An error occurred (404)" }];

describe("whether the environment before runs this", () => {
  const ask = (drift: number, compare: number, digest = ""): Finished =>
    runner.step(
      [FILE, "previous", "Compare what runs there with the release"],
      { ENVIRONMENT: "prod", PREVIOUS: "staging", TYPED: digest },
      [
        UNLOCKED,
        ["^npx alexa-link drift staging --no-synth --release release.json$", { exitCode: drift }],
        ["^npx alexa-link compare staging --release release.json$", { exitCode: compare }],
      ],
    );

  test("is true where its settings and its zip are those of this commit", () => {
    const found = ask(0, 0);
    expect(found).toMatchObject({ exitCode: 0, outputs: { runs: "true" }, summary: "" });
    expect(found.calls.map(({ variables }) => variables.TF_CLI_ARGS_plan)).toEqual(Array(3).fill("-lock=false"));
  });

  test.each([
    ["its settings are other ones", 1, 0],
    ["its alias has another zip", 0, 1],
  ])("is false where %s: nothing is reviewed, which is said", (_why, drift, compare) => {
    const found = ask(drift, compare);
    expect(found).toMatchObject({ exitCode: 0, outputs: { runs: "false" } });
    expect(found.summary).toContain("**prod was not reviewed:** staging does not run this commit yet");
  });

  test("is a failure for who typed a digest", () => {
    expect(ask(1, 0, DIGEST)).toMatchObject({
      exitCode: 1,
      outputs: { runs: "false" },
      log: expect.stringContaining("::error title=prod comes after staging::"),
    });
  });

  test.each([
    [3, 0],
    [2, 0],
    [0, 3],
    [0, 130],
  ])("is unknown where it cannot be told (codes %i and %i)", (drift, compare) => {
    const found = ask(drift, compare);
    expect(found.exitCode).toBe(drift || compare);
    expect(found.outputs).toEqual({});
  });
});

describe("the review", () => {
  const review = (approval: string, typed: string, exitCode: number): Finished =>
    runner.step([FILE, "review", "Plan and review"], { APPROVAL: approval, ENVIRONMENT: "prod", TYPED: typed }, [
      UNLOCKED,
      ["^npx alexa-link review prod ", { stdout: { environments: [{ digest: DIGEST }] }, exitCode }],
    ]);

  test("without an approval stops at what was not examined, with one at a block only", () => {
    expect(callsOf(review("false", "", 0), "npx")).toEqual([expect.stringContaining("--fail-on not-examined ")]);
    expect(callsOf(review("true", "", 0), "npx")).toEqual([expect.stringContaining("--fail-on blocked ")]);
    expect(callsOf(review("false", DIGEST, 0), "npx")).toEqual([expect.stringContaining("--fail-on blocked ")]);
  });

  test.each([0, 1, 3, 4])("shows the report and the digest, and ends with the code %i", (exitCode) => {
    const found = review("true", "", exitCode);
    const file = readFileSync(runner.path("$RUNNER_TEMP/review.json"));
    const sha256 = createHash("sha256").update(file).digest("hex");
    expect(found).toMatchObject({ exitCode, outputs: { digest: DIGEST, sha256 } });
    expect(found.summary).toMatch(/^The report of alexa-link review prod\.[\s\S]*sha256:a{64}/);
  });
});

describe("the gate", () => {
  const gate = (policies: Answer[1], environment: Answer[1], approval = "true", typed = ""): Finished =>
    runner.step(
      [FILE, "review", "Find out who approves"],
      { APPROVAL: approval, ENVIRONMENT: "prod", GH_TOKEN: "token", TYPED: typed },
      [
        ["^gh api repos/octo-org/skill/environments/prod/deployment-branch-policies", policies],
        ["^gh api repos/octo-org/skill/environments/prod ", environment],
      ],
    );
  const branches = (...names: readonly string[]): Answer[1] => ({
    stdout: { branch_policies: names.map((name) => ({ name })) },
  });
  const reviewed: Answer[1] = { stdout: { protection_rules: [{ type: "required_reviewers" }] } };
  const unreviewed: Answer[1] = { stdout: { protection_rules: [{ type: "branch_policy" }] } };

  test("is open where the environment has reviewers, and lets main through alone", () => {
    expect(gate(branches("main"), reviewed)).toMatchObject({ exitCode: 0, outputs: { gate: "open" }, summary: "" });
  });

  test("is open where nobody needs to approve, or a digest was typed", () => {
    expect(gate(branches("main"), unreviewed, "false").outputs).toEqual({ gate: "open" });
    expect(gate(branches("main"), unreviewed, "true", DIGEST).outputs).toEqual({ gate: "open" });
  });

  test.each([
    ["has none", unreviewed],
    ["has no rules", { stdout: {} }],
    ["cannot be read", { exitCode: 1 }],
  ])("is closed where somebody must approve and the environment %s", (_which, environment) => {
    const found = gate(branches("main"), environment);
    expect(found).toMatchObject({ exitCode: 0, outputs: { gate: "closed" } });
    expect(found.summary).toContain("**Not applied:**");
  });

  test.each([
    ["any branch", branches()],
    ["another one as well", branches("main", "release/*")],
    ["another one", branches("develop")],
    ["who knows what", { exitCode: 1, stderr: "HTTP 404" }],
  ])("fails where the environment lets %s through, also without an approval", (_which, policies) => {
    for (const approval of ["true", "false"]) {
      const found = gate(policies, reviewed, approval);
      expect(found).toMatchObject({ exitCode: 3, log: expect.stringContaining("title=prod is not protected") });
      expect(found.outputs).toEqual({});
    }
  });
});

describe("the apply", () => {
  test("takes the build and the review by their hashes", () => {
    const build = packed(runner, { "cdktf.out/manifest.json": "{}", "release.json": "{}" });
    runner.write("$RUNNER_TEMP/review.json", "{}");
    const REVIEW = createHash("sha256").update("{}").digest("hex");
    const take = (env: object): Finished =>
      runner.step([FILE, "apply", "Take the build and the review"], { PREVIOUS: "", REVIEW, SHA256: build, ...env });
    expect(take({})).toMatchObject({ exitCode: 0, log: "" });
    expect(existsSync(runner.path("release.json"))).toBe(true);
    for (const wrong of ["", "0".repeat(64)]) {
      expect(take({ REVIEW: wrong })).toMatchObject({ exitCode: 3, log: expect.stringContaining("The review") });
      expect(take({ SHA256: wrong })).toMatchObject({ exitCode: 3, log: expect.stringContaining("The build") });
    }
  });

  test("of the first environment applies what was approved, from what was built", () => {
    const found = runner.step(
      [FILE, "apply", "Apply what was approved"],
      { DIGEST, ENVIRONMENT: "dev", PREVIOUS: "" },
      [["^npx alexa-link apply dev ", { exitCode: 1 }]],
    );
    expect(found.exitCode).toBe(1);
    expect(callsOf(found, "npx").join()).toContain(`--no-synth --digest ${DIGEST} --release release.json --approved `);
    expect(found.calls[0]?.variables).toMatchObject({ TF_CLI_ARGS_plan: "-lock-timeout=10m" });
  });

  const promote = (drift: number, promotion: number): Finished =>
    runner.step(
      [FILE, "apply", "Promote what was approved"],
      {
        AWS_ACCESS_KEY_ID: "to-id",
        AWS_SECRET_ACCESS_KEY: "to-key",
        AWS_SESSION_TOKEN: "to-token",
        AWS_SHARED_CREDENTIALS_FILE: runner.path("$RUNNER_TEMP/aws-credentials"),
        DIGEST,
        ENVIRONMENT: "prod",
        PREVIOUS: "staging",
        PREVIOUS_ACCESS_KEY_ID: "from-id",
        PREVIOUS_SECRET_ACCESS_KEY: "from-key",
        PREVIOUS_SESSION_TOKEN: "from-token",
      },
      [
        UNLOCKED,
        ["^npx alexa-link drift staging --no-synth --release release.json$", { exitCode: drift }],
        ["^npx alexa-link promote staging prod ", { exitCode: promotion }],
      ],
    );

  test("of a later one asks the environment before once more, each with its own credentials, and promotes", () => {
    const found = promote(0, 0);
    expect(found.exitCode).toBe(0);
    expect(
      found.calls.map(({ variables: { AWS_PROFILE, TF_CLI_ARGS_plan } }) => [AWS_PROFILE, TF_CLI_ARGS_plan]),
    ).toEqual([
      ["staging", "-lock-timeout=10m"],
      ["staging", "-lock=false"],
      [undefined, "-lock-timeout=10m"],
    ]);
    expect(found.calls.flatMap(({ variables }) => Object.keys(variables)).filter((it) => /KEY|TOKEN/.test(it))).toEqual(
      [],
    );
    expect(callsOf(found, "npx").at(-1)).toMatch(
      /--no-synth --from-profile staging --to-profile prod --digest sha256:/,
    );
  });

  test.each([
    ["that was changed since the approval", 1, 0],
    ["that cannot be asked", 3, 0],
  ])("promotes nothing from an environment %s", (_which, drift, promotion) => {
    const found = promote(drift, promotion);
    expect(found.exitCode).toBe(drift);
    expect(callsOf(found, "npx").join()).not.toContain("promote");
  });

  test.each([0, 1, 3])("leaves no credentials behind when the promotion ends with %i", (exitCode) => {
    expect(promote(0, exitCode).exitCode).toBe(exitCode);
    expect(existsSync(runner.path("$RUNNER_TEMP/aws-credentials"))).toBe(false);
  });
});

describe("Alexa's side", () => {
  const bring = (token: string, answers: readonly Answer[]): Finished =>
    runner.step(
      [FILE, "apply", "Bring Alexa's side up to date"],
      {
        ASK_LWA_CLIENT_CONFIRMATION: "",
        ASK_LWA_CLIENT_ID: "",
        ASK_REFRESH_TOKEN: token,
        ENVIRONMENT: "dev",
        PREVIOUS: "",
      },
      answers,
    );

  test("is brought up to date, then examined", () => {
    const found = bring("token", [
      ["^npx alexa-link (skill dev --push|push dev) --yes$", {}],
      ["doctor dev$", {}],
    ]);
    expect(found).toMatchObject({ exitCode: 0, summary: "" });
    expect(found.calls).toHaveLength(3);
  });

  test("is not gone on with after a failure", () => {
    const found = bring("token", [["skill dev", { exitCode: 1 }]]);
    expect(found.exitCode).toBe(1);
    expect(found.calls).toHaveLength(1);
  });

  test("is left as it is without Amazon's credentials, which is said, and the rest is examined", () => {
    const found = bring("", [["^npx alexa-link doctor dev --skip smapi$", { exitCode: 1 }]]);
    expect(found).toMatchObject({ exitCode: 1, summary: expect.stringContaining("was left as it is") });
  });
});

test("a repository that is not set up is told so", () => {
  const found = runner.step(["deploy.yml", "not-set-up", "Say what is missing"], {});
  expect(found).toMatchObject({
    exitCode: 0,
    summary: expect.stringContaining("ALEXA_LINK_ENVIRONMENTS is not set"),
    log: expect.stringContaining("::notice title=Nothing was deployed::"),
  });
});
