/** Which jobs run, and with what, in each course that a workflow can take. */
import { evaluate } from "./conditions";
import { workflow } from "./workflows";

describe("expressions", () => {
  test.each([
    ["'it''s' == 'it''s' && !('a' == 'b')", true],
    ["inputs.digest == '' || always()", true],
    ["fromJSON(vars.JSON || '{}').dev && 'dev' || ''", "dev"],
    ["fromJSON(vars.EMPTY || '{}').dev && 'dev' || ''", ""],
    ["fromJSON(vars.JSON)[inputs.name].region", "here"],
    ["cancelled() || failure()", false],
    ["needs.none.outputs.x == 'true'", false],
  ])("%s is %j", (text, expected) => {
    const context = {
      inputs: { digest: "", name: "dev" },
      vars: { JSON: '{"dev":{"region":"here"}}', EMPTY: "" },
      needs: {},
    };
    expect(evaluate(text, context)).toBe(expected);
  });

  test.each(["success()", "a b", "'open", "unknown.x", "1 < 2"])("%s is an error, not a guess", (text) => {
    expect(() => evaluate(text, {})).toThrow(/not understood|not given|Expected/);
  });
});

const named = (...names: readonly string[]): string =>
  JSON.stringify(Object.fromEntries(names.map((name) => [name, { region: "us-east-1" }])));

describe("a deployment", () => {
  const { jobs } = workflow("deploy.yml");

  interface Course {
    readonly set?: string;
    readonly event?: "push" | "workflow_dispatch";
    readonly chosen?: string;
    readonly ref?: string;
    readonly failed?: boolean;
    readonly built?: string;
  }

  function runs(job: string, { set = named("dev", "staging", "prod"), event = "push", ...course }: Course): boolean {
    const context = {
      github: { event_name: event, ref: course.ref ?? "refs/heads/main" },
      inputs: { environment: course.chosen, digest: "" },
      needs: { release: { result: course.built ?? "success" } },
      vars: { ALEXA_LINK_ENVIRONMENTS: set },
    };
    return Boolean(evaluate(jobs[job]?.if ?? "", context, { failure: course.failed }));
  }

  const previousOf = (job: string, set: string): unknown =>
    evaluate(String(jobs[job]?.with?.previous), { vars: { ALEXA_LINK_ENVIRONMENTS: set } });

  test("of main goes through all environments that are set up, one that fails stops it", () => {
    const stages = ["dev", "staging", "prod"];
    expect(stages.map((job) => runs(job, {}))).toEqual([true, true, true]);
    expect(stages.map((job) => runs(job, { set: named("dev", "prod") }))).toEqual([true, false, true]);
    expect(["staging", "prod"].map((job) => runs(job, { failed: true }))).toEqual([false, false]);
    expect(["staging", "prod"].map((job) => runs(job, { built: "failure" }))).toEqual([false, false]);
  });

  test("by hand goes to the chosen one alone", () => {
    const byHand = { event: "workflow_dispatch", chosen: "prod" } as const;
    expect(["dev", "staging", "prod"].map((job) => runs(job, byHand))).toEqual([false, false, true]);
  });

  test("begins on main only, and not before it is set up", () => {
    expect(runs("release", {})).toBe(true);
    expect(runs("release", { ref: "refs/heads/feature", event: "workflow_dispatch", chosen: "prod" })).toBe(false);
    expect(runs("release", { set: "" })).toBe(false);
    expect(runs("not-set-up", { set: "" })).toBe(true);
  });

  test("promotes from the nearest environment that is set up: none is left out by leaving another out", () => {
    const all = named("dev", "staging", "prod");
    expect([previousOf("staging", all), previousOf("prod", all)]).toEqual(["dev", "staging"]);
    expect(previousOf("prod", named("dev", "prod"))).toBe("dev");
    expect([previousOf("staging", named("staging")), previousOf("prod", named("prod"))]).toEqual(["", ""]);
  });
});

describe("an environment's part of it", () => {
  const { jobs } = workflow("deploy-environment.yml");

  const runs = (job: string, context: object, status = {}): boolean =>
    Boolean(evaluate(jobs[job]?.if ?? "", { inputs: {}, needs: {}, ...context }, status));

  const previous = (name: string, outputs: object = {}, result = "success") => ({
    inputs: { previous: name },
    needs: { previous: { result, outputs } },
  });

  test("is reviewed when nothing comes before it, or what comes before it runs this release", () => {
    expect(runs("previous", previous(""))).toBe(false);
    expect(runs("previous", previous("staging"))).toBe(true);
    expect(runs("review", previous("", {}, "skipped"))).toBe(true);
    expect(runs("review", previous("staging", { runs: "true" }))).toBe(true);
  });

  test("is not reviewed otherwise, however the job before it ended", () => {
    expect(runs("review", previous("staging", { runs: "false" }))).toBe(false);
    for (const result of ["failure", "cancelled", "skipped"]) {
      expect(runs("review", previous("staging", {}, result))).toBe(false);
    }
    expect(runs("review", previous("", {}, "skipped"), { cancelled: true })).toBe(false);
  });

  test("is applied behind an open gate only", () => {
    const review = (result: string, gate: string) => ({ needs: { review: { result, outputs: { gate } } } });
    expect(runs("apply", review("success", "open"))).toBe(true);
    expect(runs("apply", review("success", "closed"))).toBe(false);
    expect(runs("apply", review("success", ""))).toBe(false);
    expect(runs("apply", review("failure", "open"))).toBe(false);
    expect(runs("apply", review("success", "open"), { cancelled: true })).toBe(false);
  });
});

describe("a review", () => {
  const { jobs } = workflow("review.yml");
  const own = {
    event_name: "pull_request",
    repository: "a/b",
    event: { pull_request: { head: { repo: { full_name: "a/b" } } } },
  };
  const fork = { ...own, event: { pull_request: { head: { repo: { full_name: "c/b" } } } } };
  const queue = { event_name: "merge_group", repository: "a/b", event: { merge_group: { base_sha: "b" } } };

  test("builds pull requests of the repository and the merge queue's, no fork's", () => {
    const builds = [own, fork, queue].map((github) => Boolean(evaluate(jobs.build?.if ?? "", { github })));
    expect(builds).toEqual([true, false, true]);
  });

  test("is always judged", () => {
    expect(evaluate(String(jobs.verdict?.if), {}, { failure: true, cancelled: true })).toBe(true);
    const isFork = String(jobs.verdict?.steps?.[0]?.env?.FORK);
    expect([own, fork, queue].map((github) => evaluate(isFork, { github }))).toEqual([false, true, false]);
  });

  test("is of the code of the commit that is merged into", () => {
    const refs = [jobs.plan, jobs.verdict].flatMap((job) =>
      (job?.steps ?? []).flatMap((step) => (step.with?.ref === undefined ? [] : [String(step.with.ref)])),
    );
    expect(refs).toHaveLength(2);
    const pull = { event: { pull_request: { base: { sha: "base" }, head: { sha: "head" } } } };
    expect(refs.map((ref) => evaluate(ref, { github: pull }))).toEqual(["base", "base"]);
    expect(refs.map((ref) => evaluate(ref, { github: queue }))).toEqual(["b", "b"]);
  });
});
