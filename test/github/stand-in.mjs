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
const log = process.env.STAND_IN_CALLS ?? "";
const before = existsSync(log)
  ? readFileSync(log, "utf8")
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line).call)
  : [];
appendFileSync(log, `${JSON.stringify({ call, stdin, bodies, variables })}\n`);

/** @type {[string, {stdout?: unknown, stderr?: string, exitCode?: number}][]} */
const answers = JSON.parse(process.env.STAND_IN_ANSWERS ?? "[]");
const pattern = answers.map(([it]) => it).find((it) => new RegExp(it).test(call));
if (pattern === undefined) {
  process.stderr.write(`The test has no answer for: ${call}\n`);
  process.exit(97);
}
// Several answers to the same: one after the other, the last one from then on.
const same = answers.flatMap(([it, answer]) => (it === pattern ? [answer] : []));
const earlier = before.filter((it) => new RegExp(pattern).test(it)).length;
const { stdout = "", stderr = "", exitCode = 0 } = same[Math.min(earlier, same.length - 1)] ?? {};

/** @param {string} option */
const optionValue = (option) => (args.includes(option) ? (args[args.indexOf(option) + 1] ?? "") : undefined);
const markdown = optionValue("--markdown");
if (markdown !== undefined) {
  writeFileSync(markdown, `The report of ${args.slice(0, 3).join(" ")}.\n`);
}
// As GitHub's command line does it: what is text is printed without quotation marks.
const filter = exitCode === 0 ? optionValue("--jq") : undefined;
const answer = typeof stdout === "string" ? stdout : JSON.stringify(stdout);
process.stdout.write(
  filter === undefined ? answer : execFileSync("jq", ["--raw-output", "--compact-output", filter], { input: answer }),
);
process.stderr.write(stderr);
process.exit(exitCode);
