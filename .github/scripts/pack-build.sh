#!/usr/bin/env bash
# pack-build.sh ARCHIVE: packs what `cdktf synth` made, and release.json if there is one, for a job that has credentials.
# Writes the archive's SHA-256 into GITHUB_OUTPUT: take-build.sh wants it.
#
# Every environment that the workflows plan must have its provider lock file committed: without it, which program runs
# with the credentials would be decided at that moment, by the registry.
set -euo pipefail

for environment in $(jq --raw-output 'keys[]' <<< "${ENVIRONMENTS:-"{}"}"); do
  lock="cdktf.out/stacks/$environment/.terraform.lock.hcl"
  # What the variable names and environments.ts does not is somebody else's to tell.
  [ -f "cdktf.out/stacks/$environment/cdk.tf.json" ] || continue
  if ! git ls-files --error-unmatch "$lock" > /dev/null 2>&1; then
    echo "::error title=No provider lock file::$lock is not committed. Make it with: terraform -chdir=cdktf.out/stacks/$environment providers lock -platform=linux_amd64, and a -platform for each kind of machine of yours; then commit it."
    exit 3
  fi
done

parts=(cdktf.out)
if [ -f release.json ]; then parts+=(release.json); fi
tar --create --gzip --file "$1" --exclude .terraform "${parts[@]}"
echo "sha256=$(sha256sum "$1" | cut --delimiter ' ' --fields 1)" >> "$GITHUB_OUTPUT"
