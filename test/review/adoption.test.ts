import { readFileSync } from "node:fs";
import { join } from "node:path";
import { reviewEnvironment } from "../../review/review-environment";
import { CLIENT, fixture, POOL, replaced, resource } from "./planned";

const imported = (plan: ReturnType<typeof fixture>, address: string): ReturnType<typeof fixture> => {
  resource(plan, address).change.importing = { id: "x" };
  plan.applyable = true;
  return plan;
};
const findings = (plan: unknown) => reviewEnvironment({ environment: "prod", plan }).findings;

test("of a replacement it is said what to write, and where that is printed", () => {
  const [found] = findings(
    imported(
      replaced(POOL, "name", (it) => Object.assign(it, { name: "other" })),
      POOL,
    ),
  );

  expect(found).toMatchObject({ rule: "pool-destroyed", severity: "block" });
  expect(found?.recover).toMatch(/what AWS has of name: .*npx alexa-link adopt/);
});

test("of a client whose secret cannot be imported, both ways to keep it", () => {
  const [found] = findings(imported(replaced(CLIENT, "generate_secret"), CLIENT));

  expect(found?.recover).toMatch(/adopt\.clientId.*client\.imported.*leave generate_secret out/);
});

test("a pool that is taken over as it is keeps its users, and is safe", () => {
  const review = reviewEnvironment({ environment: "prod", plan: imported(fixture("unchanged"), POOL) });

  expect(review.verdict).toBe("safe");
  expect(review.findings.map(({ rule, severity }) => [rule, severity])).toEqual([
    ["adopted-pool-resets", "info"],
    ["resource-imported", "info"],
  ]);
  expect(review.findings[1]?.effect).toMatch(/Its users stay.*as it is/);
});

test("every address that a caller of the module imports to is in the module", () => {
  const text = ["main.tf", "function.tf"].map((file) => readFileSync(join(ROOT, "module", file), "utf8")).join("\n");
  const example = readFileSync(join(ROOT, "module/examples/adopt/main.tf"), "utf8");
  const to = [...example.matchAll(/to = module\.\w+\.(\w+)\.(\w+)\[0\]/g)];

  expect(to.length).toBeGreaterThan(4);
  expect(to.filter(([, type, name]) => !text.includes(`resource "${type}" "${name}" {\n  count `))).toEqual([]);
});

const ROOT = join(__dirname, "../..");
