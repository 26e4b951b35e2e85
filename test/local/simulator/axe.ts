import { readFileSync } from "node:fs";
import type { AxeResults } from "axe-core";
import type { Page } from "playwright-core";

/** axe-core is the only check of accessibility that knows what a browser made of a page; it has no dependency. */
const SOURCE = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

/** What axe finds on the page as it stands, each with its rule and elements; nothing in a page without flaws. */
export async function axeFindings(page: Page): Promise<readonly string[]> {
  // Colours on their way to others are none that anybody reads.
  await page.evaluate(() => Promise.all(document.getAnimations().map(({ finished }) => finished.catch(() => {}))));
  if (!(await page.evaluate("'axe' in window"))) {
    // As the developer's tools do it, which the page's own policy does not keep out.
    await page.evaluate(SOURCE);
  }
  const { violations } = await page.evaluate<AxeResults>("axe.run(document, { resultTypes: ['violations'] })");
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${help}: ${target.join(" ")}: ${failureSummary}`),
  );
}
