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
modules="$(dirname "${BASH_SOURCE[0]}")/modules.txt"
# As Terraform writes it and no other way: what this script reads must be what Terraform reads.
written='#.*|provider "[^"]+" \{|  (version|constraints) *= "[^"]*"|  hashes = \[|    "[^"]*",|  \]|\}|'
for lock in "$folder"/cdktf.out/stacks/*/.terraform.lock.hcl; do
  if other="$(grep --extended-regexp --invert-match --line-regexp --max-count 1 -- "$written" "$lock")"; then
    refuse "A provider lock file has a line that Terraform does not write: $(printf '%q' "$other")."
  fi
  while IFS= read -r provider; do
    grep --quiet --fixed-strings --line-regexp -- "$provider" "$known" ||
      refuse "It wants the provider $(printf '%q' "$provider"), which .github/scripts/providers.txt does not name. Add it there in a pull request of its own, before."
  done < <(sed --quiet 's/^[[:space:]]*provider[[:space:]]*"\([^"]*\)".*/\1/p' "$lock")
done
# The files of a local module, which Terraform reads like the stack: this script would have to read them, too.
module="$(cd "$folder" && find . -type f -regextype posix-extended -iregex '\./cdktf\.out/stacks/.*/assets/.*\.(tf|tofu)(\.json)?' -print -quit)"
[ -z "$module" ] || refuse "It holds Terraform files beside the stack: $(printf '%q' "$module"). Publish the module where it is reviewed, and name its source in .github/scripts/modules.txt."
for stack in "$folder"/cdktf.out/stacks/*/cdk.tf.json; do
  # Of two members of one name jq sees the last; to Terraform both are blocks.
  [ "$(jq --null-input --stream '[inputs | select(length == 2)] | length' "$stack")" = \
    "$(jq '[.. | select(. == {} or . == [] or (type | . != "object" and . != "array"))] | length' "$stack")" ] ||
    refuse "$(printf '%q' "${stack#"$folder"/}") cannot be read."
  while IFS= read -r source; do
    grep --quiet --fixed-strings --line-regexp -- "$source" "$modules" ||
      refuse "It wants the module $(printf '%q' "$source"), which .github/scripts/modules.txt does not name. Add its source there in a pull request of its own, before: a module has providers and settings of its own."
  done < <(jq --raw-output '.module // {} | .. | objects | select(has("source")) | .source | tostring' "$stack")
  # At any depth: a block may stand in a list.
  setting="$(jq --raw-output '[.provider, .terraform | .. | objects | keys[]] | map(select(. == ("credential_process", "profile", "shared_config_file", "shared_config_files", "shared_credentials_file", "shared_credentials_files"))) | first // ""' "$stack")" ||
    refuse "$(printf '%q' "${stack#"$folder"/}") cannot be read."
  [ -z "$setting" ] || refuse "A stack sets $setting, by which a program may be named that runs at the plan."
done

rm --recursive --force cdktf.out release.json
mv "$folder/cdktf.out" cdktf.out
if [ -f "$folder/release.json" ]; then mv "$folder/release.json" release.json; fi
