#!/usr/bin/env bash
# take-build.sh ARCHIVE SHA256: puts what another job built into the place of cdktf.out and release.json, if it is what
# that job said, and nothing but what a synth makes. The archive of a pull request is its author's: no link, no file of
# the project's own, no second Terraform file in a stack's folder.
set -euo pipefail

archive="$1"
expected="$2"

refuse() {
  echo "::error title=The build is not what it must be::$1"
  exit 3
}

found="$(sha256sum "$archive" | cut --delimiter ' ' --fields 1)"
[ "$found" = "$expected" ] || refuse "Its SHA-256 is $found; the job that made it said ${expected:-nothing}."

folder="$(mktemp --directory)"
trap 'rm --recursive --force "$folder"' EXIT
tar --extract --gzip --file "$archive" --directory "$folder" --no-same-owner --no-same-permissions

allowed='\./(release\.json|cdktf\.out/(manifest\.json|stacks/[a-z][a-z0-9-]*/(cdk\.tf\.json|metadata\.json|\.terraform\.lock\.hcl|assets/.*)))'
other="$(cd "$folder" && find . ! -type d \( ! -type f -o -regextype posix-extended ! -regex "$allowed" \) -print -quit)"
[ -z "$other" ] || refuse "It holds a file that no synth makes: $(printf '%q' "$other")."

# What runs at a plan runs beside the reviewer, and could write the verdict: providers, and programs that give credentials.
# providers.txt is that of the commit that this is to be merged into: a provider gets in by a pull request of its own.
shopt -s nullglob
known="$(dirname "${BASH_SOURCE[0]}")/providers.txt"
for lock in "$folder"/cdktf.out/stacks/*/.terraform.lock.hcl; do
  while IFS= read -r provider; do
    grep --quiet --fixed-strings --line-regexp -- "$provider" "$known" ||
      refuse "It wants the provider $(printf '%q' "$provider"), which .github/scripts/providers.txt does not name. Add it there in a pull request of its own, before."
  done < <(sed --quiet 's/^[[:space:]]*provider[[:space:]]*"\([^"]*\)".*/\1/p' "$lock")
done
for stack in "$folder"/cdktf.out/stacks/*/cdk.tf.json; do
  setting="$(jq --raw-output '[
    (.provider // {} | .[] | if type == "array" then .[] else . end),
    (.terraform.backend // {} | .[])
  ] | map(objects | keys[]) | map(select(. == ("credential_process", "profile", "shared_config_file", "shared_config_files", "shared_credentials_file", "shared_credentials_files"))) | first // ""' "$stack")" ||
    refuse "$(printf '%q' "${stack#"$folder"/}") cannot be read."
  [ -z "$setting" ] || refuse "A stack sets $setting, by which a program may be named that runs at the plan."
done

rm --recursive --force cdktf.out release.json
mv "$folder/cdktf.out" cdktf.out
if [ -f "$folder/release.json" ]; then mv "$folder/release.json" release.json; fi
