// GitHub's command line, played as far as examples/bootstrap/github-environment.sh calls it: users, teams, and the
// environments of a repository. In the folder GITHUB_STAND_IN a file says what GitHub offers, and each environment has a
// file of its own, since Terraform makes several at once:
//
//   github.json  { "users": {"ada": 1}, "teams": {"octo-org/owners": 2}, "offers": ["environments", "reviewers"] }
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const folder = process.env.GITHUB_STAND_IN ?? "";
const github = JSON.parse(readFileSync(join(folder, "github.json"), "utf8"));
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
  const file = join(folder, `${name}.environment.json`);
  const environment = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : undefined;
  if (method === "PUT") {
    writeFileSync(file, JSON.stringify({ branch_policies: [], ...environment, ...taken(readFileSync(0, "utf8")) }));
    return {};
  }
  if (environment === undefined) {
    return fail("Not Found (HTTP 404)");
  }
  if (method === "POST") {
    environment.branch_policies.push(fields);
    writeFileSync(file, JSON.stringify(environment));
    return {};
  }
  return policies === undefined ? environment : { branch_policies: environment.branch_policies };
}

/**
 * What GitHub takes of an environment.
 *
 * @param {string} body
 */
function taken(body) {
  if (!github.offers.includes("environments")) {
    fail("Validation Failed (HTTP 422)");
  }
  const { reviewers, deployment_branch_policy } = JSON.parse(body);
  const required = github.offers.includes("reviewers") ? reviewers : [];
  return {
    deployment_branch_policy,
    protection_rules: required.length === 0 ? [] : [{ type: "required_reviewers", reviewers: required }],
  };
}

const json = JSON.stringify(account() ?? environmentAnswer());
if (!args.includes("--silent")) {
  const filter = ["--raw-output", "--compact-output", args.includes("--jq") ? option("--jq") : "."];
  process.stdout.write(execFileSync("jq", filter, { input: json }));
}
