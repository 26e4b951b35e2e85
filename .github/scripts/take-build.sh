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

rm --recursive --force cdktf.out release.json
mv "$folder/cdktf.out" cdktf.out
if [ -f "$folder/release.json" ]; then mv "$folder/release.json" release.json; fi
