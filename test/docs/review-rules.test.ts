import { ALL_RULES } from "../../review/judge-plan";
import { readPage } from "./pages";

const { prose } = readPage("docs/review-and-promotion.md");

/** The table's rows: rule, severity. */
const rows = [...prose.matchAll(/^\| `([a-z-]+)` \| (block|warn|info) \|/gm)].map(([, id = "", severity = ""]) => ({
  id,
  severity,
}));

const rules = ALL_RULES.map(({ id, severity }) => ({ id, severity }));

const byId = (one: { readonly id: string }, other: { readonly id: string }): number => one.id.localeCompare(other.id);

test("the page lists every rule of the review, once, with its usual severity", () => {
  expect([...rows].sort(byId)).toEqual([...rules].sort(byId));
});

test("the heaviest rules stand first", () => {
  const weights = rows.map(({ severity }) => ["block", "warn", "info"].indexOf(severity));
  expect(weights).toEqual([...weights].sort((one, other) => one - other));
});
