import { spawnSync } from "node:child_process";
import { environments } from "../../environments";
import { expression, jobs, scripts, stepsOf, workflow, workflowFiles } from "./workflows";

/** What each job may do, written out: one that may do more is looked at here. */
const PERMISSIONS: Readonly<Record<string, Readonly<Record<string, string>> | undefined>> = {
  "ci.yml: test": { contents: "read" },
  "deploy-environment.yml: review": { actions: "read", contents: "read", "id-token": "write" },
  "deploy-environment.yml: apply": { contents: "read", "id-token": "write" },
  "deploy.yml: not-set-up": undefined,
  "deploy.yml: release": { contents: "read" },
  "deploy.yml: dev": { actions: "read", contents: "read", "id-token": "write" },
  "deploy.yml: staging": { actions: "read", contents: "read", "id-token": "write" },
  "deploy.yml: prod": { actions: "read", contents: "read", "id-token": "write" },
  "drift.yml: deployed": { deployments: "read" },
  "drift.yml: drift": { contents: "read", "id-token": "write" },
  "drift.yml: issues": { issues: "write" },
  "review.yml: not-set-up": undefined,
  "review.yml: fork": undefined,
  "review.yml: environments": { contents: "read" },
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
    expect(all.environments?.if).toContain("github.event.pull_request.head.repo.full_name == github.repository");
    expect(all.plan?.needs).toBe("environments");
    expect(all.fork?.if).toBe("github.event.pull_request.head.repo.full_name != github.repository");
  });

  test("what was not reviewed fails the required check, since a skipped one counts as passed", () => {
    const { verdict, environments: listed } = workflow("review.yml").jobs;
    expect(verdict?.if).toContain("!cancelled()");
    expect(verdict?.if).not.toContain("needs.");
    const [first] = verdict?.steps ?? [];
    expect(first).toMatchObject({
      if: "github.event.pull_request.head.repo.full_name != github.repository",
      run: expect.stringMatching(/exit 3$/m),
    });
    // An environment that has another name now would be made again, beside the one that holds the users.
    expect(listed?.steps?.at(-1)?.run).toMatch(/gone=.*\(\$known \| keys\) - \(\.stacks \| keys\)[\s\S]*exit 1/);
  });

  test("credentials of Amazon are given to one step, after the packages were installed", () => {
    const withSecrets = workflowFiles.flatMap(({ text }) => text.match(/\$\{\{ *secrets\.\w+/g) ?? []);
    expect(withSecrets).toHaveLength(3);
    const steps = workflow("deploy-environment.yml").jobs.apply?.steps ?? [];
    const index = steps.findIndex(({ env = {} }) => "ASK_REFRESH_TOKEN" in env);
    expect(index).toBeGreaterThan(steps.findIndex(({ run }) => run === "npm ci"));
  });

  test("AWS credentials come after the packages were installed", () => {
    const early = jobs.filter((job) => {
      const steps = stepsOf(job);
      const aws = steps.findIndex(({ uses = "" }) => uses.startsWith("aws-actions/configure-aws-credentials@"));
      return aws !== -1 && steps.findIndex(({ run }) => run === "npm ci") > aws;
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
      `${temporary}/release.json`,
      `${temporary}/drift`,
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
    expect(called.map(([, job]) => job.with?.previous)).toEqual([undefined, ...names.slice(0, -1)]);
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
      if: "needs.review.outputs.gate == 'open'",
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
