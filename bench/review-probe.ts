/** Reviews one large plan and writes what it took, as JSON: in a process of its own, because memory is measured too. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { planDigest } from "../review/digest";
import { markdownReport } from "../review/markdown";
import { combine } from "../review/report";
import { reviewEnvironment } from "../review/review-environment";
import { terminalReport } from "../review/terminal";
import { planText } from "./review-plans";

const [root = ".", shape = "", length = "0"] = process.argv.slice(2);
const fixture = JSON.parse(readFileSync(join(root, "test/review/fixtures/unchanged.plan.json"), "utf8"));
const text = planText(fixture, shape, Number(length));

const began = performance.now();
const plan: unknown = JSON.parse(text);
const read = performance.now();
let digestMs = 0;
const digest = (json: unknown): string => {
  const from = performance.now();
  const found = planDigest(json);
  digestMs = performance.now() - from;
  return found;
};
const review = reviewEnvironment({ environment: "staging", plan, digest });
const judged = performance.now();
const whole = combine([review]);
markdownReport(whole, { marker: "<!-- bench -->" });
terminalReport(whole, { color: false, width: 80 });
const end = performance.now();

process.stdout.write(
  JSON.stringify({
    readMs: read - began,
    judgedMs: judged - read - digestMs,
    wholeMs: end - read,
    megabytes: process.resourceUsage().maxRSS / 1024,
  }),
);
