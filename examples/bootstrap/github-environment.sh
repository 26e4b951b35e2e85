#!/usr/bin/env bash
# Makes one GitHub environment, or brings it to what it must be, and reads it back. The roles that trust it are made
# after that, or not at all: a job that names an environment that there is not gets one from GitHub, without any
# protection, and AWS would trust it.
#
# Run by github.tf with these variables, and with GitHub's command line (gh), which is signed in as an administrator of
# the repository, or has a token in GH_TOKEN:
#
#   REPOSITORY   OWNER/REPO
#   ENVIRONMENT  its name
#   BRANCH       the only branch whose jobs it lets through; empty for any branch and pull request
#   REVIEWERS    who must approve, by spaces: USER or ORGANIZATION/TEAM; empty for nobody
set -euo pipefail

readonly path="repos/$REPOSITORY/environments/$ENVIRONMENT"

refuse() {
  printf 'The GitHub environment %s of %s %s\nNo role that trusts it was made or changed.\n' "$ENVIRONMENT" "$REPOSITORY" "$1" >&2
  exit 1
}

command -v gh > /dev/null || refuse "cannot be made: GitHub's command line (gh) is not installed here."
command -v jq > /dev/null || refuse "cannot be made: jq is not installed here."

reviewer() {
  case "$1" in
    */*) gh api "orgs/${1%%/*}/teams/${1#*/}" --jq '{type: "Team", id}' ;;
    *) gh api "users/$1" --jq '{type: "User", id}' ;;
  esac
}

reviewers='[]'
for name in $REVIEWERS; do
  found="$(reviewer "$name")" || refuse "cannot get the reviewer $name: GitHub has no such user or team, or does not show it to you."
  reviewers="$(jq --compact-output --argjson one "$found" '. + [$one]' <<< "$reviewers")"
done

policy=null
if [ -n "$BRANCH" ]; then policy='{"protected_branches": false, "custom_branch_policies": true}'; fi

jq --null-input --argjson reviewers "$reviewers" --argjson policy "$policy" \
  '{reviewers: $reviewers, deployment_branch_policy: $policy}' |
  gh api --silent --method PUT "$path" --input - ||
  refuse "was not taken by GitHub. Environments need a public repository or a paid plan; required reviewers of a private repository need another one: where GitHub offers none, set reviewers = []."

if [ -n "$BRANCH" ]; then
  policies() { gh api "$path/deployment-branch-policies?per_page=100" --jq '[.branch_policies[] | [.type // "branch", .name]]'; }
  if [ "$(policies)" = '[]' ]; then
    gh api --silent --method POST "$path/deployment-branch-policies" --raw-field name="$BRANCH" --raw-field type=branch ||
      refuse "did not get its branch policy."
  fi
  expected="$(jq --null-input --compact-output --arg branch "$BRANCH" '[["branch", $branch]]')"
  found="$(policies)"
  [ "$found" = "$expected" ] ||
    refuse "lets other branches or tags through than $BRANCH: $found. Remove them in the repository's settings (Environments, $ENVIRONMENT), then apply again."
fi

# What GitHub took is not always what it was given: a plan without required reviewers may leave them out.
found="$(gh api "$path" --jq '[.deployment_branch_policy.custom_branch_policies // false, ([.protection_rules[]? | select(.type == "required_reviewers") | .reviewers[]?] | length)]')"
expected="$(jq --null-input --compact-output --argjson policy "$policy" --argjson reviewers "$reviewers" '[$policy != null, ($reviewers | length)]')"
[ "$found" = "$expected" ] ||
  refuse "is not what it must be. Expected are [a branch policy, the number of reviewers] $expected; GitHub has $found. Where GitHub offers no reviewers, set reviewers = []."
