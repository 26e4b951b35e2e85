import { readFileSync } from "node:fs";
import { join } from "node:path";
import { planDigest } from "../review/digest";
import { markdownReport } from "../review/markdown";
import { combine } from "../review/report";
import { reviewEnvironment } from "../review/review-environment";
import { inTurns, ms, table, times } from "./measure";

const ROUNDS = 5;

interface PlanJson {
  resource_changes: { address: string; name: string; change: { actions: string[]; after: object } }[];
  [key: string]: unknown;
}

/**
 * Reviewing large plans, against reading the same JSON, which nobody who reviews a plan gets around. Twice the changes
 * should take twice the time and memory.
 */
export async function benchReview(root: string): Promise<string> {
  const fixture = JSON.parse(readFileSync(join(root, "test/review/fixtures/unchanged.plan.json"), "utf8")) as PlanJson;
  const rows = [["changes", "JSON read", "judged", "with digest and report", "× reading"]];
  for (const length of [1000, 10_000, 20_000]) {
    const text = JSON.stringify(planOf(fixture, length));
    const plan: unknown = JSON.parse(text);
    const judge = (digest?: () => string) => reviewEnvironment({ environment: "staging", plan, digest });
    const [read = 0, judged = 0, whole = 0] = await inTurns(ROUNDS, [
      () => took(() => JSON.parse(text)),
      () => took(() => judge(() => "none")),
      () => took(() => markdownReport(combine([judge(() => planDigest(plan))]), { marker: "<!-- bench -->" })),
    ]);
    rows.push([length.toLocaleString("en-US"), ms(read), ms(judged), ms(whole), times(whole / read)]);
  }
  return table(rows);
}

/** A plan that updates many resources: the fixture's, again and again under other names. */
function planOf(fixture: PlanJson, length: number): PlanJson {
  const changes = Array.from({ length }, (_, number) => {
    const copy = structuredClone(fixture.resource_changes[number % fixture.resource_changes.length]);
    if (copy === undefined) {
      throw new Error("The fixture has no changes.");
    }
    copy.address = copy.address.replace(`.${copy.name}`, `.${copy.name}_${number}`);
    copy.name = `${copy.name}_${number}`;
    copy.change.actions = ["update"];
    copy.change.after = { ...copy.change.after, id: "new" };
    return copy;
  });
  return { ...fixture, resource_changes: changes, prior_state: undefined, planned_values: {}, applyable: true };
}

async function took(work: () => unknown): Promise<number> {
  const began = performance.now();
  work();
  return performance.now() - began;
}
