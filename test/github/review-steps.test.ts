/** The scripts of review.yml, run with stand-ins for GitHub and for `alexa-link`. */
import { existsSync } from "node:fs";
import type { Answer, Finished } from "./runner";
import { callsOf, Runner } from "./runner";

let runner: Runner;
beforeEach(() => {
  runner = new Runner();
});
afterEach(() => runner.end());

const region = "us-east-1";
const named = (...names: readonly string[]): string =>
  JSON.stringify(Object.fromEntries(names.map((name) => [name, { region }])));

describe("which environments are planned", () => {
  const list = (variable: string, stacks: readonly string[], github: readonly string[]): Finished =>
    runner.step(
      ["review.yml", "environments", "List those to plan"],
      { ENVIRONMENTS: variable, GH_TOKEN: "token", STACKS: JSON.stringify(stacks) },
      [
        [
          "^gh api --paginate repos/octo-org/skill/environments\\?per_page=100",
          { stdout: { environments: github.map((name) => ({ name })) } },
        ],
      ],
    );

  test("those that the variable names and GitHub lets pull requests plan", () => {
    const found = list(named("dev", "prod"), ["dev", "prod"], ["dev", "dev-plan", "prod", "prod-plan"]);
    expect(found).toMatchObject({ exitCode: 0, outputs: { names: '["dev","prod"]' }, summary: "" });
  });

  test("one without a GitHub environment for plans is left to main, which is said", () => {
    const found = list(named("dev", "prod"), ["dev", "prod"], ["dev", "dev-plan", "prod"]);
    expect(found).toMatchObject({ exitCode: 0, outputs: { names: '["dev"]' } });
    expect(found.summary).toContain('["prod"] is planned on main only');
  });

  test("nothing is set up: nothing is planned, which is said", () => {
    const found = list("", ["dev", "prod"], []);
    expect(found).toMatchObject({ exitCode: 0, outputs: { names: "[]" } });
    expect(found.log).toContain('::notice title=Not reviewed::["dev","prod"] is not set up');
  });

  test.each([
    ["taken out of the variable", named("dev"), ["dev", "dev-plan", "prod", "prod-plan"]],
    ["taken out together with all others", "", ["prod"]],
    ["taken out, and GitHub has the environment of its plans alone", named("dev"), ["dev-plan", "prod-plan"]],
  ])("an environment that GitHub has is not passed over: %s", (_how, variable, github) => {
    const found = list(variable, ["dev", "prod"], github);
    expect(found).toMatchObject({
      exitCode: 1,
      log: expect.stringContaining('::error title=Environments are not named::["'),
    });
    expect(found.log).toContain("prod");
  });

  test("an environment that a pull request renames is not passed over", () => {
    const found = list(named("dev", "prod"), ["dev", "production"], ["dev", "dev-plan", "prod", "prod-plan"]);
    expect(found).toMatchObject({
      exitCode: 1,
      log: expect.stringContaining('::error title=Environments are gone::["prod"]'),
    });
  });

  test("what GitHub does not tell ends it", () => {
    const found = runner.step(
      ["review.yml", "environments", "List those to plan"],
      { ENVIRONMENTS: named("dev"), GH_TOKEN: "token", STACKS: '["dev"]' },
      [["^gh api ", { exitCode: 1, stderr: "HTTP 502" }]],
    );
    expect(found.exitCode).not.toBe(0);
    expect(found.outputs).toEqual({});
  });
});

describe("a plan", () => {
  const plan = (answer: Answer[1]): Finished => {
    runner.write("cdktf.out/stacks/dev/cdk.tf.json", {
      terraform: { backend: { s3: { bucket: "state", key: "alexa-skill/dev.tfstate", region } } },
    });
    return runner.step(["review.yml", "plan", "Plan and review"], { ENVIRONMENT: "dev" }, [
      ["^aws s3api head-object ", { exitCode: 254, stderr: "An error occurred (404)" }],
      ["^npx alexa-link review dev --no-synth --json$", answer],
    ]);
  };

  test.each([
    ["safe", 0],
    ["blocked", 1],
    ["not examined", 4],
  ])("that is %s is there for the verdict", (verdict, exitCode) => {
    const found = plan({ stdout: { verdict, environments: [] }, exitCode });
    expect(found.exitCode).toBe(0);
    const [asked, reviewed] = found.calls;
    expect(asked?.call).toContain("--bucket state --key alexa-skill/dev.tfstate.tflock");
    expect(reviewed?.variables).toMatchObject({
      TF_CLI_ARGS_init: "-lockfile=readonly",
      TF_CLI_ARGS_plan: "-lock=false",
    });
    expect(existsSync(runner.path("$RUNNER_TEMP/review/dev.json"))).toBe(true);
  });

  test.each([
    ["ends without a word", { exitCode: 3 }, 3],
    ["is killed", { exitCode: 137 }, 137],
    ["says nothing and claims to be well", { stdout: "{}" }, 3],
  ])("that %s fails", (_how, answer, exitCode) => {
    expect(plan(answer).exitCode).toBe(exitCode);
  });
});

describe("the verdict", () => {
  const planned = (results: Readonly<Record<string, string>> = {}): Finished =>
    runner.step(["review.yml", "verdict", "See that everything was planned"], {
      BUILT: "success",
      FORK: "false",
      LISTED: "success",
      NAMES: '["dev"]',
      PLANNED: "success",
      ...results,
    });

  test("goes on where everything was planned, and has nothing to judge where nothing is set up", () => {
    expect(planned()).toMatchObject({ exitCode: 0, outputs: { any: "true" } });
    expect(planned({ NAMES: "[]", PLANNED: "skipped" })).toMatchObject({ exitCode: 0, outputs: { any: "false" } });
  });

  test.each([
    ["of a fork", { FORK: "true", BUILT: "skipped", LISTED: "skipped", NAMES: "", PLANNED: "skipped" }],
    ["whose build failed", { BUILT: "failure", LISTED: "skipped", NAMES: "", PLANNED: "skipped" }],
    ["whose build was cancelled", { BUILT: "cancelled", LISTED: "skipped", NAMES: "", PLANNED: "skipped" }],
    ["whose environments do not fit", { LISTED: "failure", NAMES: '["dev"]', PLANNED: "skipped" }],
    ["whose plan failed", { PLANNED: "failure" }],
    ["whose plan was skipped", { PLANNED: "skipped" }],
    ["whose reviewers said no", { PLANNED: "failure" }],
    ["that knows of no list", { NAMES: "", PLANNED: "skipped" }],
  ])("of a pull request %s is a failure", (_which, results) => {
    expect(planned(results)).toMatchObject({ exitCode: 3, log: expect.stringContaining("::error title=Not judged::") });
  });

  const combine = (names: readonly string[], exitCode = 0): Finished =>
    runner.step(
      ["review.yml", "verdict", "Combine the reviews"],
      { COMMIT: "c0ffee", NAMES: JSON.stringify(names), RUN_URL: "url" },
      [["^npx alexa-link review --review ", { exitCode }]],
    );
  const reviewOf = (environment: string): object => ({ environments: [{ environment }] });

  test.each([0, 1, 3, 4])("hands the exit code %i of the reviews on", (exitCode) => {
    runner.write("$RUNNER_TEMP/review/review-dev/dev.json", reviewOf("dev"));
    runner.write("$RUNNER_TEMP/review/review-prod/prod.json", reviewOf("prod"));
    const found = combine(["dev", "prod"], exitCode);
    expect(found).toMatchObject({ exitCode: 0, outputs: { code: `${exitCode}` } });
    expect(found.summary).toContain("The report of alexa-link review");
    expect(callsOf(found, "npx").join()).toMatch(/review-dev\/dev\.json \S.*review-prod\/prod\.json --markdown/);
  });

  test("takes the review of a single environment as GitHub lays it", () => {
    runner.write("$RUNNER_TEMP/review/dev.json", reviewOf("dev"));
    expect(combine(["dev"])).toMatchObject({ exitCode: 0, outputs: { code: "0" } });
  });

  test.each([
    ["is missing", "review-other/prod.json", reviewOf("prod")],
    ["is of another environment", "review-prod/prod.json", reviewOf("dev")],
    ["is of two", "review-prod/prod.json", { environments: [{ environment: "prod" }, { environment: "dev" }] }],
    ["is no JSON", "review-prod/prod.json", "{"],
    ["is empty", "review-prod/prod.json", ""],
  ])("is a failure where a review %s", (_how, path, review) => {
    runner.write("$RUNNER_TEMP/review/review-dev/dev.json", reviewOf("dev"));
    runner.write(`$RUNNER_TEMP/review/${path}`, review);
    const found = combine(["dev", "prod"]);
    expect(found).toMatchObject({ exitCode: 3, log: expect.stringContaining("There is no review of prod.") });
    expect(callsOf(found, "npx")).toEqual([]);
  });

  test.each(["0", "1", "3", "4"])("ends with the code %s", (code) => {
    expect(runner.step(["review.yml", "verdict", "Judge"], { CODE: code }).exitCode).toBe(Number(code));
  });

  test("without a code is a failure", () => {
    expect(runner.step(["review.yml", "verdict", "Judge"], { CODE: "" }).exitCode).not.toBe(0);
  });
});

describe("the comment", () => {
  const mark = "<!-- alexa-link-review -->";
  const comment = (comments: readonly object[]): Finished => {
    runner.write("$RUNNER_TEMP/comment.md", `${mark}\nSafe.`);
    return runner.step(["review.yml", "verdict", "Write the comment"], { GH_TOKEN: "token", NUMBER: "7" }, [
      ["--paginate repos/octo-org/skill/issues/7/comments$", { stdout: comments }],
      ["--method (PATCH|POST) ", {}],
    ]);
  };
  const by = (login: string, body: string, id: number): object => ({ id, body, user: { login } });

  test("is written once, and then kept up to date", () => {
    const first = comment([by("ada", "Looks good", 1)]);
    expect(callsOf(first, "gh").at(-1)).toContain("--method POST repos/octo-org/skill/issues/7/comments ");
    const again = comment([by("ada", "Looks good", 1), by("github-actions[bot]", `${mark}\nBlocked.`, 2)]);
    expect(callsOf(again, "gh").at(-1)).toContain("--method PATCH repos/octo-org/skill/issues/comments/2 ");
    expect(again.calls.at(-1)?.bodies).toEqual([`${mark}\nSafe.`]);
  });

  test("of somebody else is left alone, whatever it begins with", () => {
    const found = comment([by("mallory", `${mark}\nSafe.`, 3)]);
    expect(callsOf(found, "gh").at(-1)).toContain("--method POST");
  });
});
