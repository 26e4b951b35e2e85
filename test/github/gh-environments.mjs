// GitHub's command line, played as far as examples/bootstrap/github-environment.sh calls it: users, teams, and the
// environments of a repository, which are kept in the file GITHUB_STAND_IN. That file also says what GitHub offers:
//
//   { "users": {"ada": 1}, "teams": {"octo-org/owners": 2}, "offers": ["environments", "reviewers"], "environments": {} }
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";

const file = process.env.GITHUB_STAND_IN ?? "";
const github = JSON.parse(readFileSync(file, "utf8"));
const args = process.argv.slice(2);
/** @param {string} name */
const option = (name) => args[args.indexOf(name) + 1] ?? "";
const fields = Object.fromEntries(
  args.flatMap((arg, index) => (args[index - 1] === "--raw-field" ? [arg.split("=")] : [])),
);
const method = args.includes("--method") ? option("--method") : "GET";
const path = args.find((arg) => /^(users|orgs|repos)\//.test(arg)) ?? "";

/**
 * @param {string} message
 * @returns {never}
 */
function fail(message) {
  process.stderr.write(`gh: ${message}\n`);
  process.exit(1);
}

/** What GitHub has of a user or a team; undefined where something else was asked. */
function account() {
  const [, user] = /^users\/([^/]+)$/.exec(path) ?? [];
  const [, organization, team] = /^orgs\/([^/]+)\/teams\/([^/]+)$/.exec(path) ?? [];
  if (user === undefined && team === undefined) {
    return undefined;
  }
  const id = user === undefined ? github.teams[`${organization}/${team}`] : github.users[user];
  return id === undefined ? fail("Not Found (HTTP 404)") : { id };
}

function environmentAnswer() {
  const [, name = "", policies] =
    /^repos\/octo-org\/skill\/environments\/([^/?]+)(\/deployment-branch-policies)?/.exec(path) ??
    fail(`The stand-in does not know ${path}`);
  const environment = github.environments[name];
  if (method === "PUT") {
    if (!github.offers.includes("environments")) {
      fail("Validation Failed (HTTP 422)");
    }
    const { reviewers, deployment_branch_policy: policy } = JSON.parse(readFileSync(0, "utf8"));
    const taken = github.offers.includes("reviewers") ? reviewers : [];
    github.environments[name] = {
      branch_policies: [],
      ...environment,
      deployment_branch_policy: policy,
      protection_rules: taken.length === 0 ? [] : [{ type: "required_reviewers", reviewers: taken }],
    };
    return {};
  }
  if (environment === undefined) {
    return fail("Not Found (HTTP 404)");
  }
  if (method === "POST") {
    environment.branch_policies.push(fields);
    return {};
  }
  return policies === undefined ? environment : { branch_policies: environment.branch_policies };
}

const json = JSON.stringify(account() ?? environmentAnswer());
writeFileSync(file, JSON.stringify(github));
if (!args.includes("--silent")) {
  const filter = ["--raw-output", "--compact-output", args.includes("--jq") ? option("--jq") : "."];
  process.stdout.write(execFileSync("jq", filter, { input: json }));
}
