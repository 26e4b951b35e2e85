#!/usr/bin/env bash
# wait-for-apply.sh ENVIRONMENT: waits up to ten minutes as long as somebody holds the lock of the environment's state.
#
# The plan roles may not take the lock, since whoever may take one may also delete somebody else's: so a plan runs with
# -lock=false, and this keeps it from planning in the middle of an apply. An apply that begins after it is found out
# later: its plan has another digest.
set -euo pipefail

refuse() {
  echo "::error title=$environment cannot be planned::$1"
  exit 3
}

environment="$1"
stack="cdktf.out/stacks/$environment/cdk.tf.json"
[ -f "$stack" ] || refuse "$stack is not there: is $environment one of environments.ts?"
read -r bucket key region < <(jq --raw-output '.terraform.backend.s3 // {} | "\(.bucket) \(.key) \(.region)"' "$stack")
[ "$bucket" != null ] || refuse "Its state is no object in S3. A state in a file cannot be shared with a workflow: set state in environments.ts."

for ((second = 0; second < 600; second += 10)); do
  if ! answer="$(aws s3api head-object --bucket "$bucket" --key "$key.tflock" --region "$region" 2>&1)"; then
    [[ "$answer" == *"(404)"* ]] && exit 0
    refuse "Whether somebody holds the lock of its state cannot be told: ${answer//$'\n'/ }"
  fi
  if [ "$second" -eq 0 ]; then echo "An apply holds the lock of $environment: waiting for it."; fi
  sleep 10
done
refuse "Somebody has held the lock of its state for ten minutes: s3://$bucket/$key.tflock. If no apply runs, it is left over: read its ID there, and run terraform force-unlock."
