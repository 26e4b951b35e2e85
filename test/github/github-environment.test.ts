/** examples/bootstrap/github-environment.sh, with GitHub's command line played. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { GitHubStandIn } from "./github-stand-in";
import { ROOT } from "./workflows";

let folder: string;
let github: GitHubStandIn;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "two words-"));
  github = new GitHubStandIn(folder);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function make(name: string, branch: string, reviewers: string) {
  const { status, stderr, stdout } = spawnSync("bash", [join(ROOT, "examples/bootstrap/github-environment.sh")], {
    encoding: "utf8",
    env: {
      ...github.variables,
      REPOSITORY: "octo-org/skill",
      ENVIRONMENT: name,
      BRANCH: branch,
      REVIEWERS: reviewers,
    },
  });
  return { exitCode: status, stderr, stdout };
}

const done = { exitCode: 0, stderr: "", stdout: "" };
const custom = { protected_branches: false, custom_branch_policies: true };

test("an environment gets its branch and its reviewers, users and teams", () => {
  expect(make("prod", "main", "ada octo-org/owners")).toEqual(done);
  expect(github.environments.prod).toEqual({
    branch_policies: [{ name: "main", type: "branch" }],
    deployment_branch_policy: custom,
    protection_rules: [
      {
        type: "required_reviewers",
        reviewers: [
          { type: "User", id: 1 },
          { type: "Team", id: 2 },
        ],
      },
    ],
  });
});

test("one for plans lets every branch through, with or without reviewers", () => {
  expect(make("dev-plan", "", "")).toEqual(done);
  expect(make("prod-plan", "", "ada")).toEqual(done);
  expect(github.environments["dev-plan"]).toMatchObject({ deployment_branch_policy: null, protection_rules: [] });
  expect(github.environments["prod-plan"]?.protection_rules).toHaveLength(1);
});

test("one that is there is brought to what it must be, and doing it twice changes nothing", () => {
  const protection_rules = [{ type: "required_reviewers", reviewers: [{ type: "User", id: 9 }] }];
  github.is({ environments: { prod: { deployment_branch_policy: null, branch_policies: [], protection_rules } } });
  expect(make("prod", "main", "ada")).toEqual(done);
  const first = github.environments;
  expect(make("prod", "main", "ada")).toEqual(done);
  expect(github.environments).toEqual(first);
  expect(first.prod?.protection_rules[0]?.reviewers).toEqual([{ type: "User", id: 1 }]);
});

test.each([
  ["GitHub offers no environments", () => github.is({ offers: [] }), "was not taken by GitHub"],
  ["GitHub leaves the reviewers out", () => github.is({ offers: ["environments"] }), "is not what it must be"],
  ["a reviewer is unknown", () => github.is({ users: {} }), "cannot get the reviewer ada"],
  [
    "another branch is let through",
    () =>
      github.is({
        environments: {
          prod: {
            deployment_branch_policy: custom,
            branch_policies: [
              { name: "main", type: "branch" },
              { name: "*", type: "branch" },
            ],
            protection_rules: [],
          },
        },
      }),
    "lets other branches or tags through than main",
  ],
  [
    "a tag of that name is let through",
    () =>
      github.is({
        environments: {
          prod: {
            deployment_branch_policy: custom,
            branch_policies: [{ name: "main", type: "tag" }],
            protection_rules: [],
          },
        },
      }),
    "lets other branches or tags through than main",
  ],
])("it is refused where %s", (_why, prepare, words) => {
  prepare();
  const { exitCode, stderr } = make("prod", "main", "ada");
  expect(exitCode).toBe(1);
  expect(stderr).toContain(`The GitHub environment prod of octo-org/skill ${words}`);
  expect(stderr).toContain("No role that trusts it was made or changed.");
});

test("it is refused without GitHub's command line", () => {
  const { status, stderr } = spawnSync("/bin/bash", [join(ROOT, "examples/bootstrap/github-environment.sh")], {
    encoding: "utf8",
    env: { PATH: folder, REPOSITORY: "octo-org/skill", ENVIRONMENT: "prod", BRANCH: "main", REVIEWERS: "" },
  });
  expect({ status, stderr }).toEqual({ status: 1, stderr: expect.stringContaining("(gh) is not installed here") });
});
