import { spawnSync } from "node:child_process";
import { environments } from "../../environments";
import { expression, jobs, scripts, stepsOf, workflow, workflowFiles } from "./workflows";

/** What each job may do, written out: one that may do more is looked at here. */
const PERMISSIONS: Readonly<Record<string, Readonly<Record<string, string>> | undefined>> = {
  "ci.yml: test": { contents: "read" },
  "deploy-environment.yml: previous": { contents: "read", "id-token": "write" },
  "deploy-environment.yml: review": { actions: "read", contents: "read", "id-token": "write" },
  "deploy-environment.yml: apply": { contents: "read", "id-token": "write" },
  "deploy.yml: not-set-up": undefined,
  "deploy.yml: release": { contents: "read" },
  "deploy.yml: dev": { actions: "read", contents: "read", "id-token": "write" },
  "deploy.yml: staging": { actions: "read", contents: "read", "id-token": "write" },
  "deploy.yml: prod": { actions: "read", contents: "read", "id-token": "write" },
  "doors.yml: doors": { contents: "read" },
  "doors.yml: names": { contents: "read" },
  "drift-environment.yml: build": { contents: "read" },
  "drift-environment.yml: drift": { contents: "read", "id-token": "write" },
  "drift.yml: deployed": { deployments: "read" },
  "drift.yml: drift": { contents: "read", "id-token": "write" },
  "drift.yml: issues": { issues: "write" },
  "publish.yml: build": { contents: "read" },
  "publish.yml: npm": { "id-token": "write" },
  "publish.yml: github": { contents: "write" },
  "review.yml: build": { contents: "read" },
  "review.yml: environments": { actions: "read" },
  "review.yml: plan": { contents: "read", "id-token": "write" },
  "review.yml: verdict": { contents: "read", "pull-requests": "write" },
  "terrain.yml: terrain": { contents: "read" },
};

const usesOf = (of: (typeof jobs)[number]): readonly string[] => [
  ...(of[1].uses === undefined ? [] : [of[1].uses]),
  ...stepsOf(of).flatMap(({ uses }) => uses ?? []),
];

describe("what the workflows may do", () => {
  test("a workflow has no permission of its own, so that a new job has none", () => {
    const withSome = workflowFiles.filter(({ workflow: it }) => JSON.stringify(it.permissions) !== "{}");
    expect(withSome.map(({ file }) => file)).toEqual([]);
  });

  test("a job has the permissions it needs, and no others", () => {
    const found = Object.fromEntries(jobs.map(([name, { permissions }]) => [name, permissions]));
    expect(found).toEqual(PERMISSIONS);
  });

  test("a job that can get AWS credentials can change nothing on GitHub", () => {
    const both = jobs.filter(([, { permissions = {} }]) => {
      const written = Object.keys(permissions).filter((name) => permissions[name] === "write");
      return written.includes("id-token") && written.length > 1;
    });
    expect(both.map(([name]) => name)).toEqual([]);
  });

  test("a pull request's own code never runs with the rights of its target", () => {
    const risky = ["pull_request_target", "workflow_run", "issue_comment"];
    const triggers = workflowFiles.flatMap(({ file, workflow: it }) =>
      Object.keys(it.on).map((on) => `${file}: ${on}`),
    );
    expect(triggers.filter((trigger) => risky.some((it) => trigger.endsWith(it)))).toEqual([]);
    expect(triggers).toContain("review.yml: pull_request");
  });

  test("a pull request of a fork never reaches a job with credentials", () => {
    const { jobs: all } = workflow("review.yml");
    expect(all.build?.if).toContain("github.event.pull_request.head.repo.full_name == github.repository");
    expect(all.environments).toMatchObject({ needs: "build" });
    expect(all.plan).toMatchObject({ needs: ["build", "environments"] });
  });

  test("a job that can get AWS credentials builds nothing, and runs no script of a package that it installs", () => {
    const near = jobs.filter(
      ([name, { permissions = {}, uses }]) =>
        permissions["id-token"] === "write" && !uses && !name.startsWith("publish.yml"),
    );
    const run = near.flatMap((job) => stepsOf(job).flatMap(({ run: it = "" }) => it.match(/^.*\bnpm\b.*$/gm) ?? []));
    expect(near.length).toBeGreaterThan(4);
    expect(run).toEqual(near.map(() => "npm ci --ignore-scripts"));
    const called = near.flatMap(([, { steps = [] }]) =>
      steps.flatMap(({ run: it = "" }) => it.match(/npx (cdktf|alexa-link (?!doctor|push|skill|compare)).*/g) ?? []),
    );
    expect(called.length).toBeGreaterThan(5);
    expect(called.filter((it) => !it.includes(" --no-synth "))).toEqual([]);
  });

  test("a job that gets Amazon's credentials or writes on GitHub installs without scripts, too", () => {
    const writing = jobs.filter(([, { permissions = {} }]) => Object.values(permissions).includes("write"));
    const installs = writing.flatMap((job) => stepsOf(job).filter(({ run = "" }) => /^npm (ci|install)/.test(run)));
    expect(installs.length).toBeGreaterThan(5);
    expect(installs.filter(({ run }) => run !== "npm ci --ignore-scripts")).toEqual([]);
  });

  test("what another job built is checked by its hash before any credentials are there", () => {
    const taking = jobs.filter((job) =>
      stepsOf(job).some(({ uses = "" }) => uses.startsWith("aws-actions/configure-aws-credentials@")),
    );
    expect(taking).toHaveLength(5);
    for (const job of taking) {
      const steps = stepsOf(job);
      const taken = steps.findIndex(({ run = "" }) => run.includes("take-build.sh"));
      const aws = steps.findIndex(({ uses = "" }) => uses.startsWith("aws-actions/configure-aws-credentials@"));
      expect([job[0], taken !== -1 && taken < aws]).toEqual([job[0], true]);
      expect(steps[taken]?.env?.SHA256).toMatch(/^\$\{\{ (inputs\.build|needs\.build\.outputs\.sha256) \}\}$/);
    }
  });

  test("only an apply takes a state's lock, and a plan waits for it", () => {
    const plans = jobs.flatMap((job) =>
      stepsOf(job).filter(({ run = "" }) => /alexa-link (review \S+ |drift )/.test(run) && !run.includes("--review ")),
    );
    expect(plans).toHaveLength(5);
    for (const { run = "", env = {} } of plans) {
      expect(run).toContain(".github/scripts/wait-for-apply.sh");
      expect(`${env.TF_CLI_ARGS_plan} ${run}`).toMatch(/-lock=false/);
    }
  });

  test("a provider is the one of the committed lock file, wherever there are credentials", () => {
    for (const [name, job] of jobs.filter(([, { steps = [] }]) => JSON.stringify(steps).includes("aws-actions/"))) {
      const [file = ""] = name.split(":");
      const texts = JSON.stringify([workflow(file).env, job.steps]);
      expect([name, texts.includes('"TF_CLI_ARGS_init":"-lockfile=readonly"')]).toEqual([name, true]);
    }
  });

  test("the reviewer is the one of the commit that is merged into, never the pull request's own", () => {
    const { plan, verdict, build } = workflow("review.yml").jobs;
    const base = expression("github.event.pull_request.base.sha || github.event.merge_group.base_sha");
    for (const job of [plan, verdict]) {
      const checkouts = (job?.steps ?? []).filter(({ uses = "" }) => uses.startsWith("actions/checkout@"));
      expect(checkouts.map((it) => it.with?.ref)).toEqual([base]);
    }
    expect(JSON.stringify(build?.steps)).not.toContain("alexa-link");
    expect(plan?.environment).toBe(`${expression("matrix.environment")}-plan`);
  });

  test("the verdict is there whatever became of the jobs before it, in a merge queue as well", () => {
    const { on, jobs: all } = workflow("review.yml");
    expect(Object.keys(on)).toEqual(["pull_request", "merge_group"]);
    expect(Object.keys(workflow("ci.yml").on)).toContain("merge_group");
    expect(all.verdict).toMatchObject({ if: "always()", needs: ["build", "environments", "plan"] });
    const [first] = all.verdict?.steps ?? [];
    expect(Object.values(first?.env ?? {}).join(" ")).toMatch(/needs\.build\.result.*needs\.environments\.result/);
  });

  test("credentials of Amazon are given to one step, after the packages were installed", () => {
    const withSecrets = workflowFiles.flatMap(({ text }) => text.match(/\$\{\{ *secrets\.\w+/g) ?? []);
    expect(withSecrets).toHaveLength(3);
    const steps = workflow("deploy-environment.yml").jobs.apply?.steps ?? [];
    const index = steps.findIndex(({ env = {} }) => "ASK_REFRESH_TOKEN" in env);
    expect(index).toBeGreaterThan(steps.findIndex(({ run = "" }) => run.startsWith("npm ci")));
  });

  test("AWS credentials come after the packages were installed", () => {
    const early = jobs.filter((job) => {
      const steps = stepsOf(job);
      const aws = steps.findIndex(({ uses = "" }) => uses.startsWith("aws-actions/configure-aws-credentials@"));
      return aws !== -1 && steps.findIndex(({ run = "" }) => run.startsWith("npm ci")) > aws;
    });
    expect(early.map(([name]) => name)).toEqual([]);
  });

  test("what is checked out keeps no token", () => {
    const checkouts = jobs.flatMap(stepsOf).filter(({ uses = "" }) => uses.startsWith("actions/checkout@"));
    expect(checkouts.length).toBeGreaterThan(5);
    expect(checkouts.filter((step) => step.with?.["persist-credentials"] !== false)).toEqual([]);
  });
});

describe("what the workflows run", () => {
  test("an action is pinned by its whole commit, with the version beside it", () => {
    const used = workflowFiles.flatMap(({ text }) => text.match(/^.*\buses: .*$/gm) ?? []);
    const pinned = /uses: (\.\/\.github\/workflows\/[\w-]+\.yml|[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+)$/;
    expect(used.length).toBe(jobs.flatMap(usesOf).length);
    expect(used.filter((line) => !pinned.test(line))).toEqual([]);
  });

  test("an action is of the same commit everywhere", () => {
    const commits = new Map<string, Set<string>>();
    for (const used of jobs.flatMap(usesOf)) {
      const [name = "", commit = ""] = used.split("@");
      commits.set(name, (commits.get(name) ?? new Set()).add(commit));
    }
    expect([...commits].filter(([, found]) => found.size > 1)).toEqual([]);
  });

  test("no text of an event becomes part of a script", () => {
    expect(scripts.length).toBeGreaterThan(10);
    expect(scripts.filter(([, run]) => run.includes("${{"))).toEqual([]);
  });

  test("a script of several lines stops at the first failure, and is one that bash can read", () => {
    const long = scripts.filter(([, run]) => run.trim().includes("\n") && !/^(cat|echo) /.test(run));
    expect(long.filter(([, run]) => !run.startsWith("set -euo pipefail\n"))).toEqual([]);
    const unreadable = scripts.filter(([, input]) => spawnSync("bash", ["-n"], { input }).status !== 0);
    expect(unreadable).toEqual([]);
  });

  test("a job ends by itself", () => {
    const endless = jobs.filter(([, job]) => job.uses === undefined && job["timeout-minutes"] === undefined);
    expect(endless.map(([name]) => name)).toEqual([]);
  });

  test("no artifact holds a plan or a state", () => {
    const temporary = expression("runner.temp");
    const uploads = jobs.flatMap(stepsOf).filter(({ uses = "" }) => uses.startsWith("actions/upload-artifact@"));
    expect(uploads.map((step) => step.with?.path)).toEqual([
      `${temporary}/review.json`,
      `${temporary}/build.tar.gz`,
      `${temporary}/build.tar.gz`,
      `${temporary}/drift`,
      "dist/publication",
      `${temporary}/build.tar.gz`,
      `${temporary}/review/${expression("matrix.environment")}.json`,
    ]);
    const caches = jobs.flatMap(usesOf).filter((used) => used.startsWith("actions/cache"));
    expect(caches).toEqual([]);
  });
});

describe("the way to production", () => {
  const { jobs: stages, on } = workflow("deploy.yml");
  const names = environments.map(({ name }) => name);

  test("the stages are the environments, in their order", () => {
    const called = Object.entries(stages).filter(([, { uses }]) => uses !== undefined);
    expect(called.map(([name]) => name)).toEqual(names);
    expect(called.map(([, job]) => job.with?.environment)).toEqual(names);
    expect(called.map(([, job]) => job.needs)).toEqual([
      "release",
      ...names.slice(0, -1).map((before) => ["release", before]),
    ]);
  });

  test("what is handed over is what the called workflow takes", () => {
    const { inputs } = workflow("deploy-environment.yml").on.workflow_call as { inputs: object };
    const given = names.flatMap((name) => Object.keys(stages[name]?.with ?? {}));
    expect(Object.keys(inputs)).toEqual(expect.arrayContaining(given));
  });

  test("everything after the first needs an approval", () => {
    expect(names.map((name) => stages[name]?.with?.approval)).toEqual([false, ...names.slice(1).map(() => true)]);
  });

  test("the second gate offers every environment, and demands the digest", () => {
    const { inputs } = on.workflow_dispatch as { inputs: Record<string, { options?: unknown; required: boolean }> };
    expect(inputs.environment?.options).toEqual(names);
    expect(inputs.digest?.required).toBe(true);
  });

  test("the apply waits behind the environment's gate, alone, and is never cancelled", () => {
    const { apply } = workflow("deploy-environment.yml").jobs;
    const environment = expression("inputs.environment");
    expect(apply).toMatchObject({
      needs: "review",
      if: expression("!cancelled() && needs.review.result == 'success' && needs.review.outputs.gate == 'open'"),
      environment,
      concurrency: { group: `apply-${environment}`, "cancel-in-progress": false },
    });
    expect(workflow("deploy.yml").concurrency).toBeUndefined();
  });

  test("only the apply gets the role that can change something", () => {
    const roles = jobs.flatMap((job) =>
      stepsOf(job).flatMap((step) => {
        const role = String(step.with?.["role-to-assume"] ?? "");
        return role.includes("apply_role") ? [job[0]] : [];
      }),
    );
    expect(roles).toEqual(["deploy-environment.yml: apply"]);
  });
});
