// A program that the workflows' scripts call, played: what it was called with is written down, and it answers what the
// test says. `node stand-in.mjs NAME arguments…`, with the answers in STAND_IN_ANSWERS and the log in STAND_IN_CALLS.
import { execFileSync } from "node:child_process";
import { appendFileSync, existsSync, readFileSync, writeFileSync } from "node:fs";

const [name, ...args] = process.argv.slice(2);
const call = [name, ...args].join(" ");
const stdin = args.includes("-") ? readFileSync(0, "utf8") : undefined;
const bodies = args.flatMap((arg) => {
  const [, file] = /^body=@(.+)$/.exec(arg) ?? [];
  return file === undefined ? [] : [readFileSync(file, "utf8")];
});
const variables = Object.fromEntries(
  Object.entries(process.env).filter(([key]) => /^(AWS_|TF_CLI_ARGS|GH_TOKEN|ASK_)/.test(key)),
);
const log = process.env.STAND_IN_CALLS;
const before = existsSync(log)
  ? readFileSync(log, "utf8")
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line).call)
  : [];
appendFileSync(log, `${JSON.stringify({ call, stdin, bodies, variables })}\n`);

const fitting = JSON.parse(process.env.STAND_IN_ANSWERS).filter(([pattern]) => new RegExp(pattern).test(call));
if (fitting.length === 0) {
  process.stderr.write(`The test has no answer for: ${call}\n`);
  process.exit(97);
}
// Several answers to the same: one after the other, the last one from then on.
const [pattern] = fitting[0];
const same = fitting.filter(([it]) => it === pattern);
const earlier = before.filter((it) => new RegExp(pattern).test(it)).length;
const [, { stdout = "", stderr = "", exitCode = 0 }] = same[Math.min(earlier, same.length - 1)];

const markdown = args.indexOf("--markdown");
if (markdown !== -1) {
  writeFileSync(args[markdown + 1], `The report of ${args.slice(0, 3).join(" ")}.\n`);
}
// As GitHub's command line does it: what is text is printed without quotation marks.
const filter = args.indexOf("--jq");
const answer = typeof stdout === "string" ? stdout : JSON.stringify(stdout);
process.stdout.write(
  filter === -1 || exitCode !== 0
    ? answer
    : execFileSync("jq", ["--raw-output", "--compact-output", args[filter + 1]], { input: answer }),
);
process.stderr.write(stderr);
process.exit(exitCode);
