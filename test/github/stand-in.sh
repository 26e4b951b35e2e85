#!/bin/sh
# A program that the workflows' scripts call, played: what it was called with is written down, and it answers what the
# test says. `stand-in.sh NAME arguments…`, with the answers in STAND_IN_ANSWERS and the log in STAND_IN_CALLS. In shell
# and jq, because scripts call it some hundred times, and Node takes many times as long to start.
set -eu

stdin=null
bodies='[]'
markdown=
filter=
before=
for argument in "$@"; do
  case $argument in
    -) stdin=$(jq --raw-input --slurp .) ;;
    body=@*) bodies=$(jq --raw-input --slurp --argjson others "$bodies" '$others + [.]' "${argument#body=@}") ;;
  esac
  case $before in
    --markdown) markdown=$argument ;;
    --jq) filter=$argument ;;
  esac
  before=$argument
done
touch "$STAND_IN_CALLS"

# jq prints what is to be done, as shell. Several answers to the same come one after the other, the last one from then on.
todo=$(
  jq --null-input --raw-output --argjson stdin "$stdin" --argjson bodies "$bodies" --slurpfile earlier "$STAND_IN_CALLS" '
    ($ARGS.positional | join(" ")) as $call
    | ($ENV.STAND_IN_ANSWERS | fromjson) as $answers
    | {call: $call, bodies: $bodies, variables: ($ENV | with_entries(select(.key | test("^(AWS_|TF_CLI_ARGS|GH_TOKEN|ASK_)"))))}
    | if $stdin == null then . else . + {stdin: $stdin} end
    | "record=\(tojson | @sh)",
      (first($answers[] | .[0] | select(. as $pattern | $call | test($pattern))) // null) as $pattern
    | if $pattern == null then
        "stdout= stderr=\("The test has no answer for: \($call)\n" | @sh) exit_code=97"
      else
        [$answers[] | select(.[0] == $pattern) | .[1]] as $same
        | ([$earlier[].call | select(test($pattern))] | length) as $count
        | $same[[$count, ($same | length) - 1] | min]
        | (.stdout // "" | if type == "string" then . else tojson end) as $stdout
        | "stdout=\($stdout | @sh) stderr=\(.stderr // "" | @sh) exit_code=\(.exitCode // 0)"
      end' --args -- "$@"
)
eval "$todo"
printf '%s\n' "$record" >>"$STAND_IN_CALLS"
if [ "$exit_code" != 97 ] && [ -n "$markdown" ]; then
  shift
  printf 'The report of %s.\n' "$1 $2 $3" >"$markdown"
fi
# As GitHub's command line does it: what is text is printed without quotation marks.
if [ "$exit_code" = 0 ] && [ -n "$filter" ]; then
  printf '%s' "$stdout" | jq --raw-output --compact-output "$filter"
else
  printf '%s' "$stdout"
fi
printf '%s' "$stderr" >&2
exit "$exit_code"
