/**
 * Writes one large plan into a file, or reviews one and writes what it took, as JSON: each in a process of its own,
 * because memory is measured too.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readExactJsonFile } from "../common/json-file";
import { planDigest } from "../review/digest";
import { markdownReport } from "../review/markdown";
import { combine } from "../review/report";
import { reviewEnvironment } from "../review/review-environment";
import { terminalReport } from "../review/terminal";
import { planText } from "./review-plans";

const [what, file = "", root = ".", shape = "", length = "0"] = process.argv.slice(2);
if (what === "write") {
  const fixture = JSON.parse(readFileSync(join(root, "test/review/fixtures/unchanged.plan.json"), "utf8"));
  writeFileSync(file, planText(fixture, shape, Number(length)));
} else {
  await measure();
}

/** The processor's time, of all threads: other programs on the machine have little part in it. */
async function measure(): Promise<void> {
  const cpuMs = (): number => {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1000;
  };
  const began = cpuMs();
  // Nothing holds the text while the plan is judged.
  const plan = await readExactJsonFile(file, "a plan", new AbortController().signal);
  const read = cpuMs();
  let digestMs = 0;
  const digest = (json: unknown): string => {
    const from = cpuMs();
    const found = planDigest(json);
    digestMs = cpuMs() - from;
    return found;
  };
  const review = reviewEnvironment({ environment: "staging", plan, digest });
  const judged = cpuMs();
  const whole = combine([review]);
  markdownReport(whole, { marker: "<!-- bench -->" });
  terminalReport(whole, { color: false, width: 80 });
  const end = cpuMs();
  if (review.digest === undefined) {
    throw new Error(`The plan was not judged: ${review.notJudged.join(" ")}`);
  }
  process.stdout.write(
    JSON.stringify({
      readMs: read - began,
      judgedMs: judged - read - digestMs,
      wholeMs: end - read,
      allMs: end,
      megabytes: process.resourceUsage().maxRSS / 1024,
    }),
  );
}
